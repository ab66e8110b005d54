"""The public mail providers: domains whose users have nothing to do with each other."""

_PROVIDERS = """
    gmail.com googlemail.com
    outlook.com outlook.de outlook.fr outlook.es outlook.it hotmail.com hotmail.co.uk hotmail.de hotmail.fr hotmail.it
    hotmail.es live.com live.co.uk live.de live.fr live.nl msn.com passport.com
    yahoo.com yahoo.co.uk yahoo.co.in yahoo.co.jp yahoo.de yahoo.fr yahoo.es yahoo.it yahoo.com.br yahoo.ca ymail.com
    rocketmail.com aol.com aol.de aim.com
    icloud.com me.com mac.com
    proton.me protonmail.com protonmail.ch pm.me tuta.com tutanota.com tutamail.com tuta.io
    fastmail.com fastmail.fm hey.com zoho.com zohomail.com zohomail.eu hushmail.com mailbox.org posteo.de posteo.net
    mail.com email.com gmx.com gmx.de gmx.net gmx.at gmx.ch web.de freenet.de t-online.de arcor.de mailo.com
    yandex.ru yandex.com yandex.by yandex.kz yandex.ua yandex.com.tr ya.ru narod.ru
    mail.ru bk.ru list.ru inbox.ru internet.ru xmail.ru vk.com rambler.ru lenta.ru autorambler.ru myrambler.ru ro.ru
    mail.ua ukr.net i.ua meta.ua bigmir.net tut.by mail.by mail.kz
    qq.com foxmail.com 163.com 126.com yeah.net sina.com sina.cn sohu.com 139.com 189.cn aliyun.com naver.com daum.net
    hanmail.net kakao.com rediffmail.com
    orange.fr wanadoo.fr free.fr laposte.net sfr.fr neuf.fr bbox.fr libero.it virgilio.it tiscali.it alice.it tim.it
    bluewin.ch skynet.be telenet.be ziggo.nl kpnmail.nl planet.nl xs4all.nl hetnet.nl
    seznam.cz email.cz post.cz centrum.cz atlas.cz azet.sk wp.pl o2.pl onet.pl op.pl interia.pl poczta.onet.pl gazeta.pl
    abv.bg inbox.lv inbox.lt one.lt mail.ee hot.ee freemail.hu citromail.hu indamail.hu
    btinternet.com sky.com talktalk.net virginmedia.com ntlworld.com blueyonder.co.uk
    comcast.net verizon.net att.net sbcglobal.net bellsouth.net cox.net charter.net earthlink.net optonline.net
    rogers.com bell.net shaw.ca sympatico.ca telus.net bigpond.com optusnet.com.au xtra.co.nz
    uol.com.br bol.com.br terra.com.br ig.com.br globo.com telefonica.net terra.es
"""
_PUBLIC_MAIL = frozenset(_PROVIDERS.split())


def is_public_mail(domain: str) -> bool:
    """Whether the lower-case domain is a public mail provider's."""
    return domain in _PUBLIC_MAIL
