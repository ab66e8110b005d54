"""Knows a question among the items of a list by its question word, where nothing else shows it."""

from responder.reading.phrases import Kind
from responder.reading.sentences import Sentence

_PREPOSITION = 3


def has_question_word(sentence: Sentence) -> bool:
    """Whether a question word begins the sentence, or stands behind a preposition: "until when", "in which case"."""
    begin, starts = sentence.start, sentence.clause_starts
    for hit in sentence.at(Kind.QUESTION_WORD):
        if hit.start in (0, begin):
            return True
        before = sentence.words[hit.start - 1]
        follows = len(before) <= _PREPOSITION or "'" in before
        if follows and hit.start - 1 in ({0, begin} if sentence.mark else starts | {0, begin}):
            return True
    return False
