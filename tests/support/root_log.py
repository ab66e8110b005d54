"""What reaches the program's own log; caplog will not do, as it also listens to loggers that keep to themselves."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def root_log() -> Iterator[list[str]]:
    """Every line that reaches the root logger at any level, with its `fields`, as it comes."""
    lines: list[str] = []

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.append(f"{record.name} {record.getMessage()} {getattr(record, 'fields', '')}")

    root, listener = logging.getLogger(), Listener()
    level = root.level
    root.addHandler(listener)
    root.setLevel(logging.DEBUG)
    try:
        yield lines
    finally:
        root.setLevel(level)
        root.removeHandler(listener)
