"""What time alone does to an expectation: warnings fall due, the limit passes, reminders follow."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from responder.domain.calendar import Calendar
from responder.domain.expectation import (
    TRANSITIONS,
    WAITING,
    Expectation,
    ExpectationEvent,
    ExpectationState,
    StageDue,
)
from responder.domain.rule import Alerts
from responder.domain.stages import AT_ONCE, BLANK_SENT, LIMIT, REPEAT, SETTLING, may_go_early, repeat_due

PATIENCE = timedelta(minutes=2)
"""How long a warning waits for the Sent folder before it goes out and says so (decision 14)."""

RECHECK = timedelta(seconds=15)
"""How soon something is looked at again that only waits for a folder to be read."""


@dataclass(frozen=True, slots=True)
class Seen:
    """Up to when each folder is known to be fully read (None: never yet), and since when this process has been
    looking; after a start or an outage warnings give the folders `PATIENCE` from then on."""

    inbox_at: datetime | None
    sent_at: datetime | None
    watching_since: datetime | None = None

    def both(self, at: datetime) -> bool:
        """Whether INBOX and Sent are both known up to `at`."""
        return self.inbox_at is not None and self.inbox_at >= at and self.sent(at)

    def sent(self, at: datetime) -> bool:
        """Whether Sent is known up to `at`."""
        return self.sent_at is not None and self.sent_at >= at


@dataclass(frozen=True, slots=True)
class Step:
    """An expectation after a look at the clock.

    `due` are the stages to be told now, soonest first: several at once after an outage, and then they are one alert.
    `breached` is true in the one step in which the limit is found to be missed. `sent_not_seen_since` is set when they
    go out although Sent has not been read up to them; then it is the instant up to which it has.
    """

    expectation: Expectation
    due: tuple[StageDue, ...] = ()
    breached: bool = False
    sent_not_seen_since: datetime | None = None


def advance(
    expectation: Expectation,
    now: datetime,
    seen: Seen,
    alerts: Alerts,
    calendar: Calendar,
    ahead: timedelta = timedelta(),
) -> Step:
    """Look at one expectation at `now`.

    Asking again at the same instant changes nothing more. `ahead` takes along warnings that fall due within that time,
    because the same people are being written to anyway; nothing that says "late" is ever taken along.
    """
    if expectation.state not in WAITING:
        return Step(replace(expectation, next_check_at=None))
    judged_at = expectation.limit_at + SETTLING
    breached = expectation.state is ExpectationState.OPEN and now >= judged_at and seen.both(judged_at)
    if breached:
        state = TRANSITIONS[expectation.state][ExpectationEvent.LIMIT_PASSED]
        expectation = replace(expectation, state=state)
    due = tuple(
        stage for stage in _to_come(expectation, alerts, calendar) if _ready(stage, expectation, now, seen, ahead)
    )
    after = _told(expectation, due, now) if due else expectation
    after = replace(after, next_check_at=_next_check_at(after, now, alerts, calendar))
    return Step(after, due, breached, _sent_not_seen(expectation, due, now, seen))


def _to_come(expectation: Expectation, alerts: Alerts, calendar: Calendar) -> tuple[StageDue, ...]:
    if expectation.stages or expectation.state is not ExpectationState.BREACHED:
        return expectation.stages
    repeat = repeat_due(expectation, calendar, alerts)
    return (repeat,) if repeat else ()


def _ready(stage: StageDue, expectation: Expectation, now: datetime, seen: Seen, ahead: timedelta) -> bool:
    breached = expectation.state is ExpectationState.BREACHED
    if stage.due_at > now:
        return may_go_early(stage.stage) and now < expectation.limit_at and stage.due_at <= now + ahead
    if stage.stage == LIMIT:
        return breached
    if stage.stage in (AT_ONCE, BLANK_SENT) and now < expectation.limit_at:
        return True
    waits_from = max(stage.due_at, seen.watching_since or stage.due_at)
    if now < expectation.limit_at or stage.stage.startswith(REPEAT):
        return seen.sent(stage.due_at) or now >= waits_from + PATIENCE
    # Past the limit: what is left over from before it waits to be one alert with the missed limit.
    return breached or now >= max(waits_from, expectation.limit_at + SETTLING) + PATIENCE


def _told(expectation: Expectation, due: tuple[StageDue, ...], now: datetime) -> Expectation:
    left = tuple(stage for stage in expectation.stages if stage not in due)
    repeats = expectation.repeats + sum(stage.stage.startswith(REPEAT) for stage in due)
    return replace(expectation, stages=left, repeats=repeats, alerted_at=now)


def _next_check_at(expectation: Expectation, now: datetime, alerts: Alerts, calendar: Calendar) -> datetime | None:
    waits = expectation.state is ExpectationState.OPEN
    stages = _to_come(expectation, alerts, calendar)
    instants = [stage.due_at for stage in stages if not (waits and stage.stage == LIMIT)]
    if waits:
        instants.append(expectation.limit_at + SETTLING)
    return min((at if at > now else now + RECHECK for at in instants), default=None)


def _sent_not_seen(expectation: Expectation, due: tuple[StageDue, ...], now: datetime, seen: Seen) -> datetime | None:
    if all(seen.sent(min(stage.due_at, now - PATIENCE)) for stage in due):
        return None
    return seen.sent_at or expectation.opened_at
