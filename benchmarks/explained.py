"""How fast `responder explain` reads: its start, a thousand ordinary letters, and the worst of hostile ones of 1 MB."""

import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from itertools import cycle, islice
from pathlib import Path

from tests.gold.gold import LETTERS, cases

SIZE = 1_000_000
HOSTILE = {
    "one line of questions": "Is it so? ",
    "one word": "a",
    "question marks": "?",
    "numbers of a list": "1) 2) 3) ",
    "a list of a million items": "- when?\n",
    "open brackets": "(((",
    "quotation marks": '"«„',
    "deep quotations": "> " * 40 + "x\n",
    "attributions": "On Mon, 1 Jan 2024 at 10:00, A <a@b.example> wrote:\n",
    "commas": "please, ",
    "table rows": "a | b | c?\n",
    "dots": ". ",
    "blank lines": "\n \n",
    "code": "if (x) { y(); } // why?\n",
    "addresses": "a@b.example ",
}


def measure() -> None:
    """Print the figures of one core."""
    with tempfile.TemporaryDirectory(prefix="explained-") as folder:
        home = Path(folder)
        ordinary = [_written(home / f"{i}.eml", octets) for i, octets in enumerate(_ordinary(1000))]
        start_s = min(_seconds(ordinary[:1]) for _ in range(5))
        all_s = _seconds(ordinary)
        print(f"explain, start with one letter: {start_s:.2f} s")
        print(f"explain, 1,000 ordinary letters in ten languages: {999 / (all_s - start_s):.0f} a second, start apart")
        worst = {}
        for name, piece in HOSTILE.items():
            text = (piece * (SIZE // len(piece.encode()) + 1))[:SIZE]
            worst[name] = _seconds([_written(home / "hostile.eml", _letter(text))]) - start_s
        name = max(worst, key=lambda one: worst[one])
        print(f"explain, hostile letters of 1 MB: worst {worst[name]:.2f} s beyond the start ({name})\n", flush=True)


def _ordinary(count: int) -> Sequence[bytes]:
    return list(islice(cycle([case.octets() for case in cases(LETTERS)]), count))


def _letter(text: str) -> bytes:
    fields = (
        "From: A <a@b.example>",
        "To: support@company.example",
        "Subject: x",
        "Content-Type: text/plain; charset=utf-8",
    )
    return ("\r\n".join((*fields, "", "")) + text).encode()


def _written(path: Path, octets: bytes) -> str:
    path.write_bytes(octets)
    return str(path)


def _seconds(files: Sequence[str]) -> float:
    begun = time.perf_counter()
    command = [sys.executable, "-m", "responder", "explain", "--json", *files]
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - begun
