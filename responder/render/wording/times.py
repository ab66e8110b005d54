"""Says instants as people do: today until 15:30, by 12:00 on Monday 23 November, each with its zone."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from responder.render.wording.clock import clock
from responder.render.wording.words import Words
from responder.render.wording.zones import zone_words

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Times:
    """Speaks of instants (aware) in one language, in the company's zone, at the instant `now_at`."""

    words: Words
    zone: str
    now_at: datetime

    def by(self, at: datetime, theirs: timedelta | None = None) -> str:
        """A limit with its zone: `до 12:00 понедельника, 23 ноября (по Москве)`.

        `theirs` is the customer's offset from UTC: where it is another one than ours at that instant, their time is
        added, and when it is another day there, nothing is called today or tomorrow.
        """
        phrase = self.by_here(at, named_days=theirs is None or self._days_agree(at, theirs))
        zone = zone_words(self.words, self.zone, at)
        if theirs is None or theirs == self._local(at).utcoffset():
            return self.words.patterns.in_zone.format(phrase=phrase, zone=zone)
        return self.words.patterns.in_zone_and_yours.format(phrase=phrase, zone=zone, yours=self._yours(at, theirs))

    def by_here(self, at: datetime, *, named_days: bool = True) -> str:
        """A limit without its zone. Midnight is 24:00 of the day that ends; `named_days`: today and tomorrow are
        called so."""
        patterns, (day, time) = self.words.patterns, _end(self._local(at))
        if named_days and day == self._today:
            return patterns.by_today.format(time=time)
        if named_days and day == self._today + _DAY:
            return patterns.by_tomorrow.format(time=time, date=self.dated(day))
        weekday = self.words.weekdays_by[day.weekday()]
        return patterns.by_day.format(time=time, weekday=weekday, date=self.dated(day))

    def opens(self, at: datetime, limit_at: datetime) -> str:
        """From when: `завтра с 9:00`, `в понедельник с 9:00`; shorter where `limit_at`, told in the same breath, names
        the day."""
        patterns, local = self.words.patterns, self._local(at)
        named = _end(self._local(limit_at))[0] == local.date()
        time, away = clock(local.hour * 60 + local.minute), (local.date() - self._today).days
        if away == 0 and named:
            return patterns.from_time.format(time=time)
        if away <= 0:
            return patterns.from_today.format(time=time)
        if away == 1:
            return patterns.from_tomorrow.format(time=time)
        pattern = patterns.from_this_week if away < 7 or named else patterns.from_day
        weekday = self.words.weekdays_on[local.weekday()]
        return pattern.format(time=time, weekday=weekday, date=self.dated(local.date()))

    def since(self, at: datetime) -> str:
        """Since when something lasts: `с 14:02`, `со вчера, 18:40`, `с субботы, 21 ноября, 1:00`."""
        patterns, local = self.words.patterns, self._local(at)
        time, ago = clock(local.hour * 60 + local.minute), (self._today - local.date()).days
        if ago == 0:
            return patterns.since_today.format(time=time)
        if ago == 1:
            return patterns.since_yesterday.format(time=time)
        weekday = self.words.weekdays_since[local.weekday()]
        return patterns.since_day.format(time=time, weekday=weekday, date=self.dated(local.date()))

    def short(self, at: datetime) -> str:
        """For a subject line: the bare time today, else with a short date."""
        day, time = _end(self._local(at))
        return time if day == self._today else f"{time} {self.short_date(day)}"

    def short_date(self, day: date) -> str:
        """A day as in `вт 24.11`."""
        month, weekday = self.words.months[day.month - 1], self.words.weekdays_short[day.weekday()]
        return self.words.patterns.short_date.format(weekday=weekday, day=day.day, month=day.month, month_name=month)

    def dated(self, day: date) -> str:
        """A day and month, with its year when that is not this one."""
        patterns, month = self.words.patterns, self.words.months[day.month - 1]
        pattern = patterns.date if day.year == self._today.year else patterns.date_of_year
        return pattern.format(day=day.day, month=month, year=day.year)

    def hour(self, theirs: timedelta | None = None) -> int:
        """The hour of now on the company's clock, or on the customer's where that is known."""
        return (self._local(self.now_at) if theirs is None else _wall(self.now_at, theirs)).hour

    @property
    def _today(self) -> date:
        return self._local(self.now_at).date()

    def _local(self, at: datetime) -> datetime:
        return at.astimezone(ZoneInfo(self.zone))

    def _days_agree(self, at: datetime, theirs: timedelta) -> bool:
        """Whether now and `at` fall on the same days here and there."""
        there = _wall(self.now_at, theirs).date(), _end(_wall(at, theirs))[0]
        return there == (self._today, _end(self._local(at))[0])

    def _yours(self, at: datetime, theirs: timedelta) -> str:
        day, time = _end(_wall(at, theirs))
        if day == _end(self._local(at))[0]:
            return time
        return self.words.patterns.on_date.format(time=time, date=self.dated(day))


def _wall(at: datetime, offset: timedelta) -> datetime:
    """What a clock with this offset from UTC shows, without a zone."""
    return at.astimezone(UTC).replace(tzinfo=None) + offset


def _end(local: datetime) -> tuple[date, str]:
    """The day and time of a limit: midnight is 24:00 of the day before, so that nobody wonders which midnight."""
    if (local.hour, local.minute) == (0, 0):
        return local.date() - _DAY, "24:00"
    return local.date(), clock(local.hour * 60 + local.minute)
