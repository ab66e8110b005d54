"""Reads lengths of time, times of day, weekdays and dates as people write them; ValueError in plain words otherwise."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from responder.domain.calendar import MINUTES_A_DAY, Span
from responder.rules.problem import did_you_mean
from responder.rules.words import plain_text

_UNITS = {
    "s": "seconds", "sec": "seconds", "second": "seconds", "seconds": "seconds",
    "m": "minutes", "min": "minutes", "minute": "minutes", "minutes": "minutes",
    "h": "hours", "hour": "hours", "hours": "hours",
    "d": "days", "day": "days", "days": "days",
}  # fmt: skip
_PIECE = re.compile(r"\s*([0-9]{1,5})\s*([^\W\d_]+)\s*")
_WORKING_DAYS = re.compile(r"([0-9]{1,3})\s*working[ -]days?", re.IGNORECASE)
_CLOCK = re.compile(r"([0-9]{1,2})(?:[:.]([0-9]{2}))?\s*[-–—]\s*([0-9]{1,2})(?:[:.]([0-9]{2}))?")
_DATE = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_EUROPEAN_DATE = re.compile(r"([0-9]{1,2})[./]([0-9]{1,2})[./]([0-9]{4})")
_DAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DAYS = {name[:3]: index for index, name in enumerate(_DAY_NAMES)} | {
    name: index for index, name in enumerate(_DAY_NAMES)
}
MAX_SPAN = timedelta(days=60)
MAX_WORKING_DAYS = 60
MAX_CLOSED = timedelta(days=366)


def duration(value: object) -> timedelta:
    """Return `45m`, `2h`, `1h30m`, `2 days` as a length of time by the clock."""
    word = plain_text(value)
    total = timedelta()
    at = 0
    while at < len(word):
        piece = _PIECE.match(word, at)
        unit = _UNITS.get(piece[2].casefold()) if piece else None
        if piece is None or unit is None:
            raise ValueError(_no_duration(word, piece[2] if piece else ""))
        total += timedelta(**{unit: int(piece[1])})
        at = piece.end()
    return total


def _no_duration(word: str, unit: str) -> str:
    if re.fullmatch(r"[0-9]{1,5}", word):
        return f"{word} what? Write `{word}s` for seconds, `{word}m` for minutes or `{word}h` for hours"
    if _WORKING_DAYS.fullmatch(word):
        return "working days cannot be used here: write minutes or hours, like 45m or 2h"
    hint = did_you_mean(unit, _UNITS) if unit else ""
    return f"`{word}` is no length of time: write it like 45m, 2h or 1h30m{hint}"


def duration_between(least: str, most: str) -> Callable[[object], timedelta]:
    """Return a reader of lengths of time between the two, given as the operator would write them."""
    shortest, longest = duration(least), duration(most)

    def read(value: object) -> timedelta:
        length = duration(value)
        if not shortest <= length <= longest:
            raise ValueError(f"must be between {least} and {most}, not {value}")
        return length

    return read


def span(value: object) -> Span:
    """Return working time: `45m`, `2h`, or `2 working days`."""
    word = plain_text(value)
    if days := _WORKING_DAYS.fullmatch(word):
        if not 1 <= int(days[1]) <= MAX_WORKING_DAYS:
            raise ValueError(f"must be between 1 and {MAX_WORKING_DAYS} working days, not {word}")
        return Span(working_days=int(days[1]))
    if re.search(r"[0-9]\s*(d|days?)\b", word):
        raise ValueError(f"write `1 working day` or hours, like 24h, not `{word}`")
    length = _span_length(word)
    if not timedelta(minutes=1) <= length <= MAX_SPAN:
        raise ValueError(f"must be between 1m and 1440h, not {word}")
    return Span(length)


def _span_length(word: str) -> timedelta:
    try:
        return duration(word)
    except ValueError as error:
        raise ValueError(str(error).replace("2h or 1h30m", "2h, 1h30m or 1 working day")) from None


def span_order(length: Span) -> tuple[int, timedelta]:
    """Return a key that sorts spans; a working day counts as longer than any hours."""
    return (length.working_days, length.time)


@dataclass(frozen=True, slots=True)
class ClockRange:
    """`09:00-13:00` in minutes of the day; `end` beyond 1440 runs over midnight."""

    start: int
    end: int


def clock_range(value: object) -> ClockRange:
    """Return from when until when; 24:00 is the end of the day."""
    word = plain_text(value)
    found = _CLOCK.fullmatch(word)
    if found is None:
        raise ValueError(f"`{word}` is no time of day: write it like 09:00-18:00")
    start, end = _minute(found[1], found[2]), _minute(found[3], found[4])
    if start == end:
        raise ValueError(f"`{word}` has no length: for the whole day write 00:00-24:00")
    if start == MINUTES_A_DAY:
        raise ValueError("a day begins at 00:00, not at 24:00")
    return ClockRange(start, end if end > start else end + MINUTES_A_DAY)


def _minute(hours: str, minutes: str | None) -> int:
    minute = int(hours) * 60 + int(minutes or 0)
    if int(minutes or 0) > 59 or minute > MINUTES_A_DAY:
        raise ValueError(f"there is no {hours}:{minutes or '00'} o'clock; the day ends at 24:00")
    return minute


@dataclass(frozen=True, slots=True)
class Days:
    """Weekdays as written: `mon-fri` is 0 to 4."""

    word: str
    numbers: tuple[int, ...]


def days(value: object) -> Days:
    """Return weekdays: a day, a range `mon-fri`, or several with commas; `fri-mon` goes over the weekend."""
    word = plain_text(value)
    numbers: list[int] = []
    for part in word.split(","):
        first, dash, last = (piece.strip() for piece in re.sub("[–—]", "-", part).partition("-"))
        start = _day(first)
        length = (_day(last) - start) % 7 + 1 if dash else 1
        numbers += [(start + step) % 7 for step in range(length)]
    return Days(word, tuple(dict.fromkeys(numbers)))


def _day(word: str) -> int:
    number = _DAYS.get(word.casefold())
    if number is None:
        hint = did_you_mean(word, _DAYS)
        raise ValueError(f"`{word}` is no weekday: write mon, tue, wed, thu, fri, sat, sun or mon-fri{hint}")
    return number


@dataclass(frozen=True, slots=True)
class DateRange:
    """From the first to the last day, both included."""

    first: date
    last: date

    def dates(self) -> list[date]:
        """Return each day of it."""
        return [self.first + timedelta(days=day) for day in range((self.last - self.first).days + 1)]


def date_range(value: object) -> DateRange:
    """Return `2026-12-31`, or `2026-12-28..2027-01-09` with both ends included."""
    word = plain_text(value)
    first, dots, last = word.partition("..")
    found = DateRange(_date(first.strip()), _date((last if dots else first).strip()))
    if found.last < found.first:
        raise ValueError(f"`{word}` ends before it begins")
    if found.last - found.first > MAX_CLOSED:
        raise ValueError(f"`{word}` is longer than a year")
    return found


def _date(word: str) -> date:
    if european := _EUROPEAN_DATE.fullmatch(word):
        day, month, year = european.groups()
        raise ValueError(f"write dates as year-month-day, did you mean `{year}-{month:0>2}-{day:0>2}`?")
    found = _DATE.fullmatch(word)
    if found is None:
        raise ValueError(f"`{word}` is no date: write 2026-12-31, or 2026-12-28..2027-01-09 for several days")
    try:
        result = date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        raise ValueError(f"there is no such day as {word}") from None
    if not 2000 <= result.year <= 2100:
        raise ValueError(f"the year {result.year} is surely a typing mistake")
    return result
