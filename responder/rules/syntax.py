"""Says in plain words where a text stops being YAML, for people who have never heard of YAML."""

import re

from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.reader import ReaderError

from responder.rules.problem import Problem

_GLUED = re.compile(r"[a-z_]+:[^\s:].*")
_IN_QUOTES = 'a text that begins with this sign must stand in quotation marks: "..."'
_SAYINGS = (
    ("cannot start any token", f"`{{sign}}` cannot stand here: {_IN_QUOTES}"),
    ("mapping values are not allowed", "a second `: ` in one line, or a line that is not indented like its neighbours; "
     "put a text that contains `: ` in quotation marks"),
    ("could not find expected ':'", "a key without its colon: write `key: value`"),
    ("expected <block end>", "this line is not indented like its neighbours, or the line above is not finished"),
    ("expected ',' or '}'", "a curly bracket is opened and not closed, or a comma is missing inside"),
    ("expected ',' or ']'", "a square bracket is opened and not closed, or a comma is missing inside"),
    ("found unexpected end of stream", "a quotation mark is opened here and never closed"),
    ("unknown escape character", "a backslash inside \"...\" has a special meaning: use '...' instead"),
    ("while scanning an alias", f"`*` cannot stand here: {_IN_QUOTES}"),
    ("while scanning an anchor", f"`&` cannot stand here: {_IN_QUOTES}"),
    ("while scanning a tag", f"`!` cannot stand here: {_IN_QUOTES}"),
    ("while scanning a directive", f"`%` cannot stand here: {_IN_QUOTES}"),
)  # fmt: skip


def syntax_problem(error: YAMLError, text: str) -> Problem:
    """Return what `error` means to the person who wrote `text`."""
    if isinstance(error, ReaderError):
        line = text.count("\n", 0, error.position) + 1
        return Problem(line, "file", "an invisible control character stands in this line: delete and retype the line")
    if not isinstance(error, MarkedYAMLError):
        return Problem(1, "file", "this is no YAML text")
    said = f"{error.context or ''} {error.problem or ''}"
    mark = error.problem_mark or error.context_mark
    if error.context_mark and ("quoted scalar" in said or "while parsing a flow" in said):
        mark = error.context_mark  # where it was opened is what has to be mended, not the end of the file
    line = mark.line + 1 if mark else 1
    return _glued(line, text) or Problem(line, "file", _in_plain_words(said))


def _glued(line: int, text: str) -> Problem | None:
    """A key without a blank behind its colon is no key for YAML, which only stumbles over the line below it."""
    rows = text.splitlines()
    for number in (line, line - 1):
        written = rows[number - 1].strip() if 0 < number <= len(rows) else ""
        if _GLUED.fullmatch(written) and "//" not in written:
            key, _, value = written.partition(":")
            return Problem(number, "file", f"a blank is missing behind the colon: write `{key}: {value}`")
    return None


def _in_plain_words(said: str) -> str:
    if "'\\t'" in said:
        return "a tab stands here: indent with spaces only"
    for jargon, saying in _SAYINGS:
        if jargon in said:
            sign = said.partition("found character ")[2][1:2]
            return saying.format(sign=sign)
    return "this line cannot be read: look for a missing bracket, quotation mark, colon or space"
