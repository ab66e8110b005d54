"""Which of the customer's own words may be shown back to them, and in what shape (decision 4)."""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from responder.domain.acknowledgement import ShownQuestion
from responder.domain.question import Question
from responder.domain.question_labels import further_labels

MOST_QUESTIONS = 7
LONGEST_QUESTION = 140
LONGEST_SUBJECT = 90
LONGEST_NAME = 40
UNLABELLED = "–"
"""The label of a question that stands without one."""

_NOT_A_PERSON = re.compile(
    r"(?i)\b(?:ooo|ооо|зао|пао|оао|ип|тоо|llc|ltd|inc|gmbh|corp|company|support|info|sales|team|office|service|admin|"
    r"no.?reply|компания|отдел|служба|поддержка|группа|магазин|бухгалтерия)\b|[@\d/\\<>«»\"|:]"
)
_PLACEHOLDERS = frozenset({"no subject", "без темы", "kein betreff", "sans objet", "sin asunto", "(none)", "none"})
"""What mail programs write where the customer wrote no subject."""
_TITLES = frozenset(
    {"mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "sir", "herr", "frau", "г-н", "г-жа", "д-р", "проф"}
)
_PATRONYMIC = re.compile(r"(?:вич|вна|ична|инична|оглы|кызы)$", re.IGNORECASE)
_SURNAME = re.compile(r"(?:ов|ова|ев|ева|ёв|ёва|ский|ская|цкий|цкая|енко|чук|швили|дзе|янц?|ных|ских)$", re.IGNORECASE)
_CLAUSE = re.compile(r"[,;:.!?—–] ")
_SHORTEST_CLAUSE = 20
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*\.?")
# Card numbers; passports, SNILS and social security numbers; words that a secret stands beside; links.
_SECRET = re.compile(
    r"\d[\d -]{11,}\d|(?<!\d)(?:\d{4}[ -]?\d{6}|\d{2} \d{2} \d{6}|\d{3}-\d{2}-\d{4})(?!\d)"
    r"|(?i:парол|пин-?код|паспорт|passw|passport|passcode|\bpass\b|\bpin\b|cvv|cvc)|(?:https?://|www\.)\S*"
)


def shown_questions(letters: Sequence[Sequence[Question]], taken: Sequence[str] = ()) -> tuple[ShownQuestion, ...]:
    """At most seven questions of at most 140 characters, under the labels that the conversation gives them, which holds
    questions under the labels `taken`; one alone needs no number, nor does one that has none among labelled ones."""
    questions = [question for asked in letters for question in asked][:MOST_QUESTIONS]
    if not taken and len(questions) == 1 and not questions[0].number:
        return (ShownQuestion(UNLABELLED, _begun(questions[0].text)),)
    found = [label for of_letter in _labels_shown(letters, taken) for label in of_letter]
    return tuple(ShownQuestion(label, _begun(question.text)) for label, question in zip(found, questions, strict=False))


def _labels_shown(letters: Sequence[Sequence[Question]], taken: Sequence[str]) -> Iterator[list[str]]:
    held = list(taken)
    for questions in letters:
        labels = further_labels(held, questions)
        listed = any(label.own for label in labels)
        yield [label.text if label.own or not listed else UNLABELLED for label in labels]
        held += [label.text for label in labels]


def _begun(text: str) -> str:
    """The question as a line of a list: cut to length, with a capital where its first word is all in small letters."""
    cut = _last_words(text) or shortened(text, LONGEST_QUESTION)
    return cut[0].upper() + cut[1:] if cut.partition(" ")[0].islower() else cut


def _last_words(text: str) -> str:
    """The end of a question that is too long to be shown: what it asks stands there, behind the story it began with.

    Empty where it is short enough, asks elsewhere than at its end, or has no clause to begin with.
    """
    clean = " ".join(printable(text).split())
    if len(clean) <= LONGEST_QUESTION or not clean.endswith("?"):
        return ""
    tail = clean[-(LONGEST_QUESTION - 2) :]
    clause = _CLAUSE.search(tail)
    return f"… {tail[clause.end() :]}" if clause and len(tail) - clause.end() >= _SHORTEST_CLAUSE else ""


def shown_subject(subject: str) -> str:
    """The subject as it may stand in our text, or an empty string when it holds figures, links or secrets."""
    clean = " ".join(printable(subject).split())
    if clean.strip("()<>[] ").casefold() in _PLACEHOLDERS or _SECRET.search(clean):
        return ""
    return shortened(clean, LONGEST_SUBJECT)


def given_name(display_name: str) -> str:
    """How a person of this display name is greeted: `Мария Ивановна`, `Maria`; empty where it does not look like one.

    A wrong name is worse than none, so companies, departments, addresses and anything long give an empty string.
    """
    clean = " ".join(printable(display_name).split()).strip(" '’,.")
    if not clean or len(clean) > LONGEST_NAME or _NOT_A_PERSON.search(clean):
        return ""
    family, comma, rest = clean.partition(",")
    words = _WORD.findall(rest if comma else family)
    if not words or len(words) > 4 or "".join(words) != re.sub(r"[\s]", "", rest if comma else family):
        return ""
    named = [word for word in words if word.rstrip(".").casefold() not in _TITLES]
    return _greeted(named) if named else ""


def _greeted(words: list[str]) -> str:
    for place, word in enumerate(words):
        if place and _PATRONYMIC.search(word):
            return f"{_capital(words[place - 1])} {_capital(word)}"
    if len(words) > 1 and _SURNAME.search(words[0]) and not _SURNAME.search(words[1]):
        words = words[1:]
    return "" if len(words[0].rstrip(".")) < 2 else _capital(words[0])


def _capital(word: str) -> str:
    return word[0].upper() + (word[1:].lower() if word.isupper() else word[1:])


def shortened(text: str, most: int) -> str:
    """The text cut at a word's end to at most `most` characters, with an ellipsis when something was left out."""
    clean = " ".join(printable(text).split())
    if len(clean) <= most:
        return clean
    cut = clean[: most - 1]
    at_word = cut.rpartition(" ")[0]
    return (at_word if len(at_word) > most // 2 else cut).rstrip(" ,;:-–") + "…"


def printable(text: str) -> str:
    """The text without control, bidi, private and unassigned characters; white space of any kind becomes a blank."""
    if text.isprintable():
        return text
    return "".join(
        " " if character.isspace() or unicodedata.category(character) in ("Zl", "Zp") else character
        for character in text
        if character.isspace() or unicodedata.category(character) not in ("Cc", "Cf", "Co", "Cn", "Cs")
    )
