"""How mail programs mark history, signatures and notices in each language, for the tests of zones."""

from tests.unit.mail.marks_romance import ES, FR, IT, PT
from tests.unit.mail.tongue import WHO, Tongue

EN = Tongue(
    words="Can the date move to 5 December?",
    old="Here is the act.",
    attributions={
        "gmail": f"On Mon, Nov 16, 2026 at 12:00 PM {WHO} wrote:",
        "apple": f"On 16 Nov 2026, at 12:00, {WHO} wrote:",
        "outlook mobile": f"On Mon, Nov 16, 2026 at 12:00 PM +0100, {WHO} wrote:",
        "yahoo": f"On Monday, November 16, 2026 at 12:00:00 PM GMT+1, {WHO} wrote:",
        "roundcube": f"On 2026-11-16 12:00, {WHO} wrote:",
        "brackets": "On 16 November 2026 at 12:00:18, Nora Quist (nora@example.test) wrote:",
        "mailto": "On 16 Nov 2026, at 12:00, Nora Quist [mailto:nora@example.test] wrote:",
    },
    weak={"thunderbird": "On 11/16/26 12:00, Nora Quist wrote:", "day only": "On November 16, 2026, Nora Quist wrote:",
        "polite": "On 16 Nov 2026 at 12:00, Nora Quist sent:"},
    blocks={
        "outlook": f"From: {WHO}\nSent: Monday, November 16, 2026 12:00 PM\nTo: Ann\nSubject: Act",
        "bold": "*From:* Nora\n*Sent:* Monday, November 16, 2026 12:00 PM\n*To:* Ann\n*Cc:* Bob\n*Subject:* Act",
        "webmail": f"________________________________\nFrom: {WHO}\nSent: Monday\nTo: Ann\nSubject: Act",
        "two lines": f"_____________\nFrom: {WHO}\nDate: Mon, 16 Nov 2026 12:00:00 +0100",
        "one line": f"From: {WHO} Date: Mon, 16 Nov 2026 12:00:00 +0100 Subject: Act",
        "no author": "Date: Mon, 16 Nov 2026 12:00:00 +0100\nTo: ann@example.org",
        "rule": "-----Original Message-----\nFrom: Nora",
        "wrote rule": "------On 11/16/2026 12:00 PM, Nora Quist wrote-----",
    },
    forwards=[
        "---------- Forwarded message ---------", "Begin forwarded message:",
        "----- Forwarded by Nora/ACME on 16/11 -----",
    ],
    partings=["Best regards,", "Kind regards", "Sincerely,", "Cheers,", "With kind regards,", "Yours faithfully,"],
    devices=[
        "Sent from my iPhone", "Sent from my Galaxy", "Get Outlook for Android<https://aka.example/x>",
        "Sent from Yahoo Mail on Android", "Sent from Mailbox for iPhone", "Sent wirelessly from my BlackBerry device",
    ],
    notices=[
        "This e-mail and any attachments are confidential.",
        "The content is for the addressee. If you are not the intended recipient, delete it.",
        "Virus-free.www.avast.com",
    ],
    answers=["Please see my answers below in red.", "My comments inline.", "I have answered below."],
)  # fmt: skip
RU = Tongue(
    words="Можно перенести дату на 5 декабря?",
    old="Вот акт.",
    attributions={
        "gmail": f"пн, 16 нояб. 2026 г. в 12:00, {WHO}:",
        "apple": f"16 нояб. 2026 г., в 12:00, {WHO} написал(а):",
        "yandex": '16.11.2026, 12:00, "Нора Квист" <nora@example.test>:',
        "mail.ru": f"Понедельник, 16 ноября 2026, 12:00 +03:00 от {WHO}:",
        "mail.ru web": "> Понедельник, 16 ноября 2026, 12:00 +03:00 от Нора Квист <nora@example.test>:",
        "android": '16.11.2026 12:00 пользователь "Нора Квист" <nora@example.test> написал:',
    },
    weak={
        "thunderbird": "16.11.2026 12:00, Нора Квист пишет:",
        "the bat": "Вы писали 16 ноября 2026 г., 12:00:00:",
        "roundcube": "Нора Квист писал(а) 2026-11-16 12:00:",
    },
    blocks={
        "outlook": f"От: {WHO}\nОтправлено: 16 ноября 2026 г. 12:00\nКому: Анна\nТема: Акт",
        "web": f"От: {WHO}\nДата: понедельник, 16 ноября 2026 г. в 12:00\nКому: Анна\nТема: Акт",
        "rule": "-------- Исходное сообщение --------",
        "two lines": f"От кого: {WHO}\nДата: 16 ноября 2026 г. 12:00:00",
    },
    forwards=["-------- Пересылаемое сообщение --------", "Начало переадресованного сообщения:"],
    partings=["С уважением,", "С наилучшими пожеланиями,", "Всего доброго,", "С ув.,"],
    devices=[
        "Отправлено с iPhone", "Отправлено из мобильной Почты Mail.ru", "Отправлено из Outlook для Android",
        "Отправлено из мобильного приложения Яндекс Почты", "Отправлено из Mail.ru для iOS",
        "Отправлено с мобильного устройства",
    ],
    notices=[
        "Данное сообщение и любые приложения к нему конфиденциальны.",
        "Если вы не являетесь адресатом, удалите это письмо.", "Без вирусов. www.avast.ru",
        "Письмо проверено на вирусы антивирусом.",
    ],
    answers=["Ответы ниже красным.", "Мои комментарии в тексте письма.", "Ответила ниже."],
)  # fmt: skip
UK = Tongue(
    words="Чи можна перенести дату на 5 грудня?",
    old="Ось акт.",
    attributions={
        "gmail": f"пн, 16 лист. 2026 р. о 12:00 {WHO} пише:",
        "apple": f"16 лист. 2026 р. о 12:00 {WHO} написав(-ла):",
        "ukr.net": '16 листопада 2026, 12:00:05, від "Нора Квіст" <nora@example.test>:',
    },
    weak={"thunderbird": "16.11.26 12:00, Нора Квіст пише:"},
    blocks={"outlook": f"Від: {WHO}\nНадіслано: 16 листопада 2026 р. 12:00\nКому: Анна\nТема: Акт"},
    forwards=["-------- Переслане повідомлення --------"],
    partings=["З повагою,", "З найкращими побажаннями,"],
    devices=["Надіслано з iPhone", "Завантажити Outlook для Android"],
    notices=["Якщо ви не є адресатом, видаліть цей лист."],
    answers=["Відповіді нижче червоним."],
)
DE = Tongue(
    words="Kann der Termin auf den 5. Dezember verlegt werden?",
    old="Hier ist das Protokoll.",
    attributions={
        "gmail": f"Am Mo., 16. Nov. 2026 um 12:00 Uhr schrieb {WHO}:",
        "apple": f"Am 16.11.2026 um 12:00 schrieb {WHO}:",
        "gmx": f"{WHO} hat am 16.11.2026 um 12:00 geschrieben:",
    },
    weak={"thunderbird": "Am 16.11.26 um 12:00 schrieb Nora Quist:"},
    blocks={
        "outlook": f"Von: {WHO}\nGesendet: Montag, 16. November 2026 12:00\nAn: Anna\nBetreff: Akt",
        "web.de": "Gesendet: Montag, 16. November 2026 um 12:00 Uhr\nVon: Nora\nAn: anna@example.org\nBetreff: Akt",
        "rule": "-----Ursprüngliche Nachricht-----",
    },
    forwards=["-------- Weitergeleitete Nachricht --------", "Anfang der weitergeleiteten Nachricht:"],
    partings=["Mit freundlichen Grüßen", "Viele Grüße,", "MfG", "Beste Grüße"],
    devices=["Von meinem iPhone gesendet", "Holen Sie sich Outlook für Android", "Gesendet mit der GMX Mail App"],
    notices=[
        "Diese E-Mail enthält vertrauliche Informationen.",
        "Sollten Sie nicht der vorgesehene Empfänger sein, löschen Sie sie.",
    ],
    answers=["Meine Antworten stehen unten in rot.", "Siehe meine Kommentare im Text."],
)  # fmt: skip
NL = Tongue(
    words="Kan de datum naar 5 december?",
    old="Hier is het verslag.",
    attributions={
        "gmail": f"Op ma 16 nov 2026 om 12:00 schreef {WHO}:",
        "apple": f"Op 16 nov. 2026 om 12:00 heeft {WHO} het volgende geschreven:",
    },
    weak={"thunderbird": "Op 16-11-2026 om 12:00 schreef Nora Quist:"},
    blocks={
        "outlook": f"Van: {WHO}\nVerzonden: maandag 16 november 2026 12:00\nAan: Anna\nOnderwerp: Akte",
        "rule": "-----Oorspronkelijk bericht-----",
    },
    forwards=["---------- Doorgestuurd bericht ---------", "Begin doorgestuurd bericht:"],
    partings=["Met vriendelijke groet,", "Met vriendelijke groeten,", "Hartelijke groet,", "Mvg,"],
    devices=["Verstuurd vanaf mijn iPhone", "Download Outlook voor Android"],
    notices=[
        "Dit bericht en eventuele bijlagen zijn vertrouwelijk.",
        "Indien u niet de geadresseerde bent, wis het dan.",
    ],
    answers=["Zie mijn antwoorden hieronder in rood."],
)
PL = Tongue(
    words="Czy termin może przejść na 5 grudnia?",
    old="Oto protokół.",
    attributions={
        "gmail": f"pon., 16 lis 2026 o 12:00 {WHO} napisał(a):",
        "apple": f"Wiadomość napisana przez {WHO} w dniu 16 lis 2026, o godz. 12:00:",
        "old gmail": f"W dniu 16 listopada 2026 12:00 użytkownik {WHO} napisał:",
    },
    weak={"thunderbird": "W dniu 16.11.2026 o 12:00, Nora Quist pisze:"},
    blocks={
        "outlook": f"Od: {WHO}\nWysłano: poniedziałek, 16 listopada 2026 12:00\nDo: Anna\nTemat: Akt",
        "outlook mobile": f"Od: {WHO}\nData: poniedziałek, 16 listopada 2026 12:00\nDo: Anna\nDW: Bob\nTemat: Akt",
        "rule": "-----Wiadomość oryginalna-----",
    },
    forwards=["---------- Wiadomość przekazana dalej ---------", "Początek przekazywanej wiadomości:"],
    partings=["Pozdrawiam,", "Z poważaniem", "Z wyrazami szacunku,", "Serdecznie pozdrawiam,"],
    devices=["Wysłane z iPhone'a", "Pobierz aplikację Outlook dla systemu Android", "Wysłano z telefonu Samsung"],
    notices=[
        "Niniejsza wiadomość i wszelkie załączniki są poufne.",
        "Jeżeli nie są Państwo adresatem, prosimy o usunięcie wiadomości.",
    ],
    answers=["Moje odpowiedzi poniżej na czerwono."],
)

TONGUES = {
    "en": EN, "ru": RU, "uk": UK, "de": DE, "fr": FR, "es": ES, "it": IT, "pt": PT, "nl": NL, "pl": PL,
}  # fmt: skip
