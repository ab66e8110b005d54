"""The demo from start to end: mail servers, daemon, letters, and everything gone again afterwards."""

import asyncio
import contextlib
import signal
from contextlib import AsyncExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

from responder.app.demo.daemon import Daemon, start_daemon
from responder.app.demo.journal import Journal
from responder.app.demo.judge import all_findings, summary, warnings_missing
from responder.app.demo.mailbox import open_mailbox
from responder.app.demo.places import ANY, USUAL, Ports, choose_ports
from responder.app.demo.play import Play
from responder.app.demo.post_office import PostOffice, open_post_office
from responder.app.demo.show import Screen

STARTS_WITHIN_S = 60.0
WARNED_WITHIN_S = 100.0
"""Sent is looked at every minute when nothing is pushed; only then a warning is known to be true."""

ALL_WITHIN_S = 300.0
READING_PAUSE_S = 1.5


async def demo(*, once: bool) -> int:
    """Run until Ctrl-C or, with `once`, until every sample letter has met its fate; the exit status."""
    screen = Screen()
    journal = Journal(screen)
    stopping = _stopping()
    async with AsyncExitStack() as stack:
        home = Path(stack.enter_context(TemporaryDirectory(prefix="responder-demo-")))
        ports = choose_ports(ANY if once else USUAL)
        mailbox = await open_mailbox(stack, ports.imap)
        await open_post_office(stack, PostOffice(mailbox, journal.arrived, journal.left), ports.smtp)
        screen.opening(ports)
        daemon = await start_daemon(home, ports)
        stack.push_async_callback(daemon.stop)
        play = Play(journal, screen, mailbox, daemon, ports)
        performance = asyncio.create_task(_perform(play, journal, screen, daemon, ports, once=once))
        ending = asyncio.create_task(stopping.wait())
        following = asyncio.create_task(daemon.follow(journal.logged))
        tasks = (performance, ending, following)
        stack.push_async_callback(_cancel, tasks)
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        if performance.done():
            return performance.result()
        if ending.done():
            screen.heading("Ending.")
            return 1 if once else 0
        return _daemon_ended(screen, daemon)


async def _perform(play: Play, journal: Journal, screen: Screen, daemon: Daemon, ports: Ports, *, once: bool) -> int:
    try:
        async with asyncio.timeout(STARTS_WITHIN_S):
            await daemon.ready()
    except TimeoutError:
        screen.trouble(f"The daemon has not read its mailbox within {STARTS_WITHIN_S:.0f} s. Its last words:")
        _last_words(screen, daemon)
        return 1
    if not once:
        await play.letters(READING_PAUSE_S)
        await play.reply()
        screen.invitation(ports)
        await asyncio.Event().wait()
    try:
        async with asyncio.timeout(ALL_WITHIN_S):
            await play.letters(0)
            await play.reply()
            screen.heading("Waiting for the first warnings")
            await journal.until(lambda: not warnings_missing(journal), WARNED_WITHIN_S)
    except TimeoutError:
        screen.trouble(f"The letters were not through within {ALL_WITHIN_S:.0f} s.")
    return _verdict(journal, screen, play)


def _verdict(journal: Journal, screen: Screen, play: Play) -> int:
    """Print the summary; the exit status."""
    screen.heading("Summary")
    screen.table(summary(journal))
    found = all_findings(journal, closed_by_reply=play.closed_by_reply, drafted=play.drafted)
    screen.line("")
    for one in found:
        screen.trouble(f"not as it should be: {one}")
    if not found:
        screen.line(f"All as it should be. Alerts to staff so far: {len(journal.told)}.")
    return 1 if found else 0


def _daemon_ended(screen: Screen, daemon: Daemon) -> int:
    screen.trouble("The daemon ended by itself. Its last words:")
    _last_words(screen, daemon)
    return 1


def _last_words(screen: Screen, daemon: Daemon) -> None:
    for line in daemon.tail:
        screen.line(f"    {line}")


def _stopping() -> asyncio.Event:
    """Set by Ctrl-C, by SIGTERM, and when the terminal goes away."""
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        loop.add_signal_handler(number, stopping.set)
    return stopping


async def _cancel(tasks: tuple[asyncio.Task[int] | asyncio.Task[bool] | asyncio.Task[None], ...]) -> None:
    for task in tasks:
        task.cancel()
    for task in tasks:
        with contextlib.suppress(asyncio.CancelledError):
            await task
