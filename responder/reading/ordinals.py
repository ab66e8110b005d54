"""Reads paragraphs that begin with an ordinal: "firstly, ..." makes an item of all that stands with it."""

from collections.abc import Sequence

from responder.domain.question import Question
from responder.reading.prose import Finding, Judged, ordinal

_MOST = 5


def item_of(row: Sequence[Judged]) -> Finding | None:
    """The one question of some sentences that belong to the ordinal before the first of them; None where there is no
    such ordinal, or another one follows, or nothing is asked."""
    number, text = ordinal(row[0].sentence) if 1 < len(row) <= _MOST else (None, "")
    asks = [one for one in row if one.verdict.asks]
    if number is None or not asks or any(ordinal(one.sentence)[0] for one in row[1:]):
        return None
    whole = " ".join([text, *(one.sentence.text for one in row[1:])])
    request = not any(one.verdict.questions for one in asks)
    return Finding(Question(number, whole, request), all(one.verdict.sure for one in asks))
