"""The body of `/health`, also the `health` of `status --json`: its keys are kept, others may join them."""

from datetime import datetime

from responder import __version__
from responder.domain.delivery import DeliveryState
from responder.domain.health import Facts, Health

PROBLEMS_SHOWN = 20


def health_json(health: Health) -> dict[str, object]:
    """The verdict as JSON values; instants are ISO 8601 in UTC. Counts are null until the database has answered."""
    facts = health.facts
    checks = {
        name: {"status": check.status.value, "since": _instant(check.since_at), "detail": check.detail}
        for name, check in health.checks.items()
    }
    return {
        "status": health.status.value,
        "checks": checks,
        "mailbox": _mailbox(facts),
        "expectations": _expectations(facts),
        "outbox": _outbox(facts),
        "rules": _rules(facts),
        "version": __version__,
        "mode": facts.mode.value,
        "quota_used": round(facts.quota_used, 4),
        "leader": True,
    }


def _mailbox(facts: Facts) -> dict[str, object]:
    inbox = facts.inbox
    return {
        "connected": inbox.connected,
        "caught_up_at": _instant(inbox.caught_up_at),
        "last_uid": inbox.last_uid,
        "idle": inbox.idle,
    }


def _expectations(facts: Facts) -> dict[str, object]:
    ledger = facts.ledger
    if ledger is None:
        return dict.fromkeys(("open", "due_soon", "breached"))
    return {"open": ledger.open, "due_soon": ledger.due_soon, "breached": ledger.breached}


def _outbox(facts: Facts) -> dict[str, object]:
    ledger = facts.ledger
    if ledger is None:
        return dict.fromkeys(("queued", "uncertain", "failed", "oldest_age_s"))
    rows = ledger.outbox
    return {
        "queued": rows.get(DeliveryState.QUEUED, 0) + rows.get(DeliveryState.SENDING, 0),
        "uncertain": rows.get(DeliveryState.UNCERTAIN, 0),
        "failed": rows.get(DeliveryState.REFUSED, 0) + rows.get(DeliveryState.EXPIRED, 0),
        "oldest_age_s": round(facts.oldest_age.total_seconds()),
    }


def _rules(facts: Facts) -> dict[str, object]:
    rules = facts.rules
    return {
        "loaded_at": _instant(rules.loaded_at),
        "digest": rules.digest,
        "rejected": list(rules.rejected[:PROBLEMS_SHOWN]),
    }


def _instant(at: datetime | None) -> str | None:
    return at.isoformat(timespec="seconds") if at else None
