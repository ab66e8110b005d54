"""The demo, as whoever tries the program first sees it."""

import asyncio
import re
import signal
import smtplib
import socket
import sys
from asyncio.subprocess import PIPE, STDOUT, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import pytest

OWN = "support@lighthouse.example"
SILENCE_WITHIN_S = 90
"""Far longer than the demo is silent on a busy machine; a line that never comes fails with what was read."""
LETTER = f"""\
From: Nina Holm <nina@studio.example>
To: {OWN}
Subject: Opening hours

Hello,

are you open on Saturday?

Nina
"""


@asynccontextmanager
async def _demo(home: Path, *options: str) -> AsyncIterator[Process]:
    """The demo in a directory where nobody prepared anything, without a terminal."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "responder", "demo", *options, stdout=PIPE, stderr=STDOUT, cwd=home,
        env={"PATH": "/usr/bin:/bin", "TMPDIR": str(home), "RESPONDER_IMAP_URL": "imaps://not-used@mail.example"},
    )  # fmt: skip
    try:
        yield process
    finally:
        with suppress(ProcessLookupError):
            process.terminate()
        await process.wait()


async def _line_with(process: Process, pattern: str) -> re.Match[str]:
    """Read on until a line matches; what was read is shown when the output ends or falls silent before."""
    assert process.stdout is not None
    read = []
    with suppress(TimeoutError):
        while line := (await asyncio.wait_for(process.stdout.readline(), SILENCE_WITHIN_S)).decode():
            read.append(line)
            if found := re.search(pattern, line):
                return found
    pytest.fail(f"no line with {pattern!r} in:\n{''.join(read)}")


def _left_over(home: Path) -> list[Path]:
    """What lies where there was nothing before."""
    return list(home.iterdir())


def _listens(port: int) -> bool:
    with socket.socket() as client:
        return client.connect_ex(("127.0.0.1", port)) == 0


def _send(port: int, text: str) -> None:
    with smtplib.SMTP("127.0.0.1", port, timeout=30) as client:
        client.sendmail("nina@studio.example", [OWN], text)


@pytest.mark.timeout(420)
async def test_it_plays_all_letters_and_finds_them_treated_as_they_should_be(tmp_path: Path) -> None:
    async with _demo(tmp_path, "--once") as demo:
        output, _ = await demo.communicate()
        assert demo.returncode == 0, output.decode()
        assert b"All as it should be" in output
    assert _left_over(tmp_path) == []


@pytest.mark.timeout(240)
async def test_it_answers_a_letter_sent_by_hand_and_ends_with_ctrl_c(tmp_path: Path) -> None:
    async with _demo(tmp_path) as demo:
        port = int((await _line_with(demo, r"SMTP 127\.0\.0\.1:(\d+)"))[1])
        health = int((await _line_with(demo, r"http://127\.0\.0\.1:(\d+)/health"))[1])
        await _line_with(demo, "acknowledged after")
        await asyncio.to_thread(_send, port, LETTER)
        await _line_with(demo, "nina@studio.example>: Opening hours")
        await _line_with(demo, r"\| .*Are you open on Saturday")
        assert _listens(health)
        demo.send_signal(signal.SIGINT)
        await demo.communicate()
        assert demo.returncode == 0
    assert not _listens(health)
    assert _left_over(tmp_path) == []
