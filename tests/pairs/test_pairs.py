"""How well replies are judged does not get worse."""

from functools import cache
from pathlib import Path

import pytest

from tests.pairs.pairs import KNOWN, UNTOUCHED, pair_of, pairs
from tests.pairs.score import Score, Total, score


@cache
def scores(folder: Path, *, read: bool = False) -> tuple[Score, ...]:
    return tuple(score(pair, read=read) for pair in pairs(folder))


@pytest.mark.parametrize("language", ["en", "ru"])
def test_replies_are_judged_as_a_careful_person_does(language: str) -> None:
    total = Total(tuple(one for one in scores(KNOWN) if one.pair.language == language))
    assert len(total.scores) >= 30
    assert total.states >= 0.97
    assert total.flagged <= 0.03
    assert total.missed <= 0.15
    assert total.order >= 0.95


def test_the_questions_may_be_those_that_the_program_reads_itself() -> None:
    total = Total(scores(KNOWN, read=True))
    assert total.states >= 0.95
    assert total.flagged <= 0.05


def test_there_are_as_many_exchanges_kept_apart() -> None:
    apart = {path.name for path in UNTOUCHED.glob("*/*.txt")}
    assert len(apart) >= 50
    assert not apart & {path.name for path in KNOWN.glob("*/*.txt")}


def test_a_file_that_is_written_wrongly_is_named() -> None:
    with pytest.raises(ValueError, match="en/x: no such section: 'answer'"):
        pair_of("x", "en", "Manner: none\n\n=== answer\nFrom: a\n\nb\n")
    with pytest.raises(ValueError, match="en/x: wants a letter"):
        pair_of("x", "en", "Manner: none\n")
