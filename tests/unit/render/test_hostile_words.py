import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from responder.domain.acknowledgement import Acknowledgement, Form, ShownQuestion
from responder.domain.alert import AlertFacts
from responder.domain.alert_line import AlertLine
from responder.domain.calendar import Calendar
from responder.domain.expectation import ExpectationKind
from responder.domain.rule import Book, Company, Urgent
from responder.domain.values import Address
from responder.mail.compose import Outgoing, compose
from responder.ports.reading import Rendered
from responder.render.renderer import TemplateRenderer
from responder.render.templates import load_templates
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
HOSTILE = [
    "{{ 7*7 }}",
    "{% for a in range(9) %}x{% endfor %}",
    "{# hidden #}",
    "<script>alert(1)</script><img src=x onerror=y>",
    "one\r\n\r\nBcc: victim@west.example\n\n1. two\u2028three\x0bfour\x85five",
    "\u202eevil\u202c \u2066x\u2069 \ufeff\u200b\u00ad",
    "x" * 10_000,
    "Ж " * 5_000,
    "a\x00b\x07c\x1b[31m\ud800",
]


@pytest.mark.parametrize("value", HOSTILE)
@pytest.mark.parametrize(
    ("form", "family"),
    [(Form.FULL, "acknowledge"), (Form.SHORT, "short"), (Form.ADDITION, "addition"), (Form.CALM, "calm")],
)
def test_a_customers_words_never_break_the_letter(value: str, form: Form, family: str) -> None:
    question = ShownQuestion(value, value)
    facts = replace(PLAIN, form=form, family=family, name=value, subject=value, questions=(question,) * 7, asked=7)
    harmless = replace(facts, name="N", subject="S", questions=(ShownQuestion("1", "Q"),) * 7)
    rendered, expected = RENDERER.acknowledgement(facts, BOOK), RENDERER.acknowledgement(harmless, BOOK)
    assert len(rendered.subject.splitlines()) == 1
    assert rendered.text.count("\n") <= expected.text.count("\n")
    assert "49" not in rendered.text
    assert not re.search("[\x00-\x09\x0b-\x1f\u200b\u2028\u202a-\u202e\u2066-\u2069\ud800-\udfff]", rendered.text)
    tags = set(re.findall(r"<(/?\w+)", rendered.html or ""))
    assert tags <= {"html", "/html", "body", "/body", "p", "/p", "br", "ol", "/ol", "li", "/li", "a", "/a"}
    assert len(octets(rendered)) < 10_240


def octets(rendered: Rendered, references: int = 20) -> bytes:
    mailbox = Address("help@vesna.example", "Компания «Весна»")
    ids = tuple(f"<{number:040}@mail.sever.example>" for number in range(references))
    return compose(
        Outgoing(
            from_=mailbox,
            to=Address("maria@sever.example", "Мария Северова"),
            subject=rendered.subject,
            text=rendered.text,
            html=rendered.html,
            message_id="<0123456789012345678901234567890123456789@vesna.example>",
            date=NOW,
            reply_to=mailbox,
            in_reply_to=ids[-1],
            references=ids,
            extra=(("X-Auto-Response-Suppress", "All"), ("X-Responder-Kind", "acknowledgement")),
        )
    )


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("letter", ["w", "Ж", "漢", "😀"])
def test_the_longest_acknowledgement_is_under_10_kilobytes(language: str, letter: str) -> None:
    questions = tuple(ShownQuestion(str(number), (letter * 9 + " ") * 14) for number in range(1, 8))
    facts = replace(
        PLAIN, language=language, name=letter * 40, subject=letter * 90, questions=questions, asked=9, more=2
    )
    nobody_there = Calendar("Europe/Moscow", ((),) * 7)
    book = replace(BOOK, calendar=nobody_there)
    late = replace(facts, late=True, opens_at=NOW + timedelta(hours=1), customer_offset=timedelta(hours=9))
    rendered = RENDERER.acknowledgement(replace(late, signed_by="Служба поддержки компании «Весна»"), book)
    assert rendered.html is not None
    assert len(octets(rendered)) < 10_240


def waiting(number: int, **changes: object) -> AlertLine:
    limit_at = NOW + timedelta(minutes=number)
    line = AlertLine(
        expectation_id=number,
        stages=("50%",),
        kind=ExpectationKind.FIRST_REPLY,
        opened_at=NOW,
        target_at=NOW,
        limit_at=limit_at,
        left=limit_at - NOW,
        missed=number < 0,
        target_passed=False,
        customer_name=f"C{number}",
    )
    return replace(line, **changes)


def alert(*lines: AlertLine) -> Rendered:
    return RENDERER.alert(AlertFacts("Anna", "en", "UTC", "full", NOW, lines), BOOK)


@pytest.mark.parametrize("value", HOSTILE)
def test_an_alert_stays_whole_whatever_customers_write(value: str) -> None:
    hostile = waiting(10, customer=value, customer_name=value, subject=value, message_id=value, rule=value)
    plain = waiting(10, customer="c", customer_name="n", subject="s", message_id="m", rule="r")
    rendered = alert(hostile)
    assert rendered.text.count("\n") <= alert(plain).text.count("\n")
    assert len(rendered.subject.splitlines()) == 1
    assert "<script" not in (rendered.html or "")
