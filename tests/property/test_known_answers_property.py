"""Whatever is written and asked, matching ends, and is the same each time."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from responder.domain.acknowledgement import Acknowledgement, Form, ShownQuestion
from responder.domain.known_answer import KnownAnswer
from responder.domain.question import Question
from responder.domain.rule import Book
from responder.domain.values import Address
from responder.reading.known import matched
from responder.render.plain import tidy
from responder.render.renderer import TemplateRenderer
from responder.render.templates import load_templates
from responder.shipped import shipped

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


TEMPLATES, _ = load_templates(shipped("templates"))
CODE = st.sampled_from(
    ["{{ name }}", "{{ 7 * 7 }}", "{% for x in y %}", "{# no #}", "{{", "%}", "{{ question.text }}", "\n\n", "ok"]
)
AT = datetime(2026, 11, 17, 12, 0, tzinfo=UTC)


@given(st.lists(CODE | st.text(max_size=20), min_size=1, max_size=6).map(" ".join), TEXT)
def test_an_answer_is_shown_and_never_carried_out(answer: str, asked: str) -> None:
    told = Acknowledgement(
        form=Form.ANSWERS,
        family="answers",
        to=Address("ann@kunde.example"),
        language="en",
        limit_at=AT,
        written_at=AT,
        questions=(ShownQuestion("1", asked, answer),),
        asked=1,
    )

    text = TemplateRenderer(lambda: TEMPLATES).acknowledgement(told, Book()).text

    assert tidy(answer).strip() in text
