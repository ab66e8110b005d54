"""Runs a server program for as long as the test process lives, as another user when we are root."""

import os
import shutil
import subprocess
import time
from collections.abc import Callable, Sequence
from pathlib import Path


def find_program(name: str, *places: str) -> str:
    """Return the path of `name` from PATH or from the newest of the glob patterns `places`."""
    found = shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
    if found:
        return found
    root = Path("/")
    hits = [hit for place in places for hit in sorted(root.glob(place), key=_newest_last)]
    if not hits:
        raise FileNotFoundError(f"{name} is not installed; `make servers` installs what the tests need")
    return str(hits[-1])


def _newest_last(path: Path) -> list[int]:
    return [int(part) for part in path.parts if part.isdigit()]


def as_user(command: Sequence[str], user: str | None) -> list[str]:
    """Return `command` made to run as `user`, and to be told to end when the test process dies."""
    setpriv = shutil.which("setpriv")
    if setpriv is None:
        return list(command)
    switch = ["--reuid", user, "--regid", user, "--init-groups"] if user else []
    return [setpriv, *switch, "--pdeathsig", "TERM", "--", *command]


def wait_until(true: Callable[[], bool], process: subprocess.Popen[bytes], what: str, within: float = 30) -> None:
    """Wait until `true()`; raises RuntimeError when `process` ends first or `within` seconds passed."""
    give_up_at = time.monotonic() + within
    while not true():
        if process.poll() is not None:
            raise RuntimeError(f"{what} ended with status {process.returncode} while starting")
        if time.monotonic() > give_up_at:
            raise RuntimeError(f"{what} did not answer within {within} s")
        time.sleep(0.01)


def end(process: subprocess.Popen[bytes], signal_number: int, within: float = 10) -> None:
    """Ask `process` to end with `signal_number`; kill it when it has not ended `within` seconds."""
    if process.poll() is not None:
        return
    process.send_signal(signal_number)
    try:
        process.wait(within)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
