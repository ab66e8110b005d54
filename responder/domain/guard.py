"""Decides whether a letter may be answered automatically: a table of named checks, and the gravest failure holds."""

from collections.abc import Mapping
from dataclasses import dataclass

from responder.domain import guard_bounces as bounces
from responder.domain import guard_doubts as doubts
from responder.domain import guard_headers as headers
from responder.domain import guard_limits as limits
from responder.domain import guard_lists as lists
from responder.domain import guard_reports as reports
from responder.domain import guard_senders as senders
from responder.domain.envelope import answer_address
from responder.domain.guard_case import Case, bring, passes
from responder.domain.guard_case import Check as CheckFunction
from responder.domain.guard_spam import spam_mark
from responder.domain.letter import Letter
from responder.domain.past import Past
from responder.domain.rule import Book
from responder.domain.trust import OrganisationalDomain, Verification
from responder.domain.trust import verified as verify
from responder.domain.verdict import Check, Judgement, Verdict

__all__ = ["CHECKS", "CHECK_NAMES", "GuardCheck", "answer_address", "judge"]

ALL_PASSED = "human_letter"
_GRAVEST_FIRST = (Verdict.MACHINE, Verdict.SPAM, Verdict.DOUBT)


@dataclass(frozen=True, slots=True)
class GuardCheck:
    """One line of the guard's policy: what a failure makes of the letter, the check, and what it means to staff.

    `spares_forms`: a web form that the operator declared may look like this and is still no machine.
    """

    name: str
    verdict: Verdict
    finds: CheckFunction
    meaning: str
    spares_forms: bool = False


M, S, D = Verdict.MACHINE, Verdict.SPAM, Verdict.DOUBT

CHECKS: tuple[GuardCheck, ...] = (
    GuardCheck("own_mark", M, headers.own_mark, "carries the mark of an automatic letter of this program"),
    GuardCheck("auto_submitted", M, headers.auto_submitted, "says Auto-Submitted: anything but no", True),
    GuardCheck("null_return_path", M, reports.null_return_path, "has an empty envelope sender or an empty From", True),
    GuardCheck("dsn", M, reports.dsn, "is a bounce or another delivery report"),
    GuardCheck("mdn", M, reports.mdn, "is a read receipt"),
    GuardCheck("feedback_report", M, reports.feedback_report, "is an abuse or complaint report"),
    GuardCheck("calendar", M, reports.calendar, "is an invitation or the answer to one"),
    GuardCheck("list_headers", M, lists.list_headers, "came through a mailing list other than company.lists", True),
    GuardCheck("precedence", M, lists.precedence, "says Precedence: bulk, junk, list or auto_reply", True),
    GuardCheck("autoreply_headers", M, headers.autoreply_headers, "carries an X-Autoreply header or one like it"),
    GuardCheck("loop_headers", M, headers.loop_headers, "carries the loop mark of other mail software"),
    GuardCheck("exchange_rules", M, headers.exchange_rules, "was written by an Exchange rule or agent"),
    GuardCheck("machine_generated", M, headers.machine_generated, "says itself that a program wrote it", True),
    GuardCheck("bulk_sender", M, lists.bulk_sender, "carries two marks of mass mail", True),
    GuardCheck("own_sender", M, senders.own_sender, "claims to be from one of our own addresses", True),
    GuardCheck("staff_sender", M, senders.staff_sender, "is from our staff", True),
    GuardCheck("no_reply_sender", M, senders.no_reply_sender, "is from an address that says no-reply", True),
    GuardCheck("daemon_sender", M, senders.daemon_sender, "is from an address of mail software", True),
    GuardCheck("received_loop", M, headers.received_loop, "passed 50 or more servers, so goes round in circles"),
    GuardCheck("spam_mark", S, spam_mark, "was marked as spam by the mail server's filter"),
    GuardCheck("ambiguous_from", D, doubts.ambiguous_from, "has no author, or several"),
    GuardCheck("rewritten_from", D, doubts.rewritten_from, "had its author's address replaced by our own list"),
    GuardCheck("unparseable", D, doubts.unparseable, "is too broken to be read"),
    GuardCheck("failed_authentication", D, doubts.failed_authentication, "is not from whom it says, by DMARC or SPF"),
    GuardCheck("return_path", D, doubts.return_path_aligned, "came from an envelope sender unrelated to From"),
    GuardCheck("addressed_to_us", D, doubts.addressed_to_us, "names none of our addresses as recipient"),
    GuardCheck("response_suppressed", D, headers.response_suppressed, "asks not to be answered automatically"),
    GuardCheck("out_of_office", D, doubts.out_of_office, "says in its text that nobody is there, and asks nothing"),
    GuardCheck("bounce_text", D, bounces.bounce_text, "says in its text, as programs do, that a letter came back"),
    GuardCheck("site_form", D, doubts.site_form, "is from a web form whose answer address was not declared"),
    GuardCheck("suppressed", D, limits.suppressed, "is from an address that bounced before"),
    GuardCheck("budget", D, limits.budget, "comes when a budget of automatic letters is used up"),
    GuardCheck("breaker", D, limits.breaker, "comes while the breaker is open"),
)
"""The policy, in the order in which checks run and the first of equal gravity gives its name as the reason."""

CHECK_NAMES: Mapping[str, str] = {check.name: check.meaning for check in CHECKS}
"""What each check finds, by the name under which rules.yaml switches it; each meaning continues "the letter ..."."""


def judge(
    letter: Letter,
    past: Past,
    book: Book,
    *,
    organisational_domain: OrganisationalDomain,
    verified: bool | None = None,
) -> Judgement:
    """Judge a letter: may it be answered, is it a machine's, is it spam, or is it left to people?

    All checks run, so that the whole evidence can be shown. `verified` overrides the authentication of the sender. The
    sender of a site form is never verified: what stands in it was typed by anybody.
    """
    verification = _verification(letter, past, book, organisational_domain, verified)
    case = bring(letter, past, book, verification, organisational_domain)
    checks = tuple(_checked(check, case) for check in CHECKS)
    failed = [check for check in checks if not check.passed]
    verdict = next((grave for grave in _GRAVEST_FIRST if any(f.verdict is grave for f in failed)), Verdict.ANSWER)
    reason = next((check.check for check in failed if check.verdict is verdict), ALL_PASSED)
    return Judgement(verdict, reason, checks, verification.verified and not case.site_form)


def _verification(
    letter: Letter, past: Past, book: Book, organisational_domain: OrganisationalDomain, verified: bool | None
) -> Verification:
    if verified is not None:
        word = "verified" if verified else "not verified"
        return Verification(verified, False, f"taken as {word}", verified)
    return verify(letter.message, past, book.trust, organisational_domain)


def _checked(check: GuardCheck, case: Case) -> Check:
    """Run one check, unless the operator switched it off or it does not apply to a declared web form."""
    if not case.book.checks.get(check.name, True):
        finding = passes("switched off in rules.yaml")
    elif check.spares_forms and case.site_form:
        finding = passes("does not matter for a declared site form")
    else:
        finding = check.finds(case)
    return Check(check.name, finding.passed, finding.evidence, check.verdict)
