"""Drafts in words: the plain and the HTML text say the same, whatever the customer wrote."""

import re
from dataclasses import replace
from html import unescape

import pytest

from responder.domain.draft import DraftedQuestion, DraftFacts
from responder.domain.rule import Book
from responder.domain.values import Address
from responder.render.check import faults_of
from responder.render.templates import TemplateSet
from tests.golden.scenes import RENDERER, TEMPLATES, book

FACTS = DraftFacts(
    Address("maria@sever.example"), (), "en", "Maria", "Re: Rollout",
    (DraftedQuestion("a", "When does it start?"), DraftedQuestion("b", "Who signs?", "The head.\nHe comes on Monday.")),
)  # fmt: skip


def words_of(html: str) -> list[str]:
    """What a person sees of the HTML."""
    return unescape(re.sub(r"<[^>]*>", " ", html.partition("<body")[2].partition(">")[2])).split()


def test_both_parts_say_the_same() -> None:
    rendered = RENDERER.draft(FACTS, book("en"))
    assert rendered.html is not None
    assert words_of(rendered.html) == re.sub(r"(?m)^> ", "", rendered.text).split()


def test_the_question_is_quoted_and_the_blank_is_not() -> None:
    rendered = RENDERER.draft(FACTS, book("en"))
    assert "\n> a. When does it start?\n\n[answer a]\n" in rendered.text
    assert rendered.html is not None
    assert ">a. When does it start?</blockquote><p>[answer a]</p>" in rendered.html


def test_a_known_answer_takes_the_place_of_the_blank_in_its_own_lines() -> None:
    rendered = RENDERER.draft(FACTS, book("en"))
    assert "> b. Who signs?\n\nThe head.\nHe comes on Monday.\n" in rendered.text
    assert "[answer b]" not in rendered.text


@pytest.mark.parametrize(
    "text", ["{{ 7 * 7 }} <b onclick=x>?", "</blockquote><script>alert(1)</script>?", "a\n\n> b\u202e?"]
)
def test_a_hostile_question_stays_one_quoted_line(text: str) -> None:
    rendered = RENDERER.draft(replace(FACTS, questions=(DraftedQuestion("1", text),)), book("en"))
    assert rendered.html is not None
    assert rendered.html.count("<blockquote") == rendered.html.count("</blockquote>") == 1
    assert "<script" not in rendered.html
    assert len([line for line in rendered.text.split("\n") if line.startswith("> ")]) == 1


def test_a_letter_of_a_thousand_questions_gives_a_draft_of_bounded_size() -> None:
    asked = tuple(DraftedQuestion(str(place), "Щ" * 5_000, "Ж" * 5_000) for place in range(1, 1_001))
    rendered = RENDERER.draft(replace(FACTS, questions=asked), book("ru"))
    assert len(rendered.text) < 32_000


def test_a_misspelled_variable_of_a_draft_is_found_with_its_line() -> None:
    path = "customer/draft/en/body.txt"
    wrong = TemplateSet({**TEMPLATES.sources, path: "{{ hello }}\n{{ qestions }}\n"})
    assert any(
        fault.startswith(f"templates/{path}:2:") and "`questions`" in fault for fault in faults_of(wrong, book("en"))
    )


def test_a_rule_cannot_send_a_draft_as_an_acknowledgement() -> None:
    assert "draft" not in TEMPLATES.families


def test_a_language_without_a_draft_is_a_fault() -> None:
    sources = {path: text for path, text in TEMPLATES.sources.items() if not path.startswith("customer/draft/ru")}
    rules = Book(company=replace(book("en").company, languages=("en", "ru")))
    assert any("customer/draft/ru" in fault for fault in faults_of(TemplateSet(sources), rules))


def test_a_question_without_a_label_has_a_blank_without_one() -> None:
    rendered = RENDERER.draft(replace(FACTS, questions=(DraftedQuestion("", "Move us."),)), book("en"))
    assert "\n> Move us.\n\n[answer]\n" in rendered.text
