"""By which way an alert reaches a person: channels in order, and never only through what is broken."""

from dataclasses import dataclass

from responder.domain.rule import Alerts, Person

MAIL = "mail"


@dataclass(frozen=True, slots=True)
class Route:
    """The channel to try first and those left when it refuses; `mail` is the mailbox's own SMTP server."""

    channel: str
    fallbacks: tuple[str, ...] = ()


def route(person: Person, alerts: Alerts, around_mail: bool = False) -> Route | None:
    """The way to a person: the channels wished for, as far as they are configured, and mail last where there is an
    address. With `around_mail` every other channel is tried before mail. None when there is no way at all."""
    ways = [name for name in person.channels if name in alerts.channels or (name == MAIL and person.address)]
    if person.address and MAIL not in ways:
        ways.append(MAIL)
    if around_mail:
        ways.sort(key=lambda name: name == MAIL)
    ways = list(dict.fromkeys(ways))
    return Route(ways[0], tuple(ways[1:])) if ways else None


def only_mail(alerts: Alerts) -> bool:
    """Whether trouble of the mailbox itself can be told only through that mailbox: nobody who is told of trouble has
    another configured channel."""
    return not any(name != MAIL and name in alerts.channels for p in trouble_people(alerts) for name in p.channels)


def trouble_people(alerts: Alerts) -> tuple[Person, ...]:
    """Who is told of trouble: those named for it, else the leads among the general people, else all of these."""
    return alerts.trouble_people or tuple(person for person in alerts.people if person.lead) or alerts.people
