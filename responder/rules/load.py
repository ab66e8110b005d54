"""Reads the YAML text into plain lists, mappings and texts, and remembers on which line each of them was written.

Every value stays the text that was written (`no` is a language as well as an answer); what it means is decided by the
key it belongs to. Works on the parser's events, so nothing is built before anchors, tags and depth were looked at.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import takewhile

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from responder.rules.problem import Problem
from responder.rules.syntax import syntax_problem

MAX_BYTES = 1_000_000
MAX_DEPTH = 8
_NO_ANCHORS = " (YAML's anchors are not used here)"
_NOWHERE = "\0"
"""A place that no key can name, for values whose key is refused."""

Path = tuple[str | int, ...]


@dataclass(slots=True)
class Loaded:
    """What the file holds: `tree` of dict, list, str and None (nothing written), the `lines` of all its places, and
    what was `refused` while reading. `readable` is false when the text as a whole is no use."""

    tree: object = None
    lines: dict[Path, int] = field(default_factory=dict)
    refused: list[tuple[Path, int, str]] = field(default_factory=list)
    readable: bool = True

    @property
    def problems(self) -> list[Problem]:
        """What was refused while reading, as the operator is told."""
        return [Problem(line, self.shown(path), text) for path, line, text in self.refused]

    def written(self, path: Path) -> Path:
        """Return the longest beginning of `path` that really stands in the file."""
        while path and path not in self.lines:
            path = path[:-1]
        return path

    def problem(self, path: Path, text: str) -> Problem:
        """Return a problem at `path`, or at what stands nearest above it in the file."""
        path = self.written(path)
        return Problem(self.lines.get(path, 1), self.shown(path), text)

    def shown(self, path: Path) -> str:
        """Write a place as `alerts.people[2]`; rules go by their names, other list items count from 1."""
        words = ""
        here: object = self.tree
        for part in takewhile(lambda part: part != _NOWHERE, path):
            here = _inside(here, part)
            words += f"[{_item_name(here, part)}]" if isinstance(part, int) else f".{part}"
        return words.lstrip(".") or "file"


def _inside(here: object, part: str | int) -> object:
    if isinstance(here, dict):
        return here.get(part)
    if isinstance(here, list) and isinstance(part, int) and part < len(here):
        return here[part]
    return None


def _item_name(item: object, index: int) -> str:
    name = item.get("name") if isinstance(item, dict) else None
    return name if isinstance(name, str) and name else str(index + 1)


def load(text: str) -> Loaded:
    """Read `text`; never raises. Whatever is wrong with it as YAML stands in `problems`."""
    if len(text.encode("utf-8", "surrogatepass")) > MAX_BYTES:
        return _unreadable(Problem(1, "file", "the file is larger than 1 MB"))
    loaded = Loaded()
    try:
        _Reader(loaded, YAML(typ="base", pure=True).parse(text)).document()
    except YAMLError as error:
        return _unreadable(syntax_problem(error, text))
    except _TooDeepError as error:
        return _unreadable(Problem(error.line, "file", "brackets or lists are nested too deeply"))
    except (ArithmeticError, AssertionError, AttributeError, LookupError, TypeError, ValueError):
        # The YAML library answers some broken texts with errors other than its own, for example "\\UFFFFFFFF".
        return _unreadable(Problem(1, "file", "this is no YAML text"))
    return loaded


def _unreadable(problem: Problem) -> Loaded:
    return Loaded(refused=[((), problem.line, problem.text)], readable=False)


class _TooDeepError(Exception):
    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


class _Reader:
    """Turns the parser's events into the tree, noting lines and what is not allowed here."""

    def __init__(self, loaded: Loaded, events: Iterator[Event]) -> None:
        self.loaded = loaded
        self.events = events

    def document(self) -> None:
        """Read the one document there may be."""
        for event in self.events:
            if isinstance(event, DocumentStartEvent):
                if self.loaded.lines:
                    self._refuse((), event, "`---` begins a second text: write everything as one")
                    return
                self.loaded.lines[()] = 1
                self.loaded.tree = self.value(next(self.events), ())

    def value(self, event: Event, path: Path) -> object:
        """Return what begins with `event`; None for nothing and for what was refused."""
        if len(path) > MAX_DEPTH:
            raise _TooDeepError(_line(event))
        self._refuse_references(event, path)
        if isinstance(event, MappingStartEvent):
            return self.mapping(path)
        if isinstance(event, SequenceStartEvent):
            return self.sequence(path)
        if not isinstance(event, ScalarEvent):
            return None
        return None if event.style in (None, "") and event.value in ("", "~") else _whole(event.value)

    def mapping(self, path: Path) -> dict[str, object]:
        """Return the keys and values up to the end of this mapping; of a key written twice the first counts."""
        result: dict[str, object] = {}
        while not isinstance(event := next(self.events), MappingEndEvent):
            key = self.key(event, path, result)
            if key is None:
                self.value(next(self.events), (*path, _NOWHERE))
                continue
            place = (*path, key)
            self.loaded.lines[place] = _line(event)
            self._refuse_references(event, place)
            result[key] = self.value(next(self.events), place)
        return result

    def key(self, event: Event, path: Path, so_far: dict[str, object]) -> str | None:
        """Return the key that `event` is, or None when it cannot be used."""
        if not isinstance(event, ScalarEvent):
            self._refuse(path, event, "a key must be one word, not a list or a group in brackets")
            self.value(event, (*path, _NOWHERE))
            return None
        key = _whole(event.value)
        if key not in so_far:
            return key
        first = self.loaded.lines[(*path, key)]
        self._refuse((*path, key), event, f"`{key}` is written twice, first in line {first}")
        return None

    def sequence(self, path: Path) -> list[object]:
        """Return the items up to the end of this list; an empty item is a problem."""
        result: list[object] = []
        while not isinstance(event := next(self.events), SequenceEndEvent):
            place = (*path, len(result))
            self.loaded.lines[place] = _line(event)
            item = self.value(event, place)
            if item is None and isinstance(event, ScalarEvent):
                self._refuse(place, event, "an empty item: write something after the dash, or delete it")
            result.append(item)
        return result

    def _refuse(self, path: Path, event: Event, text: str) -> None:
        self.loaded.refused.append((path, _line(event), text))

    def _refuse_references(self, event: Event, path: Path) -> None:
        anchor, tag = getattr(event, "anchor", None), getattr(event, "tag", None)
        if isinstance(event, AliasEvent):
            self._refuse(path, event, f'a text that begins with * must be in quotes: "*{anchor}"{_NO_ANCHORS}')
        elif anchor is not None:
            self._refuse(path, event, f'a text that begins with & must be in quotes: "&{anchor}"{_NO_ANCHORS}')
        elif tag is not None:
            self._refuse(path, event, "a text that begins with ! must be in quotes")


def _whole(text: str) -> str:
    """Return the text with what "\\ud83d\\ude00" means put together; half a sign becomes a replacement character."""
    if any("\ud800" <= sign <= "\udfff" for sign in text):
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return str(text)


def _line(event: Event) -> int:
    return int(event.start_mark.line) + 1
