"""Writes the time of day and lengths of time in figures."""

from datetime import timedelta

from responder.render.wording.words import Words

_HOUR, _DAY = 60, 24 * 60


def clock(minute: int) -> str:
    """A minute of the day (0 to 1440) as the clock on the wall: `9:00`, `0:30`, `24:00`."""
    return f"{minute // 60}:{minute % 60:02}"


def span(words: Words, length: timedelta) -> str:
    """A length of time in full minutes, coarser the longer it is: `45 мин`, `2 ч 15 мин`, `3 дня`; never negative."""
    minutes = max(0, int(length.total_seconds() // 60))
    patterns = words.patterns
    if minutes < _HOUR:
        return patterns.minutes.format(minutes=minutes)
    if minutes >= 2 * _DAY:
        days = minutes // _DAY
        return patterns.days.format(days=days, noun=words.nouns["day"][words.plural(days)])
    hours, rest = divmod(minutes, _HOUR)
    pattern = patterns.hours_and_minutes if rest and hours < 10 else patterns.hours
    return pattern.format(hours=hours, minutes=rest)
