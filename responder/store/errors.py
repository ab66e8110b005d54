"""Tells a database that is away from a mistake of ours, in words that are safe to log."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, DisconnectionError

from responder.ports.errors import StoreAwayError

_AWAY = {"OperationalError", "InterfaceError"}
"""What every driver calls it (PEP 249); psycopg is only there where PostgreSQL is used."""

_NO_TABLES = ("no such table", "no such column", "UndefinedTable", "UndefinedColumn")


@contextmanager
def named_errors() -> Iterator[None]:
    """Within, a database that is away raises StoreAwayError; a wrong statement raises what the driver says of it."""
    try:
        yield
    except Exception as error:
        world = away(error)
        if world is None:
            raise
        raise world from error


def away(error: Exception) -> StoreAwayError | None:
    """The error of a driver or of SQLAlchemy as the flows know it, or None when it is none or the statement is wrong:
    then it is our bug.

    The text is the driver's first line, which holds neither the statement nor its values.
    """
    if isinstance(error, DisconnectionError):
        return StoreAwayError("the database hung up")
    invalidated = isinstance(error, DBAPIError) and error.connection_invalidated
    origin = error.orig or error if isinstance(error, DBAPIError) else error
    names = {kind.__name__ for kind in type(origin).__mro__}
    if "Error" not in names:
        return None
    said = next(iter(str(origin).strip().splitlines()), type(origin).__name__)
    if any(sign in said or sign in names for sign in _NO_TABLES):
        return StoreAwayError("the database does not have our tables yet: `responder run` makes them")
    if "not a database" in said or "malformed" in said:
        return StoreAwayError(f"the file in RESPONDER_DATABASE_URL is not usable as a database: {said}")
    if invalidated or names & _AWAY:
        return StoreAwayError(f"the database does not answer: {said}")
    return None
