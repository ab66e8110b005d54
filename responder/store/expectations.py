"""The ledger of what customers were led to expect."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import bindparam, insert, select, update
from sqlalchemy import func as sql

from responder.domain.expectation import WAITING, Expectation, ExpectationState
from responder.store.ledger_tables import expectations
from responder.store.prepared import Rows
from responder.store.repository import Repository, also_mine, columns_of, mine, names_of, reader_of

_VALUES = reader_of(names_of(Expectation, without=["id"]))
_of_mailbox, _also_mine = mine(expectations), also_mine(expectations)
_waits = expectations.c.state.in_(sorted(WAITING))
_WHOLE = select(*columns_of(expectations, Expectation))
_ALL = _WHOLE.where(_of_mailbox)

_ADD = insert(expectations).returning(expectations.c.id)
_SAVE = update(expectations).where(_also_mine, expectations.c.id == bindparam("row"))
_OF_CONVERSATION = _WHOLE.where(_also_mine, expectations.c.conversation_id == bindparam("of")).order_by(
    expectations.c.opened_at, expectations.c.id
)
_DUE = _ALL.where(_waits, expectations.c.next_check_at <= bindparam("until")).order_by(
    expectations.c.next_check_at, expectations.c.id
)
_NEXT = select(sql.min(expectations.c.next_check_at)).where(
    _of_mailbox, _waits, expectations.c.next_check_at.is_not(None)
)
_WAITING = _ALL.where(_waits).order_by(expectations.c.limit_at, expectations.c.id)
_WAITING_COUNTS = select(expectations.c.state, sql.count()).where(_of_mailbox, _waits).group_by(expectations.c.state)
_OPEN_UNTIL = (
    select(sql.count())
    .select_from(expectations)
    .where(_of_mailbox, expectations.c.state == ExpectationState.OPEN, expectations.c.limit_at <= bindparam("limit"))
)
_CLOSED = _ALL.where(
    expectations.c.state.not_in(sorted(WAITING)), expectations.c.closed_at >= bindparam("since")
).order_by(expectations.c.closed_at, expectations.c.id)


class SqlExpectations(Repository):
    """Implements `ports.Expectations`."""

    def of_conversation(self, conversation_id: int) -> Sequence[Expectation]:
        """All of a conversation, by `opened_at`."""
        return _read(self._do(_OF_CONVERSATION, of=conversation_id))

    def add(self, expectation: Expectation) -> int:
        """A new row (`id` is ignored); its id."""
        return int(self._add(_ADD, _VALUES(expectation)))

    def save(self, expectation: Expectation) -> None:
        """Write back every field of a known row."""
        self._do(_SAVE, row=expectation.id, **_VALUES(expectation))

    def due(self, until: datetime) -> Sequence[Expectation]:
        """Waiting ones whose `next_check_at` is not after `until`, soonest first."""
        return _read(self._do(_DUE, until=until))

    def next_check_at(self) -> datetime | None:
        """The earliest `next_check_at` of waiting ones: whether there is anything to look at."""
        at: datetime | None = self._do(_NEXT).value()
        return at

    def waiting(self) -> Sequence[Expectation]:
        """All OPEN and BREACHED ones by `limit_at`."""
        return _read(self._do(_WAITING))

    def waiting_counts(self) -> Mapping[ExpectationState, int]:
        """How many are OPEN and how many BREACHED."""
        return dict(map(tuple, self._do(_WAITING_COUNTS)))

    def open_until(self, limit: datetime) -> int:
        """How many are OPEN with a `limit_at` that is not after `limit`."""
        return int(self._do(_OPEN_UNTIL, limit=limit).value())

    def closed_since(self, since: datetime) -> Sequence[Expectation]:
        """Final ones closed since, by `closed_at`."""
        return _read(self._do(_CLOSED, since=since))


def _read(rows: Rows) -> list[Expectation]:
    return [Expectation(*row) for row in rows]
