"""Compiles each statement once and hands it straight to the driver.

SQLAlchemy's own execution looks every statement up anew and wraps every row; with twenty statements a letter that is
more than all other work together. What it knows (dialects, types, binding) is used here, once a statement.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import Any, TypeAlias

from sqlalchemy import BindParameter, Connection, Delete, Dialect, Insert, Select, Update
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.visitors import cloned_traverse

from responder.store.errors import named_errors

Statement: TypeAlias = Select[*tuple[Any, ...]] | Insert | Update | Delete
Values: TypeAlias = Mapping[str, Any]
_Convert: TypeAlias = Callable[[Any], Any] | None


class Rows:
    """What a statement found: rows as lists of our own values, and how many rows it changed."""

    __slots__ = ("_rows", "changed")

    def __init__(self, rows: Sequence[list[Any]], changed: int) -> None:
        self._rows = rows
        self.changed = changed

    def __iter__(self) -> Iterator[list[Any]]:
        return iter(self._rows)

    def first(self) -> list[Any] | None:
        """The first row, None when there is none."""
        return self._rows[0] if self._rows else None

    def value(self) -> Any:
        """The first row's first column, None when there is no row."""
        return self._rows[0][0] if self._rows else None


class OneOf(tuple[Any, ...]):
    """The values of an IN, made longer to a power of two by repeating the last so that few statements serve all."""

    __slots__ = ()

    def __new__(cls, values: Iterable[Any]) -> "OneOf":
        """None of several is nothing: such an IN holds for no row."""
        given = tuple(values)
        missing = (1 << (len(given) - 1).bit_length()) - len(given) if given else 0
        return super().__new__(cls, (*given, *given[-1:] * missing))


class Statements:
    """Runs statements on an open connection, inside the transaction that it is in. Raises StoreAwayError."""

    def __init__(self, connection: Connection) -> None:
        self.dialect = connection.dialect
        self._cursor: Any = connection.connection.cursor()

    def run(self, statement: Statement, values: Values) -> Rows:
        """Run it with these values."""
        ready = prepared(self.dialect, statement, values)
        with named_errors():
            self._cursor.execute(ready.sql, ready.bound(values))
            found = self._cursor.fetchall() if self._cursor.description else ()
        return Rows([ready.read(row) for row in found], self._cursor.rowcount)

    def run_many(self, statement: Statement, rows: Sequence[Values]) -> None:
        """Run it for each of these rows, which have the same names; none is none."""
        if len(rows) == 1:
            self.run(statement, rows[0])
        elif rows:
            ready = prepared(self.dialect, statement, rows[0])
            with named_errors():
                self._cursor.executemany(ready.sql, [ready.bound(row) for row in rows])

    def say(self, command: str) -> None:
        """Run a command without values."""
        with named_errors():
            self._cursor.execute(command)


class Prepared:
    """One statement for one dialect, for values of these names."""

    def __init__(self, dialect: Dialect, statement: Statement, values: Values) -> None:
        compiled = _compiled(statement, dialect, values)
        self.statement = statement  # kept, because the cache goes by its identity
        self.sql = str(compiled)
        self._positional = dialect.positional
        self._places = list(_places(compiled, dialect, values))
        self._readers = [reader for reader in enumerate(_readers(statement, dialect)) if reader[1] is not None]

    def bound(self, values: Values) -> Any:
        """The values as the driver takes them."""
        if self._positional:
            return [place(values) for _, place in self._places]
        return {name: place(values) for name, place in self._places}

    def read(self, row: Sequence[Any]) -> list[Any]:
        """A row as our own values."""
        found = list(row)
        for column, convert in self._readers:
            found[column] = convert(found[column])  # type: ignore[misc]  # None is left out above
        return found


def _compiled(statement: Statement, dialect: Dialect, values: Values) -> SQLCompiler:
    """With a place for each value of an IN; inserts have none."""

    def give_values(bind: BindParameter[Any]) -> None:
        bind.required = False
        if bind.expanding and bind.key in values:
            bind.value = values[bind.key]

    if isinstance(statement, Insert):
        return statement.compile(dialect=dialect, column_keys=list(values))
    given = cloned_traverse(statement, {}, {"bindparam": give_values})
    options = {"render_postcompile": True}
    compiled: SQLCompiler = given.compile(dialect=dialect, column_keys=list(values), compile_kwargs=options)
    return compiled


def _places(compiled: SQLCompiler, dialect: Dialect, values: Values) -> Iterator[tuple[str, Callable[[Values], Any]]]:
    """For each place in the statement its name, and how its value is found."""
    by_name: dict[str, Callable[[Values], Any]] = {}
    for bind, name in compiled.bind_names.items():
        convert = bind.type.dialect_impl(dialect).bind_processor(dialect)
        if bind.expanding:
            for place, value in enumerate(bind.effective_value or ()):
                chosen = _from_list(name, place, convert) if name in values else _constant(value, convert)
                by_name[f"{name}_{place + 1}"] = chosen
        elif name in values:
            by_name[name] = _given(name, convert)
        else:
            by_name[name] = _constant(bind.effective_value, convert)
    for name in compiled.positiontup or by_name:
        yield name, by_name[name]


def _given(name: str, convert: _Convert) -> Callable[[Values], Any]:
    if convert is None:
        return itemgetter(name)
    return lambda values: convert(values[name])


def _from_list(name: str, place: int, convert: _Convert) -> Callable[[Values], Any]:
    if convert is None:
        return lambda values: values[name][place]
    return lambda values: convert(values[name][place])


def _constant(value: Any, convert: _Convert) -> Callable[[Values], Any]:
    constant = convert(value) if convert else value
    return lambda _: constant


def _readers(statement: Statement, dialect: Dialect) -> Iterator[_Convert]:
    """For each column that comes back how its value becomes ours."""
    for column in statement.exported_columns:
        yield column.type.dialect_impl(dialect).result_processor(dialect, None)


_CACHE: dict[Any, Prepared] = {}


def prepared(dialect: Dialect, statement: Statement, values: Values) -> Prepared:
    """The statement ready for values of these names and lengths; compiled at its first use, kept for good."""
    lengths = [len(value) for value in values.values() if type(value) is OneOf]
    key = (dialect.name, id(statement), *values, *lengths)
    found = _CACHE.get(key)
    if found is None:
        found = _CACHE[key] = Prepared(dialect, statement, values)
    return found
