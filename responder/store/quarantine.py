"""Messages set aside with their octets."""

from collections.abc import Sequence

from sqlalchemy import bindparam, delete, select

from responder.domain.record import Quarantined
from responder.store.ledger_tables import quarantine
from responder.store.repository import Repository, also_mine, columns_of, mine, names_of, reader_of, upsert

_KEYS = ["role", "uidvalidity", "uid"]
_FIELDS = names_of(Quarantined, without=["id"])
_VALUES = reader_of(_FIELDS)
_of_mailbox = mine(quarantine)

_PUT = upsert(quarantine, _KEYS, [name for name in _FIELDS if name not in _KEYS])
_ID = select(quarantine.c.id).where(
    _of_mailbox,
    quarantine.c.role == bindparam("role_is"),
    quarantine.c.uidvalidity == bindparam("validity"),
    quarantine.c.uid == bindparam("number"),
)
_ALL = (
    select(*columns_of(quarantine, Quarantined, without=["octets"]))
    .where(_of_mailbox)
    .order_by(quarantine.c.set_aside_at, quarantine.c.id)
)
_GET = select(*columns_of(quarantine, Quarantined)).where(also_mine(quarantine), quarantine.c.id == bindparam("row"))
_REMOVE = delete(quarantine).where(also_mine(quarantine), quarantine.c.id == bindparam("row"))


class SqlQuarantine(Repository):
    """Implements `ports.Quarantine`."""

    def add(self, item: Quarantined) -> int:
        """Set aside (`id` is ignored); its id. The same folder, UIDVALIDITY and UID twice is one row, with the latest
        trace."""
        self._add(_PUT, _VALUES(item))
        return int(self._do(_ID, role_is=item.role, validity=item.uidvalidity, number=item.uid).value())

    def all(self) -> Sequence[Quarantined]:
        """Everything set aside, oldest first, without octets."""
        return [Quarantined(*row) for row in self._do(_ALL)]

    def get(self, item_id: int) -> Quarantined | None:
        """One item with its octets."""
        row = self._do(_GET, row=item_id).first()
        return Quarantined(*row) if row else None

    def remove(self, item_id: int) -> None:
        """It was retried with success."""
        self._do(_REMOVE, row=item_id)
