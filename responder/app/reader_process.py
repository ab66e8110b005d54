"""The reader process: letters are read here, where a hostile one can waste nothing but a process that is replaced."""

import pickle
import resource
import struct
import sys
import traceback
from typing import BinaryIO

from responder.domain.letter import Letter, RawMessage
from responder.flows.read_letter import read_letter
from responder.ports.reading import Unreadable

HEADER = struct.Struct(">I")
"""Frames are a length in four octets and a pickle; both ends are this program."""

MEMORY_LIMIT = 1 << 30
"""Address space in octets beyond which a letter counts as unreadable rather than filling the machine."""


def main() -> None:
    """Read frames of (account, messages) from standard input; answer each message with a frame of its own."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))
    source, sink = sys.stdin.buffer, sys.stdout.buffer
    while (frame := read_frame(source)) is not None:
        account, batch = pickle.loads(frame)  # noqa: S301 - written by our own parent process
        for raw in batch:
            write_frame(sink, pickle.dumps(_read(account, raw)))
            sink.flush()  # what stays behind in this process is lost when the next letter kills it


def _read(account: str, raw: RawMessage) -> Letter | Unreadable:
    try:
        return read_letter(account, raw)
    except Exception:
        return Unreadable(traceback.format_exc())


def read_frame(source: BinaryIO) -> bytes | None:
    """The next frame, or None at the end of the stream."""
    header = source.read(HEADER.size)
    return source.read(HEADER.unpack(header)[0]) if len(header) == HEADER.size else None


def write_frame(sink: BinaryIO, octets: bytes) -> None:
    """Write one frame; the caller flushes."""
    sink.write(HEADER.pack(len(octets)) + octets)


if __name__ == "__main__":
    main()
