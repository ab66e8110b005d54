"""What is known about the daemon's own state, and the verdict on it that monitoring reads."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from responder.domain.alert_trouble import Alarm, Finding, Trouble
from responder.domain.delivery import DeliveryState
from responder.domain.rule import Mode

BEAT_WITHIN = timedelta(seconds=60)
"""A loop that stays silent longer than this, and than it said that it may, counts as dead."""

DUE_SOON = timedelta(hours=1)
"""An open expectation whose limit is nearer than this is due soon."""


class Status(StrEnum):
    """OK: nothing to do. DEGRADED: a person should look in working hours. FAILING: wake somebody."""

    OK = "ok"
    DEGRADED = "degraded"
    FAILING = "failing"


SEVERITY = {Status.OK: 0, Status.DEGRADED: 1, Status.FAILING: 2}


@dataclass(frozen=True, slots=True)
class Check:
    """One named aspect. `since_at` is when it came into this status, `detail` one line free of letters and secrets."""

    name: str
    status: Status
    since_at: datetime
    detail: str = ""


@dataclass(frozen=True, slots=True)
class FolderFacts:
    """One folder: its connection in this process, and how far it was read (None: never).

    `took_in_at` is when this process last stored messages of it. `error` is the last failure's text, empty when there
    is none; `refused` tells a refused login from a server that is away.
    """

    connected: bool = False
    idle: bool = False
    error: str = ""
    refused: bool = False
    clock_offset_s: float | None = None
    took_in_at: datetime | None = None
    caught_up_at: datetime | None = None
    last_uid: int = 0


@dataclass(frozen=True, slots=True)
class LoopFacts:
    """One loop's last beat, and how long it may wait for a server without one."""

    beat_at: datetime
    quiet_for: timedelta = timedelta()

    def late(self, now: datetime) -> bool:
        """Whether the loop counts as dead."""
        return now - self.beat_at > BEAT_WITHIN + self.quiet_for


@dataclass(frozen=True, slots=True)
class LedgerFacts:
    """What the database said at `read_at`.

    `open` counts expectations within their limit, `due_soon` those of them near it, `breached` those past it.
    `oldest_at` is when the oldest letter still to be sent was made, `sent_in_day` how many mails left in 24 hours.
    `alarms` are the troubles of which staff were told and which are not over.
    """

    read_at: datetime
    open: int = 0
    due_soon: int = 0
    breached: int = 0
    outbox: Mapping[DeliveryState, int] = field(default_factory=dict)
    oldest_at: datetime | None = None
    sent_in_day: int = 0
    quarantined: int = 0
    quarantined_since_at: datetime | None = None
    breaker_opened_at: datetime | None = None
    alarms: tuple[Alarm, ...] = ()

    def alarm(self, trouble: Trouble) -> Alarm | None:
        """The alarm about this trouble, if there is one."""
        return next((alarm for alarm in self.alarms if alarm.finding.trouble is trouble), None)


@dataclass(frozen=True, slots=True)
class RulesFacts:
    """The rules in force, and what is wrong with the files when these were not accepted (empty: they were)."""

    loaded_at: datetime | None = None
    digest: str = ""
    rejected: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything the verdict rests on.

    `ledger` is the last answer of the database, None when it never answered; `store_error` is why it does not answer
    now, `store_silent_since_at` since when it has been asked without a word. `quota_used` is 0.0 to 1.0. `troubles` are
    those that only the process itself can see. `told` is how many people hear of trouble, `only_mail` whether all of
    them only through the mailbox itself.
    """

    now: datetime
    started_at: datetime
    inbox: FolderFacts = FolderFacts()
    sent: FolderFacts = FolderFacts()
    loops: Mapping[str, LoopFacts] = field(default_factory=dict)
    ledger: LedgerFacts | None = None
    store_error: str = ""
    store_silent_since_at: datetime | None = None
    rules: RulesFacts = RulesFacts()
    mode: Mode = Mode.SHADOW
    quota_used: float = 0.0
    troubles: Mapping[Trouble, Finding] = field(default_factory=dict)
    told: int = 1
    only_mail: bool = False

    @property
    def late_loops(self) -> tuple[str, ...]:
        """Loops that count as dead."""
        return tuple(sorted(name for name, loop in self.loops.items() if loop.late(self.now)))

    @property
    def ready(self) -> bool:
        """Whether this process has read both folders to their end once."""
        read = (self.inbox.caught_up_at, self.sent.caught_up_at)
        return all(caught_up_at is not None and caught_up_at >= self.started_at for caught_up_at in read)

    @property
    def oldest_age(self) -> timedelta:
        """How long the oldest letter has been waiting to be sent; zero when none is."""
        oldest_at = self.ledger.oldest_at if self.ledger else None
        return max(timedelta(), self.now - oldest_at) if oldest_at else timedelta()


@dataclass(frozen=True, slots=True)
class Health:
    """The verdict: the worst of its checks, and the facts it rests on."""

    status: Status
    checks: Mapping[str, Check]
    facts: Facts
