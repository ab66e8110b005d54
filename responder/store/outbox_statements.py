"""The statements of the outbox, built once. What an index depends on is written as text, not as a bound value."""

from typing import Any

from sqlalchemy import (
    ColumnElement,
    LargeBinary,
    Select,
    TextClause,
    Update,
    bindparam,
    literal,
    or_,
    select,
    update,
)
from sqlalchemy import func as sql

from responder.domain.delivery import Delivery, DeliveryKind, DeliveryState
from responder.store.ledger_tables import COPY_DUE, OF_A_PERSON, QUEUED, outbox
from responder.store.repository import also_mine, columns_of, for_both, mine

_NO_OCTETS = literal(b"", LargeBinary)
_FINAL = (DeliveryState.SENT, DeliveryState.REFUSED, DeliveryState.EXPIRED, DeliveryState.DROPPED)

_NOT_SENT = tuple(state for state in DeliveryState if state is not DeliveryState.SENT)
"""A test that no index helps with: nearly all rows are sent."""

_of_mailbox, _also_mine = mine(outbox), also_mine(outbox)
_by_row = (_also_mine, outbox.c.id == bindparam("row"))
_by_rows = (_also_mine, outbox.c.id.in_(bindparam("rows", expanding=True)))
_answers = outbox.c.kind.in_((DeliveryKind.ACKNOWLEDGEMENT, DeliveryKind.PROOF))
_untouched = (
    _also_mine,
    outbox.c.conversation_id == bindparam("of"),
    _answers,
    QUEUED,
    outbox.c.attempts == 0,
    outbox.c.claimed_until.is_(None),
)
_WHOLE = select(*columns_of(outbox, Delivery))
_LIGHT = select(*columns_of(outbox, Delivery, without=["octets"]))
_AGE = (outbox.c.created_at, outbox.c.id)

ADD = for_both(
    lambda insert: insert(outbox).on_conflict_do_nothing(index_elements=["mailbox_id", "key"]).returning(outbox.c.id)
)
GET = _WHOLE.where(*_by_row)
IN_STATE = _LIGHT.where(_of_mailbox, outbox.c.state.in_(bindparam("states", expanding=True))).order_by(*_AGE)
ENDED_SINCE = IN_STATE.where(outbox.c.settled_at >= bindparam("since", type_=outbox.c.created_at.type))
STUCK = _LIGHT.where(
    _of_mailbox,
    QUEUED,
    outbox.c.channel == "mail",
    outbox.c.attempts > 0,
    outbox.c.created_at < bindparam("before", type_=outbox.c.created_at.type),
).order_by(*_AGE)
NEXT_DUE = select(sql.min(outbox.c.next_attempt_at)).where(_of_mailbox, QUEUED)
OLDEST = select(sql.min(outbox.c.created_at)).where(
    _of_mailbox, outbox.c.state.in_((DeliveryState.QUEUED, DeliveryState.SENDING))
)
OF_CONVERSATION = _LIGHT.where(
    _also_mine, outbox.c.conversation_id == bindparam("of"), _answers, outbox.c.state != DeliveryState.DROPPED
).order_by(*_AGE)
QUEUED_ACKNOWLEDGEMENT = (
    _WHOLE.where(*_untouched).order_by(outbox.c.created_at.desc(), outbox.c.id.desc()).limit(1)
)  # fmt: skip
SENT_SINCE = (
    select(sql.count())
    .select_from(outbox)
    .where(_of_mailbox, outbox.c.begun_at >= bindparam("since"), outbox.c.channel == "mail")
)
ALERTED_SINCE = (
    select(outbox.c.person, sql.max(outbox.c.created_at))
    .where(_of_mailbox, OF_A_PERSON, outbox.c.created_at >= bindparam("since"))
    .group_by(outbox.c.person)
)
COPIES_DUE = (
    _WHOLE.where(_of_mailbox, COPY_DUE, outbox.c.state.not_in(_NOT_SENT)).order_by(*_AGE).limit(bindparam("most"))
)
COUNTS = select(outbox.c.state, sql.count()).where(_of_mailbox).group_by(outbox.c.state)

CLAIM: Update = update(outbox).where(*_by_rows).values(claimed_until=bindparam("until"))
BEGIN: Update = (
    update(outbox)
    .where(*_by_rows)
    .values(state=DeliveryState.SENDING, attempts=outbox.c.attempts + 1, begun_at=bindparam("now"))
)
SAVE: Update = update(outbox).where(*_by_row)
SUPERSEDE: Update = update(outbox).where(*_untouched).values(state=DeliveryState.DROPPED)
PRUNE: Update = (
    update(outbox)
    .where(
        _of_mailbox,
        outbox.c.state.in_(_FINAL),
        outbox.c.copy_due.is_(False),
        sql.coalesce(outbox.c.settled_at, outbox.c.created_at) < bindparam("before", type_=outbox.c.created_at.type),
        or_(sql.length(outbox.c.octets) > 0, outbox.c.note != ""),
    )
    .values(octets=_NO_OCTETS, note="")
)


def _claimable(*, mail: bool, staff_only: bool) -> Select[*tuple[Any, ...]]:
    """Rows that may start now. `FOR UPDATE SKIP LOCKED` is left out by SQLAlchemy where the dialect is SQLite."""
    now = bindparam("now", type_=outbox.c.created_at.type)
    wanted: list[ColumnElement[bool] | TextClause] = [
        _of_mailbox,
        QUEUED,
        outbox.c.next_attempt_at <= now,
        or_(outbox.c.claimed_until.is_(None), outbox.c.claimed_until <= now),
        outbox.c.channel == "mail" if mail else outbox.c.channel != "mail",
    ]
    if staff_only:
        wanted.append(outbox.c.kind != DeliveryKind.ACKNOWLEDGEMENT)
    in_order = _WHOLE.where(*wanted).order_by(outbox.c.urgency, *_AGE)
    return in_order.limit(bindparam("most")).with_for_update(skip_locked=True)


CLAIMABLE = {
    (mail, staff_only): _claimable(mail=mail, staff_only=staff_only)
    for mail in (True, False)
    for staff_only in (True, False)
}
"""By (channel is mail, letters to staff only)."""
