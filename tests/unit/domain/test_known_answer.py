"""Which answers may go out unseen, and which are only suggested."""

from dataclasses import replace

from responder.domain.known_answer import KnownAnswer, Match, sendable, suggestions
from responder.domain.question import Question

ACT = KnownAnswer("act", ("when",), (("en", "By the 5th."), ("ru", "До 5-го.")), send=True)
SURE = Match("act", 1.0, suggested=True)
ASKED = (Question("1", "When?"),)


def test_a_doubt_of_any_kind_keeps_an_answer_back() -> None:
    assert SURE.sure
    assert not replace(SURE, doubts=("a negation: “not”",)).sure
    assert not replace(SURE, suggested=False).sure


def test_a_suggestion_is_in_the_language_that_is_written() -> None:
    matches = (SURE, None, replace(SURE, suggested=False), replace(SURE, name="gone"))

    assert suggestions([ACT], matches, "ru") == ("До 5-го.", "", "", "")
    assert suggestions([ACT], (SURE,), "de") == ("",)


def test_either_every_question_is_answered_or_none() -> None:
    two = (*ASKED, Question("2", "Where?"))

    assert sendable([ACT], ASKED, (SURE,), "en") == ("By the 5th.",)
    assert sendable([ACT], two, (SURE, None), "en") == ()
    assert sendable([ACT], two, (SURE,), "en") == ()
    assert sendable([ACT], (), (), "en") == ()


def test_only_what_may_be_sent_in_this_language_is_sent() -> None:
    assert sendable([replace(ACT, send=False)], ASKED, (SURE,), "en") == ()
    assert sendable([ACT], ASKED, (SURE,), "de") == ()
    assert sendable([ACT], ASKED, (replace(SURE, doubts=("says more",)),), "en") == ()
    assert sendable([replace(ACT, texts=(("en", "ж" * 3001),))], ASKED, (SURE,), "en") == ()
