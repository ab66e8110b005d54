"""`make bench`: how fast letters are read, acknowledged and worked off as a backlog, on a private Dovecot."""

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks import explained
from benchmarks.daemon import RULES, Daemon
from benchmarks.grown import grow_database
from benchmarks.letters import letters
from tests.support.dovecot import Dovecot
from tests.support.ports import free_ports


def main() -> None:
    """Measure what was asked for, or everything."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--letters", type=int, default=100, help="letters for the delay measurement")
    parser.add_argument("--backlog", type=int, default=5000, help="letters of the backlog")
    parser.add_argument(
        "--old", type=int, default=50_000, help="old letters and half as many old rows for the last part"
    )
    parser.add_argument("--only", choices=["explain", "delay", "backlog", "grown"])
    asked = parser.parse_args()
    if asked.only in (None, "explain"):
        explained.measure()
    if asked.only == "explain":
        return
    print("rules of the daemon under test (budgets raised, no copies filed in Sent):")
    print(RULES.format(address="support@bench.example").strip(), end="\n\n", flush=True)
    with Dovecot() as dovecot:
        if asked.only in (None, "delay"):
            _delay(dovecot, asked.letters)
        if asked.only in (None, "backlog"):
            _backlog(dovecot, asked.backlog, old=0)
        if asked.only in (None, "grown"):
            _backlog(dovecot, asked.backlog, old=asked.old)


@contextmanager
def _bench(dovecot: Dovecot) -> Iterator[tuple[Daemon, Path]]:
    """A daemon that is not started yet, and the sink's log of what reached it."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        home = Path(folder)
        smtp_port, http_port = free_ports(2)
        log = home / "sink.log"
        command = [sys.executable, str(Path(__file__).parent / "sink.py"), str(smtp_port), str(log)]
        sink = subprocess.Popen(command, stdout=subprocess.PIPE)
        account = dovecot.account()
        daemon = Daemon(home, account.url, account.password, smtp_port, http_port, account.user)
        try:
            assert sink.stdout is not None
            sink.stdout.readline()
            yield daemon, log
        finally:
            daemon.stop()
            sink.kill()
            sink.wait()


def _delay(dovecot: Dovecot, count: int) -> None:
    with _bench(dovecot) as (daemon, log):
        daemon.start()
        daemon.wait_ready()
        delivered = {}
        for sender, octets in letters(count, daemon.address):
            dovecot.deliver(daemon.address, octets, sender)
            delivered[sender] = time.time()
            time.sleep(0.5)
        _wait_for(log, count, 30)
        delays = sorted(at - delivered[to] for to, at in _answered(log) if to in delivered)
        print(f"delay, {count} letters at 2 a second, from the end of delivery to the acknowledgement's 250:")
        print(
            f"  answered {len(delays)}   median {statistics.median(delays):.3f} s   "
            f"99th percentile {delays[int(len(delays) * 0.99) - 1]:.3f} s   slowest {delays[-1]:.3f} s\n",
            flush=True,
        )


def _backlog(dovecot: Dovecot, count: int, old: int) -> None:
    with _bench(dovecot) as (daemon, log):
        if old:
            print(f"delivering {old} old letters ...", flush=True)
            for sender, octets in letters(old, daemon.address, seed=3):
                dovecot.deliver(daemon.address, octets[:2000], sender)
            daemon.start()
            daemon.wait_ready()
            daemon.stop()
            grow_database(daemon.home / "responder.db", 2 * old, dovecot_uids=old)
        sizes = []
        for sender, octets in letters(count, daemon.address, seed=2):
            dovecot.deliver(daemon.address, octets, sender)
            sizes.append(len(octets))
        print(
            f"backlog of {count} letters, {statistics.mean(sizes) / 1000:.1f} KB in the mean, {old} old letters:",
            flush=True,
        )
        begun = time.time()
        daemon.start()
        _watch(daemon, log, count)
        answered = _answered(log)
        usage = daemon.measure()
        span = max(at for _, at in answered) - begun
        first = min(at for _, at in answered) - begun
        different = len({to for to, _ in answered})
        print(
            f"  answered {len(answered)} ({different} different)   all after {span:.1f} s, first after {first:.1f} s:\n"
            f"  {len(answered) / span:.0f} letters a second, {len(answered) / (span - first):.0f} without the start"
        )
        print(
            f"  CPU {usage.cpu_s / count * 1000:.2f} ms a letter, start included   "
            f"peak memory {usage.main_peak_mb:.0f} MB main process, {usage.tree_peak_mb:.0f} MB process tree\n",
            flush=True,
        )


def _watch(daemon: Daemon, log: Path, count: int) -> None:
    until = time.time() + 600
    shown = 0.0
    while time.time() < until and (done := len(_answered(log))) < count:
        daemon.measure()
        if time.time() - shown > 5:
            print(f"  {done} of {count}", flush=True)
            shown = time.time()
        time.sleep(0.1)


def _wait_for(log: Path, count: int, within_s: float) -> None:
    until = time.time() + within_s
    while time.time() < until and len(_answered(log)) < count:
        time.sleep(0.1)


def _answered(log: Path) -> list[tuple[str, float]]:
    return [tuple(json.loads(line)) for line in log.read_text().splitlines() if line.endswith("]")]


if __name__ == "__main__":
    main()
