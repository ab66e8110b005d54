"""The store on SQLAlchemy: every transaction is one function, run in one thread that belongs to the database."""

import asyncio
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TypeVar

from sqlalchemy import Connection, Engine, select
from sqlalchemy.exc import SQLAlchemyError

from responder.ports.errors import StoreAwayError
from responder.ports.store import Transaction
from responder.store.engine import is_in_memory, open_engine
from responder.store.errors import named_errors
from responder.store.repository import for_both
from responder.store.tables import mailboxes, metadata
from responder.store.transaction import SqlTransaction

T = TypeVar("T")

_ADD_MAILBOX = for_both(lambda insert: insert(mailboxes).on_conflict_do_nothing(index_elements=["name"]))


class SqlStore:
    """Implements `ports.Store` for one mailbox. `close` when done: it ends the thread."""

    def __init__(self, url: str, mailbox: str = "default") -> None:
        """Connects at the first transaction. A database in memory has its tables at once, any other gets them by
        `migrate`. Raises ValueError for a bad URL."""
        self._engine: Engine = open_engine(url)
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="database")
        self._mailbox = mailbox
        self._mailbox_id: int | None = None
        self._connection: Connection | None = None

    async def run(self, work: Callable[[Transaction], T]) -> T:
        """Run `work` in one transaction. A cancelled caller does not stop it: it is committed or rolled back whole.

        Raises StoreAwayError when the database cannot be reached or refuses to write; the next call connects anew.
        """
        return await asyncio.get_running_loop().run_in_executor(self._thread, self.run_here, work)

    def run_here(self, work: Callable[[Transaction], T]) -> T:
        """The same in the calling thread, for commands that have no event loop."""
        with self.transaction() as tx:
            return work(tx)

    @contextmanager
    def transaction(self) -> Iterator[SqlTransaction]:
        """A transaction in the calling thread, committed at the end and rolled back when something is raised within."""
        try:
            with named_errors():
                connection = self._connected()
                mailbox_id = self._mailbox_row(connection)
                with connection.begin():
                    yield SqlTransaction(connection, mailbox_id)
        except (SQLAlchemyError, StoreAwayError):
            self._forget_connection()
            raise

    async def close(self) -> None:
        """Finish what runs and let go of the database."""
        await asyncio.get_running_loop().run_in_executor(self._thread, self.close_here)

    def close_here(self) -> None:
        """Let go of the database in the calling thread."""
        self._forget_connection()
        self._engine.dispose()
        self._thread.shutdown(wait=False)

    def _connected(self) -> Connection:
        """One connection is kept: opening SQLite anew for each transaction would cost more than the transaction."""
        if self._connection is None or self._connection.closed or self._connection.invalidated:
            self._forget_connection()
            self._connection = self._engine.connect()
            if is_in_memory(self._engine.url):
                metadata.create_all(self._connection)
                self._connection.commit()
        return self._connection

    def _forget_connection(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            try:
                connection.close()
            except SQLAlchemyError:
                connection.invalidate()

    def _mailbox_row(self, connection: Connection) -> int:
        """The mailbox's number, in a transaction of its own so that it outlives a rollback of the first work."""
        if self._mailbox_id is None:
            with connection.begin():
                wanted = select(mailboxes.c.id).where(mailboxes.c.name == self._mailbox)
                found = connection.execute(wanted).scalar()
                if found is None:
                    connection.execute(_ADD_MAILBOX[connection.dialect.name], {"name": self._mailbox})
                    found = connection.execute(wanted).scalar_one()
            self._mailbox_id = int(found)
        return self._mailbox_id
