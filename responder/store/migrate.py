"""Brings a database to the revision that this version of the program works with, or back.

Import this module only where it is used: alembic costs more time to load than `responder status` takes.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection

from responder.shipped import shipped
from responder.store.engine import database_url, is_sqlite, open_engine
from responder.store.errors import named_errors

_MIGRATIONS_LOCK = 0x7265_7370_6F6E
"""The advisory lock under which PostgreSQL migrates one at a time."""


def migrate(url: str) -> None:
    """Bring the database to the newest revision, whole or not at all; several programs may do so at once.

    Raises ValueError for a bad URL or a database of a newer version, StoreAwayError when the database is away.
    """
    with _migrating(url) as (connection, config):
        config.attributes["connection"] = connection
        try:
            command.upgrade(config, "head")
        except CommandError as error:
            raise ValueError(f"the database was made by a newer version of responder: {error}") from error


def downgrade(url: str, revision: str = "base") -> None:
    """Take the database back to a revision; what later ones kept is lost. Raises as `migrate` does."""
    with _migrating(url) as (connection, config):
        config.attributes["connection"] = connection
        command.downgrade(config, revision)


def revision(url: str) -> tuple[str | None, str]:
    """The revision of the database (None: no tables yet) and the newest one there is. Raises as `migrate` does."""
    head = ScriptDirectory.from_config(_config()).get_current_head()
    return _current(url), head or ""


def _current(url: str) -> str | None:
    where = database_url(url)
    if is_sqlite(where) and not Path(where.database or "").is_file():
        return None  # connecting would make the file
    with _connected(url) as connection:
        return MigrationContext.configure(connection).get_current_revision()


@contextmanager
def _migrating(url: str) -> Iterator[tuple[Connection, Config]]:
    """A transaction that no other migration runs beside. SQLite takes its write lock at BEGIN."""
    with _connected(url) as connection, connection.begin():
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_MIGRATIONS_LOCK})")
        yield connection, _config()
        if connection.dialect.name == "sqlite" and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
            raise RuntimeError("the migration left rows without the rows that they belong to")


@contextmanager
def _connected(url: str) -> Iterator[Connection]:
    engine = open_engine(url, enforce_keys=False)
    try:
        with named_errors(), engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(shipped("migrations")).replace("%", "%%"))
    return config
