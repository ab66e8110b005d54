"""Knows questions by the place of their question word: in an item of a list, and in a form that answers them."""

from responder.reading.phrases import WORD, Kind
from responder.reading.sentences import Sentence

_PREPOSITION = 3
_FEWEST = 2
_LONGEST_ANSWER = 6


def has_question_word(sentence: Sentence) -> bool:
    """Whether a question word begins the sentence, or stands behind a preposition: "until when", "in which case"."""
    begin, starts = sentence.start, sentence.clause_starts
    for hit in sentence.at(Kind.QUESTION_WORD):
        if hit.start in (0, begin):
            return True
        before = sentence.words[hit.start - 1]
        if any(other.start == hit.start - 1 for other in sentence.at(Kind.STATEMENT)):
            continue  # "because it might"
        follows = len(before) <= _PREPOSITION or "'" in before
        if follows and hit.start - 1 in ({0, begin} if sentence.mark else starts | {0, begin}):
            return True
    return False


def is_answered(sentence: Sentence) -> bool:
    """Whether a question without its mark has its answer behind a colon, as in a form: "Which course: Spanish"."""
    head, colon, tail = sentence.text.partition(": ")
    asked = len(WORD.findall(head))
    if not colon or asked < _FEWEST or not 0 < len(WORD.findall(tail)) <= _LONGEST_ANSWER:
        return False
    openers, words = sentence.at(Kind.OPENER), sentence.at(Kind.QUESTION_WORD)
    behind = any(hit.start >= asked for hit in (*openers, *sentence.at(Kind.REQUEST)))
    if behind or any(hit.start == asked for hit in words):
        return False
    return any(hit.start in (0, sentence.start) for hit in (*openers, *words))
