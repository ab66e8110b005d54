"""Marks by which quoted history, signatures and disclaimers are known: data, one file a language, all tried at once."""

from collections.abc import Callable
from typing import Final

from responder.mail.marks import de, en, others, ru, uk
from responder.mail.marks.kinds import Marks, Openings

_LANGUAGES: Final = (en.MARKS, ru.MARKS, uk.MARKS, de.MARKS, others.MARKS)


def _all(pick: Callable[[Marks], tuple[str, ...]]) -> tuple[str, ...]:
    """The words that `pick` takes from each language, longest first so that the more telling one is met first."""
    return tuple(sorted({word for marks in _LANGUAGES for word in pick(marks)}, key=lambda word: (-len(word), word)))


VERBS: Final = _all(lambda marks: marks.verbs)
SEPARATORS: Final = frozenset(_all(lambda marks: marks.separators))
BARE_SEPARATORS: Final = Openings(_all(lambda marks: marks.bare_separators))
FORWARD_ENDS: Final = frozenset(_all(lambda marks: marks.forward_ends))
DEVICES: Final = Openings(_all(lambda marks: marks.devices))
PARTINGS: Final = Openings(_all(lambda marks: marks.partings))
GREETINGS: Final = Openings(_all(lambda marks: marks.greetings))
POSTSCRIPTS: Final = Openings(_all(lambda marks: marks.postscripts))
DISCLAIMERS: Final = Openings(_all(lambda marks: marks.disclaimers))
DISCLAIMER_PARTS: Final = _all(lambda marks: marks.disclaimer_parts)

HEADER_NAMES: Final = {
    name: role
    for marks in _LANGUAGES
    for role, names in (
        ("to", marks.headers_to),
        ("date", marks.headers_date),
        ("subject", marks.headers_subject),
        ("from", marks.headers_from),
    )
    for name in names
}
"""What the field names of a quoted header block mean: `from`, `date`, `to` or `subject`."""
