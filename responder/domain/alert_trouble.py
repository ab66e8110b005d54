"""What staff are told of the responder's own trouble: once, again at growing intervals, and when it is over."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256

from responder.domain.alert_line import AlertLine
from responder.domain.alert_people import person_key
from responder.domain.rule import Book, Person

FIRST_REPEAT = timedelta(hours=1)
LONGEST_REPEAT = timedelta(hours=12)

SETTLED = timedelta(minutes=2)
"""How long trouble must be gone before it counts as over, so that a flapping line is one trouble."""


class Trouble(StrEnum):
    """What can be wrong with the responder or its surroundings; each has a text that says what to do."""

    BLIND = "blind"
    SENDING_STUCK = "sending_stuck"
    LOGIN_REFUSED = "login_refused"
    BREAKER_OPEN = "breaker_open"
    RULES_REJECTED = "rules_rejected"
    QUARANTINE = "quarantine"
    CLOCK_OFFSET = "clock_offset"
    DISK_NEARLY_FULL = "disk_nearly_full"
    STORE_AWAY = "store_away"
    DELIVERY_UNCERTAIN = "delivery_uncertain"
    DELIVERY_FAILED = "delivery_failed"
    CHANNEL_FAILED = "channel_failed"
    LOOP_DIED = "loop_died"


OF_THE_MAILBOX = frozenset({Trouble.BLIND, Trouble.SENDING_STUCK, Trouble.LOGIN_REFUSED})
"""Troubles whose alert must not rely on the mailbox: it goes by another channel first where one is set."""


class TroubleNews(StrEnum):
    """Why staff hear of a trouble now."""

    RAISED = "raised"
    STILL = "still"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Finding:
    """That a trouble is there at this moment.

    `about` tells two troubles of a kind apart (a channel's name, a folder, a message id), empty where there is one.
    `detail` is one line for staff, free of letters' contents and secrets; `count` and `measure` are what the text needs
    (letters waiting, seconds of offset, free megabytes). `since_at` is when it began, where that is known.
    """

    trouble: Trouble
    about: str = ""
    detail: str = ""
    count: int = 0
    measure: int = 0
    since_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Alarm:
    """The memory of one trouble between looks, to be kept across restarts.

    `told_at` is when staff last heard of it, `times` how often they were told that it is there; `gone_at` is since when
    it is not found any more, None while it is; `over_told` says that they were told so.
    """

    finding: Finding
    since_at: datetime
    told_at: datetime
    times: int = 1
    gone_at: datetime | None = None
    over_told: bool = False

    @property
    def key(self) -> tuple[Trouble, str]:
        """What makes it this trouble and no other."""
        return self.finding.trouble, self.finding.about

    @property
    def repeat_at(self) -> datetime:
        """Before when staff hear no more of it: an hour after they were first told, doubling up to 12 hours; an hour
        after they were told that it is over."""
        doublings = 0 if self.over_told else min(self.times - 1, 10)
        return self.told_at + min(FIRST_REPEAT * (1 << doublings), LONGEST_REPEAT)


@dataclass(frozen=True, slots=True)
class TroubleFacts:
    """Everything the text of a trouble alert needs. `lines` are the open expectations, for BLIND; `zone` is the
    company's IANA zone; `until_at` is set when it is over."""

    person: str
    language: str
    zone: str
    trouble: Trouble
    news: TroubleNews
    now_at: datetime
    since_at: datetime
    until_at: datetime | None = None
    about: str = ""
    detail: str = ""
    count: int = 0
    measure: int = 0
    times: int = 1
    lines: tuple[AlertLine, ...] = ()


@dataclass(frozen=True, slots=True)
class TroubleRound:
    """The alarms to keep, and those to tell of now and why."""

    alarms: tuple[Alarm, ...] = ()
    news: tuple[tuple[TroubleNews, Alarm], ...] = ()


_Look = tuple[Alarm | None, TroubleNews | None]
"""The alarm to keep, if any, and why staff hear of it now, if they do."""


def trouble_round(alarms: Sequence[Alarm], findings: Sequence[Finding], now: datetime) -> TroubleRound:
    """Compare what was known with what is found now.

    Trouble that comes back within an hour of being over is told when that hour has passed, so that a flapping line is
    told of at most once an hour. An alarm is forgotten an hour after it is over.
    """
    found = {(finding.trouble, finding.about): finding for finding in findings}
    known = {alarm.key: alarm for alarm in alarms}
    looks = [_found(known.get(key), finding, now) for key, finding in found.items()]
    looks += [_gone(alarm, now) for key, alarm in known.items() if key not in found]
    kept = tuple(alarm for alarm, _ in looks if alarm is not None)
    news = tuple((why, alarm) for alarm, why in looks if alarm is not None and why is not None)
    return TroubleRound(kept, news)


def trouble_key(person: Person, alarm: Alarm, news: TroubleNews) -> str:
    """The key under which this news is sent to a person once for ever."""
    named = f"{person_key(person)}\n{alarm.key}\n{alarm.since_at.isoformat()}\n{news}\n{alarm.times}"
    return f"trouble:{sha256(named.encode()).hexdigest()}"


def trouble_facts(
    person: Person, alarm: Alarm, news: TroubleNews, now: datetime, book: Book, lines: Sequence[AlertLine] = ()
) -> TroubleFacts:
    """What the template is given; `lines` are wanted for BLIND."""
    finding = alarm.finding
    return TroubleFacts(
        person=person.name,
        language=book.alerts.language,
        zone=book.calendar.zone,
        trouble=finding.trouble,
        news=news,
        now_at=now,
        since_at=alarm.since_at,
        until_at=alarm.gone_at if news is TroubleNews.OVER else None,
        about=finding.about,
        detail=finding.detail,
        count=finding.count,
        measure=finding.measure,
        times=alarm.times,
        lines=tuple(lines),
    )


def _found(alarm: Alarm | None, finding: Finding, now: datetime) -> _Look:
    if alarm is None:
        return Alarm(finding, finding.since_at or now, now), TroubleNews.RAISED
    came_back = alarm.over_told and alarm.gone_at is not None
    since_at = (finding.since_at or now) if came_back else alarm.since_at
    alarm = replace(alarm, finding=finding, since_at=since_at, gone_at=None)
    if now < alarm.repeat_at:
        return alarm, None
    if alarm.over_told:
        return Alarm(finding, since_at, now), TroubleNews.RAISED
    return replace(alarm, told_at=now, times=alarm.times + 1), TroubleNews.STILL


def _gone(alarm: Alarm, now: datetime) -> _Look:
    gone_at = alarm.gone_at or now
    alarm = replace(alarm, gone_at=gone_at)
    if alarm.over_told:
        return (alarm if now < alarm.repeat_at else None), None
    if now < gone_at + SETTLED:
        return alarm, None
    return replace(alarm, told_at=now, over_told=True), TroubleNews.OVER
