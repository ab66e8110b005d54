"""What is wrong now, as staff were told of it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select

from responder.domain.alert_trouble import Alarm, Finding, Trouble
from responder.store.ledger_tables import alarms
from responder.store.repository import Repository, mine, names_of

_FACTS = ("detail", "count", "measure")
_TOLD = names_of(Alarm, without=["finding"])
_ALL = (
    select(alarms.c.trouble, alarms.c.about, alarms.c.facts, *(alarms.c[name] for name in _TOLD))
    .where(mine(alarms))
    .order_by(alarms.c.since_at, alarms.c.trouble, alarms.c.about)
)
_CLEAR = delete(alarms).where(mine(alarms))
_ADD = insert(alarms)


class SqlTroubles(Repository):
    """Implements `ports.Troubles`."""

    def all(self) -> Sequence[Alarm]:
        """Every alarm that is kept, the longest lasting first."""
        return [_alarm(*row) for row in self._do(_ALL)]

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


def _alarm(trouble: Trouble, about: str, stored: dict[str, Any], *told: Any) -> Alarm:
    facts = dict(stored)
    since_at = facts.pop("since_at")
    found_at = datetime.fromisoformat(since_at) if since_at else None
    return Alarm(Finding(trouble, about, since_at=found_at, **facts), *told)
