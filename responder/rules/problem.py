"""One thing that is wrong in rules.yaml, said so that somebody who is no programmer can mend it."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import islice

_LOOKALIKES = str.maketrans("асеорхуікАВЕКМНОРСТХ", "aceopxyikABEKMHOPCTX")

MAX_OPTIONS = 1000
"""More are not compared: a thousand misspelt names must not keep a thousand others busy."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """What is wrong, and where: `line` counts from 1, `path` is like `alerts.people[2]` or `file`."""

    line: int
    path: str
    text: str

    def shown(self, file_name: str) -> str:
        """Return the line printed for it: `rules.yaml:12: answer.limit: ...`."""
        return f"{file_name}:{self.line}: {_visible(self.path, 200)}: {_visible(self.text, 1000)}"


def _visible(text: str, at_most: int) -> str:
    """Return `text` in one line and not endless; what cannot be seen, such as a no-break space, is spelt out."""
    short = text if len(text) <= at_most else f"{text[:at_most]}..."
    return "".join(sign if sign.isprintable() else sign.encode("unicode_escape").decode() for sign in short)


def kind_of(value: object) -> str:
    """Say in plain words what was written where something else belongs."""
    if isinstance(value, dict):
        return "a group of keys"
    return "a list" if isinstance(value, list) else "one text"


def nearest(word: str, options: Iterable[str]) -> str | None:
    """Return the option that `word` was probably meant to be, or None."""
    by_fold = {option.casefold(): option for option in islice(options, MAX_OPTIONS)}
    found = get_close_matches(word.casefold().translate(_LOOKALIKES), by_fold, n=1, cutoff=0.6)
    return by_fold[found[0]] if found else None


def did_you_mean(word: str, options: Iterable[str]) -> str:
    """Return `, did you mean ...?` for the option nearest to `word`, or nothing when none is near."""
    meant = nearest(word, options)
    if meant is None:
        return ""
    if meant != word and meant == word.translate(_LOOKALIKES):
        return f", did you mean `{meant}`? (one of its letters is Cyrillic and only looks Latin)"
    if not word.isprintable():
        return f", did you mean `{meant}`? (something invisible stands in it: delete the line and retype it)"
    return f", did you mean `{meant}`?"


def listed(words: Iterable[str]) -> str:
    """Join words as a sentence does: `off, shadow or live`."""
    *most, last = words
    return f"{', '.join(most)} or {last}" if most else last
