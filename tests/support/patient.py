"""A daemon whose health the test chooses, for what is served over HTTP."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from responder.domain.delivery import DeliveryState
from responder.domain.health import Facts, FolderFacts, Health, LedgerFacts, RulesFacts
from responder.domain.health_checks import judge

NOON = datetime(2026, 11, 17, 12, 0, tzinfo=UTC)
READ = FolderFacts(connected=True, idle=True, caught_up_at=NOON - timedelta(seconds=20), last_uid=42)
WELL = Facts(
    now=NOON,
    started_at=NOON - timedelta(hours=1),
    inbox=READ,
    sent=READ,
    ledger=LedgerFacts(
        NOON,
        open=3,
        due_soon=1,
        breached=2,
        outbox={
            DeliveryState.QUEUED: 4,
            DeliveryState.SENDING: 1,
            DeliveryState.UNCERTAIN: 1,
            DeliveryState.REFUSED: 2,
            DeliveryState.EXPIRED: 1,
            DeliveryState.SENT: 90,
        },
        oldest_at=NOON - timedelta(seconds=75),
    ),
    rules=RulesFacts(NOON - timedelta(hours=1), "abc"),
    quota_used=0.25,
)


@dataclass
class Patient:
    """A checkup whose findings the test chooses."""

    facts: Facts = WELL
    late: Sequence[str] = ()
    counters: Mapping[tuple[str, str], int] = field(default_factory=dict)
    measures: Mapping[str, tuple[int, float]] = field(default_factory=dict)
    broken: bool = False

    async def take_health(self) -> Health:
        if self.broken:
            raise KeyError("a secret of ours")
        return judge(self.facts, {})

    def late_loops(self) -> Sequence[str]:
        return self.late
