import pytest

from responder.domain.alert_route import Route, only_mail, route, trouble_people
from responder.domain.rule import Alerts, Person
from tests.support.ledger import DUTY, LEAD

CHANNELS = {"chat": "chat_url", "pager": "pager_url"}


def person(*channels: str, address: str = "anna@example.org") -> Person:
    return Person("Anna", address, channels)


@pytest.mark.parametrize(
    ("who", "way"),
    [
        (person("mail"), Route("mail")),
        (person("chat", "mail"), Route("chat", ("mail",))),
        (person("mail", "chat"), Route("mail", ("chat",))),
        (person("chat"), Route("chat", ("mail",))),
        (person("chat", "pager", address=""), Route("chat", ("pager",))),
        (person("chat", "chat"), Route("chat", ("mail",))),
        (person("forgotten", "mail"), Route("mail")),
        (person("mail", address=""), None),
        (person(), Route("mail")),
    ],
)
def test_channels_are_tried_in_the_persons_order_and_mail_last(who: Person, way: Route | None) -> None:
    assert route(who, Alerts(channels=CHANNELS)) == way


def test_around_mail_every_other_channel_comes_first() -> None:
    alerts = Alerts(channels=CHANNELS)
    assert route(person("mail", "pager", "chat"), alerts, around_mail=True) == Route("pager", ("chat", "mail"))
    assert route(person("mail"), alerts, around_mail=True) == Route("mail")


def test_trouble_goes_to_those_named_for_it_else_to_the_leads_else_to_all() -> None:
    assert trouble_people(Alerts(people=(DUTY,), trouble_people=(LEAD,))) == (LEAD,)
    assert trouble_people(Alerts(people=(DUTY, LEAD))) == (LEAD,)
    assert trouble_people(Alerts(people=(DUTY,))) == (DUTY,)


@pytest.mark.parametrize(
    ("alerts", "answer"),
    [
        (Alerts(), True),
        (Alerts(people=(person("mail"),), channels=CHANNELS), True),
        (Alerts(people=(person("chat"),), channels=CHANNELS), False),
        (Alerts(people=(person("chat"),)), True),
        (Alerts(people=(person("chat"),), trouble_people=(person("mail"),), channels=CHANNELS), True),
    ],
)
def test_it_knows_when_trouble_of_the_mailbox_could_only_be_told_through_it(alerts: Alerts, answer: bool) -> None:
    assert only_mail(alerts) is answer
