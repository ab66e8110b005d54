from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from responder.domain.advance import PATIENCE, RECHECK, Seen, Step, advance
from responder.domain.expectation import Expectation, ExpectationState, StageDue, answered
from responder.domain.rule import Alerts, Stage
from responder.domain.stages import AT_ONCE
from tests.support.ledger import ALWAYS, at, expectation, office

S = ExpectationState
ALERTS = Alerts()
PLAIN = Alerts(stages=(Stage(0.5), Stage(1.0)))


def look(row: Expectation, now: datetime, seen: Seen | None = None, alerts: Alerts = ALERTS, **more: timedelta) -> Step:
    return advance(row, now, seen or Seen(now, now), alerts, ALWAYS, **more)


def keys(step: Step) -> list[str]:
    return [stage.stage for stage in step.due]


def test_nothing_is_due_before_the_first_stage() -> None:
    row = expectation()
    step = look(row, at("10:29:59"))
    assert step == Step(row)
    assert step.expectation.next_check_at == at("10:30")


def test_a_stage_is_told_once() -> None:
    step = look(expectation(), at("10:30"))
    assert keys(step) == ["50%"]
    assert step.expectation.alerted_at == at("10:30")
    assert step.expectation.next_check_at == at("11:00")
    assert look(step.expectation, at("10:31")).due == ()


def test_after_an_outage_all_stages_that_were_missed_are_one() -> None:
    step = look(expectation(), at("11:50"))
    assert keys(step) == ["50%", "target", "75%", "90%"]


def test_after_an_outage_over_the_limit_warnings_and_missed_limit_are_one() -> None:
    step = look(expectation(), at("15:00"))
    assert keys(step) == ["50%", "target", "75%", "90%", "100%"]
    assert step.breached
    assert step.expectation.state is S.BREACHED


def test_the_limit_is_missed_a_minute_after_it_when_both_folders_were_read() -> None:
    row = look(expectation(alerts=PLAIN), at("11:59"), alerts=PLAIN).expectation
    assert not look(row, at("12:00:59"), alerts=PLAIN).breached
    step = look(row, at("12:01"), alerts=PLAIN)
    assert step.breached
    assert keys(step) == ["100%"]


@pytest.mark.parametrize(
    "seen",
    [
        Seen(None, at("14:00")),
        Seen(at("14:00"), None),
        Seen(at("12:00:59"), at("14:00")),
        Seen(at("14:00"), at("12:00:59")),
    ],
)
def test_a_limit_is_never_missed_while_a_folder_is_unread(seen: Seen) -> None:
    step = look(expectation(), at("14:00"), seen)
    assert not step.breached
    assert step.expectation.state is S.OPEN
    assert "100%" not in keys(step)
    assert step.expectation.next_check_at == at("14:00") + RECHECK


@pytest.mark.parametrize("seen", [Seen(None, None), Seen(at("08:00"), at("08:00"), at("09:00"))])
def test_what_calls_a_person_at_once_waits_for_no_folder(seen: Seen) -> None:
    row = expectation(stages=(StageDue(AT_ONCE, at("09:00")),))
    assert keys(look(row, at("09:00"), seen)) == [AT_ONCE]


def test_what_was_to_be_told_at_once_is_one_alert_with_the_limit_that_was_missed_meanwhile() -> None:
    row = expectation()
    row = replace(row, stages=(StageDue(AT_ONCE, at("09:00")), *row.stages))
    assert keys(look(row, at("12:00:30"), Seen(None, None))) == []
    assert keys(look(row, at("12:30"))) == [AT_ONCE, "50%", "target", "75%", "90%", "100%"]


def test_a_warning_waits_two_minutes_for_sent_and_then_says_so() -> None:
    seen = Seen(at("10:30"), at("10:02"))
    waiting = look(expectation(), at("10:31:59"), seen)
    assert waiting.due == ()
    assert waiting.expectation.next_check_at == at("10:31:59") + RECHECK
    step = look(waiting.expectation, at("10:32"), seen)
    assert keys(step) == ["50%"]
    assert step.sent_not_seen_since == at("10:02")


def test_a_warning_goes_out_unmarked_as_soon_as_sent_is_read() -> None:
    step = look(expectation(), at("10:30:20"), Seen(None, at("10:30")))
    assert keys(step) == ["50%"]
    assert step.sent_not_seen_since is None


def test_without_any_look_into_sent_a_warning_is_marked_from_the_opening() -> None:
    step = look(expectation(), at("10:40"), Seen(at("10:40"), None))
    assert step.sent_not_seen_since == at("09:00")


def test_after_a_start_warnings_wait_two_minutes_for_the_first_reading_of_sent() -> None:
    seen = Seen(at("08:00"), at("08:00"), watching_since=at("10:59"))
    assert look(expectation(), at("11:00"), seen).due == ()
    assert keys(look(expectation(), at("11:02"), seen)) == ["50%", "target"]


def test_past_the_limit_left_over_warnings_wait_for_the_verdict_to_be_one_alert() -> None:
    read_sent_only = Seen(at("08:00"), at("12:30"), watching_since=at("12:30"))
    assert look(expectation(), at("12:30:10"), read_sent_only).due == ()
    assert keys(look(expectation(), at("12:30:20"), Seen(at("12:30:15"), at("12:30:15"), at("12:30"))))[-1] == "100%"
    assert keys(look(expectation(), at("12:30") + PATIENCE, read_sent_only)) == ["50%", "target", "75%", "90%"]


def missed() -> Expectation:
    return look(expectation(), at("12:01")).expectation


def test_a_missed_limit_is_repeated_at_intervals_up_to_the_cap() -> None:
    row, told = missed(), []
    now = at("12:01")
    while row.next_check_at is not None:
        now = row.next_check_at
        step = look(row, now)
        told += [(stage, now) for stage in keys(step)]
        row = step.expectation
    assert told == [("repeat 1", at("13:01")), ("repeat 2", at("14:01")), ("repeat 3", at("15:01"))]
    assert row.repeats == 3
    assert row.state is S.BREACHED


def test_a_reminder_waits_for_sent_like_a_warning() -> None:
    seen = Seen(at("12:50"), at("12:50"))
    assert look(missed(), at("13:02"), seen).due == ()
    assert look(missed(), at("13:03"), seen).sent_not_seen_since == at("12:50")


def test_an_answered_expectation_is_left_alone() -> None:
    row = answered(expectation(), at("10:00"))
    assert look(row, at("15:00")) == Step(row)


def test_a_limit_missed_in_quiet_hours_is_recorded_at_once_and_told_at_their_end() -> None:
    alerts = Alerts(quiet=(20 * 60, 8 * 60))
    row = expectation(opened_at=at("01:00"), target_at=at("03:00"), limit_at=at("04:00"), alerts=alerts)
    step = advance(row, at("04:01"), Seen(at("04:01"), at("04:01")), alerts, ALWAYS)
    assert step.breached
    assert step.due == ()
    assert step.expectation.next_check_at == at("08:00")
    morning = advance(step.expectation, at("08:00"), Seen(at("08:00"), at("08:00")), alerts, ALWAYS)
    assert keys(morning)[-1] == "100%"
    assert len(morning.due) == 5
    assert not morning.breached


def test_what_falls_due_soon_can_be_taken_along() -> None:
    step = look(expectation(), at("10:25"), ahead=timedelta(minutes=10))
    assert keys(step) == ["50%"]
    assert step.sent_not_seen_since is None
    assert look(expectation(), at("10:25"), Seen(None, at("10:00")), ahead=timedelta(minutes=10)).sent_not_seen_since


def test_nothing_that_says_late_is_taken_along() -> None:
    row = replace(expectation(alerts=PLAIN), stages=expectation(alerts=PLAIN).stages[1:])
    assert [stage.stage for stage in row.stages] == ["target", "100%"]
    assert look(row, at("10:59"), ahead=timedelta(minutes=10)).due == ()


def test_the_calendar_rules_the_reminders() -> None:
    row = replace(missed(), alerted_at=at("17:30"))
    step = advance(row, at("18:30"), Seen(at("18:30"), at("18:30")), ALERTS, office())
    assert step.due == ()
    assert step.expectation.next_check_at == at("09:00", day=24)
