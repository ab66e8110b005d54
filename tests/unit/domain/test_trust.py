"""Which results verify a sender, whose header counts, and forged ones that must not."""

import pytest

from responder.domain.past import Known, Past
from responder.domain.rule import Trust
from responder.domain.trust import Verification, verified
from responder.mail.suffix import organisational_domain
from tests.support.letters import letter

GOOGLE = Trust(("mx.google.com",))
MICROSOFT = Trust(("",))
YANDEX = Trust(("*.yandex.net",))
OWN = Trust(("mx.nordlicht.example",))


def verification(trust: Trust, *fields: tuple[str, str], past: Past | None = None) -> Verification:
    return verified(letter(list(fields)).message, past or Past(), trust, organisational_domain)


def said(value: str) -> tuple[str, str]:
    return ("Authentication-Results", value)


def received(by: str, source: str = "mail.kunde.example") -> tuple[str, str]:
    return (
        "Received",
        f"from {source} ({source} [192.0.2.10]) by {by} with ESMTPS id a1; Mon, 16 Nov 2026 09:00:00 +0000",
    )


@pytest.mark.parametrize(
    "value",
    [
        "dkim=pass header.d=kunde.example",
        "dkim=pass header.i=ann@mail.kunde.example",
        "dkim=pass header.i=kunde.example",
        "spf=pass smtp.mailfrom=ann@bounce.kunde.example",
        "spf=pass smtp.mailfrom=kunde.example",
        "spf=pass smtp.mail=ann@kunde.example",
        "dmarc=pass",
        "spf=fail smtp.mailfrom=esp.example; dkim=pass header.d=kunde.example",
        "dkim=fail header.d=esp.example; dkim=pass header.d=kunde.example",
        "DKIM=PASS Header.D=KUNDE.example",
        'dkim=pass reason="2048-bit key; good" header.d=kunde.example',
        "dkim=pass (a (nested) comment; dkim=fail) header.d=kunde.example",
        "dkim/1 = pass header.d = kunde.example",
        'spf=pass smtp.mailfrom="ann b"@kunde.example',
    ],
)
def test_a_pass_that_covers_from_verifies(value: str) -> None:
    assert verification(OWN, said(f"mx.nordlicht.example; {value}")).verified


@pytest.mark.parametrize(
    "value",
    [
        "dkim=pass header.d=esp.example",
        "dkim=pass header.d=kunde.example.evil.example",
        "dkim=pass header.d=otherkunde.example",
        "dkim=pass",
        "spf=pass smtp.mailfrom=bounce@esp.example",
        "spf=pass smtp.helo=kunde.example",
        'spf=pass smtp.mailfrom=""',
        "dmarc=pass header.from=other.example",
        "dmarc=bestguesspass action=none header.from=kunde.example",
        "dkim=pass header.d=example",
        "auth=pass smtp.auth=ann@kunde.example",
        "arc=pass header.d=kunde.example",
        "compauth=pass reason=100",
        "dkim=neutral header.d=kunde.example",
        "spf=softfail smtp.mailfrom=kunde.example",
        "none",
        "",
        ";;;=;= ; = = ;(",
        '"',
    ],
)
def test_nothing_else_verifies(value: str) -> None:
    found = verification(OWN, said(f"mx.nordlicht.example; {value}"))
    assert (found.verified, found.failed) == (False, False)


@pytest.mark.parametrize(
    ("value", "failed"),
    [
        ("dmarc=fail (p=REJECT) header.from=kunde.example", True),
        (
            "spf=pass smtp.mailfrom=esp.example; dkim=pass header.d=esp.example; dmarc=fail header.from=kunde.example",
            True,
        ),
        ("spf=fail smtp.mailfrom=kunde.example; dkim=fail header.d=kunde.example", True),
        ("spf=hardfail smtp.mailfrom=kunde.example; dkim=none", True),
        ("spf=fail smtp.mailfrom=kunde.example; dkim=pass header.d=kunde.example", False),
        ("spf=softfail smtp.mailfrom=kunde.example; dkim=fail", False),
        ("spf=none; dkim=none; dmarc=none", False),
        ("spf=temperror; dmarc=permerror", False),
    ],
)
def test_a_failure_is_told_from_no_proof(value: str, failed: bool) -> None:
    assert verification(OWN, said(f"mx.nordlicht.example; {value}")).failed is failed


@pytest.mark.parametrize(
    "value", ["spf=none; dkim=none; dmarc=none", "spf=neutral", "spf=temperror; dkim=permerror", "none"]
)
def test_results_that_say_nothing_are_no_result(value: str) -> None:
    assert not verification(OWN, said(f"mx.nordlicht.example; {value}")).had_trusted_result


# Whose header counts

PASS = "dmarc=pass header.from=kunde.example"
FAIL = "spf=fail; dkim=fail; dmarc=fail header.from=kunde.example"


def test_only_the_topmost_header_of_the_trusted_server_counts() -> None:
    forged = said(f"mx.nordlicht.example; {PASS}")
    found = verification(OWN, said(f"mx.nordlicht.example; {FAIL}"), received("mx.nordlicht.example"), forged)
    assert (found.verified, found.failed) == (False, True)


def test_a_forged_dmarc_pass_right_below_the_servers_own_headers_does_not_count() -> None:
    forged = said(f"mx.nordlicht.example; {PASS}")
    found = verification(OWN, said("mx.nordlicht.example; spf=pass smtp.mailfrom=evil.example"), forged)
    assert not found.verified


def test_a_forged_pass_of_a_method_the_server_spoke_of_does_not_count() -> None:
    forged = said("mx.nordlicht.example; spf=pass smtp.mailfrom=kunde.example; dkim=pass header.d=kunde.example")
    found = verification(OWN, said("mx.nordlicht.example; spf=fail smtp.mailfrom=kunde.example; dkim=none"), forged)
    assert (found.verified, found.failed) == (False, True)


def test_a_header_that_came_with_the_letter_does_not_count_where_the_server_wrote_none() -> None:
    way = (received("mx.nordlicht.example", "out.evil.example"), received("out.evil.example"))
    found = verification(OWN, *way, said(f"mx.nordlicht.example; {PASS}"))
    assert (found.verified, found.had_trusted_result) == (False, False)


def test_hops_inside_the_trusted_organisation_do_not_matter() -> None:
    way = (
        received("127.0.0.1", "x"),
        received("store.internal", "y"),
        received("b.nordlicht.example"),
        received("a.nordlicht.example"),
    )
    assert verification(OWN, *way, said(f"mx.nordlicht.example; {PASS}")).verified


@pytest.mark.parametrize(
    "authserv_id", ["evil.example", "mx.nordlicht.example.evil.example", "xmx.nordlicht.example", ""]
)
def test_other_servers_are_passed_over(authserv_id: str) -> None:
    own = f"{authserv_id}; {PASS}" if authserv_id else PASS
    assert not verification(OWN, said(own)).verified
    below = said("mx.nordlicht.example; dkim=pass header.d=kunde.example")
    assert verification(OWN, said(own), below).verified


@pytest.mark.parametrize(
    ("authserv_id", "trusted"),
    [
        ("mxback5a.mail.yandex.net", True),
        ("MXFRONT1.Mail.Yandex.NET.", True),
        ("yandex.net", False),
        ("yandex.net.evil.example", False),
        ("notyandex.net", False),
    ],
)
def test_a_suffix_trusts_the_hosts_below_a_domain(authserv_id: str, trusted: bool) -> None:
    assert verification(YANDEX, said(f"{authserv_id}; {PASS}")).verified is trusted


def test_an_id_may_carry_a_version_and_comments() -> None:
    assert verification(OWN, said(f"(ours) mx.nordlicht.example 1 (v1); {PASS}")).verified


def test_the_header_without_id_is_believed_only_where_that_is_the_providers_way() -> None:
    assert verification(MICROSOFT, said(PASS)).verified
    assert not verification(GOOGLE, said(PASS)).verified
    assert not verification(MICROSOFT, said(f"mx.evil.example; {PASS}")).verified


def test_bare_domains_between_results_as_hotmail_wrote_them_do_not_matter() -> None:
    value = (
        "spf=pass (sender IP is 192.0.2.1) smtp.mailfrom=kunde.example; hotmail.com; dkim=test header.d=x;hotmail.com"
    )
    assert verification(MICROSOFT, said(value)).verified


def test_text_the_sender_controls_cannot_break_out_of_a_comment() -> None:
    mailfrom = '"x) ; dmarc=pass header.from=kunde.example ("@evil.example'
    value = f"mx.nordlicht.example; spf=pass (domain of {mailfrom} designates it) smtp.mailfrom={mailfrom}"
    assert not verification(OWN, said(value)).verified


def test_a_letter_with_two_authors_is_never_verified() -> None:
    message = letter(
        [("Authentication-Results", f"mx.nordlicht.example; {PASS}"), ("From", "bo@kunde.example")]
    ).message
    assert not verified(message, Past(), OWN, organisational_domain).verified


# Letters that answer ours


def known(ours: bool = True, address: str = "Ann@kunde.example") -> Past:
    return Past(references_known=(Known("<q1@nordlicht.example>", ours, frozenset({address})),))


def test_answering_a_letter_that_was_sent_to_this_address_verifies() -> None:
    found = verification(Trust(), past=known())
    assert (found.verified, found.had_trusted_result) == (True, False)


def test_naming_a_letter_that_was_sent_to_somebody_else_does_not_verify() -> None:
    assert not verification(Trust(), past=known(address="bo@kunde.example")).verified


def test_naming_the_customers_own_letter_does_not_verify() -> None:
    assert not verification(Trust(), past=known(ours=False)).verified


def test_a_failed_authentication_stays_one_also_when_it_answers_ours() -> None:
    found = verification(OWN, said(f"mx.nordlicht.example; {FAIL}"), past=known())
    assert found.failed
