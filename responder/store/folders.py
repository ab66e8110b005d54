"""How far each folder was read."""

from sqlalchemy import bindparam, select

from responder.domain.message import FolderRole
from responder.ports.store import FolderCursor
from responder.store.repository import Repository, columns_of, mine, names_of, reader_of, upsert
from responder.store.tables import folders

_FIELDS = names_of(FolderCursor)
_VALUES = reader_of(_FIELDS)
_GET = select(*columns_of(folders, FolderCursor)).where(mine(folders), folders.c.role == bindparam("role"))
_PUT = upsert(folders, ["role"], [name for name in _FIELDS if name != "role"])


class SqlFolders(Repository):
    """Implements `ports.Folders`."""

    def get(self, role: FolderRole) -> FolderCursor | None:
        """The cursor, or None when the folder was never read."""
        row = self._do(_GET, role=role).first()
        return FolderCursor(*row) if row else None

    def put(self, cursor: FolderCursor) -> None:
        """Insert or replace."""
        self._add(_PUT, _VALUES(cursor))
