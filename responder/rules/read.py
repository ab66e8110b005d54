"""The way into this room: the text of rules.yaml in, the book or everything that is wrong with it out."""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass

from responder.domain.rule import Book
from responder.rules.problem import Problem

DIGEST_LENGTH = 12
MAX_SHOWN = 500


@dataclass(frozen=True, slots=True)
class RulesResult:
    """The book, or None and the reasons. Errors and warnings are lines to print, `rules.yaml:LINE: path: text`."""

    book: Book | None = None
    errors: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


def read_rules(
    text: str | bytes,
    file_name: str = "rules.yaml",
    *,
    year: int,
    check_names: Collection[str] | None = None,
    templates: Collection[str] | None = None,
    whole: bool = True,
) -> RulesResult:
    """Read the operator's rules; every problem is found at once and nothing written in the file raises.

    `year` is the current one, for holidays. `check_names` are the guard's checks (None: those of domain/guard.py),
    `templates` the families there are (None: any name). Not `whole`: what a mode needs before the daemon may run may be
    missing. Takes about a second for 2,000 rules, so call it in a thread.
    """
    # The YAML and validation libraries take a quarter of a second to import; commands without rules do not pay it.
    from responder.rules.judge import judge  # noqa: PLC0415 - see above

    octets = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    judged = judge(octets, year=year, digest=digest_of(octets), checks=check_names, templates=templates, whole=whole)
    return RulesResult(judged.book, _shown(judged.errors, file_name), _shown(judged.warnings, file_name))


def digest_of(octets: bytes) -> str:
    """Return the short name of one version of the rules."""
    return hashlib.sha256(octets).hexdigest()[:DIGEST_LENGTH]


def _shown(problems: Collection[Problem], file_name: str) -> tuple[str, ...]:
    lines = tuple(dict.fromkeys(problem.shown(file_name) for problem in sorted(problems)))
    more = len(lines) - MAX_SHOWN
    return (*lines[:MAX_SHOWN], f"{file_name}: and {more} more like these") if more > 0 else lines
