"""Automatic letters counted by the hour, and addresses that take no mail."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import ColumnElement, bindparam, select
from sqlalchemy import func as sql

from responder.domain.past import Usage
from responder.store.ledger_tables import budgets, suppressed
from responder.store.repository import Repository, for_both, mine, upsert

_MAILBOX, _DOMAIN, _ALIKE, _TOPIC, _ADDRESS = "mailbox", "domain", "alike", "topic", "address"
_A_DAY = timedelta(days=1)

_this_hour = bindparam("this_hour", type_=budgets.c.hour.type)


def _used(scope: str, key: str, *hours: ColumnElement[bool]) -> ColumnElement[int]:
    """One counter, found by the whole primary key; one condition for all of them would walk through the table."""
    used = select(sql.coalesce(sql.sum(budgets.c.used), 0))
    return used.where(
        mine(budgets), budgets.c.scope == scope, budgets.c.key == bindparam(key), *hours
    ).scalar_subquery()


_USAGE = select(
    _used(_MAILBOX, "whole", budgets.c.hour == _this_hour),
    _used(_DOMAIN, "domain", budgets.c.hour == _this_hour),
    _used(_ALIKE, "likeness", budgets.c.hour == _this_hour),
    _used(_TOPIC, "topic", budgets.c.hour == _this_hour),
    _used(_ADDRESS, "address", budgets.c.hour > bindparam("a_day_before"), budgets.c.hour <= _this_hour),
)
_COUNT = for_both(
    lambda insert: insert(budgets).on_conflict_do_update(
        index_elements=["mailbox_id", "scope", "key", "hour"], set_={"used": budgets.c.used + 1}
    )
)
_SUPPRESSED = select(suppressed.c.address).where(mine(suppressed), suppressed.c.address == bindparam("of"))
_SUPPRESS = upsert(suppressed, ["address"], ["reason", "at"])


class SqlBudget(Repository):
    """Implements `ports.Budget`. Addresses and domains are told apart without case."""

    def usage(self, at: datetime, domain: str, likeness: str, address: str, topic: str = "") -> Usage:
        """What is used up in the hour of `at`, and by the address in that hour and the 23 before it. Alike are letters
        with one body or one topic."""
        hour = _hour(at)
        row = self._do(
            _USAGE,
            this_hour=hour,
            a_day_before=hour - _A_DAY,
            whole="",
            domain=domain.lower(),
            likeness=likeness,
            address=address.lower(),
            topic=topic,
        ).first()
        if row is None:
            return Usage()
        mailbox, of_domain, one_body, one_topic, of_address = row
        return Usage(mailbox, of_domain, max(one_body, one_topic), of_address)

    def count(self, at: datetime, domain: str, likeness: str, address: str, topic: str = "") -> None:
        """Count one automatic letter. A letter without words, or without a subject, is like no other in that."""
        counted = {_MAILBOX: "", _DOMAIN: domain.lower(), _ALIKE: likeness, _TOPIC: topic, _ADDRESS: address.lower()}
        rows = [
            {"scope": scope, "key": key, "hour": _hour(at), "used": 1}
            for scope, key in counted.items()
            if key or scope == _MAILBOX
        ]
        self._add_all(_COUNT, rows)

    def suppressed(self, address: str) -> bool:
        """Whether mail to this address bounced for good."""
        return self._do(_SUPPRESSED, of=address.lower()).first() is not None

    def suppress(self, address: str, reason: str, at: datetime) -> None:
        """Write to this address no more."""
        self._add(_SUPPRESS, {"address": address.lower(), "reason": reason, "at": at})


def _hour(at: datetime) -> datetime:
    return at.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
