"""Which languages have words for times and numbers; others cannot be written in."""

from collections.abc import Mapping
from types import MappingProxyType

from responder.render.wording.en import WORDS as ENGLISH
from responder.render.wording.ru import WORDS as RUSSIAN
from responder.render.wording.words import Words

LANGUAGES: Mapping[str, Words] = MappingProxyType({words.code: words for words in (ENGLISH, RUSSIAN)})
"""ISO 639-1 code -> its words."""
