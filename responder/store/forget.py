"""Empties what is kept only for a time: words of letters first, addresses and names later; keys and figures stay."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Update, bindparam, delete, or_, select, update

from responder.store.ledger_tables import budgets, expectations
from responder.store.prepared import Rows
from responder.store.repository import mine
from responder.store.tables import conversations, message_ids, messages, questions

_old_letter = (mine(messages), messages.c.seen_at < bindparam("before"))
_LETTERS = select(messages.c.id).where(*_old_letter)
_THREADS = select(conversations.c.id).where(mine(conversations), conversations.c.last_at < bindparam("before"))

_TEXTS: tuple[Update, ...] = (
    update(messages).where(*_old_letter, or_(messages.c.text != "", messages.c.trace != {})).values(text="", trace={}),
    update(questions)
    .where(questions.c.message_row.in_(_LETTERS), or_(questions.c.text != "", questions.c.evidence != ""))
    .values(text="", evidence=""),
)
_ADDRESSES: tuple[Update, ...] = (
    update(messages)
    .where(*_old_letter, or_(messages.c.from_address != "", messages.c.subject != "", messages.c.reaches != ()))
    .values(from_address="", from_name="", subject="", reaches=()),
    update(conversations)
    .where(conversations.c.id.in_(_THREADS), or_(conversations.c.customer != "", conversations.c.topic != ""))
    .values(customer="", topic=""),
    update(message_ids)
    .where(
        mine(message_ids),
        message_ids.c.conversation_id.in_(_THREADS),
        message_ids.c.addresses != (),
    )
    .values(addresses=()),
    update(expectations)
    .where(
        mine(expectations),
        expectations.c.closed_at < bindparam("before"),
        or_(expectations.c.customer != "", expectations.c.subject != ""),
    )
    .values(customer="", customer_name="", subject=""),
)
_COUNTERS = delete(budgets).where(mine(budgets), budgets.c.hour < bindparam("before"))


def forget(do: Callable[..., Rows], text_before: datetime, addresses_before: datetime) -> int:
    """Empty texts, traces and questions of letters handled before the first instant, counters with them; addresses,
    names and subjects before the second. How many rows were touched."""
    touched = sum(do(statement, before=text_before).changed for statement in _TEXTS)
    touched += sum(do(statement, before=addresses_before).changed for statement in _ADDRESSES)
    return touched + do(_COUNTERS, before=text_before).changed
