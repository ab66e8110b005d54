"""Marks by which quoted history, signatures and disclaimers are known: data, one file a language, all tried at once."""

from collections.abc import Callable
from typing import Final

from responder.mail.marks import de, en, es, fr, it, nl, others, pl, pt, ru, uk
from responder.mail.marks.kinds import Marks, Openings

_STEM: Final = 7
_LANGUAGES: Final = (
    en.MARKS, ru.MARKS, uk.MARKS, de.MARKS, fr.MARKS, es.MARKS, it.MARKS, pt.MARKS, nl.MARKS, pl.MARKS, others.MARKS,
)  # fmt: skip


def _all(pick: Callable[[Marks], tuple[str, ...]]) -> tuple[str, ...]:
    """The words that `pick` takes from each language, longest first so that the more telling one is met first."""
    return tuple(sorted({word for marks in _LANGUAGES for word in pick(marks)}, key=lambda word: (-len(word), word)))


def _by_stem(words: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    stems: dict[str, tuple[str, ...]] = {}
    for word in words:
        stems[word[:_STEM]] = (*stems.get(word[:_STEM], ()), word)
    return stems


WRITING: Final = _all(lambda marks: marks.verbs)
VERBS: Final = _all(lambda marks: (*marks.verbs, *marks.sendings))
ATTRIBUTION_OPENINGS: Final = Openings(_all(lambda marks: marks.attribution_openings))
SEPARATORS: Final = frozenset(_all(lambda marks: marks.separators))
SEPARATOR_LEADS: Final = Openings(_all(lambda marks: marks.separator_leads))
BARE_SEPARATORS: Final = Openings(_all(lambda marks: marks.bare_separators))
FORWARD_ENDS: Final = frozenset(_all(lambda marks: marks.forward_ends))
DEVICES: Final = Openings(_all(lambda marks: marks.devices))
DEVICE_LEADS: Final = Openings(_all(lambda marks: marks.device_leads))
PARTINGS: Final = Openings(_all(lambda marks: marks.partings))
GREETINGS: Final = Openings(_all(lambda marks: marks.greetings))
POSTSCRIPTS: Final = Openings(_all(lambda marks: marks.postscripts))
DISCLAIMERS: Final = Openings(_all(lambda marks: marks.disclaimers))
DISCLAIMER_PARTS: Final = _by_stem(_all(lambda marks: marks.disclaimer_parts))
"""The words that stand within legal notices, by their first letters, so that most are looked for together."""

LIST_FOOTERS: Final = _all(lambda marks: marks.list_footers)
ANSWERS_BELOW: Final = _all(lambda marks: marks.answers_below)
ANSWER_MARKS: Final = Openings(_all(lambda marks: marks.answer_marks))

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
