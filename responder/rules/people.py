"""Finds the people that rules.yaml names, each with the ways by which they are called, first way first."""

from collections.abc import Iterable

from responder.domain.rule import Person
from responder.rules.known import EVERY_LEAD
from responder.rules.schema_alerts import AlertsSpec, PersonSpec

MAIL = "mail"
CHAT = "chat"
_USUAL = (MAIL, CHAT)


class Staff:
    """Everybody under `people`, to be found by name."""

    def __init__(self, people: dict[str, PersonSpec], alerts: AlertsSpec) -> None:
        self._people = people
        self._by = alerts.by or _USUAL
        self._trouble_by = alerts.trouble.by or (CHAT, *alerts.channels, MAIL)

    def called(self, names: Iterable[str]) -> tuple[Person, ...]:
        """Return who is warned of a letter that waits."""
        return self._found(names, self._by)

    def called_in_trouble(self, names: Iterable[str]) -> tuple[Person, ...]:
        """Return who is told that the mailbox itself is in trouble, by mail last: it may be the mail that fails."""
        return self._found(names, self._trouble_by)

    def written_to(self, names: Iterable[str]) -> tuple[Person, ...]:
        """Return who gets a letter, whatever else they can be reached by."""
        return self._found(names, (MAIL,))

    def secrets(self) -> dict[str, str]:
        """Return the channels that belong to one person alone, and the names of their secrets."""
        chats = (person.chat for person in self._people.values() if person.chat)
        return {chat: chat.removeprefix("secret:") for chat in chats if chat.startswith("secret:")}

    def _found(self, names: Iterable[str], by: tuple[str, ...]) -> tuple[Person, ...]:
        found: dict[str, Person] = {}
        for name in names:
            for person in self._of(name, by):
                found.setdefault(person.address, person)
        return tuple(found.values())

    def _of(self, name: str, by: tuple[str, ...]) -> list[Person]:
        if name in self._people:
            return [self._person(name, by)]
        if name == EVERY_LEAD:
            return [self._person(lead, by) for lead, spec in self._people.items() if spec.lead]
        for known, spec in self._people.items():
            if spec.mail == name:
                return [self._person(known, by)]
        return [Person("", name, _ways(None, by))]

    def _person(self, name: str, by: tuple[str, ...]) -> Person:
        spec = self._people[name]
        return Person(name, spec.mail, _ways(spec.chat, by), spec.lead)


def _ways(chat: str | None, by: tuple[str, ...]) -> tuple[str, ...]:
    ways = [chat if way == CHAT else way for way in by]
    return tuple(dict.fromkeys(way for way in ways if way)) or (MAIL,)
