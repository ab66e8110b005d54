"""Small values that outlive the process."""

from sqlalchemy import bindparam, select

from responder.store.prepared import Statements
from responder.store.repository import Repository, mine, upsert
from responder.store.tables import settings

_VALUE = select(settings.c.value).where(mine(settings), settings.c.name == bindparam("name"))
_PUT = upsert(settings, ["name"], ["value"])


class SqlSettings(Repository):
    """Implements `ports.Settings`. What was read once in a transaction is remembered until its end."""

    def __init__(self, statements: Statements, mailbox_id: int) -> None:
        super().__init__(statements, mailbox_id)
        self._read: dict[str, str | None] = {}

    def get(self, name: str) -> str | None:
        """The value, or None."""
        if name not in self._read:
            self._read[name] = self._do(_VALUE, name=name).value()
        return self._read[name]

    def put(self, name: str, value: str) -> None:
        """Insert or replace."""
        self._read.pop(name, None)
        self._add(_PUT, {"name": name, "value": value})
