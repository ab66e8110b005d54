"""When staff are told that an answer left something, and who of them."""

from dataclasses import replace
from datetime import datetime

from responder.domain.advance import Seen
from responder.domain.alert import Round, alert_round
from responder.domain.alert_line import alert_line
from responder.domain.alert_people import people_for
from responder.domain.conversation import LetterIn
from responder.domain.expectation import Expectation, ExpectationState, StageDue
from responder.domain.open_questions import OpenQuestion, StillOpen
from responder.domain.rule import Alerts, Book, Condition, Person, Rule
from responder.domain.stages import BLANK_SENT, LEFT_OPEN, rest_plan
from tests.support.ledger import ALWAYS, DUTY, at, expectation

ANNA = Person("Anna", "Anna@example.org")
ALERTS = Alerts(people=(DUTY, ANNA))
BOOK = Book(alerts=ALERTS)
LETTER = LetterIn(1, at("09:00"), "maria@vector.example", True, at("11:00"), at("12:00"))
TWO = OpenQuestion("2", "When?")
ASKED = StillOpen((TWO,), "anna@example.org")


def rest(clock: str = "10:00", *, tell: bool = True, alerts: Alerts = ALERTS) -> Expectation:
    stages = rest_plan(LETTER, at(clock), ALWAYS, alerts, tell=tell)
    return expectation(opened_at=at(clock), stages=stages, next_check_at=stages[0].due_at, after_row=2)


def look(row: Expectation, now: datetime, still: StillOpen = ASKED, seen: Seen | None = None) -> Round:
    return alert_round([row], now, seen or Seen(now, now), BOOK, {}, {row.id: still})


def told(found: Round) -> list[tuple[str, tuple[str, ...]]]:
    return [(telling.person.name, line.stages) for telling in found.tellings for line in telling.facts.lines]


def test_the_rest_is_warned_of_as_the_whole_wait_would_be() -> None:
    assert [(due.stage, due.due_at) for due in rest().stages] == [
        (LEFT_OPEN, at("10:05")),
        ("50%", at("10:30")),
        ("target", at("11:00")),
        ("75%", at("11:15")),
        ("90%", at("11:42")),
        ("100%", at("12:00")),
    ]
    assert [due.stage for due in rest("11:20", tell=False).stages] == ["90%", "100%"]


def test_nothing_is_called_late_before_whoever_answered_was_told() -> None:
    assert [(due.stage, due.due_at) for due in rest("12:30").stages] == [
        (LEFT_OPEN, at("12:35")),
        ("100%", at("12:35")),
    ]


def test_in_quiet_hours_it_waits_for_their_end() -> None:
    quiet = rest(alerts=replace(ALERTS, quiet=(9 * 60, 11 * 60)))
    assert StageDue(LEFT_OPEN, at("11:00")) in quiet.stages


def test_whoever_answered_is_told_and_nobody_else() -> None:
    assert told(look(rest(), at("10:05"))) == [("Anna", (LEFT_OPEN,))]
    assert told(look(rest(), at("10:04"))) == []


def test_nobody_is_told_ahead_of_time_although_they_are_written_to() -> None:
    other = expectation(id=2, message_row=2, stages=(StageDue("50%", at("10:01")),), next_check_at=at("10:01"))
    now = at("10:01")
    book = Book(alerts=Alerts(people=(ANNA,)))
    found = alert_round([rest(), other], now, Seen(now, now), book, {}, {1: ASKED})
    assert [stages for _, stages in told(found)] == [("50%",)]


def test_sent_must_have_been_read_so_far_or_it_says_so() -> None:
    unread = Seen(at("10:05"), at("10:01"))
    assert told(look(rest(), at("10:05"), seen=unread)) == []
    (telling,) = look(rest(), at("10:07"), seen=unread).tellings
    assert telling.facts.sent_not_seen_since == at("10:01")


def test_nothing_is_said_of_what_was_put_off() -> None:
    put_off = StillOpen((replace(TWO, deferred=True),), "anna@example.org")
    found = look(rest(), at("10:05"), put_off)
    assert told(found) == []
    (step,) = found.steps
    assert step.expectation.alerted_at is None
    assert LEFT_OPEN not in [due.stage for due in step.expectation.stages]


def test_a_blank_waits_for_nobody() -> None:
    row = expectation(stages=(StageDue(BLANK_SENT, at("10:00")),), next_check_at=at("10:00"))
    now, blind = at("10:00"), Seen(None, None)
    found = alert_round([row], now, blind, BOOK, {"anna@example.org": at("09:59")}, {1: ASKED})
    assert told(found) == [("Anna", (BLANK_SENT,))]


def test_an_unknown_author_leaves_it_to_the_duty_people() -> None:
    rule = Rule("billing", Condition(), people=(Person("Petr", "petr@example.org"),))
    book = Book(alerts=ALERTS, rules=(rule,))
    assert people_for(LEFT_OPEN, None, book, "support@example.org") == (DUTY, ANNA)
    assert people_for(LEFT_OPEN, None, book, "") == (DUTY, ANNA)
    assert people_for(LEFT_OPEN, "billing", book, "") == rule.people
    assert people_for(LEFT_OPEN, None, book, "petr@example.org") == rule.people
    assert people_for("50%", None, book, "petr@example.org") == (DUTY, ANNA)


def test_no_more_is_said_than_show_allows() -> None:
    due = (StageDue(LEFT_OPEN, at("10:05")),)
    full, name, count = (
        alert_line(rest(), due, at("10:05"), show, StillOpen((TWO,))) for show in ("full", "name", "count")
    )
    assert (full.asked, full.left_open, full.questions) == ((TWO,), True, 1)
    assert name.asked == (OpenQuestion("2", ""),)
    assert (count.asked, count.left_open, count.questions) == ((), True, 1)


def test_an_overdue_rest_is_one_alert_with_the_missed_limit() -> None:
    found = look(rest("12:30"), at("12:35"))
    assert {name: set(stages) for name, stages in told(found)} == {
        "Anna": {LEFT_OPEN, "100%"},
        "Duty": {LEFT_OPEN, "100%"},
    }
    assert found.steps[0].expectation.state is ExpectationState.BREACHED
