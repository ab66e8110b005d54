"""Whom to tell of a letter that waits."""

from collections.abc import Iterable

from responder.domain.rule import Book, Person
from responder.domain.stages import BLANK_SENT, LEFT_OPEN, LIMIT, REPEAT, stage_key


def person_key(person: Person) -> str:
    """How a person is recognised across rules and alerts: by the address in lower case, by the name without one."""
    return person.address.lower() or person.name


def people_for(stage: str, rule: str | None, book: Book, answered_by: str = "") -> tuple[Person, ...]:
    """Whom to tell of a stage: the stage's own people, else the rule's, else the general ones; a missed limit and its
    reminders also go to every lead among them all. What a reply left goes to whoever wrote it, where the rules name a
    person with the lower-case address `answered_by`."""
    if stage in (LEFT_OPEN, BLANK_SENT) and (author := _named(answered_by, book)) is not None:
        return (author,)
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


def _named(address: str, book: Book) -> Person | None:
    everyone = (
        *book.alerts.people,
        *(person for rule in book.rules for person in rule.people),
        *(person for stage in book.alerts.stages for person in stage.people),
        *book.alerts.trouble_people,
        *book.proofs_to,
    )
    return next((person for person in everyone if address and person.address.lower() == address), None)
