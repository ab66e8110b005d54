"""Knows the parts of a sentence that ask nothing of their own: asides in brackets, filled-in forms, second verbs."""

import re
from functools import lru_cache

from responder.reading.phrases import WORD, Hit, Kind
from responder.reading.sentences import CONJUNCTIONS, Sentence

_LONGEST_FILLING = 6
_ASIDE = re.compile(r"\([^()]{1,300}\)|«[^«»]{1,300}»|“[^“”]{1,300}”|„[^„“”]{1,300}[“”]|\"[^\"]{1,300}\"|`[^`]{1,300}`")
# "**Can you test it?**: no"
_HEADING = re.compile(r"#{1,6}\s|[*_]{2}[^*_]{1,60}[*_]{2}:?$")
_LONGEST_HEADING = 8
_QUOTED = re.compile(r"`[^`]+`|«[^«»?]+»|“[^“”?]+”|„[^„“”?]+[“”]|\"[^\"?]+\"")
_FILLED_IN = re.compile(r"[?？][\s*_)\]\"»”]*:\s*(?P<answer>\S.*)$")


def asides(sentence: Sentence) -> frozenset[int]:
    """The places of the words in brackets or quotation marks; none where the sentence as a whole stands in them."""
    asides = any(c in sentence.text for c in '(«“„"`')
    return _set_off(sentence.text, len(sentence.words)) if asides else frozenset()


@lru_cache(maxsize=256)
def _set_off(text: str, count: int) -> frozenset[int]:
    spans = [found.span() for found in _ASIDE.finditer(text)]
    words = list(WORD.finditer(text)) if spans else []
    if len(words) != count:  # addresses are no words of a sentence
        return frozenset()
    inside = frozenset(
        i for i, word in enumerate(words) for begin, end in spans if begin < word.start() and word.end() < end
    )
    return inside if len(inside) < len(words) else frozenset()


def is_filled_in(sentence: Sentence) -> bool:
    """Whether a question of a form has its answer behind it: "Are you a developer?: no"."""
    found = _FILLED_IN.search(sentence.text)
    return found is not None and len(WORD.findall(found.group("answer"))) <= _LONGEST_FILLING


def is_heading(sentence: Sentence) -> bool:
    """Whether it is the heading of a section of a form: "### Describe the problem", "**To reproduce**"."""
    if sentence.mark == "?" or sentence.has(Kind.PLEASE) or not sentence.text.startswith(("#", "*", "_")):
        return False
    return _HEADING.match(sentence.text) is not None and len(sentence.words) <= _LONGEST_HEADING


def is_quoted(part: str) -> bool:
    """Whether a line as a whole is quoted, from a manual or a program; a question in quotation marks is not."""
    return len(part) > 1 and part[0] in '`«“„"' and _QUOTED.fullmatch(part.rstrip(".… ")) is not None


def is_coordinated(sentence: Sentence, hit: Hit) -> bool:
    """Whether what looks like a command is the second verb of somebody who can or will: "I can measure and send it"."""
    at = hit.start
    if at < 2 or at in sentence.breaks or sentence.words[at - 1] not in CONJUNCTIONS:
        return False
    clause = max((start for start in sentence.breaks if start <= at), default=0)
    return any(clause <= modal.start < at for modal in sentence.at(Kind.MODAL))
