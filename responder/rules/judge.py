"""Puts the steps together: octets to text, tree, spec and book, gathering the problems of each."""

import codecs
from collections.abc import Collection
from dataclasses import dataclass, field

from pydantic import ValidationError

from responder.domain.guard import CHECK_NAMES
from responder.domain.rule import Book
from responder.rules import checks as rules_between
from responder.rules.build import build
from responder.rules.known import known_in
from responder.rules.load import Loaded, load
from responder.rules.problem import Problem
from responder.rules.schema import BookSpec
from responder.rules.schema_answers import odd_languages
from responder.rules.translate import problems_of


@dataclass(slots=True)
class Judged:
    """The book, or None with at least one error."""

    book: Book | None = None
    errors: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)


def judge(
    octets: bytes,
    *,
    year: int,
    digest: str,
    checks: Collection[str] | None,
    templates: Collection[str] | None,
    whole: bool = True,
) -> Judged:
    """Return what the rules in `octets` come to; see `read_rules`."""
    text = _decoded(octets)
    if isinstance(text, Problem):
        return Judged(errors=[text])
    loaded = load(text)
    if not loaded.readable:
        return Judged(errors=loaded.problems)
    if not loaded.tree and not loaded.refused:
        return Judged(errors=[Problem(1, "file", "the file is empty")])
    judged = Judged(errors=loaded.problems)
    if whole and isinstance(loaded.tree, dict):
        judged.errors += rules_between.missing_parts(loaded)
    spec = _validated(loaded, judged, checks, templates)
    if spec is not None:
        _built(spec, loaded, judged, year, digest)
    return judged


def _decoded(octets: bytes) -> str | Problem:
    try:
        return octets.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError as error:
        line = octets.count(b"\n", 0, error.start) + 1
        return Problem(line, "file", "is not saved as UTF-8: save the file again and choose the encoding UTF-8")


def _validated(
    loaded: Loaded, judged: Judged, checks: Collection[str] | None, templates: Collection[str] | None
) -> BookSpec | None:
    spec: BookSpec | None = None
    try:
        spec = BookSpec.model_validate(loaded.tree, context=known_in(loaded.tree, checks or CHECK_NAMES, templates))
    except ValidationError as error:
        judged.errors += problems_of(error, loaded)
    if isinstance(loaded.tree, dict):
        judged.errors += rules_between.names_twice(loaded)
        judged.errors += odd_languages(loaded)
    return spec


def _built(spec: BookSpec, loaded: Loaded, judged: Judged, year: int, digest: str) -> None:
    judged.warnings += rules_between.warnings(spec, loaded)
    judged.errors += rules_between.clashing_dates(spec, loaded)
    if judged.errors:
        return
    book = build(spec, year=year, digest=digest, lines=loaded.lines)
    judged.errors += rules_between.never_open(book.calendar, loaded, year)
    if not judged.errors:
        judged.book = book
