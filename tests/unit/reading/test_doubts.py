"""A list of questions is shown only where nothing makes it doubtful, and each doubt has its name."""

import pytest

from responder.domain.question import Tone, ToneLabel
from responder.reading.doubts import Evidence, doubts
from responder.reading.languages import book_of
from responder.reading.lines import lines_of
from responder.reading.questions import survey
from responder.reading.read import read


def doubts_about(letter: str, tone: ToneLabel = ToneLabel.CALM, language: str | None = "en") -> tuple[str, ...]:
    lines, book = lines_of(letter), book_of(language, letter)
    found = survey(lines, book)
    prose = "\n".join(line.text for line in lines)
    return doubts(Evidence(found.questions, found.sentences, found.sure, prose, language, Tone(tone), book))


@pytest.mark.parametrize(
    "letter",
    [
        "Hello,\n\nwe bought the big oven in May. Does the guarantee cover the door? How much is a new lamp?\n\nThanks",
        "Hi,\n\n1. Do you ship to Norway?\n2. What does it cost?\n\nWhen I press the button, it blinks.\n",
        "Please send me the invoice for May.\n",
        "What does it cost? I am not sure whether to take two.\n",
        "Where is my order from last Monday?!\n",
        "I bought it in May, the lid is loose, and I would like to know who repairs it.\n",
        "Hello Tom, how are you? Could you tell me when the hall opens?\n",
    ],
)
def test_plain_letters_leave_no_doubt(letter: str) -> None:
    assert doubts_about(letter) == ()


@pytest.mark.parametrize(
    ("doubt", "letter"),
    [
        ("unsure", "i have the old one, is there an adapter for it\n"),
        ("unsure", "I do not understand how the lid opens.\n"),
        ("unsure", "When do you open? It is better than last year, isn't it?\n"),
        ("unsure", "I would like to order two of the blue lamps.\n"),
        ("calls left", "I'd like to apply for the course. It starts in May. Which papers do you need?\n"),
        ("away", "I am on annual leave until 30 November. Can it wait? My colleague reads the box.\n"),
        ("marks left", 'What does it cost? It says "ready" (or steady?) at the top.\n'),
        ("calls left", "Does it fit a round table? Any suggestions?\n"),
        ("openers left", "What does it cost? Who would not be proud of such a team\n"),
        ("fragment", "Blue one? We bought the big oven in May.\n"),
        ("fragment", "Any ideas?\n"),
        ("cut", "What does it cost (with the lamp?\n"),
        ("code", "Why does {{name}} stay empty in the letter?\n"),
        ("loud", "WHERE IS MY ORDER FROM LAST MONDAY?\n"),
        ("long", "What does the oven cost? " + "We bake bread every day. " * 100 + "\n"),
    ],
)
def test_each_doubt_is_named(doubt: str, letter: str) -> None:
    assert doubt in doubts_about(letter)


@pytest.mark.parametrize("tone", [ToneLabel.FURIOUS, ToneLabel.SENSITIVE])
def test_a_harsh_letter_is_doubtful(tone: ToneLabel) -> None:
    assert doubts_about("What does a new lamp cost?\n", tone) == ("harsh",)


def test_an_unknown_language_is_doubtful() -> None:
    assert "foreign" in doubts_about("What does a new lamp cost?\n", language=None)


def test_a_doubtful_list_is_not_shown() -> None:
    assert read("We bought the big oven in May. Does the guarantee cover the door?").echo
    assert not read("We bought the big oven in May. Does the guarantee cover the door? Any ideas?").echo


@pytest.mark.parametrize(
    ("letter", "asked"),
    [
        ("One thing: my employer only sends files. Are printouts good enough?\n", ["Are printouts good enough?"]),
        ("Hope you're well and had a good weekend? Which dates are free?\n", ["Which dates are free?"]),
        ("Bonjour, je souhaite réserver une table. Avez-vous une terrasse ?\n", ["Avez-vous une terrasse ?"]),
        (
            "We would like\n1) new chairs or our money back\n2) to know if the lamps are safe\n",
            ["new chairs or our money back", "to know if the lamps are safe"],
        ),
    ],
)
def test_what_leads_to_a_question_is_not_asked_beside_it(letter: str, asked: list[str]) -> None:
    assert [question.text for question in read(letter).questions] == asked
