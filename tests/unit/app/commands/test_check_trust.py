from dataclasses import replace

import pytest

from responder.app.commands.check_trust import look_at_trust
from responder.app.findings import Weight
from responder.domain.message import Message
from responder.domain.provider import GENERIC, Provider, provider_for
from responder.domain.rule import Book, Trust
from responder.mail.parse import parse, read_octets

BOOK = Book()
YANDEX = provider_for("imap.yandex.ru", "a@yandex.ru")


def messages(*tops: str, count: int = 10, return_path: bool = True) -> list[Message]:
    """Letters that begin with these fields, used in turn."""
    path = "Return-Path: <a@sender.example>\r\n" if return_path else ""
    octets = [f"{path}{tops[number % len(tops)]}From: a@sender.example\r\n\r\nhello" for number in range(count)]
    return [parse(read_octets(one.encode())) for one in octets]


def results(authserv_id: str, by: str = "") -> str:
    received = f"Received: from x.example by {by}; Mon, 16 Nov 2026 10:00:00 +0000\r\n" if by else ""
    return f"{received}Authentication-Results: {authserv_id}; spf=pass smtp.mailfrom=sender.example\r\n"


def told(found: list[Message], book: Book = BOOK, provider: Provider = GENERIC) -> str:
    return "\n".join(one.text for one in look_at_trust(found, book, provider))


def test_the_server_that_writes_on_most_letters_is_proposed() -> None:
    said = told(messages(results("mx.own.example", "mx.own.example")))
    assert "authserv_ids: [mx.own.example]" in said
    assert "on 10 of the last 10 letters" in said


def test_changing_hosts_of_one_domain_are_proposed_as_one_suffix() -> None:
    hosts = [f"mx{number}.own.example" for number in range(5)]
    assert 'authserv_ids: ["*.own.example"]' in told(messages(*(results(host, host) for host in hosts)))


def test_what_the_provider_is_known_to_write_is_proposed_when_it_is_there() -> None:
    hosts = [f"mail-nwsmtp-{number}.sas.yp-c.yandex.net" for number in range(5)]
    assert 'authserv_ids: ["*.yandex.net"]' in told(messages(*(results(host, host) for host in hosts)), provider=YANDEX)


def test_a_header_without_a_server_is_proposed_as_empty() -> None:
    outlook = provider_for("outlook.office365.com")
    nameless = "Authentication-Results: spf=pass (ok) smtp.mailfrom=sender.example;\r\n"
    assert 'authserv_ids: [""]' in told(messages(nameless), provider=outlook)


def test_what_single_senders_write_themselves_is_never_proposed() -> None:
    forged = [results(f"mx.forger{number}.example") for number in range(5)]
    said = told(messages(*forged, "", "", count=14))
    assert "authserv_ids: [" not in said
    assert "nobody counts as verified" in said


def test_an_id_below_a_foreign_server_is_not_the_own_servers() -> None:
    below = (
        "Received: from mx.far.example by mx.own.example; Mon, 16 Nov 2026 10:00:00 +0000\r\n"
        "Received: from a.example by mx.far.example; Mon, 16 Nov 2026 10:00:00 +0000\r\n" + results("mx.own.example")
    )
    assert "authserv_ids: [" not in told(messages(below))


def test_rules_that_are_right_are_in_order() -> None:
    book = replace(BOOK, trust=Trust(("mx.own.example",)))
    found = look_at_trust(messages(results("mx.own.example")), book, GENERIC)
    assert found[0].weight is Weight.FINE
    assert "stands on 10" in found[0].text


def test_rules_that_trust_a_server_nobody_saw_are_told_what_is_there() -> None:
    book = replace(BOOK, trust=Trust(("mx.old.example",)))
    assert "authserv_ids: [mx.own.example]" in told(messages(results("mx.own.example")), book)
    assert "mx.old.example stands on none" in told(messages(""), book)


@pytest.mark.parametrize(
    ("there", "accepts", "says"),
    [(True, True, "missing_return_path: doubt"), (False, False, "missing_return_path: accept")],
)
def test_what_to_write_about_return_path_depends_on_whether_the_server_writes_it(
    there: bool, accepts: bool, says: str
) -> None:
    book = replace(BOOK, trust=Trust((), accepts))
    assert says in told(messages("", return_path=there), book)


def test_a_few_letters_show_nothing() -> None:
    (found,) = look_at_trust(messages("", count=4), BOOK, GENERIC)
    assert "only 4 letters" in found.text
