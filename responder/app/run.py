"""Runs the daemon: start in order, supervise every loop, reload on SIGHUP or a saved file, stop cleanly on SIGTERM."""

import asyncio
import logging
import shutil
import signal
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from datetime import timedelta
from functools import partial
from pathlib import Path

from responder.app.build import Daemon, build, now
from responder.app.reach import look_at_alerts
from responder.app.settings import Settings
from responder.app.ticks import Ticks
from responder.app.watch_files import watch_files
from responder.domain.alert_trouble import Finding, Trouble
from responder.flows.alarm import sound_alarms
from responder.flows.deliver import deliver
from responder.flows.health import Checkup
from responder.flows.listen import listen
from responder.flows.prune import prune
from responder.flows.watch import watch
from responder.ports.errors import StoreAwayError, WorldAwayError
from responder.store.lock import DaemonLock, InUseError, daemon_lock
from responder.store.migrate import migrate
from responder.store.sql_store import SqlStore
from responder.web.app import web_app
from responder.web.server import serve

log = logging.getLogger("responder.app")

RESTART_AFTER_S = (1.0, 5.0, 30.0)
HEALTHY_AFTER = timedelta(minutes=10)
TROUBLE_FORGOTTEN_AFTER = timedelta(hours=1)
STOP_WITHIN_S = 10.0
DISK_NEARLY_FULL_MB = 500


async def run(settings: Settings) -> None:
    """Run until SIGTERM or SIGINT. Raises NoRulesError, ValueError or the database's named errors at the start."""
    async with AsyncExitStack() as stack:
        lock = daemon_lock(settings.database_url)
        await asyncio.to_thread(lock.take, now())
        stack.callback(lock.release)
        await asyncio.to_thread(migrate, settings.database_url)
        store = SqlStore(settings.database_url)
        stack.push_async_callback(store.close)
        daemon = await build(settings, store)
        stack.push_async_callback(daemon.reader.close)
        found = look_at_alerts(daemon.world.book(), settings)
        for problem in (*settings.warnings, *(one.text for one in found)):
            log.warning("settings.warning", extra={"fields": {"problem": problem}})
        stopping = _signals(daemon)
        ticks = _ticks(daemon, settings, lock, stopping)
        stack.callback(ticks.stop)
        log.info("daemon.started", extra={"fields": {"mode": daemon.world.book().mode.value}})
        await _until_stopped(daemon, settings, stopping)
        log.info("daemon.stopped")


async def _until_stopped(daemon: Daemon, settings: Settings, stopping: asyncio.Event) -> None:
    bodies = _loops(daemon, settings)
    loops = [asyncio.create_task(_supervised(daemon, name, body), name=name) for name, body in bodies]
    try:
        await stopping.wait()
    finally:
        for loop in loops:
            loop.cancel()
        await asyncio.wait(loops, timeout=STOP_WITHIN_S)


Body = Callable[[], Awaitable[None]]


def _loops(daemon: Daemon, settings: Settings) -> list[tuple[str, Body]]:
    world = daemon.world
    application = web_app(Checkup(world, daemon.rulebook.facts))
    loops: list[tuple[str, Body]] = [
        ("reader", daemon.reader.start),
        ("watch", partial(watch, world)),
        ("alarm", partial(sound_alarms, world)),
        ("files", partial(watch_files, (settings.rules, settings.templates), daemon.rulebook.reload)),
        ("web", partial(serve, application, settings.http_host, settings.http_port)),
    ]
    loops += [(f"listen.{ear.role.value}", partial(listen, world, ear)) for ear in daemon.ears]
    loops += [(f"deliver.{lane.name}", partial(deliver, world, lane)) for lane in daemon.lanes]
    return loops


async def _supervised(daemon: Daemon, name: str, body: Body) -> None:
    """Run a loop for ever: one that dies is started again, loudly; one whose world is away backs off quietly."""
    died = 0
    while True:
        begun_at = now()
        try:
            await body()
            return
        except WorldAwayError as error:
            log.error("loop.waiting", extra={"fields": {"loop": name, "detail": str(error)}})
        except Exception as error:
            log.exception("loop.died", extra={"fields": {"loop": name}})
            finding = Finding(Trouble.LOOP_DIED, detail=f"{name}: {type(error).__name__}", since_at=now())
            daemon.world.vitals.troubles[Trouble.LOOP_DIED] = finding
        died = 0 if now() - begun_at > HEALTHY_AFTER else died
        await asyncio.sleep(RESTART_AFTER_S[min(died, len(RESTART_AFTER_S) - 1)])
        died += 1


def _forget_dead_loops(daemon: Daemon) -> None:
    """A loop that died and has run for an hour since is no trouble any more."""
    troubles = daemon.world.vitals.troubles
    died = troubles.get(Trouble.LOOP_DIED)
    if died is not None and died.since_at is not None and now() - died.since_at > TROUBLE_FORGOTTEN_AFTER:
        del troubles[Trouble.LOOP_DIED]


def _signals(daemon: Daemon) -> asyncio.Event:
    """SIGTERM and SIGINT stop the daemon, SIGHUP reads the rules again."""
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stopping.set)
    loop.add_signal_handler(signal.SIGHUP, lambda: loop.create_task(daemon.rulebook.reload()))
    return stopping


def _ticks(daemon: Daemon, settings: Settings, lock: DaemonLock, stopping: asyncio.Event) -> Ticks:
    ticks = Ticks()
    ticks.every(timedelta(seconds=15), partial(_keep_lock, lock, stopping), "lock")
    ticks.every(timedelta(seconds=5), daemon.rulebook.reload, "reload")
    ticks.every(timedelta(minutes=1), partial(_look_at_disk, daemon, settings), "disk")
    ticks.every(timedelta(minutes=1), partial(_forget_dead_loops, daemon), "loops")
    ticks.every(timedelta(hours=6), partial(prune, daemon.world), "prune")
    ticks.every(timedelta(seconds=30), daemon.world.ring_outbox, "outbox")
    ticks.start()
    return ticks


async def _keep_lock(lock: DaemonLock, stopping: asyncio.Event) -> None:
    """Take the database's lock again when its server lost it; stop when another daemon was quicker."""
    if await asyncio.to_thread(lock.held):
        return
    try:
        await asyncio.to_thread(lock.take, now())
    except InUseError as error:
        log.critical("daemon.superseded", extra={"fields": {"detail": str(error)}})
        stopping.set()
    except StoreAwayError as error:
        log.warning("lock.away", extra={"fields": {"detail": str(error)}})


def _look_at_disk(daemon: Daemon, settings: Settings) -> None:
    """Notice a disk that fills up before the database does."""
    place = Path(settings.database_url.partition("///")[2] or ".").parent
    free_mb = shutil.disk_usage(place if place.is_dir() else Path()).free // 2**20
    troubles = daemon.world.vitals.troubles
    if free_mb < DISK_NEARLY_FULL_MB:
        troubles[Trouble.DISK_NEARLY_FULL] = Finding(Trouble.DISK_NEARLY_FULL, measure=int(free_mb))
    else:
        troubles.pop(Trouble.DISK_NEARLY_FULL, None)
