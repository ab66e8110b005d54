"""The daemon's pulse: what each loop did last, for health and supervision; memory only, nothing is decided by it."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from responder.domain.alert_trouble import Finding, Trouble
from responder.domain.message import FolderRole


@dataclass(slots=True)
class FolderVitals:
    """One folder's connection as it stands: logged in, in IDLE, the last error's text and since when it lasts, and when
    messages of it were last stored."""

    connected: bool = False
    idle: bool = False
    error: str = ""
    refused: bool = False
    failing_since: datetime | None = None
    clock_offset_s: float | None = None
    took_in_at: datetime | None = None


@dataclass(slots=True)
class Vitals:
    """All loops' last beats and counters of this process, and the troubles only the process itself can see.

    `quiet_for` is how long a loop may wait for a server without a beat, where that is longer than usual.
    """

    started_at: datetime
    watching_since: datetime | None = None
    beats: dict[str, datetime] = field(default_factory=dict)
    quiet_for: dict[str, timedelta] = field(default_factory=dict)
    folders: dict[FolderRole, FolderVitals] = field(default_factory=dict)
    troubles: dict[Trouble, Finding] = field(default_factory=dict)
    newest_internal_at: dict[FolderRole, datetime] = field(default_factory=dict)
    counters: dict[tuple[str, str], int] = field(default_factory=dict)
    measures: dict[str, tuple[int, float]] = field(default_factory=dict)

    def beat(self, loop: str, at: datetime) -> None:
        """The loop is alive."""
        self.beats[loop] = at

    def folder(self, role: FolderRole) -> FolderVitals:
        """The folder's vitals, made when first asked for."""
        return self.folders.setdefault(role, FolderVitals())

    def count(self, name: str, label: str = "", by: int = 1) -> None:
        """Add to a counter, shown by `/metrics` as `responder_<name>_total`."""
        self.counters[name, label] = self.counters.get((name, label), 0) + by

    def observe(self, name: str, value: float) -> None:
        """Note one measured value; `/metrics` shows how many there were and their sum."""
        count, total = self.measures.get(name, (0, 0.0))
        self.measures[name] = (count + 1, total + value)
