"""Reads single texts, yes and no, numbers, choices and lists; each reader raises ValueError in plain words."""

import re
from collections.abc import Callable

from responder.rules.problem import did_you_mean, kind_of, listed

_YES = frozenset({"yes", "true", "on", "y", "да"})
_NO = frozenset({"no", "false", "off", "n", "нет"})
_REGULAR_EXPRESSION = re.compile(r"\\[a-zA-Z.()\[\]]|\.[*+]|^\^|\([^)]*\||\[[^\]]*\][*+?]|\[\w-\w")
MAX_TEXT = 200
MAX_PARAGRAPH = 2000


def plain_text(value: object) -> str:
    """Return one line of text."""
    text = paragraph(value)
    if any(ord(sign) < 32 or sign == "\x7f" for sign in text):
        raise ValueError("must be one line")
    if len(text) > MAX_TEXT:
        raise ValueError(f"is longer than {MAX_TEXT} letters")
    return text


def paragraph(value: object) -> str:
    """Return a text that may have several lines."""
    if not isinstance(value, str):
        raise ValueError(f"one text belongs here, not {kind_of(value)}")
    if not value.strip():
        raise ValueError("is empty: write something or delete the key")
    if len(value) > MAX_PARAGRAPH:
        raise ValueError(f"is longer than {MAX_PARAGRAPH} letters")
    return value.strip()


def yes_no(value: object) -> bool:
    """Return True for `yes` and its like."""
    word = plain_text(value).casefold()
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise ValueError(f"write `yes` or `no`, not `{word}`")


def whole(least: int, most: int) -> Callable[[object], int]:
    """Return a reader of whole numbers between the two."""

    def read(value: object) -> int:
        word = plain_text(value).replace("_", "").replace(" ", "")
        if not re.fullmatch(r"[0-9]{1,12}", word):
            raise ValueError(f"write a whole number, not `{word}`")
        if not least <= int(word) <= most:
            raise ValueError(f"must be between {least} and {most}, not {word}")
        return int(word)

    return read


def choice(*options: str) -> Callable[[object], str]:
    """Return a reader of one of these words."""

    by_fold = {option.casefold(): option for option in options}

    def read(value: object) -> str:
        word = " ".join(plain_text(value).split())
        if word.casefold() in by_fold:
            return by_fold[word.casefold()]
        raise ValueError(f"`{word}` is none of {listed(options)}{did_you_mean(word, options)}")

    return read


def as_list(value: object) -> list[object]:
    """Return the items; a single text counts as a list of one."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, list):
        return value
    raise ValueError(f"a list belongs here, like [one, two], not {kind_of(value)}")


def at_least_one(value: object) -> list[object]:
    """Return the items of a list that must not be empty."""
    items = as_list(value)
    if not items:
        raise ValueError("the list is empty: write at least one, or delete the key")
    return items


def as_list_of_groups(value: object) -> list[object]:
    """Return the items of a list whose items have keys of their own."""
    if not isinstance(value, list):
        raise ValueError(f"a list belongs here, each item beginning with a dash, not {kind_of(value)}")
    return value


def as_map(value: object) -> dict[object, object]:
    """Return the names and what is written for them."""
    if not isinstance(value, dict):
        raise ValueError(f"names with a colon belong here, each in its own line, not {kind_of(value)}")
    return value


def pattern(value: object) -> str:
    """Return a word or phrase, `*` and `?` standing for any letters; regular expressions are refused."""
    text = plain_text(value)
    if _REGULAR_EXPRESSION.search(text):
        raise ValueError(
            f"`{text}` looks like a regular expression: write words; `*` stands for any letters and `?` for one"
        )
    return text
