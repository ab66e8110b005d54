"""`responder outbox`: what waits to be sent, what failed, and a person's word on it."""

from datetime import UTC, datetime, tzinfo

from responder.app.commands.opened import opened, settings_for
from responder.app.commands.refusal import DONE, FINDING
from responder.app.words import columns, moment, short
from responder.app.zone import company_zone
from responder.domain import settle
from responder.domain.delivery import Delivery, DeliveryState
from responder.ports.store import Transaction

SHOWN = (
    DeliveryState.QUEUED,
    DeliveryState.SENDING,
    DeliveryState.UNCERTAIN,
    DeliveryState.REFUSED,
    DeliveryState.EXPIRED,
)
"""Everything but what was sent or dropped."""


def list_rows() -> int:
    """Print the rows that are not done; FINDING when one is uncertain, refused or expired."""
    with opened(settings_for()) as store:
        rows, zone = store.run_here(lambda tx: (tx.outbox.in_state(*SHOWN), company_zone(tx)))
    if not rows:
        print("nothing waits, nothing failed")
        return DONE
    head = ("ID", "STATE", "WHAT", "TO", "BY", "NEXT ATTEMPT", "TRIED", "LAST REPLY")
    print("\n".join(columns(head, [_line(row, zone) for row in rows])))
    return FINDING if any(row.state not in (DeliveryState.QUEUED, DeliveryState.SENDING) for row in rows) else DONE


def retry(row: int) -> int:
    """Queue a row again at once."""
    return _change(row, DeliveryState.QUEUED, "will be sent within half a minute while the daemon runs")


def drop(row: int) -> int:
    """Never send a row."""
    return _change(row, DeliveryState.DROPPED, "will not be sent")


def _change(row_id: int, wanted: DeliveryState, done: str) -> int:
    move = settle.retry if wanted is DeliveryState.QUEUED else settle.drop

    def work(tx: Transaction) -> Delivery | None:
        row = tx.outbox.get(row_id)
        changed = move(row, datetime.now(UTC)) if row else None
        if changed is not None and changed.state is wanted:
            tx.outbox.save(changed)
        return changed

    with opened(settings_for()) as store:
        row = store.run_here(work)
    if row is None:
        print(f"there is no row {row_id}: `responder outbox list` shows them")
        return FINDING
    print(f"{row_id} {done}" if row.state is wanted else f"{row_id} is {row.state.value}: nothing was changed")
    return DONE if row.state is wanted else FINDING


def _line(row: Delivery, zone: tzinfo) -> tuple[str, ...]:
    """A queued row's next attempt is told, of the others when they ended or began. A channel's name stands for whoever
    reads it."""
    waits = row.state is DeliveryState.QUEUED
    at = row.next_attempt_at if waits else row.settled_at or row.begun_at
    return (
        str(row.id),
        row.state.value,
        row.kind.value,
        short(row.recipient or row.person, 40),
        row.channel,
        moment(at, zone) if at and waits else "-",
        str(row.attempts),
        short(row.last_reply or "-", 60),
    )
