"""How our values lie in columns: instants in UTC, enumerations by value, tuples as JSON, any text legible."""

import json
from datetime import UTC, datetime
from enum import StrEnum
from hashlib import sha256
from typing import Any

from sqlalchemy import DateTime, Dialect, String, Text
from sqlalchemy.types import TypeDecorator, TypeEngine

from responder.domain.expectation import StageDue

LONGEST_LOOKUP = 250
"""Characters of a text that is looked up: PostgreSQL cannot index more than 2,704 octets."""


def legible(text: str) -> str:
    """The text without what databases refuse in one: NUL (PostgreSQL) and lone surrogates (neither is UTF-8)."""
    if "\0" in text:
        text = text.replace("\0", "\N{REPLACEMENT CHARACTER}")
    if text.isascii():
        return text
    return text.encode("utf-8", "replace").decode()


def shortened(text: str) -> str:
    """The text, or where it is too long for an index its beginning and its hash: two texts stay different."""
    if len(text) <= LONGEST_LOOKUP:
        return legible(text)
    digest = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return legible(text)[: LONGEST_LOOKUP - len(digest)] + digest


class Instant(TypeDecorator[datetime]):
    """An aware instant. SQLite has no such type: there it is text in UTC of fixed length, which sorts as time does."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Text on SQLite."""
        return dialect.type_descriptor(String(32) if dialect.name == "sqlite" else DateTime(timezone=True))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        """To UTC; a naive instant is our bug and must not be guessed at."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant without a zone cannot be stored")
        value = value.astimezone(UTC)
        return value.isoformat(" ", "microseconds") if dialect.name == "sqlite" else value

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """To aware UTC."""
        if value is None:
            return None
        return datetime.fromisoformat(value) if dialect.name == "sqlite" else value.astimezone(UTC)


class Legible(TypeDecorator[str]):
    """Any text that came from outside."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Without what a database refuses."""
        return None if value is None else legible(value)


class Lookup(TypeDecorator[str]):
    """A text from outside that rows are found by, short enough for an index."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Legible and short."""
        return None if value is None else shortened(value)


class Named(TypeDecorator[StrEnum]):
    """A member of an enumeration, by its value."""

    impl = String(20)
    cache_ok = True

    def __init__(self, members: type[StrEnum]) -> None:
        super().__init__()
        self.members = members

    def process_bind_param(self, value: StrEnum | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - SQLAlchemy's signature
        """To the value."""
        return None if value is None else value.value

    def process_result_value(self, value: str | None, dialect: Dialect) -> StrEnum | None:  # noqa: ARG002 - SQLAlchemy's signature
        """To the member."""
        return None if value is None else self.members(value)


class Json(TypeDecorator[Any]):
    """A JSON value as text, letters of any language legible."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:  # noqa: ARG002 - SQLAlchemy's signature
        """To compact JSON."""
        return None if value is None else legible(json.dumps(value, ensure_ascii=False, separators=(",", ":")))

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:  # noqa: ARG002 - SQLAlchemy's signature
        """From JSON."""
        return None if value is None else json.loads(value)


class Words(Json):
    """A tuple of texts."""

    cache_ok = True

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:  # noqa: ARG002 - SQLAlchemy's signature
        """From a JSON list."""
        return None if value is None else tuple(json.loads(value))


class Stages(Json):
    """The warnings still to come, as a JSON list of [stage, instant]."""

    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        """To a list of pairs."""
        pairs = [[stage.stage, stage.due_at.astimezone(UTC).isoformat()] for stage in value]
        return super().process_bind_param(pairs, dialect)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:  # noqa: ARG002 - SQLAlchemy's signature
        """To stages."""
        return tuple(StageDue(stage, datetime.fromisoformat(due_at)) for stage, due_at in json.loads(value or "[]"))
