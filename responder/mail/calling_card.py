"""Recognises a signature that nothing announces: lines such as a visiting card has, at the end of a letter."""

import re
from collections.abc import Sequence
from typing import Final

_LINES: Final = 8
_RULED_LINES: Final = 15
_LONGEST_LINE: Final = 60
_LONGEST_NAME: Final = 50
_NAME_WORDS: Final = 6
_CONTACT: Final = re.compile(
    r"(?:[^\W\d_][\w .-]{0,16}[.:] ?)?(?:"
    r"<?[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}>?(?:<mailto:[^<>]{0,100}>)?"
    r"|<?(?:https?://|www\.)[^\s<>]{3,100}>?"
    r"|\+?\(?\d[\d ()/.-]{5,22}\d(?: ?(?:ext|x|доб)\.? ?\d{1,6})?"
    r"|skype: ?[\w.:-]{2,40})",
    re.IGNORECASE,
)
_SENTENCE_ENDS: Final = ("?", "!", ":", ";")
_CLOSED: Final = (".", "!", "?", "…", ")")


def is_name(text: str) -> bool:
    """Whether the line may be a person's name, with a degree perhaps: up to six words that begin with capitals."""
    if not text or len(text) > _LONGEST_NAME or text.endswith((*_SENTENCE_ENDS, ",")):
        return False
    words = text.replace(",", " ").split()
    return 2 <= len(words) <= _NAME_WORDS and all(
        word[0].isupper() and not any(map(str.isdigit, word)) for word in words
    )


def is_card(lines: Sequence[str], rest: range) -> bool:
    """Whether what stands below a drawn rule is a card: a name alone, or short lines with ways to reach somebody."""
    if len(rest) > _RULED_LINES * 3:
        return False
    filled = [text for index in rest if (text := lines[index].strip())]
    if not filled or len(filled) > _RULED_LINES or not all(_fits(text) for text in filled):
        return False
    if any(_CONTACT.fullmatch(text) for text in filled):
        return True
    return len(filled) <= 2 and all(word[0].isupper() and word.isalpha() for text in filled for word in text.split())


def card_start(lines: Sequence[str], run: range, before_history: bool) -> int | None:
    """Where the run's last paragraph begins, if it is a card: a name, then ways to reach that person among short lines.

    The words above must be closed, or history begin behind the card, as else it may be what the letter is about.
    """
    start = run.stop
    while start > run.start and lines[start - 1].strip():
        start -= 1
        if run.stop - start > _LINES:
            return None
    above = next((lines[at].strip() for at in range(start - 1, run.start - 1, -1) if lines[at].strip()), "")
    if not above or above.endswith(_SENTENCE_ENDS[2:]) or not (before_history or above.endswith(_CLOSED)):
        return None
    card = [lines[index].strip() for index in range(start, run.stop)]
    contacts = sum(_CONTACT.fullmatch(text) is not None for text in card)
    enough = contacts >= 2 or (contacts == 1 and len(card) >= 3)
    return start if enough and is_name(card[0]) and all(_belongs(text) for text in card[1:]) else None


def _fits(text: str) -> bool:
    return len(text) <= _LONGEST_LINE and not text.endswith(_SENTENCE_ENDS)


def _belongs(text: str) -> bool:
    """Whether a line may stand on a card: a way to reach somebody, or words without the numbers of addresses."""
    if _CONTACT.fullmatch(text):
        return True
    return _fits(text) and not text.endswith(".") and not any(map(str.isdigit, text))
