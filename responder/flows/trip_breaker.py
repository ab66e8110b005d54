"""Opens the breaker when the mailbox's budget is used up: no automatic letter for an hour, while clocks go on."""

from datetime import datetime, timedelta

from responder.domain.past import Past
from responder.domain.rule import Book
from responder.ports.store import Transaction

BREAKER_OPENED_AT = "breaker_opened_at"
"""Name of the setting that holds when the breaker last opened, ISO 8601."""

OPEN_FOR = timedelta(hours=1)


def trip_breaker(tx: Transaction, past: Past, book: Book, now: datetime) -> None:
    """Open the breaker when this letter met a used-up mailbox budget; an open one stays as it is."""
    if past.usage.mailbox_hour >= book.budgets.mailbox_per_hour and not past.breaker_open:
        tx.settings.put(BREAKER_OPENED_AT, now.isoformat())


def breaker_opened_at(tx: Transaction, now: datetime) -> datetime | None:
    """Since when the breaker is open, None when it is closed."""
    written = tx.settings.get(BREAKER_OPENED_AT)
    opened_at = datetime.fromisoformat(written) if written else None
    return opened_at if opened_at is not None and now - opened_at < OPEN_FOR else None


def is_breaker_open(tx: Transaction, now: datetime) -> bool:
    """Whether no automatic letter may leave now."""
    return breaker_opened_at(tx, now) is not None
