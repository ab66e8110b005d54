import io
import json
import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from responder.app.logs import OF_A_LIBRARY, configure_logs

CANARY = "canary-4711-secret"
log = logging.getLogger("responder.flows")


@contextmanager
def logged(choice: str = "json", level: int = logging.INFO) -> Iterator[io.StringIO]:
    """What is written while the logs are configured; afterwards they are as before."""
    root, ours = logging.getLogger(), logging.getLogger("responder")
    before = (root.handlers[:], root.level, ours.level)
    stream = io.StringIO()
    configure_logs(choice, secrets=[CANARY], level=level, stream=stream)
    try:
        yield stream
    finally:
        root.handlers, root.level, ours.level = before[0], before[1], before[2]
        logging.captureWarnings(False)


def lines(stream: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_an_event_is_one_line_of_flat_keys() -> None:
    with logged() as stream:
        log.info("letter.decided", extra={"fields": {"uid": 7, "verdict": "answer"}})
    (line,) = lines(stream)
    assert line.pop("at").endswith("+00:00")
    assert line == {
        "level": "info", "event": "letter.decided", "logger": "responder.flows", "uid": 7, "verdict": "answer",
    }  # fmt: skip


def test_a_field_never_takes_the_place_of_the_event() -> None:
    with logged() as stream:
        log.info("letter.decided", extra={"fields": {"event": "other", "level": "none"}})
    assert (lines(stream)[0]["event"], lines(stream)[0]["level"]) == ("letter.decided", "info")


def test_a_traceback_is_one_field() -> None:
    with logged() as stream:
        try:
            raise ValueError(f"no use for {CANARY}")
        except ValueError:
            log.exception("loop.died", extra={"fields": {"loop": "watch"}})
    (line,) = lines(stream)
    assert line["exception"].startswith("Traceback")
    assert "ValueError: no use for [redacted]" in line["exception"]
    assert set(line) == {"at", "level", "event", "logger", "loop", "exception"}


@pytest.mark.parametrize("choice", ["json", "console"])
def test_no_secret_is_written_even_at_debug_level(choice: str) -> None:
    with logged(choice, logging.DEBUG) as stream:
        log.debug("login.tried", extra={"fields": {"line": f"A1 LOGIN me {CANARY}", "url": f"imaps://me:{CANARY}@x"}})
        logging.getLogger("aioimaplib.aioimaplib").debug("sending %s", CANARY)
        logging.getLogger("aiosmtplib").warning("sent %s", CANARY)
        logging.getLogger("apprise").error("no answer from tgram://%s/7", CANARY)
        log.error(f"bad.event {CANARY}", extra={"fields": {CANARY: CANARY, "deep": [{"a": (CANARY,)}]}})
    assert CANARY not in stream.getvalue()
    assert "login.tried" in stream.getvalue()


def test_libraries_are_heard_only_when_something_is_wrong_whatever_level_they_set(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(logging.getLogger("aioimaplib.aioimaplib"), "level", logging.DEBUG)
    with logged(level=logging.DEBUG) as stream:
        for name in (
            "aioimaplib.aioimaplib",
            "aiosmtplib",
            "apprise",
            "uvicorn.access",
            "apscheduler.executors",
            "alembic",
        ):
            logging.getLogger(name).info("chatter")
        logging.getLogger("uvicorn.error").warning("port %d is taken", 8025)
        with warnings.catch_warnings():
            warnings.simplefilter("always")
            logging.captureWarnings(True)
            warnings.warn("old thing", DeprecationWarning, stacklevel=1)
    said = lines(stream)
    assert said[0]["event"] == OF_A_LIBRARY
    assert said[0]["text"] == "port 8025 is taken"
    assert {line["logger"] for line in said} == {"uvicorn.error", "py.warnings"}


def test_a_terminal_gets_words_and_a_pipe_json() -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    root = logging.getLogger()
    before = (root.handlers[:], root.level)
    terminal = Terminal()
    try:
        configure_logs(stream=terminal)
        log.info("letter.decided", extra={"fields": {"uid": 7}})
    finally:
        root.handlers, root.level = before
        logging.captureWarnings(False)
    assert "letter.decided" in terminal.getvalue()
    assert not terminal.getvalue().startswith("{")


def test_configuring_twice_does_not_write_twice() -> None:
    with logged() as stream:
        configure_logs("json", stream=stream)
        log.info("letter.decided")
    assert len(lines(stream)) == 1
