"""Laws of parting a letter: nothing is invented, nothing is lost for good, and a plain letter stays whole."""

import re
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from responder.mail.zones import zones
from tests.unit.mail.marks_by_language import TONGUES

_PROSE = st.sampled_from(
    [
        "could you tell us when the parcel comes",
        "we have waited since Monday",
        "the driver has not called",
        "подскажите, когда приедет курьер",
        "мы ждём уже неделю",
        "wir warten seit Montag",
        "nous attendons depuis lundi",
    ]
)
_SENTENCE = st.builds(lambda words, end: f"{words.capitalize()}{end}", _PROSE, st.sampled_from([".", "?", "!"]))
_PARAGRAPH = st.lists(_SENTENCE, min_size=1, max_size=4).map(" ".join)
_LIST = st.lists(_SENTENCE, min_size=2, max_size=4).map(lambda items: "\n".join(f"- {item}" for item in items))
_NUMBERED = st.lists(_SENTENCE, min_size=2, max_size=4).map(
    lambda items: "\n".join(f"{number}. {item}" for number, item in enumerate(items, 1))
)
_LETTER = st.lists(_PARAGRAPH | _LIST | _NUMBERED, min_size=1, max_size=6).map("\n\n".join)

_MARKS = [
    mark
    for tongue in TONGUES.values()
    for marks in (
        tongue.attributions.values(), tongue.weak.values(), tongue.blocks.values(), tongue.forwards,
        tongue.partings, tongue.devices, tongue.notices, tongue.answers,
    )
    for mark in marks
]  # fmt: skip
_BITS = [
    "> ", ">", ">> a", "-- ", "--", "---", "_____________", "Nora Quist", "-Nora", "+46 8 555 01 00",
    "nora@example.org", "www.quist.example", "keys mailing list", "unsubscribe", "wrote:", "> wrote:", "<", ">:",
    "[Nora] yes", "A: yes",
    "", "On Wed, Nov 4, 2026 at 3:59 PM, nora@example.test wrote:",
    "It fits. On Wed, Nov 4, 2026 at 3:59 PM, a@b.test wrote:",
    "-------- Конец пересылаемого сообщения --------", "From: a@b.test Date: Mon, 16 Nov 2026 12:00", "P.S. one more",
]  # fmt: skip
_LINES = st.lists(
    st.sampled_from(_BITS + _MARKS) | _SENTENCE | st.text(st.characters(exclude_characters=">"), max_size=30),
    max_size=40,
).map("\n".join)


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text))


@given(_LINES)
def test_no_zone_has_words_that_the_letter_has_not(text: str) -> None:
    cut = zones(text)
    assert not words(f"{cut.visible}\n{cut.quoted}\n{cut.signature}\n{cut.disclaimer}") - words(text)


@given(_LINES)
def test_every_word_of_the_letter_stands_in_one_zone(text: str) -> None:
    cut = zones(text)
    assert words(f"{cut.visible}\n{cut.quoted}\n{cut.signature}\n{cut.disclaimer}") == words(text)


@given(_LINES)
def test_a_letter_with_words_has_something_visible(text: str) -> None:
    if words(text):
        assert zones(text).visible.strip()


@given(_LETTER)
def test_a_letter_without_history_and_signature_stays_whole(text: str) -> None:
    assert zones(text).visible == text


@given(_LETTER, st.sampled_from(sorted(TONGUES)), st.data())
def test_what_stands_below_a_reply_does_not_matter(text: str, xx: str, data: st.DataObject) -> None:
    mark = data.draw(st.sampled_from([*TONGUES[xx].attributions.values(), *TONGUES[xx].blocks.values()]))
    old = "\n".join(f"> {line}" for line in data.draw(_LETTER).split("\n"))
    assert zones(f"{text}\n\n{mark}\n{old}").visible == text
