"""Judges the daemon's health: one small function a check, and the worst of them is the whole."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from responder.domain.alert_trouble import Trouble
from responder.domain.health import SEVERITY, Check, Facts, FolderFacts, Health, Status

UNREAD_DEGRADED_AFTER = timedelta(minutes=5)
UNREAD_FAILING_AFTER = timedelta(minutes=10)
STORE_FAILING_AFTER = timedelta(seconds=30)
CLOCK_OFFSET_S = 60.0
QUOTA_DEGRADED_FROM = 0.9
"""From here on only letters to staff leave (see `domain.pace`)."""

Found = tuple[Status, str, datetime | None]
"""A status, its one line, and since when it is so where that is known."""

FINE: Found = (Status.OK, "", None)


def judge(facts: Facts, before: Mapping[str, Check]) -> Health:
    """The verdict now. `before` is the last one's checks: a status that has not changed keeps its `since_at`."""
    checks = {name: _check(name, look(facts), before.get(name), facts.now) for name, look in CHECKS.items()}
    worst = max((check.status for check in checks.values()), key=lambda status: SEVERITY[status])
    return Health(worst, checks, facts)


def _check(name: str, found: Found, before: Check | None, now: datetime) -> Check:
    status, detail, since_at = found
    if before is not None and before.status is status:
        since_at = before.since_at
    return Check(name, status, since_at or now, detail)


def _mailbox(facts: Facts) -> Found:
    return _folder(facts, facts.inbox, "INBOX")


def _sent(facts: Facts) -> Found:
    return _folder(facts, facts.sent, "Sent")


def _folder(facts: Facts, folder: FolderFacts, name: str) -> Found:
    """A start, and a backlog on which progress is made, are no blindness; a backlog is said all the same."""
    caught_up_at = max(folder.caught_up_at or facts.started_at, facts.started_at)
    read_at = max(caught_up_at, folder.took_in_at or caught_up_at)
    why = f": {folder.error}" if folder.error else ""
    if facts.now - read_at > UNREAD_FAILING_AFTER:
        return Status.FAILING, f"{name} has not been read since {_time(read_at)}{why}", read_at
    if folder.refused:
        return Status.DEGRADED, f"the login is refused{why}", None
    if facts.now - read_at > UNREAD_DEGRADED_AFTER:
        return Status.DEGRADED, f"{name} has not been read since {_time(read_at)}{why}", read_at
    if facts.now - caught_up_at > UNREAD_DEGRADED_AFTER:
        return Status.DEGRADED, f"{name} is being caught up with since {_time(caught_up_at)}", caught_up_at
    return Status.OK, "" if folder.connected else f"not connected now{why}", None


def _database(facts: Facts) -> Found:
    if facts.store_error:
        return Status.FAILING, facts.store_error, facts.ledger.read_at if facts.ledger else None
    silent_since = facts.store_silent_since_at
    if silent_since is None:
        return FINE
    status = Status.FAILING if facts.now - silent_since > STORE_FAILING_AFTER else Status.DEGRADED
    return status, f"the database has not answered since {_time(silent_since)}", silent_since


def _loops(facts: Facts) -> Found:
    if facts.late_loops:
        oldest = min(facts.loops[name].beat_at for name in facts.late_loops)
        return Status.FAILING, f"no sign of life from {', '.join(facts.late_loops)}", oldest
    died = facts.troubles.get(Trouble.LOOP_DIED)
    return (Status.DEGRADED, f"died and was started again: {died.detail}", died.since_at) if died else FINE


def _sending(facts: Facts) -> Found:
    if facts.ledger is None:
        return _unknown()
    stuck = facts.ledger.alarm(Trouble.SENDING_STUCK)
    if stuck is not None:
        return Status.FAILING, f"{_letters(stuck.finding.count)} cannot be sent for over 10 minutes", stuck.since_at
    uncertain = facts.ledger.alarm(Trouble.DELIVERY_UNCERTAIN)
    if uncertain is not None:
        count = _letters(uncertain.finding.count)
        return Status.DEGRADED, f"of {count} nobody knows whether they were delivered", uncertain.since_at
    failed = facts.ledger.alarm(Trouble.DELIVERY_FAILED)
    if failed is not None:
        return Status.DEGRADED, f"{_letters(failed.finding.count)} could not be delivered", failed.since_at
    return FINE


def _rules(facts: Facts) -> Found:
    count = len(facts.rules.rejected)
    if not count:
        return FINE
    detail = f"the files are not accepted ({count} {'problem' if count == 1 else 'problems'}): older rules are in force"
    return Status.DEGRADED, detail, None


def _quarantine(facts: Facts) -> Found:
    if facts.ledger is None:
        return _unknown()
    count = facts.ledger.quarantined
    detail = f"{count} {'message' if count == 1 else 'messages'} set aside: responder quarantine list"
    return (Status.DEGRADED, detail, facts.ledger.quarantined_since_at) if count else FINE


def _breaker(facts: Facts) -> Found:
    if facts.ledger is None:
        return _unknown()
    opened_at = facts.ledger.breaker_opened_at
    detail = "too many letters within an hour: nobody is answered automatically for an hour"
    return (Status.DEGRADED, detail, opened_at) if opened_at else FINE


def _clock(facts: Facts) -> Found:
    offset = facts.inbox.clock_offset_s
    if offset is None or abs(offset) <= CLOCK_OFFSET_S:
        return FINE
    return Status.DEGRADED, f"the mail server's clock differs from ours by {round(offset)} s", None


def _disk(facts: Facts) -> Found:
    full = facts.troubles.get(Trouble.DISK_NEARLY_FULL)
    return (Status.DEGRADED, f"{full.measure} MB free", full.since_at) if full else FINE


def _alert_channels(facts: Facts) -> Found:
    """E-mail alone is a choice and no fault, so it is said but does not degrade; that nobody is told is a fault."""
    if not facts.told:
        return Status.DEGRADED, "nobody hears of trouble: set alerts.people", None
    failed = facts.ledger.alarm(Trouble.CHANNEL_FAILED) if facts.ledger else None
    if failed is not None:
        return Status.DEGRADED, f"the channel {failed.finding.about} does not work", failed.since_at
    alone = "e-mail alone: when this mailbox fails, nobody can be told; set alerts.channels"
    return (Status.OK, alone, None) if facts.only_mail else FINE


def _quota(facts: Facts) -> Found:
    if facts.quota_used < QUOTA_DEGRADED_FROM:
        return FINE
    used = f"{round(facts.quota_used * 100)} % of the daily share is used: only letters to staff leave"
    return Status.DEGRADED, used, None


def _unknown() -> Found:
    return Status.DEGRADED, "not known while the database does not answer", None


def _letters(count: int) -> str:
    return "1 letter" if count == 1 else f"{count} letters"


def _time(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M:%S} UTC"


CHECKS: Mapping[str, Callable[[Facts], Found]] = {
    "mailbox": _mailbox,
    "sent": _sent,
    "sending": _sending,
    "database": _database,
    "loops": _loops,
    "rules": _rules,
    "quarantine": _quarantine,
    "breaker": _breaker,
    "clock": _clock,
    "disk": _disk,
    "alert_channels": _alert_channels,
    "quota": _quota,
}
