"""What is wrong now, as staff were told of it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select

from responder.domain.alert_trouble import Alarm, Finding
from responder.store.ledger_tables import alarms
from responder.store.repository import Record, Repository, mine

_FACTS = ("detail", "count", "measure")
_ALL = select(alarms).where(mine(alarms)).order_by(alarms.c.since_at, alarms.c.trouble, alarms.c.about)
_CLEAR = delete(alarms).where(mine(alarms))
_ADD = insert(alarms)


class SqlTroubles(Repository):
    """Implements `ports.Troubles`."""

    def all(self) -> Sequence[Alarm]:
        """Every alarm that is kept, the longest lasting first."""
        return [_alarm(row) for row in self._do(_ALL)]

    def replace(self, alarms: Sequence[Alarm]) -> None:
        """Keep exactly these."""
        self._do(_CLEAR)
        self._add_all(_ADD, [_values(alarm) for alarm in alarms])


def _values(alarm: Alarm) -> dict[str, Any]:
    finding = alarm.finding
    facts: dict[str, Any] = {name: getattr(finding, name) for name in _FACTS}
    facts["since_at"] = finding.since_at.isoformat() if finding.since_at else None
    return {
        "trouble": finding.trouble,
        "about": finding.about,
        "facts": facts,
        "since_at": alarm.since_at,
        "told_at": alarm.told_at,
        "times": alarm.times,
        "gone_at": alarm.gone_at,
        "over_told": alarm.over_told,
    }


def _alarm(row: Record) -> Alarm:
    facts = dict(row.facts)
    since_at = facts.pop("since_at")
    finding = Finding(
        trouble=row.trouble,
        about=row.about,
        since_at=datetime.fromisoformat(since_at) if since_at else None,
        **facts,
    )
    return Alarm(finding, row.since_at, row.told_at, row.times, row.gone_at, row.over_told)
