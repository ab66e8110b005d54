"""Laws of reading that hold for any text: it never fails, never invents words, and never takes long."""

from time import process_time
from unicodedata import category

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from responder.reading.read import read

LABELS = ["1. ", "2) ", "(3) ", "a) ", "б) ", "№4 ", "1️⃣ ", "- ", "* ", "1.1 ", "ii. ", "во-первых, ", "вопрос 2: "]
MARKS = ["? ", "! ", ". ", "... ", ":\n", "\n", "\n\n", "    ", "> ", "\t", "«", "»", '"']
WORDS = ["can you ", "please ", "когда ", "прошу ", "подскажите ", "спасибо ", "x", "Я ", "http://a.example/?b "]
PIECES = st.sampled_from(LABELS + MARKS + WORDS)
LETTERS = st.lists(PIECES | st.text(max_size=8), max_size=60).map("".join)


@given(LETTERS, st.text(max_size=40))
@settings(max_examples=300, deadline=None)
def test_any_text_is_read(text: str, subject: str) -> None:
    read(text, subject)


@given(LETTERS)
@settings(max_examples=300, deadline=None)
def test_every_word_of_a_question_stands_in_the_letter(text: str) -> None:
    words = set(text.replace("\t", " ").split())
    squeezed = "".join(c for c in text if category(c) not in ("Cc", "Cf") and not c.isspace())
    for question in read(text).questions:
        assert all(word in words or word in squeezed for word in question.text.split())


@given(LETTERS)
@settings(max_examples=200, deadline=None)
def test_it_reads_the_same_twice(text: str) -> None:
    assert read(text) == read(text)


@given(LETTERS)
@settings(max_examples=200, deadline=None)
def test_thanks_and_absence_never_ask(text: str) -> None:
    reading = read(text)
    assert not (reading.questions and (reading.thanks_only or reading.out_of_office))
    assert not reading.echo or reading.questions


HOSTILE = {
    "question marks": "?" * 200_000,
    "spaced question marks": "? " * 100_000,
    "labels": "1. " * 66_000,
    "label lines": "1.\n" * 66_000,
    "deep lists": "\n".join(" " * i + "- a" for i in range(600)),
    "nested lists": "\n".join(" " * (i % 60) + f"{i % 9 + 1}) a" for i in range(15_000)),
    "lists in one line": " ".join(f"{i % 99 + 1}) ask me?" for i in range(15_000)),
    "lists within lists": "Сколько стоит 1. а) б) 2. " * 7_000,
    "dots": "." * 199_999 + "x",
    "newlines": "\n" * 200_000,
    "spaces": " " * 200_000,
    "quotation marks": '"' * 200_000,
    "open quotations": "«" * 200_000,
    "quoted questions": "«a?» " * 40_000,
    "one word": "a" * 200_000,
    "hyphens": "a-" * 100_000,
    "addresses": "a@b." * 50_000,
    "links": "http://a?" * 22_000,
    "requests": "please send me " * 13_000,
    "question words": "как ли есть вы " * 13_000,
    "puzzles": "не понимаю, как " * 13_000,
    "anger": "идиоты!!! " * 20_000,
    "tags": "<a " * 66_000,
    "code": "x = y; " * 28_000,
    "tabs": "\t" * 200_000,
    "invisible": "\u200b" * 200_000,
    "afterthoughts": "How much is it? " + "a? " * 66_000,
    "wrapped lines": ("word " * 15 + "\n") * 2_600,
    "table rows": "a | b? | c\n" * 18_000,
    "bars": " | " * 66_000,
    "comments": "x = 1 # why?\n" * 15_000,
    "tagged lines": "[note] y=z\n" * 18_000,
    "fences": "```\n" * 50_000,
    "queries": "SELECT a, FROM b\n" * 11_000,
    "braces": "a {\n" * 25_000 + "}\n" * 25_000,
    "calls": "a.b(" * 50_000,
    "names of errors": ("A" * 60 + ".") * 3_000,
    "emphasis": "**" * 100_000,
    "worded labels": "question no. " * 15_000,
    "ordinals": "Secondly, can you? " * 10_000,
    "lead-ins": "please send:\nx;\ny;\n" * 10_000,
    "forms": "Which a: b\n" * 18_000,
    "pictures": "🔹 x\n" * 50_000,
    "unfinished lines": "a and\n" * 33_000,
    "lists within one item": "1. a) b) c) " * 16_000,
    "closing quotations": " a? » " * 33_000,
}


@pytest.mark.bound
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_letter_is_read_within_two_seconds_of_processor_time(text: str) -> None:
    began = process_time()
    read(text)
    assert process_time() - began < 2


@pytest.mark.bound
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_sixteen_times_the_letter_takes_at_most_twice_as_long_a_piece(text: str) -> None:
    short, long = (_seconds((text * (size // len(text) + 1))[:size]) for size in (64_000, 1_000_000))
    assert long < 1
    assert long < 32 * short + 0.1


def _seconds(text: str) -> float:
    began = process_time()
    read(text)
    return process_time() - began
