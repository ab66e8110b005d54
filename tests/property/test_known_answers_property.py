"""Whatever is written and asked, matching ends, and is the same each time."""

from hypothesis import given
from hypothesis import strategies as st

from responder.domain.known_answer import KnownAnswer
from responder.domain.question import Question
from responder.reading.known import matched

WORDS = st.sampled_from(
    ["когда", "акт", "the", "act", "не", "if", "ready", "5", "C#", "будет", "where", "?", "\u202e", "ё"]
)
TEXT = st.lists(WORDS, max_size=12).map(" ".join) | st.text(max_size=60)
ANSWERS = st.lists(st.lists(TEXT, min_size=1, max_size=3).map(tuple), max_size=4).map(
    lambda rows: tuple(KnownAnswer(f"a{place}", row, (("en", "x"),)) for place, row in enumerate(rows))
)


@given(ANSWERS, st.lists(TEXT, max_size=3), st.sampled_from(["en", "ru", "uk", "de", None]))
def test_matching_is_total(answers: tuple[KnownAnswer, ...], asked: list[str], language: str | None) -> None:
    questions = [Question(None, text) for text in asked]

    found = matched(answers, questions, language)

    assert len(found) == len(questions)
    assert found == matched(answers, questions, language)
    for one in found:
        assert one is None or (0 <= one.score <= 1 and one.name in {answer.name for answer in answers})


@given(ANSWERS, TEXT, st.sampled_from(["not", "if", "and", "не", "если", "и", "17", "zebra"]))
def test_a_word_that_says_something_more_is_never_sure(answers: tuple[KnownAnswer, ...], asked: str, more: str) -> None:
    if any(more in like.lower().split() for answer in answers for like in answer.like):
        return
    found = matched(answers, [Question(None, f"{asked} {more} act")], "ru")[0]

    assert found is None or not found.sure
