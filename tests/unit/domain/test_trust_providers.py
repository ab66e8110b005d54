"""Verified senders by the headers that real mail servers write around a letter."""

import pytest

from responder.domain.past import Past
from responder.domain.provider import GENERIC, LOCAL, Provider, provider_for
from responder.domain.rule import Trust
from responder.domain.trust import Verification, trust_at, verified
from responder.mail.suffix import organisational_domain
from tests.support.letters import letter

GOOGLE = Trust(("mx.google.com",))
MICROSOFT = Trust(("",))
YANDEX = Trust(("*.yandex.net",))
MAIL_RU = Trust(("mxs.mail.ru",))
OWN = Trust(("mx.nordlicht.example",))


def verification(trust: Trust, *fields: tuple[str, str]) -> Verification:
    return verified(letter(list(fields)).message, Past(), trust, organisational_domain)


def said(value: str) -> tuple[str, str]:
    return ("Authentication-Results", value)


def received(by: str, source: str = "mail.kunde.example") -> tuple[str, str]:
    return (
        "Received",
        f"from {source} ({source} [192.0.2.10]) by {by} with ESMTPS id a1; Mon, 16 Nov 2026 09:00:00 +0000",
    )


# What each provider writes for a letter of ann@kunde.example

GMAIL = [
    received("2002:a05:6402:35ce:b0:5cf:1234:5678"),
    ("ARC-Authentication-Results", "i=1; mx.google.com; dkim=pass header.i=@kunde.example; dmarc=pass"),
    received("mx.google.com"),
    ("Received-SPF", "pass (google.com: domain of ann@kunde.example designates 192.0.2.10 as permitted sender)"),
    said(
        "mx.google.com;\r\n       dkim=pass header.i=@kunde.example header.s=s1 header.b=AbC+dEf1;\r\n"
        "       spf=pass (google.com: domain of ann@kunde.example designates 192.0.2.10 as permitted sender)"
        " smtp.mailfrom=ann@kunde.example;\r\n"
        "       dmarc=pass (p=QUARANTINE sp=REJECT dis=NONE) header.from=kunde.example"
    ),
]
MICROSOFT_365 = [
    received("AM0PR01MB1234.eurprd01.prod.outlook.com", "DB8PR01CA0001.eurprd01.prod.outlook.com"),
    received("DB8PR01CA0001.outlook.office365.com", "DB5EUR01FT012.eop-EUR01.prod.protection.outlook.com"),
    said(
        "spf=pass (sender IP is 192.0.2.10)\r\n smtp.mailfrom=kunde.example; dkim=pass (signature was verified)\r\n"
        " header.d=kunde.example;dmarc=pass action=none\r\n header.from=kunde.example;compauth=pass reason=100"
    ),
    (
        "Received-SPF",
        "Pass (protection.outlook.com: domain of kunde.example designates 192.0.2.10 as permitted sender)",
    ),
    received("DB5EUR01FT012.mail.protection.outlook.com"),
]
YANDEX_360 = [
    received("mail-notsolitesrv-production-main-21.vla.yp-c.yandex.net", "mxfront7.mail.yandex.net"),
    received("mail-nwsmtp-mxfront-production-main-73.iva.yp-c.yandex.net"),
    ("X-Yandex-Front", "mail-nwsmtp-mxfront-production-main-73.iva.yp-c.yandex.net"),
    said(
        "mail-nwsmtp-mxfront-production-main-73.iva.yp-c.yandex.net; spf=pass (mail-nwsmtp-mxfront-production-main-73"
        ".iva.yp-c.yandex.net: domain of kunde.example designates 192.0.2.10 as permitted sender,"
        " rule=[ip4:192.0.2.0/24]) smtp.mail=ann@kunde.example; dkim=pass header.i=@kunde.example"
    ),
    ("X-Yandex-Spam", "1"),
]
MAIL_RU_LETTER = [
    said(
        "mxs.mail.ru; spf=pass (mx289.i.mail.ru: domain of kunde.example designates 192.0.2.10 as permitted sender)"
        " smtp.mailfrom=ann@kunde.example smtp.helo=mail.kunde.example;\r\n\t dkim=pass header.d=kunde.example;"
        " dmarc=pass header.from=ann@kunde.example"
    ),
    received("mx289.i.mail.ru"),
]
POSTFIX = [
    received("mx.nordlicht.example", "localhost"),
    said("mx.nordlicht.example; dmarc=pass (p=none dis=none) header.from=kunde.example"),
    said("mx.nordlicht.example; spf=pass smtp.mailfrom=kunde.example"),
    ("DKIM-Filter", "OpenDKIM Filter v2.11.0 mx.nordlicht.example 4XyZ"),
    said(
        "mx.nordlicht.example;\r\n\tdkim=pass (2048-bit key; unprotected) header.d=kunde.example"
        ' header.i=@kunde.example header.a=rsa-sha256 header.s=mail header.b="aBcD"; dkim-atps=neutral'
    ),
    received("mx.nordlicht.example"),
]
RSPAMD = [
    received("mx.nordlicht.example"),
    said(
        "mx.nordlicht.example;\r\n\tdkim=pass header.d=kunde.example header.s=mail header.b=XyZ12345;\r\n"
        "\tspf=pass (mx.nordlicht.example: domain of ann@kunde.example designates 192.0.2.10 as permitted sender)"
        " smtp.mailfrom=ann@kunde.example;\r\n\tdmarc=pass (policy=quarantine) header.from=kunde.example"
    ),
]


@pytest.mark.parametrize(
    ("trust", "fields", "how"),
    [
        (GOOGLE, GMAIL, "dmarc=pass"),
        (MICROSOFT, MICROSOFT_365, "dmarc=pass"),
        (YANDEX, YANDEX_360, "dkim=pass"),
        (MAIL_RU, MAIL_RU_LETTER, "dmarc=pass"),
        (OWN, POSTFIX, "dmarc=pass"),
        (OWN, RSPAMD, "dmarc=pass"),
    ],
    ids=["gmail", "microsoft-365", "yandex", "mail-ru", "postfix", "rspamd"],
)
def test_a_pass_as_the_provider_writes_it_verifies_the_sender(
    trust: Trust, fields: list[tuple[str, str]], how: str
) -> None:
    found = verification(trust, *fields)
    assert (found.verified, found.failed, found.had_trusted_result) == (True, False, True)
    assert how in found.evidence


BY_PROFILE = Trust(by_provider=True)


@pytest.mark.parametrize(
    ("host", "fields"),
    [
        ("imap.gmail.com", GMAIL),
        ("outlook.office365.com", MICROSOFT_365),
        ("imap.yandex.ru", YANDEX_360),
        ("imap.mail.ru", MAIL_RU_LETTER),
    ],
)
def test_the_profile_of_a_known_provider_says_whose_word_counts_where_the_operator_does_not(
    host: str, fields: list[tuple[str, str]]
) -> None:
    provider = provider_for(host, "help@nordlicht.example")
    assert verification(trust_at(provider, BY_PROFILE), *fields).verified
    assert not verification(trust_at(provider, Trust()), *fields).verified
    assert not verification(trust_at(provider, OWN), *fields).verified


@pytest.mark.parametrize("provider", [GENERIC, LOCAL])
def test_a_server_that_nobody_knows_is_not_believed_by_itself(provider: Provider) -> None:
    assert trust_at(provider, BY_PROFILE).authserv_ids == ()


@pytest.mark.parametrize("fields", [GMAIL, MICROSOFT_365, YANDEX_360, MAIL_RU_LETTER, POSTFIX, RSPAMD])
def test_nothing_is_believed_while_nobody_is_trusted(fields: list[tuple[str, str]]) -> None:
    found = verification(Trust(), *fields)
    assert (found.verified, found.had_trusted_result) == (False, False)
