"""The company's clock: which instants count as working time, and what a span of it comes to."""

from dataclasses import dataclass
from datetime import date, timedelta

MINUTES_A_DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class Interval:
    """A half-open stretch of a day in minutes since local midnight, `start` < `end` <= 1440 (24:00)."""

    start: int
    end: int


WeeklyHours = tuple[tuple[Interval, ...], ...]
"""Seven entries, Monday first; each day's intervals ascending and apart."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """When somebody is at work.

    `zone` is an IANA name. `weekly` None means round the clock, every day; then `closed` and `opened` do not matter.
    `closed` are the days on which nobody works, `opened` the days that are worked although they are holidays or a
    weekend (they follow Monday's hours unless their own weekday has some).
    """

    zone: str = "UTC"
    weekly: WeeklyHours | None = None
    closed: frozenset[date] = frozenset()
    opened: frozenset[date] = frozenset()


@dataclass(frozen=True, slots=True)
class Span:
    """A length of working time as the operator writes it: `2h` is `time`, `1 working day` is `working_days`.

    Working days end at closing time of the n-th working day after the one on which they begin (today not counted).
    """

    time: timedelta = timedelta()
    working_days: int = 0
