"""When staff are warned on the way to a limit: each stage once, at a time when somebody can still do something."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from responder.domain.calendar import Calendar
from responder.domain.conversation import LetterIn
from responder.domain.expectation import Expectation, StageDue
from responder.domain.rule import Alerts, Stage
from responder.domain.working_time import add, elapsed, is_open, local_instant, next_opening, stretches

TARGET = "target"
LIMIT = "100%"
REPEAT = "repeat "
AT_ONCE = "at once"
"""The stage by which a person is called the moment a furious or grieving letter is read: it waits for nothing."""

LEFT_OPEN = "left_open"
"""The stage by which whoever answered learns that a question is still open."""

BLANK_SENT = "blank_sent"
"""The stage by which a person is called because a blank of our draft was sent to a customer; it waits for nothing."""

LEFT_OPEN_AFTER = timedelta(minutes=5)
"""So long a reply may be followed by the one that says the rest."""

LAST_CALL = timedelta(minutes=15)
"""How long before closing (or before quiet hours) a warning goes out that would otherwise fall behind it."""

SETTLING = timedelta(seconds=60)
"""How far both folders must have been read beyond a limit before it counts as missed (decision 14)."""

_DAY = timedelta(days=1)


def may_go_early(stage: str) -> bool:
    """Whether a stage may be told before it is due, with others: not one that says that a time has passed (`target`,
    `100%`, `repeat 1`), nor one that may still become needless (`left_open`)."""
    return stage not in (TARGET, LIMIT, LEFT_OPEN) and not stage.startswith(REPEAT)


def stage_key(stage: Stage) -> str:
    """The name a stage is recorded under; however the operator wrote the limit itself, it is `LIMIT`."""
    at_limit = stage.share >= 1 if stage.share is not None else not stage.left
    return LIMIT if at_limit else stage.key


def stage_plan(
    opened_at: datetime, target_at: datetime, limit_at: datetime, calendar: Calendar, alerts: Alerts
) -> tuple[StageDue, ...]:
    """The warnings of an expectation, soonest first, each key once; the last one is always `LIMIT`.

    Shares are of the working time from opening to limit (of plain time where there is no working time between them);
    minutes left are plain minutes before the limit. A warning outside working hours moves to shortly before the
    closing that precedes it, or, opened after that, to the next opening before the limit. In quiet hours it moves to
    shortly before them when the limit lies before their end, else to their end. A stage before the opening is left out.
    """
    plan = {LIMIT: _after_quiet(limit_at, calendar, alerts)}
    if opened_at < target_at < limit_at:
        plan[TARGET] = _after_quiet(target_at, calendar, alerts)
    for key, at in _warnings(opened_at, limit_at, calendar, alerts):
        if opened_at <= at < limit_at:
            working_at = _into_hours(at, opened_at, limit_at, calendar)
            plan[key] = _out_of_quiet(working_at, opened_at, limit_at, calendar, alerts)
    return tuple(
        sorted((StageDue(key, at) for key, at in plan.items()), key=lambda due: (due.due_at, due.stage == LIMIT))
    )


def rest_plan(
    letter: LetterIn, replied_at: datetime, calendar: Calendar, alerts: Alerts, *, tell: bool
) -> tuple[StageDue, ...]:
    """The warnings of a wait for the rest of an answer, soonest first: those of the whole wait, which began with this
    letter, that fall behind the reply; and with `tell` one shortly after it. Nothing is called late before that."""
    told_at = replied_at + LEFT_OPEN_AFTER
    whole = stage_plan(letter.at, letter.target_at, letter.limit_at, calendar, alerts)
    plan = [due for due in whole if due.due_at > replied_at and due.stage != LIMIT]
    plan += [StageDue(LIMIT, max(due.due_at, told_at)) for due in whole if due.stage == LIMIT]
    plan += [StageDue(LEFT_OPEN, _after_quiet(told_at, calendar, alerts))] if tell else []
    return tuple(sorted(plan, key=lambda due: (due.due_at, due.stage == LIMIT)))


def first_check_at(stages: tuple[StageDue, ...], limit_at: datetime) -> datetime:
    """`next_check_at` of an expectation that has just been opened."""
    return min([limit_at + SETTLING, *(stage.due_at for stage in stages if stage.stage != LIMIT)])


def repeat_due(expectation: Expectation, calendar: Calendar, alerts: Alerts) -> StageDue | None:
    """The next reminder of a missed limit: `repeat_every` after staff were last told, in working hours and outside the
    quiet ones; None when the operator wants no more."""
    if expectation.repeats >= alerts.repeat_at_most:
        return None
    at = next_opening(calendar, (expectation.alerted_at or expectation.limit_at) + alerts.repeat_every)
    at = next_opening(calendar, _after_quiet(at, calendar, alerts))
    return StageDue(f"{REPEAT}{expectation.repeats + 1}", at)


def _warnings(
    opened_at: datetime, limit_at: datetime, calendar: Calendar, alerts: Alerts
) -> Iterator[tuple[str, datetime]]:
    working = elapsed(calendar, opened_at, limit_at)
    for stage in alerts.stages:
        if stage_key(stage) == LIMIT:
            continue
        if stage.share is None:
            yield stage.key, limit_at - (stage.left or timedelta())
        elif working:
            yield stage.key, add(calendar, opened_at, working * stage.share)
        else:
            yield stage.key, opened_at + (limit_at - opened_at) * stage.share


def _into_hours(at: datetime, opened_at: datetime, limit_at: datetime, calendar: Calendar) -> datetime:
    if is_open(calendar, at):
        return at
    worked = list(stretches(calendar, opened_at, at))
    last_call_at = max(worked[-1][0], worked[-1][1] - LAST_CALL) if worked else opened_at
    if last_call_at > opened_at:
        return last_call_at
    opens_at = next_opening(calendar, at)
    return opens_at if opens_at < limit_at else at


def _out_of_quiet(
    at: datetime, opened_at: datetime, limit_at: datetime, calendar: Calendar, alerts: Alerts
) -> datetime:
    quiet = quiet_around(at, calendar, alerts)
    if quiet is None:
        return at
    begins_at, ends_at = quiet
    if limit_at <= ends_at and opened_at < begins_at:
        return max(opened_at, begins_at - LAST_CALL)
    return ends_at


def _after_quiet(at: datetime, calendar: Calendar, alerts: Alerts) -> datetime:
    quiet = quiet_around(at, calendar, alerts)
    return quiet[1] if quiet else at


def quiet_around(at: datetime, calendar: Calendar, alerts: Alerts) -> tuple[datetime, datetime] | None:
    """The quiet hours (UTC) that `at` falls into, None when it falls into none; they may last over midnight."""
    if alerts.quiet is None or alerts.quiet[0] == alerts.quiet[1]:
        return None
    start, end = alerts.quiet
    today = at.astimezone(ZoneInfo(calendar.zone)).date()
    for day in (today - _DAY, today):
        begins_at = local_instant(calendar.zone, day, start)
        ends_at = local_instant(calendar.zone, day if start < end else day + _DAY, end)
        if begins_at <= at < ends_at:
            return begins_at, ends_at
    return None
