"""Runs the daemon with a trap at one named point of a message's way: at the n-th pass the process is gone.

    HARNESS_KILL="before commit:2" python -m tests.support.crash_harness

`os._exit` ends it as SIGKILL does: nothing is flushed, closed or rolled back. Outside the product, which knows nothing
of it: functions are wrapped from here. More words in the environment bend what takes too long to wait for:

    HARNESS_SET="responder.flows.listen.REFUSED_BACK_OFF_S=(2, 2);..."     names of modules
    HARNESS_FULL_CHECK_S, HARNESS_PAUSE_S     the timer beside IDLE, the pause after a lost SMTP connection
    HARNESS_NO_RELOAD     rules are read again only when asked; no ticks
    HARNESS_FILES_SENT     a provider that puts what leaves over SMTP into Sent by itself
"""

import ast
import asyncio
import os
import sys
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import wraps
from importlib import import_module
from inspect import getclosurevars
from typing import Any

from tests.support import kill_points as points

STATUS = 9
"""The exit status at a kill point."""

DEADLY = b"X-Kill-The-Daemon:"
"""A letter with this field ends the daemon when it is about to be read."""


class Trap:
    """Ends the process at the n-th pass of one point."""

    def __init__(self, wanted: str) -> None:
        self.point, _, passes = wanted.partition(":")
        self.left = int(passes or 1)
        assert not self.point or self.point in points.EVERY, f"no such point: {self.point}"

    def passing(self, point: str) -> None:
        """Called wherever a point lies."""
        if point != self.point:
            return
        self.left -= 1
        if self.left == 0:
            os.write(2, f'{{"event": "harness.killed", "point": "{point}"}}\n'.encode())
            os._exit(STATUS)


def before(owner: Any, name: str, note: Callable[..., None]) -> None:
    """Call `note` with the arguments before each call of `owner.name`, be it a coroutine function or not."""
    original = getattr(owner, name)

    @wraps(original)
    def wrapped(*given: Any, **named: Any) -> Any:
        note(*given, **named)
        return original(*given, **named)

    setattr(owner, name, wrapped)


def after(owner: Any, name: str, note: Callable[[Any], None]) -> None:
    """Call `note` with the result after each call of a plain function."""
    original = getattr(owner, name)

    @wraps(original)
    def wrapped(*given: Any, **named: Any) -> Any:
        result = original(*given, **named)
        note(result)
        return result

    setattr(owner, name, wrapped)


def after_awaited(owner: Any, name: str, note: Callable[[Any], None]) -> None:
    """Call `note` with the result after each await of a coroutine function."""
    original: Callable[..., Awaitable[Any]] = getattr(owner, name)

    @wraps(original)
    async def wrapped(*given: Any, **named: Any) -> Any:
        result = await original(*given, **named)
        note(result)
        return result

    setattr(owner, name, wrapped)


def lay(trap: Trap) -> None:
    """Wrap every place at which a point lies."""
    from responder.app.reader import ProcessReader
    from responder.flows import catch_up, watch
    from responder.imap.session import ImapSession
    from responder.smtp.connection import SmtpConnection
    from responder.smtp.courier import SmtpCourier
    from responder.smtp.reply import Phase
    from responder.store.sql_store import SqlStore

    before(ImapSession, "fetch", lambda *_: trap.passing(points.BEFORE_FETCH))
    before(catch_up, "take_in", lambda *_: trap.passing(points.AFTER_FETCH))
    stored = Stored(trap)
    before(catch_up, "_caught_up", lambda *_: stored.before_caught_up())
    before(
        SmtpConnection, "_ask", lambda _, phase, *__, **___: phase is Phase.DATA and trap.passing(points.BEFORE_DATA)
    )
    before(SmtpConnection, "_write", lambda *_: trap.passing(points.BEFORE_DOT))
    after_awaited(SmtpCourier, "send", lambda _: trap.passing(points.AFTER_250))
    before(watch, "_tell", lambda *_: trap.passing(points.BEFORE_ALERT))
    after(watch, "_tell", lambda _: trap.passing(points.AFTER_ALERT))
    stored.wrap(SqlStore)
    before(ProcessReader, "read", _die_of_a_deadly_letter)


def _die_of_a_deadly_letter(_: Any, batch: Sequence[Any]) -> None:
    """What a letter would do that meets a mistake in a library written in C."""
    if any(DEADLY in raw.beginning for raw in batch):
        os._exit(STATUS)


class Stored:
    """Finds out what a transaction is about by the function that it runs."""

    def __init__(self, trap: Trap) -> None:
        self.trap = trap
        self.letters = 0

    def wrap(self, store: Any) -> None:
        original = store.run_here

        def run_here(this: Any, work: Callable[[Any], Any]) -> Any:
            result = original(this, lambda tx: self.before_commit(work, work(tx)))
            self.after_commit(work, result)
            return result

        store.run_here = run_here

    def before_caught_up(self) -> None:
        """Between the cursor and `caught_up_at`: only where letters were stored."""
        if self.letters:
            self.letters = 0
            self.trap.passing(points.BEFORE_CAUGHT_UP)

    def before_commit(self, work: Callable[[Any], Any], result: Any) -> Any:
        for point in _about(work, result):
            self.trap.passing(points.BEFORE_COMMIT_OF[point])
        return result

    def after_commit(self, work: Callable[[Any], Any], result: Any) -> None:
        for point in _about(work, result):
            self.letters += point == "letters"
            self.trap.passing(points.AFTER_COMMIT_OF[point])


def _about(work: Callable[[Any], Any], result: Any) -> list[str]:
    """`letters` stored, deliveries `begun`, deliveries `settled`, `alerts` put into the outbox."""
    name = f"{getattr(work, '__module__', '')}.{getattr(work, '__qualname__', '')}"
    if name == "responder.flows.take_in.take_in.<locals>.work":
        return ["letters"]
    if name == "responder.flows.deliver.turn.<locals>.<lambda>":
        outcomes = getclosurevars(work).nonlocals["outcomes"]
        return [*(["settled"] if outcomes else []), *(["begun"] if result else [])]
    return ["alerts"] if name == "responder.flows.watch.look.<locals>.<lambda>" and result else []


def bend(environment: dict[str, str]) -> None:
    """Set what would take too long to wait for."""
    from responder.app import build, run, ticks
    from responder.smtp import courier

    for setting in filter(None, environment.get("HARNESS_SET", "").split(";")):
        name, _, value = setting.partition("=")
        module, _, attribute = name.rpartition(".")
        owner = import_module(module)
        assert hasattr(owner, attribute), name
        setattr(owner, attribute, _value(value))
    if "HARNESS_FILES_SENT" in environment:
        provider_for = build.provider_for
        setattr(build, "provider_for", lambda *given: replace(provider_for(*given), files_sent=True))  # noqa: B010 - mypy knows the function
    if "HARNESS_NO_RELOAD" in environment:
        setattr(run, "watch_files", lambda *_: asyncio.Event().wait())  # noqa: B010 - mypy knows the function
        setattr(run, "_ticks", lambda *_: ticks.Ticks())  # noqa: B010 - as above
    for phase in courier.PAUSE_AFTER if "HARNESS_PAUSE_S" in environment else ():
        courier.PAUSE_AFTER[phase] = timedelta(seconds=float(environment["HARNESS_PAUSE_S"]))
    seconds = float(environment.get("HARNESS_FULL_CHECK_S", "60"))
    after_awaited(run, "build", lambda daemon: [setattr(ear, "full_check_s", seconds) for ear in daemon.ears])


def _value(text: str) -> Any:
    """A literal; `30s` is a timedelta, and `1s,2s` are several."""
    if not text.endswith("s"):
        return ast.literal_eval(text)
    spans = tuple(timedelta(seconds=float(word[:-1])) for word in text.split(","))
    return spans if len(spans) > 1 else spans[0]


def main() -> None:
    """Lay the trap and run `responder run`."""
    from responder.app.cli import main as responder

    environment = dict(os.environ)
    lay(Trap(environment.get("HARNESS_KILL", "")))
    bend(environment)
    sys.exit(responder(["run"]))


if __name__ == "__main__":
    main()
