from datetime import UTC, datetime

from responder.app.demo.postmark import authentication, postmarked

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
LETTER = b"From: You <you@example.org>\r\nTo: support@lighthouse.example\r\n\r\nHello\r\n"


def _fields(octets: bytes) -> list[str]:
    return octets.partition(b"\r\n\r\n")[0].decode().split("\r\n")


def test_it_believes_who_writes_from_the_domain_they_name() -> None:
    assert "dmarc=pass header.from=example.org" in authentication("you@example.org", "you@example.org")


def test_it_does_not_believe_who_writes_from_elsewhere() -> None:
    assert "dmarc=fail" in authentication("www@cheaphost.example", "payments@bank.example")


def test_it_says_nothing_about_domains_without_a_policy() -> None:
    assert "dmarc=none" in authentication("tomas@cottage.example", "tomas@cottage.example")


def test_it_says_nothing_about_a_bounce() -> None:
    assert authentication("", "mailer-daemon@relay.example") == "none"


def test_its_word_stands_above_what_the_letter_claims_itself() -> None:
    forged = b"Authentication-Results: mx.lighthouse.example; dmarc=pass\r\n" + LETTER
    fields = _fields(postmarked(forged, "www@cheaphost.example", NOW, 1))
    names = [field.partition(":")[0] for field in fields]
    assert names[:3] == ["Return-Path", "Authentication-Results", "Received"]
    assert "dmarc=fail" in fields[1]


def test_it_adds_what_a_careless_client_leaves_out_and_nothing_else() -> None:
    bare = _fields(postmarked(LETTER, "you@example.org", NOW, 7))
    assert [f.partition(":")[0] for f in bare[3:5]] == ["Date", "Message-ID"]
    complete = b"Date: Sun, 22 Nov 2026 09:00:00 +0000\r\nMessage-ID: <a@example.org>\r\n" + LETTER
    assert postmarked(complete, "you@example.org", NOW, 7).endswith(complete)
    assert len(_fields(postmarked(complete, "you@example.org", NOW, 7))) == 7


def test_letters_without_an_id_get_different_ones() -> None:
    first, second = (postmarked(LETTER, "you@example.org", NOW, serial) for serial in (1, 2))
    assert _fields(first)[4] != _fields(second)[4]


def test_a_letter_of_nonsense_is_filed_all_the_same() -> None:
    assert postmarked(b"\xff\xfe\x00", "\u043f@example.org", NOW, 1).endswith(b"\xff\xfe\x00")
