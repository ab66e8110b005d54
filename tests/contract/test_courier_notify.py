import json
import threading
from collections.abc import Iterator

import pytest

from responder.domain.delivery import Accepted, Deferred, Delivery, Refused
from responder.notify.courier import NotifyCourier
from responder.ports import Courier
from tests.support.deliveries import alert
from tests.support.root_log import root_log
from tests.support.webhook import Webhook, webhook

# The library imports a module of the standard library that is on its way out.
pytestmark = pytest.mark.filterwarnings("ignore:'imghdr' is deprecated:DeprecationWarning")

TEXT = "До 12:00, осталось 45 мин: Мария П., 3 вопроса.\nОтветьте из почтового ящика."


@pytest.fixture
def hook() -> Iterator[Webhook]:
    with webhook() as running:
        yield running


def courier(hook: Webhook, timeout_s: float = 20.0, query: str = "") -> Courier:
    return NotifyCourier({"chat": f"json://anna:hunter2@127.0.0.1:{hook.port}/hook{query}"}, timeout_s)


def notice(**changes: object) -> Delivery:
    return alert(**{"channel": "chat", "subject": "1 письмо ждёт", "octets": TEXT.encode(), **changes})


async def test_what_the_service_takes_is_accepted(hook: Webhook) -> None:
    sent = courier(hook)
    assert await sent.send(notice()) == Accepted()
    await sent.close()
    told = json.loads(hook.bodies[0])
    assert (told["title"], told["message"]) == ("1 письмо ждёт", TEXT)


async def test_one_courier_carries_many(hook: Webhook) -> None:
    sent = courier(hook)
    assert [await sent.send(notice()) for _ in range(3)] == [Accepted()] * 3
    assert len(hook.bodies) == 3


@pytest.mark.parametrize("status", [408, 429, 500, 502, 503])
async def test_what_may_pass_is_deferred_and_not_repeated_here(hook: Webhook, status: int) -> None:
    hook.status = status
    assert await courier(hook).send(notice()) == Deferred(f"channel chat: HTTP {status}")
    assert len(hook.bodies) == 1


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410])
async def test_what_no_repetition_cures_is_refused(hook: Webhook, status: int) -> None:
    hook.status = status
    assert await courier(hook).send(notice()) == Refused(f"channel chat: HTTP {status}")


async def test_a_redirect_is_not_followed(hook: Webhook) -> None:
    hook.status, hook.location = 307, f"http://127.0.0.1:{hook.port}/elsewhere"
    assert isinstance(await courier(hook).send(notice()), Deferred)
    assert hook.paths == ["/hook"]


async def test_a_service_that_does_not_answer_in_time_is_deferred(hook: Webhook) -> None:
    sent = courier(hook)
    assert await sent.send(notice()) == Accepted()
    hook.hold = threading.Event()
    slow = courier(hook, timeout_s=0.2)
    assert await slow.send(notice()) == Deferred("channel chat: no answer within 0.2 s")


async def test_a_service_that_is_not_there_is_deferred() -> None:
    with webhook() as gone:
        sent = courier(gone)
    assert await sent.send(notice()) == Deferred("channel chat: not accepted")


async def test_octets_that_are_no_text_are_sent_as_well_as_possible(hook: Webhook) -> None:
    assert await courier(hook).send(notice(octets=b"caf\xe9")) == Accepted()
    assert json.loads(hook.bodies[0])["message"] == "caf\ufffd"


@pytest.mark.parametrize(("query", "parts"), [("", 2), ("?overflow=truncate", 1)])
async def test_a_text_that_is_too_long_for_the_service_is_split_unless_the_url_says_otherwise(
    hook: Webhook, query: str, parts: int
) -> None:
    assert await courier(hook, query=query).send(notice(octets=b"x" * 40_000)) == Accepted()
    assert len(hook.bodies) == parts


async def test_no_log_shows_the_url_or_the_text(hook: Webhook) -> None:
    with root_log() as lines:
        for status in (200, 401, 500):
            hook.status = status
            await courier(hook).send(notice())
    shown = "\n".join(lines)
    assert shown.count("notification.handed_over") == 3
    for secret in ("hunter2", str(hook.port), "Мария"):
        assert secret not in shown
