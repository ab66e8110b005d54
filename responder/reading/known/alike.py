"""Finds known answers between which questions will be mistaken: the operator hears of it before customers do."""

from dataclasses import dataclass

from responder.domain.known_answer import KnownAnswer
from responder.reading.known.index import Index, Near, index_of
from responder.reading.known.match import doubts_of

_NEAR = 0.8
_MOST_COMPARED = 2_000
"""Examples; in a file with more the further ones are not compared, so that a reload stays a matter of seconds."""


@dataclass(frozen=True, slots=True)
class Confusion:
    """An example of an answer that says as much as one of another answer, or comes nearer to that than to its own."""

    answer: KnownAnswer
    example: str
    other: KnownAnswer
    others_example: str
    same: bool

    @property
    def text(self) -> str:
        """What is wrong and what to do about it."""
        if self.same:
            return (
                f"is too like `{self.other.name}`: “{self.example}” and “{self.others_example}” are the same question, "
                "so neither is ever sure; leave it to one of the two"
            )
        return (
            f"“{self.example}” is nearer to “{self.others_example}” of `{self.other.name}` than to the other examples "
            "here: write some more like it"
        )


def confusions(answers: tuple[KnownAnswer, ...]) -> tuple[Confusion, ...]:
    """What is confused, once for each pair of answers; first of all that they hold the same question."""
    if len(answers) < 2:
        return ()
    index = index_of(answers, None)
    found: dict[frozenset[str], Confusion] = {}
    for place in range(min(len(index.phrasings), _MOST_COMPARED)):
        one = _confusion(answers, index, place)
        if one is None:
            continue
        pair = frozenset((one.answer.name, one.other.name))
        if pair not in found or (one.same and not found[pair].same):
            found[pair] = one
    return tuple(found.values())


def _confusion(answers: tuple[KnownAnswer, ...], index: Index, place: int) -> Confusion | None:
    """What one example is confused with."""
    phrasing = index.phrasings[place]
    near = index.near(phrasing.said, skipped=place)
    others = [one for one in near if one.phrasing.answer != phrasing.answer]
    if not others or others[0].score < _NEAR:
        return None
    same = next((one for one in others if _says_the_same(index, phrasing.text, one)), None)
    own = next((one.score for one in near if one.phrasing.answer == phrasing.answer), 0.0)
    if same is None and others[0].score <= own:
        return None
    other = (same or others[0]).phrasing
    return Confusion(answers[phrasing.answer], phrasing.text, answers[other.answer], other.text, same is not None)


def _says_the_same(index: Index, text: str, near: Near) -> bool:
    return not [*doubts_of(text, index.speech.said(text), near, index.speech)]
