"""The keys that may be written already although this version does not act on them: checked, and warned about."""

from typing import Annotated

from pydantic import PlainValidator

from responder.rules.places import language
from responder.rules.problem import kind_of
from responder.rules.words import as_list, choice, paragraph, plain_text

NOT_YET = ("answers", "delay_notice")


def _known_answer(value: object) -> dict[str, str]:
    if not isinstance(value, dict):
        raise ValueError(f"write `like:` with questions and one answer a language, not {kind_of(value)}")
    if not [plain_text(question) for question in as_list(value.get("like") or [])]:
        raise ValueError("needs `like`: the questions that this answers")
    texts = {language(key): paragraph(text) for key, text in value.items() if key != "like"}
    if not texts:
        raise ValueError("needs the answer itself, like en: We issue the act by the 5th.")
    return texts


KnownAnswer = Annotated[dict[str, str], PlainValidator(_known_answer)]
DelayNotice = Annotated[str, PlainValidator(choice("ask us", "send", "never"))]
