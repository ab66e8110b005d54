"""What staff are told about letters that wait: to whom, and what belongs into one alert."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256

from responder.domain.advance import Seen, Step, advance
from responder.domain.alert_line import AlertLine, alert_line
from responder.domain.alert_people import distinct, people_for, person_key
from responder.domain.expectation import Expectation
from responder.domain.open_questions import StillOpen
from responder.domain.rule import Book, Person
from responder.domain.stages import AT_ONCE, BLANK_SENT, LEFT_OPEN, LIMIT


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


def alert_key(person: Person, stages: Iterable[tuple[int, str]]) -> str:
    """The key of an alert: a hash of the person and of the (expectation id, stage) pairs, in whatever order."""
    named = "\n".join([person_key(person), *sorted(f"{row} {stage}" for row, stage in stages)])
    return f"alert:{sha256(named.encode()).hexdigest()}"


def alert_round(
    expectations: Sequence[Expectation],
    now: datetime,
    seen: Seen,
    book: Book,
    told: Mapping[str, datetime],
    still_open: Mapping[int, StillOpen] | None = None,
) -> Round:
    """Look at expectations (those with `next_check_at` up to now + `alerts.together`) and gather what is to be told.

    `told` gives for each `person_key` when that person was last alerted, `still_open` what is known of the questions of
    an expectation, by its id. Somebody who is written to now also learns what falls due within `together`; nobody is
    written to again within it, unless a limit has passed.
    """
    occasion = _Occasion(now, seen, book, told, still_open or {})
    looks = [(row, occasion.look(row)) for row in expectations]
    steps = [occasion.held(row, step) for row, step in looks]
    written_to = {person_key(person) for step in steps for person in occasion.people(step)}
    if written_to:
        steps = [occasion.taken_along(row, step, written_to) for row, step in zip(expectations, steps, strict=True)]
    return Round(tuple(steps), occasion.tellings([step for step in steps if step.due]))


_UNHELD = frozenset({AT_ONCE, BLANK_SENT, LIMIT})


@dataclass(frozen=True, slots=True)
class _Occasion:
    """One look at the ledger, with all that it depends on."""

    now: datetime
    seen: Seen
    book: Book
    told: Mapping[str, datetime]
    still_open: Mapping[int, StillOpen]

    def look(self, row: Expectation, ahead: timedelta = timedelta()) -> Step:
        """What time does to the row. That questions were left open is not told where staff put all of them off."""
        step = advance(row, self.now, self.seen, self.book.alerts, self.book.calendar, ahead)
        still = self.still_open.get(row.id)
        if still is None or still.passed_over:
            return step
        due = tuple(stage for stage in step.due if stage.stage != LEFT_OPEN)
        if due or not step.due:
            return replace(step, due=due)
        return replace(step, due=(), expectation=replace(step.expectation, alerted_at=row.alerted_at))

    def people(self, step: Step) -> tuple[Person, ...]:
        """Who is told of a step."""
        row = step.expectation
        answered_by = self.still_open.get(row.id, StillOpen()).answered_by
        return distinct(
            person for stage in step.due for person in people_for(stage.stage, row.rule, self.book, answered_by)
        )

    def held(self, row: Expectation, step: Step) -> Step:
        """The step, or the row unchanged but for its next check when its people have only just been written to. A
        warning waits at most `together`, so that people who share letters cannot put each other off for ever; what
        calls a person at once does not wait."""
        if not step.due or step.breached or any(stage.stage in _UNHELD for stage in step.due):
            return step
        together, keys = self.book.alerts.together, [person_key(person) for person in self.people(step)]
        free_at = max((self.told[key] + together for key in keys if key in self.told), default=self.now)
        waits_until = min(free_at, step.due[0].due_at + together)
        return Step(replace(row, next_check_at=waits_until)) if waits_until > self.now else step

    def taken_along(self, row: Expectation, step: Step, written_to: set[str]) -> Step:
        """The step with what falls due soon, when it concerns nobody who is not written to anyway."""
        further = self.look(row, self.book.alerts.together)
        reached = {person_key(person) for person in self.people(further)}
        return further if reached and reached <= written_to else step

    def tellings(self, steps: Sequence[Step]) -> tuple[Telling, ...]:
        """The alerts of these steps, one a person."""
        people: dict[str, Person] = {}
        lines: dict[str, list[tuple[Step, AlertLine]]] = {}
        for step in sorted(steps, key=lambda step: (step.expectation.limit_at, step.expectation.id)):
            row = step.expectation
            line = alert_line(row, step.due, self.now, self.book.alerts.show, self.still_open.get(row.id))
            for person in self.people(step):
                people.setdefault(person_key(person), person)
                lines.setdefault(person_key(person), []).append((step, line))
        return tuple(_telling(people[key], told, self.now, self.book) for key, told in lines.items())


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
