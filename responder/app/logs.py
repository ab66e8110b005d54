"""What the program logs and how: one line an event, flat keys, no secrets; the only room that knows structlog.

Rooms log through the standard library: `log.info("noun.verb", extra={"fields": {...}})`. docs/logs.md lists all events.
"""

import logging
import sys
from collections.abc import Iterable, MutableMapping
from datetime import UTC, datetime
from typing import Any, TextIO

import structlog

from responder.app.redaction import Redactor

OF_A_LIBRARY = "library.message"
"""The event of a line that a library wrote; its words are in `text`."""

Entry = MutableMapping[str, Any]


def configure_logs(
    choice: str = "",
    *,
    secrets: Iterable[str] = (),
    level: int = logging.INFO,
    stream: TextIO | None = None,
) -> None:
    """Log to `stream` (standard error): `json`, `console`, or by whether a terminal is there. Replaces what was set
    before; `secrets` are never shown."""
    target = stream or sys.stderr
    handler = logging.StreamHandler(target)
    handler.setFormatter(_formatter(choice or ("console" if target.isatty() else "json"), target, Redactor(secrets)))
    handler.addFilter(_worth_hearing)
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger("responder").setLevel(level)
    logging.captureWarnings(True)


def _worth_hearing(record: logging.LogRecord) -> bool:
    """Libraries tell too much below WARNING, whatever level they set themselves: protocols with passwords, letters,
    every request."""
    return record.levelno >= logging.WARNING or _is_ours(record)


def _is_ours(record: logging.LogRecord) -> bool:
    return record.name.partition(".")[0] == "responder"


def _formatter(choice: str, target: TextIO, redactor: Redactor) -> logging.Formatter:
    return structlog.stdlib.ProcessorFormatter(
        processors=[
            _entry,
            structlog.processors.format_exc_info,
            lambda _logger, _method, entry: redactor.value(entry),
            _console(target) if choice == "console" else structlog.processors.JSONRenderer(ensure_ascii=False),
        ]
    )


def _console(target: TextIO) -> structlog.dev.ConsoleRenderer:
    """Plain tracebacks: the pretty ones show local variables, and with them letters."""
    return structlog.dev.ConsoleRenderer(
        colors=target.isatty(),
        timestamp_key="at",
        pad_event_to=24,
        exception_formatter=structlog.dev.plain_traceback,
    )


def _entry(_logger: Any, _method: str, entry: Entry) -> Entry:
    """A line's keys in the order of reading; a field never takes the place of one of our own."""
    record: logging.LogRecord = entry["_record"]
    event = {"event": entry["event"]} if _is_ours(record) else {"event": OF_A_LIBRARY, "text": entry["event"]}
    fields = getattr(record, "fields", None) or {}
    at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
    own = {"at": at, "level": record.levelname.lower(), **event, "logger": record.name}
    found: Entry = {**own, **{key: value for key, value in fields.items() if key not in own}}
    if entry.get("exc_info"):
        found["exc_info"] = entry["exc_info"]
    return found
