"""Small values that outlive the process."""

from sqlalchemy import bindparam, select

from responder.store.repository import Repository, mine, upsert
from responder.store.tables import settings

_VALUE = select(settings.c.value).where(mine(settings), settings.c.name == bindparam("name"))
_PUT = upsert(settings, ["name"], ["value"])


class SqlSettings(Repository):
    """Implements `ports.Settings`."""

    def get(self, name: str) -> str | None:
        """The value, or None."""
        value: str | None = self._do(_VALUE, name=name).scalar()
        return value

    def put(self, name: str, value: str) -> None:
        """Insert or replace."""
        self._add(_PUT, {"name": name, "value": value})
