from dataclasses import replace

from responder.app.demo.journal import Letter, Mail
from responder.app.demo.judge import findings, language_of
from responder.app.demo.samples import SAMPLES, Sample

SAMPLE = Sample(
    "x", "a sample", "a@b.example", language="en", repeats=("1", "when?", "2", "where?"), conceals=("thank",)
)


def _mail(text: str) -> Mail:
    return Mail("a@b.example", "Re: x", text, "<x@b.example>")


def _letter(text: str | None, verdict: str = "answer", reason: str = "human_letter") -> Letter:
    letter = Letter(1, "<x@b.example>", "a@b.example", "x", 0.0, verdict, reason)
    letter.acknowledgement = _mail(text) if text is not None else None
    return letter


def test_a_letter_that_met_its_fate_is_in_order() -> None:
    assert findings(SAMPLE, _letter("You ask: 1. when? 2. where?")) == []


def test_a_letter_that_got_lost_is_found() -> None:
    assert findings(SAMPLE, None) == ["did not arrive"]


def test_a_missing_acknowledgement_is_found() -> None:
    assert findings(SAMPLE, _letter(None)) == ["was not acknowledged"]


def test_another_verdict_is_found() -> None:
    [found] = findings(SAMPLE, _letter("1 when? 2 where?", reason="budget"))
    assert "budget" in found


def test_questions_in_another_order_are_found() -> None:
    assert findings(SAMPLE, _letter("1 where? 2 when?")) == ["repeats the questions in another order"]


def test_a_question_left_out_is_found() -> None:
    assert findings(SAMPLE, _letter("1 when? 2")) == ["does not repeat where?"]


def test_what_must_not_be_shown_is_found() -> None:
    assert findings(SAMPLE, _letter("thank you. 1 when? 2 where?")) == ["shows thank"]


def test_another_language_is_found() -> None:
    sample = replace(SAMPLE, repeats=())
    assert findings(sample, _letter("Ответим по порядку")) == ["answered in another language than en"]


def test_an_acknowledged_machine_is_found() -> None:
    sample = replace(SAMPLE, verdict="machine", reason="list_headers", repeats=())
    assert "was acknowledged" in findings(sample, _letter("Hello there", "machine", "list_headers"))


def test_the_language_is_that_of_most_letters() -> None:
    assert language_of("Здравствуйте, Maria") == "ru"
    assert language_of("Hello, Мария Петрова, we have your letter") == "en"


def test_every_sample_has_its_letter_and_its_own_id() -> None:
    ids = [sample.message_id for sample in SAMPLES]
    assert all(ids)
    assert len(set(ids)) == len(ids)
