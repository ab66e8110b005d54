"""Runs the real daemon for a benchmark: its environment, its rules, and what it costs the machine."""

import json
import os
import signal
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path

RULES = """
mode: live
company: {{name: Bench, addresses: [{address}], zone: Europe/Moscow, languages: [ru, en]}}
staff: [bench-staff.example]
trust: {{authserv_ids: [mx.bench.example], missing_return_path: accept}}
answer: {{target: 2h, limit: 3h}}
hours: always
look_back: 24h
acknowledge: {{wait: 0s}}
alerts: {{people: [duty@bench-staff.example]}}
guard:
  budgets: {{mailbox_per_hour: 100000, domain_per_hour: 100000, alike_per_hour: 100000, address_per_day: 100000}}
sending: {{sent_copy: never}}
"""


@dataclass
class Usage:
    """CPU seconds of the whole tree and of the main process, and peak memory in MB of both."""

    cpu_s: float = 0.0
    main_peak_mb: float = 0.0
    tree_peak_mb: float = 0.0


@dataclass
class Daemon:
    """`responder run` as a subprocess, with logs and database in `home`."""

    home: Path
    imap_url: str
    password: str
    smtp_port: int
    http_port: int
    address: str
    process: subprocess.Popen[bytes] | None = None
    usage: Usage = field(default_factory=Usage)

    def start(self) -> None:
        """Start it; returns at once."""
        rules = self.home / "rules.yaml"
        rules.write_text(RULES.format(address=self.address), encoding="utf-8")
        environment = {
            **os.environ,
            "RESPONDER_IMAP_URL": self.imap_url,
            "RESPONDER_IMAP_PASSWORD": self.password,
            "RESPONDER_SMTP_URL": f"smtp://127.0.0.1:{self.smtp_port}?tls=none",
            "RESPONDER_DATABASE_URL": f"sqlite:///{self.home}/responder.db",
            "RESPONDER_RULES": str(rules),
            "RESPONDER_HTTP": f"127.0.0.1:{self.http_port}",
            "RESPONDER_LOG": "json",
        }
        with (self.home / "daemon.log").open("ab") as output:
            command = [sys.executable, "-m", "responder", "run"]
            self.process = subprocess.Popen(command, env=environment, stdout=output, stderr=output)

    def wait_ready(self, within_s: float = 60) -> None:
        """Until /readyz says so."""
        until = time.monotonic() + within_s
        while time.monotonic() < until:
            if self._get("readyz"):
                return
            if self.process is not None and self.process.poll() is not None:
                raise RuntimeError((self.home / "daemon.log").read_text()[-3000:])
            time.sleep(0.1)
        raise RuntimeError("the daemon did not get ready\n" + (self.home / "daemon.log").read_text()[-3000:])

    def health(self) -> dict[str, object]:
        """What /health says."""
        return json.loads(self._get("health") or b"{}")

    def _get(self, path: str) -> bytes:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.http_port}/{path}", timeout=5) as answer:
                body: bytes = answer.read()
                return body
        except OSError:
            return b""

    def measure(self) -> Usage:
        """Read what the process tree has cost so far."""
        assert self.process is not None
        tree = _tree(self.process.pid)
        self.usage.cpu_s = sum(_cpu_s(pid) for pid in tree)
        self.usage.main_peak_mb = _peak_mb(self.process.pid)
        self.usage.tree_peak_mb = max(self.usage.tree_peak_mb, sum(_resident_mb(pid) for pid in tree))
        return self.usage

    def stop(self) -> None:
        """SIGTERM, and wait."""
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(30)


def _tree(pid: int) -> list[int]:
    found = [pid]
    for task in Path(f"/proc/{pid}/task").iterdir():
        children = (task / "children").read_text().split() if (task / "children").exists() else []
        for child in children:
            found += _tree(int(child))
    return found


def _cpu_s(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _status_mb(pid: int, name: str) -> float:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith(name + ":"):
            return int(line.split()[1]) / 1024
    return 0.0


def _peak_mb(pid: int) -> float:
    return _status_mb(pid, "VmHWM")


def _resident_mb(pid: int) -> float:
    return _status_mb(pid, "VmRSS")
