"""Arithmetic of working time: what the company's clock says between two instants, exact across daylight saving.

An instant is working time when the clock on the company's wall shows a working minute: an hour that the clock repeats
counts twice, an hour that it skips does not count. Everything is computed on UTC instants, because subtracting two
aware datetimes of one zone ignores that zone's transitions.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from responder.domain.calendar import MINUTES_A_DAY, Calendar, Interval, Span

HORIZON = timedelta(days=400)
"""How far ahead is looked for working time. Where there is none, the answer is the horizon's end, so that a letter
still gets its clock; `opens_at_all` is there to refuse such a calendar before it is used."""

_DAY = timedelta(days=1)
_QUARTER = timedelta(minutes=15)
_NO_TIME = timedelta()

Stretch = tuple[datetime, datetime]
"""A half-open stretch of time between two aware UTC instants."""


def is_open(calendar: Calendar, at: datetime) -> bool:
    """Whether `at` is working time; the first minute of an interval is, its end is not."""
    if calendar.weekly is None:
        return True
    local = at.astimezone(ZoneInfo(calendar.zone))
    minute = local.hour * 60 + local.minute
    return any(hours.start <= minute < hours.end for hours in hours_on(calendar, local.date()))


def hours_on(calendar: Calendar, day: date) -> tuple[Interval, ...]:
    """The hours worked on a local day, ascending; empty when nobody works. `opened` wins over `closed`."""
    if calendar.weekly is None:
        return (Interval(0, MINUTES_A_DAY),)
    own = calendar.weekly[day.weekday()]
    if day in calendar.opened:
        return own or next((hours for hours in calendar.weekly if hours), ())
    return () if day in calendar.closed else own


def stretches(calendar: Calendar, since: datetime, until: datetime) -> Iterator[Stretch]:
    """The stretches of working time in [since, until), ascending and apart, cut off at both ends."""
    if since >= until:
        return
    since, until = since.astimezone(UTC), until.astimezone(UTC)
    if calendar.weekly is None:
        yield since, until
        return
    held: Stretch | None = None
    for start, end in _pieces(calendar, since, until):
        if held and held[1] == start:
            held = (held[0], end)
            continue
        if held:
            yield held
        held = (start, end)
    if held:
        yield held


def elapsed(calendar: Calendar, since: datetime, until: datetime) -> timedelta:
    """The working time between two instants; zero when `until` is not after `since`."""
    return sum((end - start for start, end in stretches(calendar, since, until)), _NO_TIME)


def add(calendar: Calendar, at: datetime, span: timedelta) -> datetime:
    """The earliest instant (UTC) at which `span` of working time has passed since `at`; at most `HORIZON` later."""
    if span <= _NO_TIME:
        return at.astimezone(UTC)
    left = span
    for start, end in stretches(calendar, at, at + HORIZON):
        if end - start >= left:
            return start + left
        left -= end - start
    return (at + HORIZON).astimezone(UTC)


def due(calendar: Calendar, at: datetime, span: Span) -> datetime:
    """When a span that begins at `at` ends (UTC).

    Working days end at the closing time of the n-th working day after the local day of `at`; `time` is counted on top.
    """
    if not span.working_days:
        return add(calendar, at, span.time)
    day, left = _local_day(calendar, at), span.working_days
    for _ in range(HORIZON.days):
        day += _DAY
        closes_at = closing_on(calendar, day)
        left -= closes_at is not None
        if closes_at is not None and not left:
            return add(calendar, closes_at, span.time)
    return (at + HORIZON).astimezone(UTC)


def next_opening(calendar: Calendar, at: datetime) -> datetime:
    """The first working instant at or after `at` (UTC): `at` itself while somebody is there."""
    first = next(stretches(calendar, at, at + HORIZON), None)
    return first[0] if first else (at + HORIZON).astimezone(UTC)


def closing(calendar: Calendar, at: datetime) -> datetime:
    """When work ends (UTC) on the day that still has working time after `at`; a break at noon is not the end."""
    opens_at = next_opening(calendar, at)
    closes_at = closing_on(calendar, _local_day(calendar, opens_at))
    return closes_at if closes_at is not None and closes_at > opens_at else opens_at


def closing_on(calendar: Calendar, day: date) -> datetime | None:
    """When work ends (UTC) on a local day, None when nobody works on it; round the clock it is the next midnight."""
    if not hours_on(calendar, day):
        return None
    begins_at, ends_at = local_instant(calendar.zone, day, 0), local_instant(calendar.zone, day, MINUTES_A_DAY)
    ends = [end for _, end in stretches(calendar, begins_at, ends_at)]
    return ends[-1] if ends else None


def opens_at_all(calendar: Calendar, at: datetime) -> bool:
    """Whether there is any working time within `HORIZON` after `at`."""
    return next(stretches(calendar, at, at + HORIZON), None) is not None


def local_instant(zone: str, day: date, minute: int) -> datetime:
    """The instant (UTC) at which the zone's clock shows `minute` (0 to 1440) of `day`: the first one where the clock
    shows it twice, and where it skips it, the instant that would have borne the name without the jump."""
    local = datetime.combine(day, time(), ZoneInfo(zone)) + timedelta(minutes=minute)
    return local.astimezone(UTC)


def round_up_quarter(at: datetime, zone: str) -> datetime:
    """`at` or the next instant (UTC) at which the zone's clock shows a full quarter of an hour (decision 5)."""
    local = at.astimezone(ZoneInfo(zone))
    past = timedelta(minutes=local.minute % 15, seconds=local.second, microseconds=local.microsecond)
    return at.astimezone(UTC) + (_QUARTER - past if past else _NO_TIME)


def _local_day(calendar: Calendar, at: datetime) -> date:
    return at.astimezone(ZoneInfo(calendar.zone)).date()


def _pieces(calendar: Calendar, since: datetime, until: datetime) -> Iterator[Stretch]:
    """Working time in ascending pieces, which touch where a UTC day or an offset ends."""
    for start, end, offset in _steady(ZoneInfo(calendar.zone), since, until):
        first, last = (start + offset).replace(tzinfo=None), (end + offset).replace(tzinfo=None)
        day = first.date()
        while day <= last.date():
            midnight = datetime.combine(day, time())
            for hours in hours_on(calendar, day):
                opens = max(first, midnight + timedelta(minutes=hours.start))
                closes = min(last, midnight + timedelta(minutes=hours.end))
                if opens < closes:
                    yield (opens - offset).replace(tzinfo=UTC), (closes - offset).replace(tzinfo=UTC)
            day += _DAY


def _steady(zone: ZoneInfo, since: datetime, until: datetime) -> Iterator[tuple[datetime, datetime, timedelta]]:
    """[since, until) cut into pieces of at most a day during which the zone's offset from UTC stays the same."""
    start, offset = since, _offset(zone, since)
    while start < until:
        end = min(start + _DAY, until)
        if _offset(zone, end) != offset:
            end = min(end, _next_change(zone, start, end, offset))
        yield start, end, offset
        start, offset = end, _offset(zone, end)


def _next_change(zone: ZoneInfo, start: datetime, end: datetime, offset: timedelta) -> datetime:
    """The first whole second in (start, end] whose offset is another one; zones change on whole seconds."""
    low = start.replace(microsecond=0)
    high = int((end - low).total_seconds()) + 1
    steps = 0
    while high - steps > 1:
        middle = (steps + high) // 2
        if _offset(zone, low + timedelta(seconds=middle)) == offset:
            steps = middle
        else:
            high = middle
    return low + timedelta(seconds=high)


def _offset(zone: ZoneInfo, at: datetime) -> timedelta:
    return at.astimezone(zone).utcoffset() or _NO_TIME
