"""Reads weekly hours: days and ranges of days, several stretches a day, stretches over midnight."""

from itertools import pairwise
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, PlainValidator

from responder.domain.calendar import MINUTES_A_DAY, Interval, WeeklyHours
from responder.rules.times import ClockRange, Days, clock_range, days
from responder.rules.words import as_list, as_map

_DAY_WORDS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
Written = dict[Days, tuple[ClockRange, ...]]


def _map_or_always(value: object) -> object:
    if isinstance(value, str):
        if value.strip().casefold() == "always":
            return {}
        raise ValueError(f"write `always`, or days with their hours like mon-fri: 09:00-18:00, not `{value}`")
    if not as_map(value):
        raise ValueError("no day has any hours: write `always`, or days such as mon-fri: 09:00-18:00")
    return value


def _stretches(value: object) -> list[object]:
    return [] if value is None or value == "closed" else as_list(value)


def _checked(written: Written) -> Written:
    _refuse_days_twice(written)
    for which, stretches in written.items():
        _refuse_overlap(which, stretches)
    if written and not any(written.values()):
        raise ValueError("every day is closed, so nobody could ever be promised an answer")
    return written


def weekly_hours(written: Written) -> WeeklyHours | None:
    """Return the hours day by day, Monday first; None for `always`."""
    if not written:
        return None
    weekly: list[list[Interval]] = [[] for _ in _DAY_WORDS]
    for which, stretches in written.items():
        for day in which.numbers:
            for stretch in stretches:
                _add(weekly, day, stretch)
    return tuple(_merged(day) for day in weekly)


def _refuse_days_twice(written: Written) -> None:
    seen: dict[int, str] = {}
    for which in written:
        for day in which.numbers:
            if day in seen:
                raise ValueError(f"{_DAY_WORDS[day]} is named twice, in `{seen[day]}` and in `{which.word}`")
            seen[day] = which.word


def _refuse_overlap(which: Days, stretches: tuple[ClockRange, ...]) -> None:
    ordered = sorted(stretches, key=lambda stretch: stretch.start)
    for first, second in pairwise(ordered):
        if second.start < first.end:
            raise ValueError(f"two stretches of `{which.word}` overlap")


def _add(weekly: list[list[Interval]], day: int, stretch: ClockRange) -> None:
    weekly[day].append(Interval(stretch.start, min(stretch.end, MINUTES_A_DAY)))
    if stretch.end > MINUTES_A_DAY:
        weekly[(day + 1) % 7].append(Interval(0, stretch.end - MINUTES_A_DAY))


def _merged(intervals: list[Interval]) -> tuple[Interval, ...]:
    merged: list[Interval] = []
    for interval in sorted(intervals, key=lambda one: one.start):
        if merged and interval.start <= merged[-1].end:
            merged[-1] = Interval(merged[-1].start, max(merged[-1].end, interval.end))
        else:
            merged.append(interval)
    return tuple(merged)


_DayKey = Annotated[Days, PlainValidator(days)]
_Stretch = Annotated[ClockRange, PlainValidator(clock_range)]
Hours = Annotated[
    dict[_DayKey, Annotated[tuple[_Stretch, ...], BeforeValidator(_stretches)]],
    BeforeValidator(_map_or_always),
    AfterValidator(_checked),
]
"""Weekly hours as written and checked; empty means `always`."""
