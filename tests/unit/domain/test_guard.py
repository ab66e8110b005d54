"""The guard's policy: gravity, switches, evidence, the past, verification and web forms."""

from dataclasses import replace

import pytest

from responder.domain.guard import CHECK_NAMES, CHECKS, answer_address, judge
from responder.domain.guard_case import shown
from responder.domain.letter import Letter
from responder.domain.past import Known, Past, Usage
from responder.domain.question import Reading
from responder.domain.rule import Book, Budgets, Trust
from responder.domain.verdict import Check, Judgement, Verdict
from responder.mail.suffix import organisational_domain
from tests.support.letters import NORDLICHT, letter, letter_of, octets


def judged(of: Letter, book: Book = NORDLICHT, past: Past | None = None, verified: bool | None = None) -> Judgement:
    return judge(of, past or Past(), book, organisational_domain=organisational_domain, verified=verified)


def check(judgement: Judgement, name: str) -> Check:
    return next(found for found in judgement.checks if found.check == name)


# Policy


def test_all_checks_run_in_the_order_of_the_table_and_each_has_evidence() -> None:
    judgement = judged(letter())
    assert [found.check for found in judgement.checks] == list(CHECK_NAMES)
    assert all(found.evidence for found in judgement.checks)
    assert judgement.reason == "human_letter"


def test_each_check_has_one_name_and_one_meaning() -> None:
    assert len(CHECK_NAMES) == len(CHECKS)
    assert len(set(CHECK_NAMES.values())) == len(CHECKS)


def test_the_table_lists_the_graver_verdicts_first() -> None:
    order = [Verdict.MACHINE, Verdict.SPAM, Verdict.DOUBT]
    gravity = [order.index(entry.verdict) for entry in CHECKS]
    assert gravity == sorted(gravity)


def test_machine_is_graver_than_spam_and_spam_than_doubt() -> None:
    doubt = {"X-Auto-Response-Suppress": "All"}
    spam = doubt | {"X-Spam-Flag": "YES"}
    machine = spam | {"Precedence": "bulk"}
    assert [judged(letter(headers)).verdict.value for headers in (doubt, spam, machine)] == ["doubt", "spam", "machine"]


def test_the_first_of_equally_grave_checks_gives_the_reason() -> None:
    assert judged(letter({"Precedence": "bulk", "Auto-Submitted": "auto-generated"})).reason == "auto_submitted"


@pytest.mark.parametrize("name", CHECK_NAMES)
def test_a_check_that_is_switched_off_passes_and_says_so(name: str) -> None:
    headers = {"Auto-Submitted": "auto-replied", "Return-Path": "<>", "From": "noreply@nordlicht.example"}
    judgement = judged(letter(headers), replace(NORDLICHT, checks={name: False}))
    assert check(judgement, name) == Check(
        name, True, "switched off in rules.yaml", next(entry.verdict for entry in CHECKS if entry.name == name)
    )


def test_switching_off_the_deciding_check_changes_the_verdict() -> None:
    precedence = letter({"Precedence": "bulk"})
    assert judged(precedence).verdict is Verdict.MACHINE
    assert judged(precedence, replace(NORDLICHT, checks={"precedence": False})).verdict is Verdict.ANSWER


def test_a_check_that_is_switched_on_by_name_works_as_without() -> None:
    assert (
        judged(letter({"Precedence": "bulk"}), replace(NORDLICHT, checks={"precedence": True})).reason == "precedence"
    )


def test_evidence_is_one_short_line_whatever_the_sender_wrote() -> None:
    judgement = judged(letter({"Auto-Submitted": "auto-replied " + "x" * 3000}))
    evidence = check(judgement, "auto_submitted").evidence
    assert len(evidence) <= 120
    assert shown("a\r\n\tb") == "a b"


def test_without_any_rules_a_plain_letter_is_answered() -> None:
    assert judged(letter(), Book()).reason == "human_letter"


def test_addressed_to_us_is_skipped_while_no_own_address_is_known() -> None:
    judgement = judged(letter({"To": "undisclosed-recipients:;"}), Book())
    assert check(judgement, "addressed_to_us").evidence == "no own address is configured"
    assert judgement.verdict is Verdict.ANSWER


# The past


@pytest.mark.parametrize(
    ("past", "reason"),
    [
        (Past(suppressed=True), "suppressed"),
        (Past(breaker_open=True), "breaker"),
        (Past(usage=Usage(mailbox_hour=300)), "budget"),
        (Past(usage=Usage(domain_hour=20)), "budget"),
        (Past(usage=Usage(alike_hour=5)), "budget"),
        (Past(usage=Usage(address_day=3)), "budget"),
    ],
)
def test_what_happened_before_leaves_the_letter_to_people(past: Past, reason: str) -> None:
    judgement = judged(letter(), past=past)
    assert (judgement.verdict, judgement.reason) == (Verdict.DOUBT, reason)


def test_the_last_letter_within_each_budget_is_answered() -> None:
    usage = Usage(mailbox_hour=299, domain_hour=19, alike_hour=4, address_day=2)
    assert judged(letter(), past=Past(usage=usage)).verdict is Verdict.ANSWER


def test_customers_of_a_public_mail_provider_share_no_budget() -> None:
    of_gmail = letter({"From": "ann@gmail.com", "Return-Path": "<ann@gmail.com>"})
    assert judged(of_gmail, past=Past(usage=Usage(domain_hour=250))).verdict is Verdict.ANSWER


def test_budgets_are_the_operators() -> None:
    raised = replace(NORDLICHT, budgets=Budgets(domain_per_hour=100))
    assert judged(letter(), raised, Past(usage=Usage(domain_hour=99))).verdict is Verdict.ANSWER


def test_an_absence_note_is_known_by_its_text_only() -> None:
    note = letter(reading=Reading(out_of_office=True))
    assert (judged(note).verdict, judged(note).reason) == (Verdict.DOUBT, "out_of_office")
    assert judged(letter({"Subject": "Out of office"})).verdict is Verdict.ANSWER


# Verification and where the answer goes

TRUSTING = replace(NORDLICHT, trust=Trust(authserv_ids=("mx.nordlicht.example",)))


def results(value: str) -> tuple[str, str]:
    return ("Authentication-Results", f"mx.nordlicht.example; {value}")


def test_a_trusted_pass_allows_an_answer_whatever_return_path_says() -> None:
    raw = letter({"Authentication-Results": "mx.nordlicht.example; dkim=pass header.d=kunde.example",
                  "Return-Path": "<bounce-7@esp.example>"})  # fmt: skip
    judgement = judged(raw, TRUSTING)
    assert judgement.verdict is Verdict.ANSWER
    assert judgement.verified


def test_a_trusted_result_that_does_not_cover_from_outweighs_return_path() -> None:
    judgement = judged(letter([results("spf=softfail smtp.mailfrom=ann@kunde.example")]), TRUSTING)
    assert (judgement.verdict, judgement.reason, judgement.verified) == (Verdict.DOUBT, "return_path", False)


def test_a_trusted_result_that_says_nothing_leaves_it_to_return_path() -> None:
    judgement = judged(letter([results("spf=none; dkim=none; dmarc=none")]), TRUSTING)
    assert (judgement.verdict, judgement.verified) == (Verdict.ANSWER, False)


def test_a_failed_authentication_is_a_doubt() -> None:
    judgement = judged(letter([results("spf=fail; dkim=fail; dmarc=fail header.from=kunde.example")]), TRUSTING)
    assert (judgement.verdict, judgement.reason) == (Verdict.DOUBT, "failed_authentication")


def test_a_letter_that_answers_ours_may_be_answered_from_anywhere() -> None:
    past = Past(references_known=(Known("<q@nordlicht.example>", True, frozenset({"ann@kunde.example"})),))
    judgement = judged(letter({"Return-Path": "<x@phone-relay.example>"}), past=past)
    assert (judgement.verdict, judgement.verified) == (Verdict.ANSWER, True)


def test_a_missing_return_path_is_the_operators_choice() -> None:
    bare = letter({"Return-Path": None})
    strict = replace(NORDLICHT, trust=Trust(accept_missing_return_path=False))
    assert judged(bare).verdict is Verdict.ANSWER
    assert judged(bare, strict).reason == "return_path"


def test_the_caller_may_take_the_sender_as_verified_or_not() -> None:
    odd = letter({"Return-Path": "<x@elsewhere.example>"})
    assert (judged(odd, verified=True).verdict, judged(odd, verified=True).verified) == (Verdict.ANSWER, True)
    assert judged(letter(), TRUSTING, verified=False).verified is False


def test_the_answer_goes_to_from_and_never_to_reply_to() -> None:
    to = answer_address(letter({"Reply-To": "else@other.example"}), NORDLICHT)
    assert to is not None
    assert to.key == "ann@kunde.example"


def test_nobody_is_answered_when_there_is_no_one_author() -> None:
    assert answer_address(letter({"From": "a@kunde.example, b@kunde.example"}), NORDLICHT) is None


# Web forms

FORM = {"From": "order@web.nordlicht.example", "Return-Path": "<order@web.nordlicht.example>"}


def test_a_form_that_may_be_answered_is_answered_at_its_reply_to_and_is_never_verified() -> None:
    form = letter(FORM | {"Reply-To": "Ann <ann@kunde.example>"})
    judgement = judged(form, verified=True)
    to = answer_address(form, NORDLICHT)
    assert (judgement.verdict, judgement.verified) == (Verdict.ANSWER, False)
    assert to is not None
    assert to.key == "ann@kunde.example"


@pytest.mark.parametrize(
    "reply_to", ["a@kunde.example, b@kunde.example", "per@nordlicht.example", "noreply@kunde.example", "root@x.example"]
)
def test_a_form_whose_reply_to_is_no_customer_is_left_to_people(reply_to: str) -> None:
    assert judged(letter(FORM | {"Reply-To": reply_to})).reason == "site_form"


def test_a_form_does_not_excuse_spam_or_our_own_letters() -> None:
    form = FORM | {"Reply-To": "ann@kunde.example"}
    assert judged(letter(form | {"X-Spam-Flag": "YES"})).verdict is Verdict.SPAM
    assert judged(letter(form | {"X-Responder-Id": "1"})).reason == "own_mark"


# Broken letters


def test_a_header_that_does_not_end_leaves_the_letter_to_people() -> None:
    torn = letter_of(octets().partition(b"\r\n\r\n")[0])
    assert judged(torn).reason == "unparseable"


def test_lesser_defects_stop_no_letter() -> None:
    odd = letter({"Date": "yesterday", "Content-Type": "text/plain; charset=x-martian"})
    assert odd.message.defects
    assert judged(odd).verdict is Verdict.ANSWER
