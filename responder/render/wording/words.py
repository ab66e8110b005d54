"""What one language needs to say times, numbers and waits; a language is a filled-in `Words`, no code of its own."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

Seven = tuple[str, str, str, str, str, str, str]
"""One form a weekday, Monday first."""


@dataclass(frozen=True, slots=True)
class Patterns:
    """Sentences' parts with `{time}`, `{date}`, `{weekday}`, `{zone}` and the like to be filled in.

    `by_...` is a time limit, `from_...` when something begins (`from_time` on a day that
    is named elsewhere), `since_...` since when something lasts, `until_today`
    how long something is still open; each for today, the day beside it, the week around it and any other day.
    """

    by_today: str
    by_tomorrow: str
    by_day: str
    from_time: str
    from_today: str
    from_tomorrow: str
    from_this_week: str
    from_day: str
    since_today: str
    since_yesterday: str
    since_day: str
    until_today: str
    open_today: str
    open_tomorrow: str
    open_day: str
    date: str
    date_of_year: str
    short_date: str
    in_zone: str
    in_zone_and_yours: str
    on_date: str
    list_of_two: str
    minutes: str
    hours: str
    hours_and_minutes: str
    days: str


@dataclass(frozen=True, slots=True)
class Words:
    """One language. `plural` gives for a number the place of its form among those of a noun in `nouns`.

    `weekdays_by` follow a time limit (`12:00 понедельника`), `weekdays_on` say when (`в понедельник`), `weekdays_since`
    since when; `cardinals` are the numbers from nought to ten in words. `zones` are the IANA zones whose clock has a
    name that customers use; `zone_of_city` and `zone_of_offset` say the others. `closed` says why nobody is at work.
    """

    code: str
    weekdays_by: Seven
    weekdays_on: Seven
    weekdays_since: Seven
    weekdays_short: Seven
    months: tuple[str, ...]
    patterns: Patterns
    plural: Callable[[int], int]
    nouns: Mapping[str, tuple[str, ...]]
    cardinals: tuple[str, ...]
    more: str
    person: str
    greetings: Mapping[str, str]
    closed: Mapping[str, str]
    around_the_clock: str
    zones: Mapping[str, str]
    zone_of_city: str
    zone_of_offset: str
