"""Conditions of the operator's rules: words, globs, addresses, languages and tones."""

from dataclasses import replace

import pytest

from responder.domain.match import folded, has_words, is_address_like, is_like, matches, matching_rule
from responder.domain.question import Reading, Tone, ToneLabel
from responder.domain.rule import Condition, Rule
from tests.support.letters import NORDLICHT, letter


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("invoice", "Invoice 77"),
        ("invoice", "two INVOICES are wrong"),
        ("счёт", "Не пришел счета за ноябрь"),
        ("счет", "СЧЁТ-фактура"),
        ("rück", "Rückgabe"),
        ("ruck*", "ruck"),
        ("order status", "your order   statuses"),
        ("order\tstatus", "order\nstatus"),
        ("*voice", "myinvoice"),
        ("in*ce", "an invoice"),
        ("in*ce n", "an invoice number"),
        ("inv?ice", "inv0ice"),
        ("re*nd", "re-send"),
        ("№5", "Заказ №5"),
        ("c++", "Our C++ course"),
        ("77", "order #77"),
        ("фактур", "счет-фактура"),
        ("don't", "I don’t know"),
        ("发票", "请开发票"),
        ("n n", "in n n"),
        ("strasse", "Hauptstraße 5, Straße"),
        ("*", "x"),
    ],
)
def test_words_are_found(pattern: str, text: str) -> None:
    assert has_words(pattern, folded(text))


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("voice", "invoice"),
        ("art", "start"),
        ("order status", "order the status"),
        ("in*ce", "in place"),
        ("inv?ice", "invice"),
        ("счёт", "расчет"),
        ("a.c", "abc"),
        ("[ab]", "a"),
        ("x", ""),
        ("", "anything"),
        ("*", ""),
    ],
)
def test_words_are_not_found(pattern: str, text: str) -> None:
    assert not has_words(pattern, folded(text))


@pytest.mark.parametrize(
    ("pattern", "address", "is_meant"),
    [
        ("kunde.example", "ann@kunde.example", True),
        ("kunde.example", "ann@mail.kunde.example", True),
        ("@kunde.example", "ann@kunde.example", True),
        ("Kunde.Example", "ann@kunde.example", True),
        ("kunde.example", "ann@otherkunde.example", False),
        ("kunde.example", "ann@kunde.example.evil.example", False),
        ("ann@kunde.example", "ann@kunde.example", True),
        ("ann@kunde.example", "joann@kunde.example", False),
        ("*@kunde.example", "ann@mail.kunde.example", False),
        ("ann@*", "ann@anywhere.example", True),
        ("*.kunde.example", "ann@mail.kunde.example", True),
        ("*.kunde.example", "ann@kunde.example", False),
        ("kunde.*", "ann@shop.kunde.example", True),
        ("*kunde*", "ann@otherkunde.example", True),
        ("*.edu", "ann@cs.school.edu", True),
        ("edu", "ann@school.edu", True),
        ("a??@kunde.example", "ann@kunde.example", True),
    ],
)
def test_addresses_and_domains(pattern: str, address: str, is_meant: bool) -> None:
    assert is_address_like(pattern, address) is is_meant


def test_globs_take_no_sets_and_no_regular_expressions() -> None:
    assert not is_like("[ab]", "a")
    assert not is_like("a.*", "abc")
    assert is_like("a**b", "ab")


def test_every_given_kind_must_match_by_any_of_its_values() -> None:
    condition = Condition(from_=("other.example", "kunde.example"), subject=("order",))
    assert matches(condition, letter()) == {"from": "kunde.example", "subject": "order"}
    assert matches(replace(condition, subject=("invoice",)), letter()) is None


def test_a_condition_without_kinds_matches_every_letter() -> None:
    assert matches(Condition(), letter()) == {}


def test_words_look_into_subject_and_text_and_subject_into_the_subject_alone() -> None:
    of = letter({"Subject": "Question"}, body="About my invoice")
    assert matches(Condition(words=("invoice",)), of) == {"words": "invoice"}
    assert matches(Condition(words=("question",)), of) == {"words": "question"}
    assert matches(Condition(subject=("invoice",)), of) is None


def test_words_that_the_author_only_quoted_do_not_count() -> None:
    of = letter(body="New text")
    of = replace(of, zones=replace(of.zones, visible="New text", quoted="> the old invoice"))
    assert matches(Condition(words=("invoice",)), of) is None


def test_to_looks_at_every_recipient_and_at_where_it_was_delivered() -> None:
    of = letter({"To": "x@y.example", "Cc": "Sales@nordlicht.example", "Delivered-To": "hello@nordlicht.example"})
    assert matches(Condition(to=("sales@*",)), of) == {"to": "sales@*"}
    assert matches(Condition(to=("hello@nordlicht.example",)), of)
    assert matches(Condition(to=("support@nordlicht.example",)), of) is None


def test_language_and_tone() -> None:
    of = letter(reading=Reading(language="ru", tone=Tone(ToneLabel.FURIOUS)))
    assert matches(Condition(language=("de", "RU"), tone=(ToneLabel.FURIOUS,)), of) == {
        "language": "RU",
        "tone": "furious",
    }
    assert matches(Condition(language=("en",)), of) is None
    assert matches(Condition(tone=(ToneLabel.CALM,)), of) is None


def test_an_unknown_language_matches_no_language() -> None:
    assert matches(Condition(language=("*",)), letter()) is None


def test_the_first_rule_that_holds_is_used() -> None:
    first, second = Rule("first", Condition(subject=("order",))), Rule("second", Condition())
    book = replace(NORDLICHT, rules=(Rule("never", Condition(subject=("saw",))), first, second))
    assert matching_rule(letter(), book) is first
    assert matching_rule(letter({"Subject": "Hello"}), book) is second
    assert matching_rule(letter(), NORDLICHT) is None
