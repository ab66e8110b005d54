"""Builds calendars and expectations for tests."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from responder.domain.calendar import Calendar, Interval
from responder.domain.expectation import Expectation, ExpectationKind, ExpectationState
from responder.domain.rule import Alerts, Person
from responder.domain.stages import first_check_at, stage_plan

ALWAYS = Calendar()
MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
DUTY = Person("Duty", "duty@example.org")
LEAD = Person("Lead", "lead@example.org", lead=True)

Hours = Sequence[tuple[int, int]]


def hours(*spans: tuple[int, int]) -> tuple[Interval, ...]:
    """Intervals from (opening hour, closing hour) pairs."""
    return tuple(Interval(start * 60, end * 60) for start, end in spans)


def office(
    zone: str = "UTC", day: Hours = ((9, 18),), closed: Sequence[date] = (), opened: Sequence[date] = ()
) -> Calendar:
    """Monday to Friday at the given hours."""
    return Calendar(zone, (*[hours(*day)] * 5, (), ()), frozenset(closed), frozenset(opened))


def at(clock: str, day: int = 23) -> datetime:
    """`HH:MM` or `HH:MM:SS` UTC of a day in November 2026; the 23rd is a Monday."""
    hour, minute, *second = map(int, clock.split(":"))
    return datetime(2026, 11, day, hour, minute, *second, tzinfo=UTC)


_PLAIN = Expectation(
    id=1,
    conversation_id=1,
    message_row=1,
    message_id="<a@vector.example>",
    kind=ExpectationKind.FIRST_REPLY,
    state=ExpectationState.OPEN,
    opened_at=MONDAY,
    target_at=MONDAY + timedelta(hours=2),
    limit_at=MONDAY + timedelta(hours=3),
    stages=(),
    next_check_at=None,
    customer="maria@vector.example",
    customer_name="Maria P.",
    subject="Moving the rollout",
    questions=3,
)


def expectation(calendar: Calendar = ALWAYS, alerts: Alerts | None = None, **changes: Any) -> Expectation:
    """An expectation opened on Monday 9:00 UTC with target 11:00 and limit 12:00, its stages planned."""
    row = replace(_PLAIN, **changes)
    stages = stage_plan(row.opened_at, row.target_at, row.limit_at, calendar, alerts or Alerts(people=(DUTY,)))
    planned: dict[str, Any] = {"stages": stages, "next_check_at": first_check_at(stages, row.limit_at)}
    return replace(row, **{**planned, **changes})
