"""Reads everything a letter says in one go."""

from collections.abc import Sequence
from dataclasses import replace

from responder.domain.question import Reading
from responder.reading.doubts import Evidence, doubts
from responder.reading.echo import may_be_shown
from responder.reading.language import language_of
from responder.reading.languages import book_of
from responder.reading.lines import MAX_TEXT, lines_of
from responder.reading.phrases import Book, Kind
from responder.reading.questions import Survey, survey
from responder.reading.sentences import Sentence, sentence, sentences
from responder.reading.signs import asks_for_news, hands_on, is_thanks_only, only_asks, says_away
from responder.reading.tone import tone_of

_LONGEST_SUBJECT = 300
_REPLY = ("re:", "fwd:", "fw:", "aw:", "wg:", "отв:", "пересл:", "rv:", "sv:", "antw:", "odp:", "tr:", "enc:")


def read(visible: str, subject: str = "", *, quoted: str = "", hint: str | None = None) -> Reading:
    """What a letter says.

    `visible` is what its author wrote (quotations and signature cut off), `quoted` the letter below it, `hint` the
    ISO 639-1 code of the conversation's language, which decides where the letter itself does not.
    """
    visible, subject = visible[:MAX_TEXT], subject[:_LONGEST_SUBJECT]
    language = language_of(visible, None) or language_of(f"{visible[:2000]} {subject}", hint)
    book = book_of(language, visible or subject)
    lines = lines_of(visible)
    found = survey(lines, book)
    row = found.sentences
    if not found.questions:
        found = _asked_elsewhere(subject, quoted, row, book) or found
    elif all(sentence(one.text, book).has(Kind.SEE_BELOW) for one in found.questions):
        found = _handed_on(quoted, row) or found  # "please take care of this, see below" asks what stands below
    if says_away(row) and all(one.request and _is_referral(one.text, book) for one in found.questions):
        found = replace(found, questions=())
    asks = bool(found.questions)
    tone = tone_of([*row, *sentences(subject, book)], visible)
    prose = "\n".join(line.text for line in lines)
    doubted = doubts(Evidence(found.questions, row, found.sure, prose, language, tone, book))
    return Reading(
        language=language,
        questions=found.questions,
        echo=not doubted and may_be_shown(found.questions, language),
        tone=tone,
        thanks_only=not asks and is_thanks_only(row),
        asks_news=asks_for_news(row),
        out_of_office=not asks and says_away(row),
        only_asks=only_asks(row, found.questions),
    )


def _is_referral(text: str, book: Book) -> bool:
    """Whether a request is the "for urgent matters please contact" of an answering machine."""
    return sentence(text, book).has(Kind.URGENT, Kind.HARMLESS)


def _asked_elsewhere(subject: str, quoted: str, row: Sequence[Sentence], book: Book) -> Survey | None:
    """What is asked by a letter that is only handed on, or in the subject of one whose text asks nothing."""
    if found := _handed_on(quoted, row):
        return found
    if not subject or subject.lower().startswith(_REPLY) or any(one.has(Kind.THANKS) for one in row[:1]):
        return None
    found = survey(lines_of(subject), book)
    return replace(found, sure=found.sure and not row)


def _handed_on(quoted: str, row: Sequence[Sentence]) -> Survey | None:
    """What the letter below asks where a short note only hands it on; None where it asks nothing."""
    if not quoted or not hands_on(row):
        return None
    below = _unquoted(quoted)
    found = survey(lines_of(below), book_of(None, below))
    return replace(found, sure=False) if found.questions else None


def _unquoted(quoted: str) -> str:
    return "\n".join(line.lstrip("> ") for line in quoted[:MAX_TEXT].splitlines())
