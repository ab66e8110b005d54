"""Says opening hours: a whole week in one line, and when somebody is there next."""

from datetime import date, datetime, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from responder.domain.calendar import MINUTES_A_DAY, Calendar, Interval, WeeklyHours
from responder.domain.working_time import hours_on, is_open
from responder.render.wording.clock import clock
from responder.render.wording.times import Times
from responder.render.wording.words import Words

_DAYS_AHEAD = 14


def pause(calendar: Calendar, at: datetime) -> str:
    """Why nobody is at work at `at`: a key of `Words.closed`, empty while somebody is."""
    if is_open(calendar, at):
        return ""
    local = at.astimezone(ZoneInfo(calendar.zone))
    hours, minute = hours_on(calendar, local.date()), local.hour * 60 + local.minute
    if not hours:
        return "weekend" if _is_weekend(calendar, local.date()) else "day_off"
    if local.hour >= 22 or local.hour < 6:
        return "night"
    if minute < hours[0].start:
        return "before"
    return "after" if minute >= hours[-1].end else "break"


def week(words: Words, weekly: WeeklyHours | None) -> str:
    """Weekly hours in one line: `пн–пт 9:00–18:00, сб–вс 10:00–20:00`."""
    if weekly is None:
        return words.around_the_clock
    if len(set(weekly)) == 1 and weekly[0] == (Interval(0, MINUTES_A_DAY),):
        return words.around_the_clock
    groups = []
    for hours, days in groupby(range(7), key=lambda day: weekly[day]):
        if hours:
            row = list(days)
            groups.append(f"{_days(words, row[0], row[-1])} {_intervals(words, hours)}")
    return ", ".join(groups)


def reachable(times: Times, calendar: Calendar, until_at: datetime) -> str:
    """When an urgent contact is there: the weekly hours, or, when a day off or on breaks them before `until_at`, the
    next hours alone."""
    today, last = (at.astimezone(ZoneInfo(calendar.zone)).date() for at in (times.now_at, until_at))
    days = [today + timedelta(days=ahead) for ahead in range(min((last - today).days, 7) + 1)]
    if calendar.weekly is None or all(hours_on(calendar, day) == calendar.weekly[day.weekday()] for day in days):
        return week(times.words, calendar.weekly)
    return next_hours(times, calendar)


def next_hours(times: Times, calendar: Calendar) -> str:
    """When somebody is there next, today if possible: `сегодня до 18:00`, `завтра с 10:00 до 20:00`; empty when nobody
    will be for a fortnight."""
    if calendar.weekly is None:
        return times.words.around_the_clock
    local = times.now_at.astimezone(ZoneInfo(calendar.zone))
    minute = local.hour * 60 + local.minute
    for ahead in range(_DAYS_AHEAD):
        day = local.date() + timedelta(days=ahead)
        for hours in hours_on(calendar, day):
            if ahead or minute < hours.end:
                return _one_day(times, day, ahead, hours, begun=not ahead and hours.start <= minute)
    return ""


def _one_day(times: Times, day: date, ahead: int, hours: Interval, *, begun: bool) -> str:
    patterns, words = times.words.patterns, times.words
    time, end = clock(hours.start), clock(hours.end)
    if begun:
        return patterns.until_today.format(time=end)
    if ahead == 0:
        return patterns.open_today.format(time=time, end=end)
    if ahead == 1:
        return patterns.open_tomorrow.format(time=time, end=end)
    return patterns.open_day.format(weekday=words.weekdays_on[day.weekday()], date=times.dated(day), time=time, end=end)


def _is_weekend(calendar: Calendar, day: date) -> bool:
    return day.weekday() >= 5 and calendar.weekly is not None and not calendar.weekly[day.weekday()]


def _days(words: Words, first: int, last: int) -> str:
    short = words.weekdays_short
    return short[first] if first == last else f"{short[first]}–{short[last]}"


def _intervals(words: Words, hours: tuple[Interval, ...]) -> str:
    spans = [f"{clock(one.start)}–{clock(one.end)}" for one in hours]
    if len(spans) == 1:
        return spans[0]
    return words.patterns.list_of_two.format(first=", ".join(spans[:-1]), second=spans[-1])
