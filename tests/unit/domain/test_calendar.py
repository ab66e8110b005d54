from datetime import UTC, date, datetime, timedelta

import pytest

from responder.domain.calendar import Calendar, Interval, Span
from responder.domain.working_time import (
    HORIZON,
    add,
    closing,
    closing_on,
    due,
    elapsed,
    hours_on,
    is_open,
    local_instant,
    next_opening,
    opens_at_all,
    round_up_quarter,
    stretches,
)
from tests.support.ledger import at, hours, office

HOUR = timedelta(hours=1)
LUNCH = office(day=((9, 13), (14, 18)))
NEVER = Calendar(weekly=((),) * 7)
ROUND_THE_CLOCK = Calendar(zone="Europe/Moscow")


def test_the_first_minute_of_an_interval_is_working_time_and_its_end_is_not() -> None:
    assert is_open(LUNCH, at("09:00"))
    assert is_open(LUNCH, at("12:59:59"))
    assert not is_open(LUNCH, at("13:00"))
    assert not is_open(LUNCH, at("08:59:59"))


def test_a_break_at_noon_is_not_counted() -> None:
    assert elapsed(LUNCH, at("12:00"), at("15:00")) == 2 * HOUR
    assert add(LUNCH, at("12:00"), 2 * HOUR) == at("15:00")


def test_a_weekend_is_not_counted() -> None:
    friday, monday = at("17:00", day=20), at("11:00", day=23)
    assert elapsed(office(), friday, monday) == 3 * HOUR
    assert add(office(), friday, 3 * HOUR) == monday


def test_a_day_that_ends_at_24_00_is_open_in_its_last_minute_and_joins_the_next() -> None:
    calendar = Calendar(weekly=(hours((0, 24)),) * 7)
    assert is_open(calendar, at("23:59:59"))
    assert list(stretches(calendar, at("22:00"), at("02:00", day=25))) == [(at("22:00"), at("02:00", day=25))]


def test_round_the_clock_ignores_holidays() -> None:
    calendar = Calendar(closed=frozenset({date(2026, 11, 23)}))
    assert elapsed(calendar, at("00:00"), at("23:00")) == 23 * HOUR
    assert is_open(calendar, at("03:00"))


def test_a_holiday_is_not_worked() -> None:
    calendar = office(closed=[date(2026, 11, 23)])
    assert add(calendar, at("17:00", day=20), 2 * HOUR) == at("10:00", day=24)


def test_a_worked_saturday_has_mondays_hours() -> None:
    calendar = office(opened=[date(2026, 11, 21)])
    assert elapsed(calendar, at("00:00", day=21), at("00:00", day=22)) == 9 * HOUR


def test_a_worked_saturday_keeps_its_own_hours_where_it_has_some() -> None:
    calendar = Calendar(weekly=(*[hours((9, 18))] * 5, hours((10, 12)), ()), closed=frozenset({date(2026, 11, 21)}))
    assert hours_on(calendar, date(2026, 11, 21)) == ()
    opened = Calendar(weekly=calendar.weekly, opened=frozenset({date(2026, 11, 21), date(2026, 11, 22)}))
    assert hours_on(opened, date(2026, 11, 21)) == hours((10, 12))
    assert hours_on(opened, date(2026, 11, 22)) == hours((9, 18))


def test_a_worked_day_without_hours_on_monday_takes_the_first_there_are() -> None:
    weekly = ((), hours((8, 9)), (), (), (), (), ())
    calendar = Calendar(weekly=weekly, opened=frozenset({date(2026, 11, 22)}))
    assert hours_on(calendar, date(2026, 11, 22)) == hours((8, 9))


def test_opened_wins_over_closed() -> None:
    day = date(2026, 11, 23)
    assert hours_on(office(closed=[day], opened=[day]), day) == hours((9, 18))


def test_hours_are_those_of_the_companys_zone() -> None:
    calendar = office("Europe/Moscow")
    assert is_open(calendar, at("06:00"))
    assert not is_open(calendar, at("15:00"))


def test_an_hour_that_the_clock_repeats_counts_twice() -> None:
    calendar = Calendar("Europe/Berlin", (hours((1, 4)),) * 7)
    day = date(2026, 10, 25)
    begins_at = local_instant("Europe/Berlin", day, 0)
    assert elapsed(calendar, begins_at, begins_at + timedelta(hours=25)) == 4 * HOUR


def test_an_hour_that_the_clock_skips_does_not_count() -> None:
    calendar = Calendar("Europe/Berlin", (hours((1, 4)),) * 7)
    begins_at = local_instant("Europe/Berlin", date(2026, 3, 29), 0)
    assert elapsed(calendar, begins_at, begins_at + timedelta(hours=23)) == 2 * HOUR


def test_an_interval_inside_a_repeated_hour_is_open_twice() -> None:
    calendar = Calendar("Europe/Berlin", ((Interval(125, 130),),) * 7)
    begins_at = local_instant("Europe/Berlin", date(2026, 10, 25), 0)
    found = list(stretches(calendar, begins_at, begins_at + timedelta(hours=25)))
    assert [end - start for start, end in found] == [timedelta(minutes=5)] * 2
    assert found[1][0] - found[0][0] == HOUR


def test_a_day_that_never_was_has_no_working_time() -> None:
    calendar = Calendar("Pacific/Apia", (hours((9, 17)),) * 7)
    assert closing_on(calendar, date(2011, 12, 30)) is None
    assert closing_on(calendar, date(2011, 12, 31)) == datetime(2011, 12, 31, 3, tzinfo=UTC)
    before, after = datetime(2011, 12, 30, 5, tzinfo=UTC), datetime(2011, 12, 31, 5, tzinfo=UTC)
    assert elapsed(calendar, before, after) == 8 * HOUR


def test_a_change_on_a_broken_second_boundary_of_the_asker_is_still_exact() -> None:
    calendar = Calendar("Europe/Berlin", (hours((0, 24)),) * 7)
    since = datetime(2026, 10, 24, 22, 0, 0, 123456, tzinfo=UTC)
    assert elapsed(calendar, since, since + 30 * HOUR) == 30 * HOUR


def test_nothing_has_elapsed_backwards() -> None:
    assert elapsed(office(), at("12:00"), at("10:00")) == timedelta()
    assert add(office(), at("12:00"), timedelta()) == at("12:00")


def test_adding_ends_at_closing_and_not_at_the_next_opening() -> None:
    assert add(office(), at("16:00"), 2 * HOUR) == at("18:00")


def test_a_calendar_that_never_opens_ends_at_the_horizon() -> None:
    assert add(NEVER, at("09:00"), HOUR) == at("09:00") + HORIZON
    assert due(NEVER, at("09:00"), Span(working_days=1)) == at("09:00") + HORIZON
    assert next_opening(NEVER, at("09:00")) == at("09:00") + HORIZON
    assert closing(NEVER, at("09:00")) == at("09:00") + HORIZON
    assert not opens_at_all(NEVER, at("09:00"))
    assert opens_at_all(office(), at("09:00"))


@pytest.mark.parametrize(
    ("begins_at", "days", "ends_at"),
    [
        (at("10:00"), 1, at("18:00", day=24)),
        (at("03:00"), 1, at("18:00", day=24)),
        (at("17:00", day=20), 1, at("18:00", day=23)),
        (at("12:00", day=21), 1, at("18:00", day=23)),
        (at("10:00"), 3, at("18:00", day=26)),
    ],
)
def test_a_working_day_ends_at_closing_time_and_today_does_not_count(
    begins_at: datetime, days: int, ends_at: datetime
) -> None:
    assert due(office(day=((9, 13), (14, 18))), begins_at, Span(working_days=days)) == ends_at


def test_a_working_day_round_the_clock_ends_at_the_companys_midnight() -> None:
    assert due(ROUND_THE_CLOCK, at("10:00"), Span(working_days=1)) == at("21:00", day=24)


def test_a_working_day_begins_by_the_companys_date() -> None:
    calendar = office("Asia/Kathmandu")
    assert due(calendar, at("19:00"), Span(working_days=1)) == at("12:15", day=25)


def test_a_span_of_days_and_time_counts_the_time_from_closing() -> None:
    assert due(office(), at("10:00"), Span(HOUR, 1)) == at("10:00", day=25)
    assert due(office(), at("10:00"), Span(HOUR)) == at("11:00")


def test_the_next_opening_is_now_while_somebody_is_there() -> None:
    assert next_opening(LUNCH, at("10:00")) == at("10:00")
    assert next_opening(LUNCH, at("13:10")) == at("14:00")
    assert next_opening(LUNCH, at("18:00", day=20)) == at("09:00")


def test_closing_is_the_end_of_the_day_and_not_of_the_morning() -> None:
    assert closing(LUNCH, at("10:00")) == at("18:00")
    assert closing(LUNCH, at("13:30")) == at("18:00")
    assert closing(LUNCH, at("18:00", day=20)) == at("18:00")
    assert closing(ROUND_THE_CLOCK, at("10:00")) == at("21:00")


@pytest.mark.parametrize(
    ("zone", "given", "rounded"),
    [
        ("UTC", at("10:00"), at("10:00")),
        ("UTC", at("10:00:01"), at("10:15")),
        ("UTC", at("23:46"), at("00:00", day=24)),
        ("Asia/Kathmandu", at("10:01"), at("10:15")),
        ("Australia/Lord_Howe", at("10:31"), at("10:45")),
    ],
)
def test_a_limit_is_rounded_up_to_the_next_quarter(zone: str, given: datetime, rounded: datetime) -> None:
    assert round_up_quarter(given, zone) == rounded


def test_answers_are_in_utc_whatever_zone_they_were_asked_in() -> None:
    asked = at("10:00").astimezone(tz=None)
    for answer in (add(office(), asked, HOUR), next_opening(office(), asked), round_up_quarter(asked, "UTC")):
        assert answer.tzinfo is UTC
