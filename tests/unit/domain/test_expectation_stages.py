from datetime import datetime, timedelta

import pytest

from responder.domain.calendar import Calendar
from responder.domain.rule import Alerts, Stage
from responder.domain.stages import first_check_at, quiet_around, repeat_due, stage_key, stage_plan
from tests.support.ledger import ALWAYS, at, expectation, office

HALF = (Stage(0.5), Stage(1.0))
QUIET = (20 * 60, 8 * 60 + 30)


def minutes_left(*minutes: int) -> tuple[Stage, ...]:
    return tuple(Stage(left=timedelta(minutes=m)) for m in minutes)


def plan(
    opened_at: datetime, limit_at: datetime, calendar: Calendar = ALWAYS, alerts: Alerts | None = None
) -> dict[str, datetime]:
    found = stage_plan(opened_at, limit_at, limit_at, calendar, alerts or Alerts())
    assert list(found) == sorted(found, key=lambda stage: stage.due_at)
    return {stage.stage: stage.due_at for stage in found}


def test_percentages_are_of_the_time_from_opening_to_limit() -> None:
    assert plan(at("09:00"), at("13:00")) == {
        "50%": at("11:00"),
        "75%": at("12:00"),
        "90%": at("12:36"),
        "100%": at("13:00"),
    }


def test_percentages_count_working_time_only() -> None:
    found = plan(at("01:00", day=21), at("12:00"), office())
    assert found["50%"] == at("10:30")
    assert found["90%"] == at("11:42")


def test_passing_the_target_is_a_stage_of_its_own() -> None:
    found = stage_plan(at("09:00"), at("11:00"), at("12:00"), ALWAYS, Alerts(stages=HALF))
    assert [stage.stage for stage in found] == ["50%", "target", "100%"]


@pytest.mark.parametrize("target", ["08:00", "09:00", "12:00", "13:00"])
def test_a_target_outside_the_window_is_no_stage(target: str) -> None:
    found = stage_plan(at("09:00"), at(target), at("12:00"), ALWAYS, Alerts(stages=HALF))
    assert [stage.stage for stage in found] == ["50%", "100%"]


def test_the_limit_is_always_a_stage() -> None:
    assert plan(at("09:00"), at("12:00"), alerts=Alerts(stages=()))["100%"] == at("12:00")


def test_however_the_limit_is_written_it_is_one_stage() -> None:
    assert stage_key(Stage(1.0)) == stage_key(Stage(left=timedelta())) == "100%"
    assert list(plan(at("09:00"), at("12:00"), alerts=Alerts(stages=(Stage(1.0), Stage(left=timedelta()))))) == ["100%"]


def test_a_stage_that_is_written_twice_is_told_once() -> None:
    assert list(plan(at("09:00"), at("12:00"), alerts=Alerts(stages=(Stage(0.5), Stage(0.5))))) == ["50%", "100%"]


def test_minutes_left_are_counted_back_from_the_limit() -> None:
    found = plan(at("09:00"), at("12:00"), alerts=Alerts(stages=minutes_left(45, 15)))
    assert found == {"45m": at("11:15"), "15m": at("11:45"), "100%": at("12:00")}


def test_a_stage_before_the_opening_is_left_out() -> None:
    assert list(plan(at("09:00"), at("09:30"), alerts=Alerts(stages=minutes_left(45, 15)))) == ["15m", "100%"]


def test_a_warning_at_night_moves_to_shortly_before_closing() -> None:
    found = plan(at("15:00", day=20), at("09:15"), office(), Alerts(stages=minutes_left(45)))
    assert found["45m"] == at("17:45", day=20)


def test_a_warning_never_moves_before_the_last_stretch_of_work() -> None:
    calendar = office(day=((9, 13), (14, 18)))
    found = plan(at("12:00"), at("14:05"), calendar, Alerts(stages=minutes_left(10)))
    assert found["10m"] == at("12:45")


def test_a_warning_for_a_letter_that_came_after_closing_moves_to_the_opening() -> None:
    found = plan(at("01:00", day=21), at("09:30"), office(), Alerts(stages=minutes_left(45)))
    assert found["45m"] == at("09:00")


def test_a_letter_just_before_closing_is_not_warned_of_at_once() -> None:
    found = plan(at("17:55", day=20), at("10:00"), office(), Alerts(stages=minutes_left(90)))
    assert found["90m"] == at("09:00")


def test_a_limit_outside_working_hours_still_gets_its_warnings() -> None:
    found = plan(at("01:00", day=21), at("05:00", day=21), office(), Alerts(stages=(Stage(0.5), *minutes_left(30))))
    assert found["50%"] == at("03:00", day=21)
    assert found["30m"] == at("04:30", day=21)


def test_a_warning_in_quiet_hours_moves_before_them_when_the_limit_lies_within() -> None:
    found = plan(at("17:00"), at("06:00", day=24), alerts=Alerts(stages=HALF, quiet=QUIET))
    assert found["50%"] == at("19:45")


def test_a_warning_in_quiet_hours_moves_behind_them_when_there_is_time() -> None:
    found = plan(at("17:00"), at("12:00", day=24), alerts=Alerts(stages=HALF, quiet=QUIET))
    assert found["50%"] == at("08:30", day=24)


def test_a_letter_that_came_in_quiet_hours_disturbs_nobody_before_their_end() -> None:
    found = plan(at("01:00"), at("04:00"), alerts=Alerts(quiet=QUIET))
    assert set(found.values()) == {at("08:30")}


def test_a_missed_limit_is_never_told_before_it_is_missed() -> None:
    found = plan(at("17:00"), at("06:00", day=24), alerts=Alerts(stages=HALF, quiet=QUIET))
    assert found["100%"] == at("08:30", day=24)


def test_quiet_hours_are_those_of_the_companys_zone() -> None:
    alerts, moscow = Alerts(quiet=QUIET), Calendar("Europe/Moscow")
    assert quiet_around(at("18:00"), moscow, alerts) == (at("17:00"), at("05:30", day=24))
    assert quiet_around(at("05:30"), moscow, alerts) is None


def test_quiet_hours_may_lie_within_a_day() -> None:
    alerts = Alerts(quiet=(12 * 60, 13 * 60))
    assert quiet_around(at("12:30"), ALWAYS, alerts) == (at("12:00"), at("13:00"))
    assert quiet_around(at("13:00"), ALWAYS, alerts) is None
    assert quiet_around(at("12:30"), ALWAYS, Alerts(quiet=(600, 600))) is None


def test_the_first_look_is_at_the_first_stage_or_when_the_limit_is_judged() -> None:
    stages = stage_plan(at("09:00"), at("11:00"), at("12:00"), ALWAYS, Alerts())
    assert first_check_at(stages, at("12:00")) == at("10:30")
    night = stage_plan(at("01:00"), at("04:00"), at("04:00"), ALWAYS, Alerts(quiet=QUIET))
    assert first_check_at(night, at("04:00")) == at("04:01")


def test_a_reminder_waits_for_working_hours_and_the_end_of_quiet_ones() -> None:
    row = expectation(alerted_at=at("17:30", day=20), stages=())
    due = repeat_due(row, office(), Alerts(quiet=QUIET))
    assert due is not None
    assert (due.stage, due.due_at) == ("repeat 1", at("09:00"))
    early = repeat_due(row, office(day=((6, 18),)), Alerts(quiet=QUIET))
    assert early is not None
    assert early.due_at == at("08:30")


def test_reminders_have_a_cap() -> None:
    assert repeat_due(expectation(repeats=3), ALWAYS, Alerts(repeat_at_most=3)) is None
