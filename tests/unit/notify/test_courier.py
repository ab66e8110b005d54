import logging
import subprocess
import sys

import pytest

from responder.domain.delivery import Deferred, Refused
from responder.notify import courier
from responder.notify.courier import NotifyCourier
from tests.support.deliveries import alert
from tests.support.root_log import root_log

# The library imports a module of the standard library that is on its way out.
pytestmark = pytest.mark.filterwarnings("ignore:'imghdr' is deprecated:DeprecationWarning")

SECRET = "tgram://123456789:abcdefghijklmnopqrstuvwxyz/-100200"


async def test_a_channel_that_is_not_configured_is_refused() -> None:
    outcome = await NotifyCourier({}).send(alert(channel="chat"))
    assert outcome == Refused("channel chat: not configured")


@pytest.mark.parametrize("url", ["", "chat", "nonsense://somewhere", "json://"])
async def test_a_url_that_the_library_does_not_understand_is_refused(url: str) -> None:
    outcome = await NotifyCourier({"chat": url}).send(alert(channel="chat"))
    assert outcome == Refused("channel chat: its URL is not understood")


def test_unusable_channels_can_be_asked_for_without_sending() -> None:
    urls = {"chat": "json://127.0.0.1:9", "pager": "nonsense://somewhere"}
    assert NotifyCourier(urls).unusable() == ("pager",)


async def test_a_bug_in_the_library_is_deferred_and_names_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(url: str) -> None:
        raise RuntimeError(url)

    monkeypatch.setattr(courier, "_load", broken)
    with root_log() as lines:
        outcome = await NotifyCourier({"chat": SECRET}).send(alert(channel="chat"))
    assert outcome == Deferred("channel chat: RuntimeError in the notification library")
    assert "abcdefghijkl" not in str(lines)


def test_the_librarys_own_logs_do_not_reach_ours() -> None:
    NotifyCourier({"chat": SECRET})
    with root_log() as lines:
        logging.getLogger("apprise").error("could not load %s", SECRET)
        logging.getLogger("urllib3.connectionpool").debug("POST %s", SECRET)
    assert lines == []


def test_without_channels_the_library_is_not_loaded() -> None:
    program = (
        "import sys; from responder.notify.courier import NotifyCourier as C; C({}); sys.exit('apprise' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False, timeout=60).returncode == 0
