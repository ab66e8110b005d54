"""Carries alerts to notification services. A channel's URL is a secret: it appears in no log, reply or error."""

import asyncio
import logging
import re
from collections.abc import Iterable, Mapping
from http import HTTPStatus
from typing import TYPE_CHECKING

from responder.domain.delivery import Accepted, Deferred, Delivery, Outcome, Refused

if TYPE_CHECKING:
    from apprise import Apprise, AppriseResult

log = logging.getLogger("responder.notify")

_SILENCE = logging.NullHandler()
_STATUS = re.compile(r"error=(\d{3})\b")
_NEVER = frozenset(
    {
        HTTPStatus.BAD_REQUEST,
        HTTPStatus.UNAUTHORIZED,
        HTTPStatus.FORBIDDEN,
        HTTPStatus.NOT_FOUND,
        HTTPStatus.METHOD_NOT_ALLOWED,
        HTTPStatus.GONE,
    }
)
"""What no repetition cures: the channel is told wrong or is gone, and the next one is to be tried."""


class NotifyCourier:
    """The courier of every channel that is not mail (port: Courier).

    `urls` maps a channel's name to its Apprise URL, one target each, because the library says no more of several than
    that some failed. Redirects are not followed unless the URL says `redirect=yes`.
    """

    def __init__(self, urls: Mapping[str, str], timeout_s: float = 20.0) -> None:
        self._urls = dict(urls)
        self._timeout_s = timeout_s
        self._targets: dict[str, Apprise] = {}
        _keep_secrets()

    async def send(self, delivery: Delivery) -> Outcome:
        """Hand over `octets` (UTF-8 text) with `subject` as title.

        Refused when repeating it cannot help: the channel is unknown, its URL is wrong, or the service says so.
        Everything else is Deferred; a service that is too slow may still show the alert, and then once more.
        """
        channel = delivery.channel
        try:
            async with asyncio.timeout(self._timeout_s):
                target = await self._target(channel)
                outcome = (
                    await _hand_over(target, channel, delivery) if target else _no_way(channel, channel in self._urls)
                )
        except TimeoutError:
            outcome = Deferred(f"channel {channel}: no answer within {self._timeout_s:g} s")
        except Exception as error:  # a plugin's own bug must not stop the alerts of the other channels
            outcome = Deferred(f"channel {channel}: {type(error).__name__} in the notification library")
        fields = {"channel": channel, "outcome": type(outcome).__name__.lower(), "delivery": delivery.id}
        log.info("notification.handed_over", extra={"fields": fields})
        return outcome

    async def close(self) -> None:
        """Forget the targets; nothing is kept open between notifications."""
        self._targets.clear()

    def unusable(self) -> tuple[str, ...]:
        """The channels whose URL the library does not understand, for `check`; sends nothing, takes about a second."""
        return tuple(name for name, url in self._urls.items() if _load(url) is None)

    async def _target(self, channel: str) -> "Apprise | None":
        if channel not in self._targets and channel in self._urls:
            target = await asyncio.to_thread(_load, self._urls[channel])
            if target is not None:
                self._targets[channel] = target
        return self._targets.get(channel)


def _load(url: str) -> "Apprise | None":
    """One target of the library, None when it does not understand the URL."""
    import apprise  # noqa: PLC0415 - costs a second and 40 MB, which only those pay who have such a channel

    target = apprise.Apprise(asset=apprise.AppriseAsset(http_redirects=False))
    if not target.add(url):
        return None
    for service in target:
        if "overflow=" not in url:
            service.overflow_mode = apprise.OverflowMode.SPLIT
    return target


async def _hand_over(target: "Apprise", channel: str, delivery: Delivery) -> Outcome:
    from apprise import NotifyFormat  # noqa: PLC0415 - loaded already, see _load

    result = await target.async_notify(
        body=delivery.octets.decode("utf-8", "replace"),
        title=delivery.subject,
        body_format=NotifyFormat.TEXT,
        log_level=logging.WARNING,
    )
    return Accepted() if result else _failed(channel, result)


def _failed(channel: str, result: "AppriseResult") -> Outcome:
    statuses = _statuses(entry.message for service in result.results for entry in service.logs())
    said = f"channel {channel}: " + (f"HTTP {', '.join(map(str, statuses))}" if statuses else "not accepted")
    return Refused(said) if statuses and set(statuses) <= _NEVER else Deferred(said)


def _statuses(messages: Iterable[str]) -> list[int]:
    """The HTTP status codes that the library logged; only these are taken, for its texts name hosts and addresses."""
    return sorted({int(found) for message in messages for found in _STATUS.findall(message)})


def _no_way(channel: str, configured: bool) -> Refused:
    return Refused(f"channel {channel}: " + ("its URL is not understood" if configured else "not configured"))


def _keep_secrets() -> None:
    """The library and its HTTP client write URLs and whole texts into their debug logs, and hosts into their warnings;
    what matters of it is in the outcome."""
    library = logging.getLogger("apprise")
    library.propagate = False
    library.setLevel(logging.WARNING)
    library.addHandler(_SILENCE)
    logging.getLogger("urllib3").setLevel(logging.WARNING)
