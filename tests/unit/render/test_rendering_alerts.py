import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from responder.domain.alert import AlertFacts
from responder.domain.alert_line import AlertLine
from responder.domain.expectation import ExpectationKind
from responder.domain.rule import Book
from responder.ports.reading import Rendered
from responder.render.renderer import TemplateRenderer
from responder.render.staff_facts import MOST_LINES
from responder.render.templates import load_templates
from responder.shipped import shipped

RENDERER = TemplateRenderer(lambda: SHIPPED)
SHIPPED = load_templates(shipped("templates"))[0]
NOW = datetime(2026, 11, 24, 9, 20, tzinfo=UTC)
BOOK = Book()


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


def test_an_alert_lists_missed_letters_first_and_then_by_limit() -> None:
    text = alert(waiting(30), waiting(-5), waiting(10), waiting(-50)).text
    assert re.findall(r"C-?\d+", text) == ["C-50", "C-5", "C10", "C30"]


def test_the_subject_names_the_most_pressing_letter() -> None:
    assert alert(waiting(10), waiting(30)).subject == "Answer by 9:30: C10 (+1)"
    assert alert(waiting(10), waiting(-5)).subject == "Overdue, not answered: C-5 (+1)"


def test_an_alert_is_capped() -> None:
    text = alert(*(waiting(number) for number in range(1, 28))).text
    assert len(re.findall(r"C\d+", text)) == MOST_LINES
    assert "… and seven more." in text


def test_a_proof_shows_the_letter_whole() -> None:
    proof = RENDERER.proof(Rendered("Re: A\nB", "One\n\n{{ two }}\n"), "m@sever.example\nX", BOOK)
    assert proof.subject == "Shadow: not sent to m@sever.example X: Re: A B"
    assert "\nOne\n\n{{ two }}\n" in proof.text
