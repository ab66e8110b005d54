"""Periodic ticks: each only rings a bell or starts a bounded look; truth is in rows. The only room for APScheduler."""

import logging
from collections.abc import Awaitable, Callable
from datetime import timedelta

from apscheduler.events import EVENT_JOB_ERROR, JobExecutionEvent
from apscheduler.schedulers.asyncio import AsyncIOScheduler

log = logging.getLogger("responder.app")

Tick = Callable[[], Awaitable[object]] | Callable[[], object]


class Ticks:
    """A set of ticks that run from `start` to `stop`. A tick that fails is logged and runs again at its next time."""

    def __init__(self) -> None:
        defaults = {"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
        self._scheduler = AsyncIOScheduler(timezone="UTC", job_defaults=defaults)
        self._scheduler.add_listener(_log_failure, EVENT_JOB_ERROR)

    def every(self, interval: timedelta, tick: Tick, name: str) -> None:
        """Run the tick at this interval."""
        self._scheduler.add_job(tick, "interval", seconds=interval.total_seconds(), id=name)

    def start(self) -> None:
        """Begin, in the running event loop."""
        self._scheduler.start()

    def stop(self) -> None:
        """No more ticks; a running one is cancelled."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)


def _log_failure(event: JobExecutionEvent) -> None:
    log.error("tick.failed", extra={"fields": {"tick": event.job_id, "error": repr(event.exception)}})
