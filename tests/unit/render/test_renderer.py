import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from responder.domain.acknowledgement import Acknowledgement, Form, ShownQuestion
from responder.domain.calendar import Calendar
from responder.domain.rule import Book, Company, Urgent
from responder.domain.values import Address
from responder.ports.reading import Rendered, Renderer
from responder.render.failure import TemplateError
from responder.render.renderer import TemplateRenderer
from responder.render.templates import TemplateSet, load_templates
from responder.shipped import shipped

SHIPPED = load_templates(shipped("templates"))[0]
RENDERER = TemplateRenderer(lambda: SHIPPED)
NOW = datetime(2026, 11, 24, 9, 20, tzinfo=UTC)
BOOK = Book(
    company=Company("Vesna", frozenset({"help@vesna.example"}), languages=("en", "ru")),
    urgent=Urgent("+7 000 000-00-00", Calendar()),
)
PLAIN = Acknowledgement(
    form=Form.FULL,
    family="acknowledge",
    to=Address("maria@sever.example"),
    language="en",
    limit_at=NOW + timedelta(hours=3),
    written_at=NOW,
    mailbox="help@vesna.example",
)


def test_it_is_what_the_flows_ask_for() -> None:
    renderer: Renderer = RENDERER
    assert renderer.acknowledgement(PLAIN, BOOK).subject == "We have your letter"


def test_questions_that_do_not_fit_are_counted() -> None:
    questions = tuple(ShownQuestion(str(number), "Ж" * 139 + "?") for number in range(1, 8))
    text = RENDERER.acknowledgement(replace(PLAIN, questions=questions, asked=9, more=2), BOOK).text
    assert "noted nine questions:" in text
    assert "\nand four more.\n" in text


@pytest.mark.parametrize("language", ["en", "ru"])
def test_everyone_unverified_gets_the_same(language: str) -> None:
    facts = replace(PLAIN, form=Form.UNVERIFIED, family="unverified", language=language)
    other = replace(
        facts,
        name="Maria",
        subject="Rollout",
        questions=(ShownQuestion("1", "Why?"),),
        asked=3,
        customer_offset=timedelta(hours=9),
        signed_by="Anna",
        asks_news=True,
        to=Address("oleg@west.example", "Oleg"),
    )
    assert RENDERER.acknowledgement(facts, BOOK) == RENDERER.acknowledgement(other, BOOK)


@pytest.mark.parametrize(
    ("subject", "answer"),
    [
        ("Rollout", "Re: Rollout"),
        ("Re: Rollout", "Re: Rollout"),
        ("RE: FW: Re[2]: Rollout", "Re: Rollout"),
        ("Ответ: Перенос", "Re: Перенос"),
        ("На: Перенос", "Re: Перенос"),
        ("Remote work", "Re: Remote work"),
        ("Re:", "We have your letter"),
        ("", "We have your letter"),
    ],
)
def test_an_answers_subject_has_one_re(subject: str, answer: str) -> None:
    assert RENDERER.acknowledgement(replace(PLAIN, subject=subject), BOOK).subject == answer


def calm_letters() -> Iterator[Rendered]:
    for language in ("en", "ru"):
        for family, form in (("calm", Form.CALM), ("bare", Form.BARE)):
            for late in (False, True):
                facts = replace(PLAIN, form=form, family=family, language=language, late=late, name="Maria", asked=3)
                yield RENDERER.acknowledgement(facts, BOOK)


def test_calm_letters_have_no_thanks_and_no_exclamation_mark() -> None:
    for rendered in calm_letters():
        assert not re.search("(?i)!|thank|спасибо|благодар|sorry|извини|прост", rendered.text)


def test_customers_own_labels_are_kept() -> None:
    labels = ("№1", "b", "2.1", "–")
    questions = tuple(ShownQuestion(label, "Why?") for label in labels)
    text = RENDERER.acknowledgement(replace(PLAIN, questions=questions, asked=4), BOOK).text
    assert "№1. Why?\nb. Why?\n2.1. Why?\nWhy?\n" in text


def test_requests_are_called_points() -> None:
    questions = (ShownQuestion("1", "Why?"), ShownQuestion("2", "Please send the act."))
    facts = replace(PLAIN, questions=questions, asked=2)
    assert "noted two points:" in RENDERER.acknowledgement(facts, BOOK).text
    assert "записали два пункта:" in RENDERER.acknowledgement(replace(facts, language="ru"), BOOK).text


@pytest.mark.parametrize(
    ("hour", "theirs", "greeting"),
    [
        (6, None, "Good morning"),
        (13, None, "Good afternoon"),
        (19, None, "Good evening"),
        (2, None, "Hello"),
        (13, timedelta(hours=12), "Hello"),
    ],
)
def test_the_greeting_follows_the_clock(hour: int, theirs: timedelta | None, greeting: str) -> None:
    facts = replace(PLAIN, written_at=NOW.replace(hour=hour), customer_offset=theirs)
    assert RENDERER.acknowledgement(facts, BOOK).text.startswith(f"{greeting}!")


def test_a_language_that_is_not_there_falls_back_to_the_companys_first() -> None:
    book = replace(BOOK, company=replace(BOOK.company, languages=("ru", "en")))
    assert RENDERER.acknowledgement(replace(PLAIN, language="de"), book).subject == "Ваше письмо получено"


def test_an_operators_family_and_html_are_used() -> None:
    own = {
        "customer/billing/en/subject.txt": "Invoice: {{ topic }}\n",
        "customer/billing/en/body.txt": "Plain {{ name }}\n",
        "customer/billing/en/body.html": "<p>{{ name }}</p>",
    }
    renderer = TemplateRenderer(lambda: TemplateSet(own))
    facts = replace(PLAIN, family="billing", name="<M>", subject="March")
    assert renderer.acknowledgement(facts, BOOK) == Rendered("Invoice: March", "Plain <M>\n", "<p>&lt;M&gt;</p>")


@pytest.mark.parametrize(
    ("sources", "problem"),
    [
        ({}, "templates/customer/acknowledge:1: there is none in en, ru"),
        (
            {"customer/acknowledge/en/body.txt": "x"},
            "templates/customer/acknowledge/en/subject.txt:1: there is no such",
        ),
        (
            {"customer/acknowledge/en/body.txt": " \n", "customer/acknowledge/en/subject.txt": "x"},
            "templates/customer/acknowledge/en/body.txt:1: nothing is written",
        ),
    ],
)
def test_templates_that_check_would_refuse_raise(sources: dict[str, str], problem: str) -> None:
    with pytest.raises(TemplateError) as raised:
        TemplateRenderer(lambda: TemplateSet(sources)).acknowledgement(PLAIN, BOOK)
    assert str(raised.value).startswith(problem)


def test_letters_may_be_written_in_many_threads() -> None:
    facts = [replace(PLAIN, name=f"N{number}") for number in range(200)]
    with ThreadPoolExecutor(8) as pool:
        texts = list(pool.map(lambda one: RENDERER.acknowledgement(one, BOOK).text, facts))
    assert [text.splitlines()[0] for text in texts] == [f"Good morning, N{number}!" for number in range(200)]
