from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from responder.domain.calendar import Calendar, Interval
from responder.domain.working_time import HORIZON, add, closing, elapsed, is_open, next_opening, round_up_quarter

ZONES = [
    "UTC",
    "Europe/Moscow",
    "Europe/Berlin",
    "Europe/Dublin",
    "America/New_York",
    "America/St_Johns",
    "America/Havana",
    "America/Asuncion",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "Pacific/Chatham",
    "Africa/Casablanca",
    "Africa/Cairo",
    "Asia/Kathmandu",
    "Asia/Beirut",
    "Antarctica/Troll",
]

# Instants at which one of these zones changes its clock, so that examples gather where it hurts.
CHANGES = [
    datetime(2026, 3, 29, 1, tzinfo=UTC),
    datetime(2026, 10, 25, 1, tzinfo=UTC),
    datetime(2026, 3, 8, 7, tzinfo=UTC),
    datetime(2026, 11, 1, 6, tzinfo=UTC),
    datetime(2026, 4, 4, 15, tzinfo=UTC),
    datetime(2026, 10, 3, 15, 30, tzinfo=UTC),
    datetime(2026, 2, 15, 2, tzinfo=UTC),
    datetime(2026, 3, 22, 2, tzinfo=UTC),
    datetime(2026, 4, 23, 22, tzinfo=UTC),
    datetime(2014, 10, 25, 22, tzinfo=UTC),
    datetime(2011, 12, 30, 10, tzinfo=UTC),
    datetime(2011, 11, 6, 2, 31, tzinfo=UTC),
    datetime(2010, 10, 2, 12, tzinfo=UTC),
]


@st.composite
def day_hours(draw: st.DrawFn) -> tuple[Interval, ...]:
    edges = sorted(draw(st.sets(st.integers(0, 1440), max_size=6)))
    return tuple(Interval(start, end) for start, end in zip(edges[::2], edges[1::2], strict=False))


@st.composite
def calendars(draw: st.DrawFn) -> Calendar:
    weekly = tuple(draw(day_hours()) for _ in range(7))
    days = st.sets(st.sampled_from(CHANGES).map(datetime.date), max_size=2).map(frozenset)
    return Calendar(draw(st.sampled_from(ZONES)), weekly, draw(days), draw(days))


@st.composite
def instants(draw: st.DrawFn) -> datetime:
    near = draw(st.sampled_from(CHANGES))
    return near + timedelta(minutes=draw(st.integers(-3000, 3000)))


minutes = st.integers(0, 3000).map(lambda n: timedelta(minutes=n))


def minutes_by_the_wall_clock(calendar: Calendar, since: datetime, until: datetime) -> int:
    """Counts the minutes one by one, asking only what the clock on the wall shows in each."""
    assert calendar.weekly is not None
    zone, count, at = ZoneInfo(calendar.zone), 0, since
    while at < until:
        wall = at.astimezone(zone)
        day, minute = wall.date(), wall.hour * 60 + wall.minute
        own = calendar.weekly[day.weekday()]
        if day in calendar.opened:
            own = own or next((h for h in calendar.weekly if h), ())
        elif day in calendar.closed:
            own = ()
        count += any(h.start <= minute < h.end for h in own)
        at += timedelta(minutes=1)
    return count


@given(calendars(), instants(), minutes)
def test_elapsed_is_what_counting_minute_by_minute_gives(
    calendar: Calendar, since: datetime, length: timedelta
) -> None:
    counted = minutes_by_the_wall_clock(calendar, since, since + length)
    assert elapsed(calendar, since, since + length) == timedelta(minutes=counted)


@given(calendars(), instants(), minutes, minutes)
def test_elapsed_is_additive_and_monotone(calendar: Calendar, a: datetime, first: timedelta, second: timedelta) -> None:
    b, c = a + first, a + first + second
    assert elapsed(calendar, a, b) + elapsed(calendar, b, c) == elapsed(calendar, a, c)
    assert timedelta() <= elapsed(calendar, a, b) <= elapsed(calendar, a, c) <= c - a


@given(calendars(), instants(), minutes)
def test_adding_is_undone_by_elapsed(calendar: Calendar, at: datetime, span: timedelta) -> None:
    ends_at = add(calendar, at, span)
    if ends_at < at + HORIZON:
        assert elapsed(calendar, at, ends_at) == span
        if span:
            assert elapsed(calendar, at, ends_at - timedelta(seconds=1)) < span


@given(calendars(), instants(), minutes, minutes)
def test_adding_is_monotone_and_additive(calendar: Calendar, at: datetime, first: timedelta, second: timedelta) -> None:
    once = add(calendar, at, first + second)
    assert add(calendar, at, first) <= once
    assert add(calendar, at, first) <= add(calendar, at + timedelta(minutes=7), first)
    if once < at + HORIZON:
        assert add(calendar, add(calendar, at, first), second) == once


@given(calendars(), instants())
def test_the_next_opening_is_open_and_nothing_before_it_is(calendar: Calendar, at: datetime) -> None:
    opens_at = next_opening(calendar, at)
    assert elapsed(calendar, at, opens_at) == timedelta()
    if opens_at < at + HORIZON:
        assert is_open(calendar, opens_at)
        assert closing(calendar, at) > opens_at


@given(st.sampled_from(ZONES), instants(), st.integers(0, 899))
def test_a_rounded_limit_is_the_next_quarter_on_the_wall(zone: str, at: datetime, seconds: int) -> None:
    given_at = at + timedelta(seconds=seconds)
    rounded = round_up_quarter(given_at, zone)
    wall = rounded.astimezone(ZoneInfo(zone))
    assert timedelta() <= rounded - given_at < timedelta(minutes=15)
    assert (wall.minute % 15, wall.second) == (0, 0)


@pytest.mark.parametrize("zone", ZONES)
def test_office_hours_around_every_change_are_those_of_the_brute_force(zone: str) -> None:
    week = (*[(Interval(0, 150), Interval(540, 780), Interval(840, 1080))] * 6, (Interval(1380, 1440),))
    for change in CHANGES:
        begins_at, ends_at = change - timedelta(hours=26), change + timedelta(hours=26)
        counted = minutes_by_the_wall_clock(Calendar(zone, week), begins_at, ends_at)
        assert elapsed(Calendar(zone, week), begins_at, ends_at) == timedelta(minutes=counted)
