"""Lengths of time, hours and dates as people write them."""

from datetime import date, timedelta

import pytest

from responder.domain.calendar import Interval, Span
from responder.rules import times
from responder.rules.read import read_rules


@pytest.mark.parametrize(
    ("written", "minutes"),
    [
        ("45m", 45),
        ("2h", 120),
        ("1h30m", 90),
        ("1h 30 min", 90),
        ("90 minutes", 90),
        ("2 Hours", 120),
        ("1d", 1440),
        ("30s", 0.5),
    ],
)
def test_lengths_of_time(written: str, minutes: float) -> None:
    assert times.duration(written) == timedelta(minutes=minutes)


@pytest.mark.parametrize("written", ["", "h", "-2h", "2", "2x", "1.5h", "two hours", "2h later", "999999h"])
def test_what_is_no_length_of_time_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        times.duration(written)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("3h", Span(timedelta(hours=3))),
        ("1 working day", Span(working_days=1)),
        ("2 Working Days", Span(working_days=2)),
        ("48h", Span(timedelta(hours=48))),
    ],
)
def test_spans_of_working_time(written: str, meant: Span) -> None:
    assert times.span(written) == meant


@pytest.mark.parametrize(
    ("written", "start", "end"),
    [
        ("09:00-18:00", 540, 1080),
        ("9-18", 540, 1080),
        ("9.30 – 24:00", 570, 1440),
        ("22:00-06:00", 1320, 1800),
        ("18:00-00:00", 1080, 1440),
    ],
)
def test_times_of_day(written: str, start: int, end: int) -> None:
    assert times.clock_range(written) == times.ClockRange(start, end)


@pytest.mark.parametrize(
    ("written", "numbers"),
    [
        ("mon-fri", (0, 1, 2, 3, 4)),
        ("sat,sun", (5, 6)),
        ("Fri-Mon", (4, 5, 6, 0)),
        ("wednesday", (2,)),
        ("mon-tue, tue", (0, 1)),
        ("mon–wed", (0, 1, 2)),
    ],
)
def test_weekdays(written: str, numbers: tuple[int, ...]) -> None:
    assert times.days(written).numbers == numbers


def test_both_ends_of_a_range_of_dates_are_included() -> None:
    assert times.date_range("2026-12-31..2027-01-02").dates() == [
        date(2026, 12, 31),
        date(2027, 1, 1),
        date(2027, 1, 2),
    ]


def week(hours: str) -> dict[int, tuple[Interval, ...]]:
    result = read_rules(f"hours: {hours}\nalerts: {{people: [duty@example.org]}}\n", year=2026)
    assert result.errors == ()
    assert result.book
    assert result.book.calendar.weekly
    return {day: intervals for day, intervals in enumerate(result.book.calendar.weekly) if intervals}


def test_a_day_has_several_stretches_in_order() -> None:
    assert week('{mon: ["14:00-18:00", "09:00-13:00"]}') == {0: (Interval(540, 780), Interval(840, 1080))}


def test_a_stretch_over_midnight_goes_on_the_next_day() -> None:
    assert week('{sun: "22:00-06:00"}') == {6: (Interval(1320, 1440),), 0: (Interval(0, 360),)}


def test_what_runs_over_midnight_joins_what_begins_there() -> None:
    assert week('{mon: "22:00-02:00", tue: "00:00-08:00"}') == {0: (Interval(1320, 1440),), 1: (Interval(0, 480),)}


def test_stretches_that_touch_are_one() -> None:
    assert week('{mon: ["09:00-13:00", "13:00-18:00"]}') == {0: (Interval(540, 1080),)}


def test_a_day_may_be_named_as_closed() -> None:
    assert week('{mon-thu: "9-17", fri: closed, sat: []}').keys() == {0, 1, 2, 3}


def test_round_the_clock_has_no_week() -> None:
    book = read_rules("hours: always\nalerts: {people: [duty@example.org]}\n", year=2026).book
    assert book
    assert book.calendar.weekly is None
