"""Which languages have words for times and numbers; others cannot be written in."""

from collections.abc import Mapping
from types import MappingProxyType

from responder.render.wording.en import WORDS as ENGLISH
from responder.render.wording.ru import WORDS as RUSSIAN
from responder.render.wording.words import Words

LANGUAGES: Mapping[str, Words] = MappingProxyType({words.code: words for words in (ENGLISH, RUSSIAN)})
"""ISO 639-1 code -> its words."""


def words_for(*wished: str) -> Words:
    """The words of the first wished language that has any, else English ones."""
    return next((LANGUAGES[code] for code in wished if code in LANGUAGES), ENGLISH)
