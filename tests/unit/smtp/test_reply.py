from datetime import timedelta

import pytest

from responder.domain.delivery import Accepted, Deferred, Refused, Uncertain
from responder.smtp.reply import LostError, Phase, Reply, one_line, outcome_of, outcome_of_loss

DAY = timedelta(hours=24)


def test_a_taken_letter_is_accepted_with_the_servers_words() -> None:
    assert outcome_of(Reply(Phase.DOT, 250, "2.0.0 queued as 4F")) == Accepted("250 2.0.0 queued as 4F")


@pytest.mark.parametrize("phase", [Phase.MAIL, Phase.RCPT, Phase.DATA, Phase.DOT])
@pytest.mark.parametrize("code", [421, 432, 450, 451, 452, 454])
def test_not_now_is_deferred_in_every_phase(phase: Phase, code: int) -> None:
    outcome = outcome_of(Reply(phase, code, "4.3.0 try later"))
    assert outcome == Deferred(f"{code} 4.3.0 try later")


@pytest.mark.parametrize("phase", [Phase.MAIL, Phase.RCPT, Phase.DATA, Phase.DOT])
def test_a_refusal_is_final_in_every_phase(phase: Phase) -> None:
    assert outcome_of(Reply(phase, 554, "5.7.1 no")) == Refused("554 5.7.1 no")


@pytest.mark.parametrize("phase", list(Phase))
def test_out_of_step_is_never_the_recipients_fault(phase: Phase) -> None:
    assert isinstance(outcome_of(Reply(phase, 503, "5.5.1 nested MAIL command")), Deferred)


@pytest.mark.parametrize(
    ("phase", "code", "text"),
    [
        (Phase.RCPT, 550, "5.1.1 <a@b.example>: no such user here"),
        (Phase.RCPT, 550, "5.1.10 RESOLVER.ADR.RecipientNotFound; not found by SMTP address lookup"),
        (Phase.RCPT, 550, "sorry, no mailbox here by that name. (#5.1.1)"),
        (Phase.RCPT, 550, "No such user"),
        (Phase.RCPT, 553, "5.1.3 not a valid address"),
        (Phase.DOT, 550, "5.1.1 user unknown"),
    ],
)
def test_an_address_that_does_not_exist_is_suppressed(phase: Phase, code: int, text: str) -> None:
    assert outcome_of(Reply(phase, code, text)) == Refused(f"{code} {text}", suppress=True)


@pytest.mark.parametrize(
    ("phase", "code", "text"),
    [
        (Phase.RCPT, 550, "5.7.1 relaying denied"),
        (Phase.RCPT, 550, "relay not permitted"),
        (Phase.RCPT, 550, "5.7.1 Service unavailable, client [192.0.2.5.1.1] blocked using a list"),
        (Phase.RCPT, 552, "5.2.2 over quota"),
        (Phase.RCPT, 550, "5.1.8 sender address rejected"),
        (Phase.MAIL, 550, "5.1.1 we do not know the sender"),
        (Phase.DOT, 550, "5.7.60 SMTP; Client does not have permissions to send as this sender"),
        (Phase.DOT, 554, "5.2.0 STOREDRV.Submission.Exception:SendAsDeniedException"),
        (Phase.DOT, 554, "5.2.2 mailbox full"),
        (Phase.DOT, 554, "5.7.1 Message rejected under suspicion of SPAM"),
        (Phase.DOT, 550, "no"),
    ],
)
def test_a_refusal_for_another_reason_suppresses_nobody(phase: Phase, code: int, text: str) -> None:
    assert outcome_of(Reply(phase, code, text)) == Refused(f"{code} {text}", suppress=False)


@pytest.mark.parametrize(
    ("phase", "code", "text"),
    [
        (Phase.DOT, 554, "5.2.0 STOREDRV.Submission.Exception:SubmissionQuotaExceededException"),
        (Phase.MAIL, 550, "5.4.5 Daily user sending quota exceeded"),
        (Phase.DOT, 550, "5.4.5 Daily user sending limit exceeded."),
        (Phase.RCPT, 554, "5.7.1 Reached address outgoing limits"),
        (Phase.DATA, 550, "5.7.1 limit of 400 rcpts per 24 hours for this client reached"),
        (Phase.DATA, 550, "5.7.1 Data command rejected: only 10 messages per day"),
        (Phase.MAIL, 454, "4.7.1 Exceed Sending Limit (daily)"),
    ],
)
def test_a_days_quota_is_waited_out(phase: Phase, code: int, text: str) -> None:
    outcome = outcome_of(Reply(phase, code, text))
    assert isinstance(outcome, Deferred)
    assert outcome.retry_after == DAY
    assert str(code) in outcome.reply


def test_the_recipients_full_mailbox_is_no_quota_of_ours() -> None:
    assert outcome_of(Reply(Phase.RCPT, 452, "4.2.2 the account is over quota")) == Deferred(
        "452 4.2.2 the account is over quota"
    )


@pytest.mark.parametrize("code", [530, 534, 535, 538])
def test_a_login_that_is_wanted_later_on_defers(code: int) -> None:
    outcome = outcome_of(Reply(Phase.MAIL, code, "5.7.0 authentication required"))
    assert isinstance(outcome, Deferred)
    assert "login" in outcome.reply


def test_whatever_goes_wrong_before_mail_is_deferred() -> None:
    assert isinstance(outcome_of(Reply(Phase.CONNECT, 554, "5.7.1 no service for you")), Deferred)
    assert isinstance(outcome_of(Reply(Phase.LOGIN, 550, "5.7.1 no")), Deferred)


def test_a_reply_that_answers_nothing_after_the_dot_is_uncertain() -> None:
    assert isinstance(outcome_of(Reply(Phase.DOT, 354, "go ahead")), Uncertain)


@pytest.mark.parametrize("phase", [Phase.CONNECT, Phase.LOGIN, Phase.MAIL, Phase.RCPT, Phase.DATA])
def test_lost_before_the_final_dot_is_deferred(phase: Phase) -> None:
    assert outcome_of_loss(LostError(phase, "connection lost")) == Deferred("connection lost")


def test_lost_after_the_final_dot_is_uncertain() -> None:
    assert outcome_of_loss(LostError(Phase.DOT, "connection lost")) == Uncertain("connection lost")


def test_a_reply_is_kept_on_one_printable_line() -> None:
    assert one_line("a\r\nb\x00\x1b[31m\udc80 " + "c" * 1000) == "a b [31m " + "c" * 291
