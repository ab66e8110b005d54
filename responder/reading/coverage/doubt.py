"""Gives a reply the benefit of the doubt: what it says at length and nobody claimed may answer in words of its own."""

from collections.abc import Sequence

from responder.domain.answer import QuestionState
from responder.reading.coverage.board import Board, Finding
from responder.reading.coverage.meaning import fit
from responder.reading.coverage.said import Act, Said
from responder.reading.coverage.sections import Rule, Section
from responder.reading.phrases import Kind

_FEW_QUESTIONS = 2
_SUBSTANCE = 4
_BOTH = 2
_OR = frozenset({"or", "или", "oder", "ou", "o", "of", "lub", "albo", "або", "чи"})


def believe(board: Board, free: Sequence[Said], claimed: frozenset[int]) -> None:
    """Takes what a letter of one or two questions still lacks for perhaps answered, where the reply has sentences of
    substance that answer nothing else; beside a question back it takes two of them."""
    silent = len(board.pending()) == len(board.asked)
    if len(board.asked) > _FEW_QUESTIONS + silent:
        return
    spare = [one for one in free if one.place not in claimed and _is_of_substance(one, briefly=silent)]
    for place in board.pending():
        waits = place in board.found and board.found[place].waits
        fitting = [one for one in spare if fit(board.asked[place], one) and _keeps_order(board, place, one)]
        if len(fitting) >= (_BOTH if waits else 1):
            board.put(place, Finding(QuestionState.UNSURE, fitting[0], Rule.UNCLAIMED))


def _keeps_order(board: Board, place: int, one: Said) -> bool:
    """Whether a sentence stands on the same side of the answers found as the question of those questions."""
    known = [(p, found.said.place) for p, found in board.found.items() if found.said and not found.waits]
    return all((place < p) == (one.place < spot) for p, spot in known if p != place)


def believe_alternatives(board: Board) -> None:
    """Takes both of "May I copy it? Or is there another way?" for perhaps answered where one of them is."""
    for one in board.asked[1:]:
        if not one.words or one.words[0] not in _OR:
            continue
        pair = (one.place - 1, one.place)
        told = next((board.found[p] for p in pair if board.state(p) is QuestionState.ANSWERED), None)
        for place in pair:
            if told is not None and board.state(place) is QuestionState.OPEN and board.found.get(place) is None:
                board.put(place, Finding(QuestionState.UNSURE, told.said, Rule.UNCLAIMED))


def _is_of_substance(one: Said, *, briefly: bool = False) -> bool:
    return one.act is Act.SAYS and (briefly or one.length >= _SUBSTANCE) and not one.has(Kind.ASIDE, Kind.PROMISE)


def believe_followers(board: Board, sections: Sequence[Section]) -> None:
    """Takes questions without a number behind a numbered one for its further parts: "1. Is it known? May I copy it?";
    what stands under that number at some length may answer them too."""
    for section in sections:
        says = [one for one in section.said if _is_of_substance(one)]
        if section.rule not in (Rule.LABEL, Rule.REFERENCE) or not section.places or len(says) < _BOTH:
            continue
        place = section.places[-1] + 1
        while place < len(board.asked) and not board.asked[place].question.number:
            if board.asked[place - 1].question.number is None and place - 1 not in board.found:
                break
            if board.state(place) is QuestionState.OPEN:
                board.put(place, Finding(QuestionState.UNSURE, says[-1], Rule.UNCLAIMED))
            place += 1
