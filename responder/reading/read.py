"""Reads everything a letter says in one go."""

from dataclasses import replace

from responder.domain.question import Question, Reading
from responder.reading.echo import may_be_shown
from responder.reading.language import language_of
from responder.reading.lines import MAX_TEXT
from responder.reading.phrases import Kind
from responder.reading.questions import Survey, survey
from responder.reading.sentences import Sentence
from responder.reading.signs import asks_for_news, hands_on, is_thanks_only, read_sentences, says_away
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
    row = read_sentences(visible, language)
    found = _asked(visible, subject, quoted, language, row)
    asks = bool(found.questions)
    return Reading(
        language=language,
        questions=found.questions,
        echo=found.sure and may_be_shown(found.questions, language),
        tone=tone_of(f"{visible}\n\n{subject}", language),
        thanks_only=not asks and is_thanks_only(row),
        asks_news=asks_for_news(row),
        out_of_office=not asks and says_away(row),
    )


def _asked(visible: str, subject: str, quoted: str, language: str | None, row: list[Sentence]) -> Survey:
    """What is asked in the text; if nothing, in a letter that is only handed on; if nothing, in the subject."""
    found = survey(visible, language)
    if found.questions:
        return found
    if quoted and hands_on(row):
        found = survey(_unquoted(quoted), None)
        if found.questions:
            return replace(found, sure=False)
    if subject and not subject.lower().startswith(_REPLY) and not any(one.has(Kind.THANKS) for one in row[:1]):
        in_subject = survey(subject, language)
        return Survey(tuple(_short(in_subject)), in_subject.sure and not visible.strip())
    return found


def _short(found: Survey) -> list[Question]:
    return [question for question in found.questions if not question.request or len(question.text) > 12]


def _unquoted(quoted: str) -> str:
    return "\n".join(line.lstrip("> ") for line in quoted[:MAX_TEXT].splitlines())
