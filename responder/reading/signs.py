"""Small signs that change what is done with a letter: thanks alone, asking for news, nobody there, handing on."""

from collections.abc import Sequence

from responder.domain.question import Question
from responder.reading.phrases import WORD, Kind
from responder.reading.sentences import Sentence

_LONGEST_THANKS = 40
_MOST_NAMES = 4
_LONGEST_ANNOUNCEMENT = 10
_LONGEST_NOTE = 60


def is_thanks_only(row: Sequence[Sentence]) -> bool:
    """Whether a letter says nothing but thanks, surely read: all words belong to thanks, greeting, leave or a name."""
    if sum(len(one.words) for one in row) > _LONGEST_THANKS or not any(one.has(Kind.THANKS) for one in row):
        return False
    if any(one.mark == "?" or one.has(Kind.UNSATISFIED) for one in row):
        return False
    left = [word for one in row for word in _unexplained(one)]
    return len(left) <= _MOST_NAMES and all(word[:1].isupper() for word in left)


def _unexplained(one: Sentence) -> list[str]:
    kinds = (Kind.THANKS, Kind.ACKNOWLEDGED, Kind.GREETING, Kind.SIGN_OFF)
    covered = {i for kind in kinds for hit in one.at(kind) for i in range(hit.start, hit.end)}
    written = WORD.findall(one.text)
    return [word for i, word in enumerate(written if len(written) == len(one.words) else one.words) if i not in covered]


def only_asks(row: Sequence[Sentence], questions: Sequence[Question]) -> bool:
    """Whether a letter says nothing besides its questions but greeting, thanks, leave and "I have two questions:"."""
    asked = "\n".join(question.text for question in questions)
    left = (one for one in row if one.text not in asked and not any(each.text in one.text for each in questions))
    return bool(questions) and all(_is_formula(one) for one in left)


def _is_formula(one: Sentence) -> bool:
    if one.has(Kind.COURTESY) or (one.has(Kind.ANNOUNCE) and len(one.words) <= _LONGEST_ANNOUNCEMENT):
        return True
    left = _unexplained(one)
    return len(left) <= _MOST_NAMES and all(word[:1].isupper() for word in left)


def asks_for_news(row: Sequence[Sentence]) -> bool:
    """Whether a letter asks how things stand."""
    return any(one.has(Kind.NEWS) for one in row)


def says_away(row: Sequence[Sentence]) -> bool:
    """Whether a letter says that its author is not there now."""
    return any(one.has(Kind.AWAY) and not one.has(Kind.RETURNED) for one in row)


def hands_on(row: Sequence[Sentence]) -> bool:
    """Whether a short note only points to the letter below it."""
    return sum(len(one.words) for one in row) <= _LONGEST_NOTE and any(one.has(Kind.SEE_BELOW) for one in row)
