"""What every repository is made of: an open connection, one mailbox, and statements that are built only once."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields
from operator import attrgetter
from typing import Any

from sqlalchemy import Column, ColumnElement, Table, bindparam
from sqlalchemy.dialects import postgresql, sqlite

from responder.store.prepared import Rows, Statement, Statements

ForBoth = Mapping[str, Statement]
"""A statement that the two databases write differently, by the dialect's name."""


class Repository:
    """What runs statements inside a transaction, bound to one mailbox. Statements find it under `:mailbox`, inserts as
    `mailbox_id`. Raises StoreAwayError when the database is away."""

    def __init__(self, statements: Statements, mailbox_id: int) -> None:
        self._statements = statements
        self._mailbox_id = mailbox_id

    def _do(self, statement: Statement, **values: Any) -> Rows:
        """Run a statement with these values."""
        return self._statements.run(statement, {"mailbox": self._mailbox_id, **values})

    def _add(self, statement: Statement | ForBoth, values: Mapping[str, Any]) -> Any:
        """Run an insert of one row; what it returns (its number, where the statement asks for it), else None."""
        return self._statements.run(self._own(statement), {"mailbox_id": self._mailbox_id, **values}).value()

    def _add_all(self, statement: Statement | ForBoth, rows: Iterable[Mapping[str, Any]]) -> None:
        """Run an insert of several rows; none is none."""
        values = [{"mailbox_id": self._mailbox_id, **row} for row in rows]
        self._statements.run_many(self._own(statement), values)

    def _own(self, statement: Statement | ForBoth) -> Statement:
        return statement[self._statements.dialect.name] if isinstance(statement, Mapping) else statement


def for_both(build: Callable[[Any], Statement]) -> ForBoth:
    """The statement that `build` makes out of each dialect's own `insert`: the general one knows no conflicts."""
    return {"sqlite": build(sqlite.insert), "postgresql": build(postgresql.insert)}


def upsert(table: Table, keys: Sequence[str], others: Sequence[str]) -> ForBoth:
    """Insert a row, or replace `others` where `keys` are there already."""

    def build(insert: Any) -> Statement:
        statement = insert(table)
        replaced = {name: statement.excluded[name] for name in others}
        made: Statement = statement.on_conflict_do_update(index_elements=["mailbox_id", *keys], set_=replaced)
        return made

    return for_both(build)


def insert_unless_there(table: Table, keys: Sequence[str]) -> ForBoth:
    """Insert a row, or leave what is there under the same keys."""

    def build(insert: Any) -> Statement:
        made: Statement = insert(table).on_conflict_do_nothing(index_elements=["mailbox_id", *keys])
        return made

    return for_both(build)


def mine(table: Table) -> ColumnElement[bool]:
    """Rows of this mailbox, where an index that begins with it leads to them."""
    return table.c.mailbox_id == bindparam("mailbox")


def also_mine(table: Table) -> ColumnElement[bool]:
    """The same where a row's own number leads to it: SQLite must not be tempted to walk through the whole mailbox."""
    return table.c.mailbox_id + 0 == bindparam("mailbox")


def columns_of(table: Table, kind: type, without: Sequence[str] = ()) -> list[Column[Any]]:
    """The columns that hold a dataclass, in the order of its fields."""
    return [table.c[name] for name in names_of(kind, without)]


def names_of(kind: type, without: Sequence[str] = ()) -> list[str]:
    """A dataclass's field names in order."""
    return [field.name for field in fields(kind) if field.name not in without]


def reader_of(names: Sequence[str]) -> Callable[[Any], dict[str, Any]]:
    """Makes a function that reads these attributes into a dict; `dataclasses.asdict` copies deeply and costs more than
    the insert."""
    read = attrgetter(*names)
    return lambda item: dict(zip(names, read(item), strict=True))
