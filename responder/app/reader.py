"""Reads letters in one process beside the event loop, and replaces that process when a letter kills or stalls it."""

import asyncio
import logging
import pickle
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Sequence

from responder.app.reader_process import HEADER
from responder.domain.letter import Letter, RawMessage
from responder.ports.reading import Unreadable

log = logging.getLogger("responder.app")

LETTER_WITHIN_S = 5.0
"""A letter takes milliseconds; one that takes this long is set aside."""

START_WITHIN_S = 30.0


class ProcessReader:
    """Implements `ports.Reader`. One batch at a time; the process is started at the first one, or by `start`."""

    def __init__(self, account: str, letter_within_s: float = LETTER_WITHIN_S) -> None:
        self._account = account
        self._letter_within_s = letter_within_s
        self._process: Process | None = None
        self._lock = asyncio.Lock()

    async def start(self) -> None:
        """Start the process and wait until it reads, so that the first letter does not."""
        await self.read([RawMessage(b"Subject: start\r\n\r\nhello", 24)])

    async def read(self, batch: Sequence[RawMessage]) -> Sequence[Letter | Unreadable]:
        """One result for each message, in order."""
        async with self._lock:
            results: list[Letter | Unreadable] = []
            while len(results) < len(batch):
                results += await self._read_some(batch[len(results) :])
            return results

    async def close(self) -> None:
        """End the process."""
        process, self._process = self._process, None
        if process is not None and process.returncode is None:
            process.kill()
        if process is not None:
            await process.wait()

    async def _read_some(self, batch: Sequence[RawMessage]) -> list[Letter | Unreadable]:
        """Results up to the first message that the process did not survive, that one included."""
        fresh = self._process is None or self._process.returncode is not None
        process = await self._started() if fresh else self._process
        assert process is not None and process.stdin is not None and process.stdout is not None  # noqa: S101, PT018 - both pipes were asked for
        results: list[Letter | Unreadable] = []
        frame = pickle.dumps((self._account, list(batch)))
        feeding = asyncio.create_task(_feed(process.stdin, frame))
        try:
            for place in range(len(batch)):
                patience = START_WITHIN_S if fresh and place == 0 else self._letter_within_s
                results.append(await asyncio.wait_for(_result(process.stdout), patience))
        except (TimeoutError, EOFError, OSError) as error:
            results.append(await self._lost(error))
        finally:
            feeding.cancel()
        return results

    async def _started(self) -> Process:
        await self.close()
        command = (sys.executable, "-m", "responder.app.reader_process")
        self._process = await asyncio.create_subprocess_exec(*command, stdin=PIPE, stdout=PIPE)
        return self._process

    async def _lost(self, error: Exception) -> Unreadable:
        process = self._process
        status = process.returncode if process is not None else None
        await self.close()
        why = "took too long" if isinstance(error, TimeoutError) else f"ended its reader process (status {status})"
        log.error("reader.lost", extra={"fields": {"why": why}})
        return Unreadable(f"the message {why}")


async def _feed(pipe: asyncio.StreamWriter, frame: bytes) -> None:
    pipe.write(HEADER.pack(len(frame)) + frame)
    await pipe.drain()


async def _result(pipe: asyncio.StreamReader) -> Letter | Unreadable:
    (length,) = HEADER.unpack(await pipe.readexactly(HEADER.size))
    result = pickle.loads(await pipe.readexactly(length))  # noqa: S301 - written by our own reader process
    if not isinstance(result, Letter | Unreadable):
        raise EOFError("the reader process answered something else")
    return result
