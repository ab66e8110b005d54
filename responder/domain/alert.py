"""What staff are told about letters that wait: to whom, what belongs into one alert, and how it is named."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256

from responder.domain.advance import Seen, Step, advance
from responder.domain.expectation import Expectation, ExpectationKind, ExpectationState, StageDue
from responder.domain.rule import Book, Person
from responder.domain.stages import AT_ONCE, LIMIT, REPEAT, TARGET, stage_key


@dataclass(frozen=True, slots=True)
class AlertLine:
    """One waiting letter as staff are told of it, in plain values.

    `stages` are the stages that are told with it, soonest first; `missed` says that the limit has passed unanswered,
    `target_passed` that the target has. `left` is the time to the limit, negative once it has passed. What `show` hides
    is empty. `repeat` is 0, or which reminder this is.
    """

    expectation_id: int
    stages: tuple[str, ...]
    kind: ExpectationKind
    opened_at: datetime
    target_at: datetime
    limit_at: datetime
    left: timedelta
    missed: bool
    target_passed: bool
    repeat: int = 0
    customer: str = ""
    customer_name: str = ""
    subject: str = ""
    message_id: str = ""
    rule: str = ""
    questions: int = 0


@dataclass(frozen=True, slots=True)
class AlertFacts:
    """Everything the text of an alert needs; `lines` by limit, soonest first. `zone` is the company's IANA zone.

    `sent_not_seen_since` is set when Sent could not be read: somebody may have answered since then.
    """

    person: str
    language: str
    zone: str
    show: str
    now_at: datetime
    lines: tuple[AlertLine, ...]
    sent_not_seen_since: datetime | None = None

    @property
    def missed(self) -> int:
        """How many of the letters are past their limit."""
        return sum(line.missed for line in self.lines)


@dataclass(frozen=True, slots=True)
class Telling:
    """One alert to one person. `key` names it for ever: the same stages to the same person are told once."""

    person: Person
    key: str
    facts: AlertFacts


@dataclass(frozen=True, slots=True)
class Round:
    """What one look at the ledger comes to: every step to save (each expectation once) and the alerts that go out."""

    steps: tuple[Step, ...] = ()
    tellings: tuple[Telling, ...] = ()


def person_key(person: Person) -> str:
    """How a person is recognised across rules and alerts: by the address in lower case, by the name without one."""
    return person.address.lower() or person.name


def people_for(stage: str, rule: str | None, book: Book) -> tuple[Person, ...]:
    """Whom to tell of a stage: the stage's own people, else the rule's, else the general ones; a missed limit and its
    reminders also go to every lead among them all."""
    alerts = book.alerts
    late = stage == LIMIT or stage.startswith(REPEAT)
    key = LIMIT if late else stage
    own = next((s.people for s in alerts.stages if s.people and stage_key(s) == key), ())
    of_rule = next((r.people for r in book.rules if r.name == rule), ())
    people = own or of_rule or alerts.people
    leads = (person for person in (*own, *of_rule, *alerts.people, *alerts.trouble_people) if person.lead)
    return distinct((*people, *leads) if late else people)


def distinct(people: Iterable[Person]) -> tuple[Person, ...]:
    """The people without repetition, in order of their first mention."""
    found: dict[str, Person] = {}
    for person in people:
        found.setdefault(person_key(person), person)
    return tuple(found.values())


def alert_key(person: Person, stages: Iterable[tuple[int, str]]) -> str:
    """The key of an alert: a hash of the person and of the (expectation id, stage) pairs, in whatever order."""
    named = "\n".join([person_key(person), *sorted(f"{row} {stage}" for row, stage in stages)])
    return f"alert:{sha256(named.encode()).hexdigest()}"


def alert_round(
    expectations: Sequence[Expectation], now: datetime, seen: Seen, book: Book, told: Mapping[str, datetime]
) -> Round:
    """Look at expectations (those with `next_check_at` up to now + `alerts.together`) and gather what is to be told.

    `told` gives for each `person_key` when that person was last alerted. Somebody who is written to now also learns
    what falls due within `together`; nobody is written to again within it, unless a limit has passed.
    """
    looks = [(row, advance(row, now, seen, book.alerts, book.calendar)) for row in expectations]
    steps = [_held(row, step, now, book, told) for row, step in looks]
    written_to = {key for step in steps for key in _told_of(step, book)}
    if written_to:
        steps = [
            _taken_along(row, step, now, seen, book, written_to) for row, step in zip(expectations, steps, strict=True)
        ]
    return Round(tuple(steps), _tellings([step for step in steps if step.due], now, book))


def alert_line(expectation: Expectation, due: Sequence[StageDue], now: datetime, show: str = "full") -> AlertLine:
    """The facts of one expectation, with no more than `show` allows: `count` names no one, `name` gives no subject."""
    missed = expectation.state is ExpectationState.BREACHED
    line = AlertLine(
        expectation_id=expectation.id,
        stages=tuple(stage.stage for stage in due),
        kind=expectation.kind,
        opened_at=expectation.opened_at,
        target_at=expectation.target_at,
        limit_at=expectation.limit_at,
        left=expectation.limit_at - now,
        missed=missed,
        target_passed=missed or any(stage.stage == TARGET for stage in due) or now > expectation.target_at,
        repeat=expectation.repeats if any(stage.stage.startswith(REPEAT) for stage in due) else 0,
        questions=expectation.questions,
    )
    if show == "count":
        return line
    named = replace(line, customer_name=expectation.customer_name or expectation.customer, rule=expectation.rule or "")
    if show == "name":
        return named
    return replace(
        named,
        customer=expectation.customer,
        customer_name=expectation.customer_name,
        subject=expectation.subject,
        message_id=expectation.message_id or "",
    )


def _told_of(step: Step, book: Book) -> set[str]:
    return {person_key(p) for stage in step.due for p in people_for(stage.stage, step.expectation.rule, book)}


def _held(row: Expectation, step: Step, now: datetime, book: Book, told: Mapping[str, datetime]) -> Step:
    """The step, or the row unchanged but for its next check when its people have only just been written to. A warning
    waits at most `together`, so that people who share letters cannot put each other off for ever; what calls a person
    at once does not wait."""
    if not step.due or step.breached or any(stage.stage in (AT_ONCE, LIMIT) for stage in step.due):
        return step
    together = book.alerts.together
    free_at = max((told[key] + together for key in _told_of(step, book) if key in told), default=now)
    waits_until = min(free_at, step.due[0].due_at + together)
    return Step(replace(row, next_check_at=waits_until)) if waits_until > now else step


def _taken_along(row: Expectation, step: Step, now: datetime, seen: Seen, book: Book, written_to: set[str]) -> Step:
    """The step with what falls due soon, when it concerns nobody who is not written to anyway."""
    further = advance(row, now, seen, book.alerts, book.calendar, book.alerts.together)
    reached = _told_of(further, book)
    return further if reached and reached <= written_to else step


def _tellings(steps: Sequence[Step], now: datetime, book: Book) -> tuple[Telling, ...]:
    people: dict[str, Person] = {}
    lines: dict[str, list[tuple[Step, AlertLine]]] = {}
    for step in sorted(steps, key=lambda step: (step.expectation.limit_at, step.expectation.id)):
        line = alert_line(step.expectation, step.due, now, book.alerts.show)
        for person in distinct(p for s in step.due for p in people_for(s.stage, step.expectation.rule, book)):
            people.setdefault(person_key(person), person)
            lines.setdefault(person_key(person), []).append((step, line))
    return tuple(_telling(people[key], told, now, book) for key, told in lines.items())


def _telling(person: Person, told: Sequence[tuple[Step, AlertLine]], now: datetime, book: Book) -> Telling:
    pairs = [(line.expectation_id, stage) for _, line in told for stage in line.stages]
    unseen = [step.sent_not_seen_since for step, _ in told if step.sent_not_seen_since]
    facts = AlertFacts(
        person=person.name,
        language=book.alerts.language,
        zone=book.calendar.zone,
        show=book.alerts.show,
        now_at=now,
        lines=tuple(line for _, line in told),
        sent_not_seen_since=min(unseen, default=None),
    )
    return Telling(person, alert_key(person, pairs), facts)
