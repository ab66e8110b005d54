"""Tells a database that is away from a mistake of ours, in words that are safe to log."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, DisconnectionError, InterfaceError, OperationalError, SQLAlchemyError

from responder.ports.errors import StoreAwayError

_NO_TABLES = ("no such table", "no such column", "UndefinedTable", "UndefinedColumn")


@contextmanager
def named_errors() -> Iterator[None]:
    """Within, a database that is away raises StoreAwayError; a wrong statement raises what SQLAlchemy says."""
    try:
        yield
    except SQLAlchemyError as error:
        world = away(error)
        if world is None:
            raise
        raise world from error


def away(error: SQLAlchemyError) -> StoreAwayError | None:
    """The error as the flows know it, or None when the statement itself is wrong: then it is our bug.

    The text is the driver's first line, which holds neither the statement nor its values.
    """
    if not isinstance(error, DBAPIError):
        return StoreAwayError("the database hung up") if isinstance(error, DisconnectionError) else None
    said = next(iter(str(error.orig).strip().splitlines()), type(error.orig).__name__)
    if any(sign in said or sign == type(error.orig).__name__ for sign in _NO_TABLES):
        return StoreAwayError("the database does not have our tables yet: `responder run` makes them")
    if error.connection_invalidated or isinstance(error, OperationalError | InterfaceError):
        return StoreAwayError(f"the database does not answer: {said}")
    return None
