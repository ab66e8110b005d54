"""Warnings, the files that come with the program, the built-in defaults, and what reading costs."""

import subprocess
import sys
from pathlib import Path

import pytest

from responder.domain.guard import CHECK_NAMES
from responder.domain.rule import Mode
from responder.rules.defaults import default_book
from responder.rules.read import read_rules
from responder.rules.schema import BookSpec
from responder.rules.translate import key_paths

ROOT = Path(__file__).parents[3]
DUTY = "alerts: {people: [duty@example.org]}\n"
CONTRACT = """
mode: live                                   # off | shadow | pilot | live
company: {name: Example, addresses: [support@example.test], zone: Europe/Moscow, languages: [ru, en]}
staff: [example.test, anna@example.org]
trust: {authserv_ids: [mx.example.test], missing_return_path: accept}
answer: {target: 2h, limit: 3h}
hours: always
proofs_to: [lead@example.org]
pilot: [vector.example, b@example.org]
look_back: 0h
acknowledge: {wait: 30s, repeat_questions: when sure, next_letter: short}
alerts: {stages: [50%, 75%, 90%, 100%], people: [duty@example.org]}
guard:
  checks: {addressed_to_us: true}
  budgets: {mailbox_per_hour: 300, domain_per_hour: 20, alike_per_hour: 5, address_per_day: 3}
sending: {}
rules: [{name: billing, when: {subject: [invoice, счёт]}, then: {template: acknowledge, limit: 1h}}]
answers: {}
drafts: {make: from 2 questions}
delay_notice: ask us
"""


def test_the_keys_that_scripts_rely_on_are_taken() -> None:
    result = read_rules(CONTRACT, year=2026, templates={"acknowledge"})

    assert result.errors == ()
    assert result.book
    assert result.book.mode is Mode.LIVE


def test_keys_that_are_not_acted_on_are_warned_about() -> None:
    assert read_rules(CONTRACT, "my.yaml", year=2026).warnings == (
        "my.yaml:20: delay_notice: is understood but not yet acted on by this version",
    )


@pytest.mark.parametrize(
    ("text", "warned"),
    [
        ("hours: {mon-fri: 00:00-23:59}\n", "leaves the last minute of the day closed"),
        ("staff: company.example\n", "is only the example"),
        ("answer: {limit: 1h}\nalerts: {people: a@example.org, stages: [90m, 15m]}\n", "the warning comes at once"),
        ("rules:\n  - {name: all, then: {limit: 1h}}\n  - {name: none, then: {limit: 2h}}\n", "are never reached"),
        ("company: {addresses: duty@example.org}\n", "is the mailbox that is watched"),
        ("rules:\n  - {name: one, then: {language: de}}\n", "is not among company.languages"),
        ("mode: pilot\npilot: vector.example\n", "has no name"),
        (
            "answers:\n  act: {like: when, en: Soon., send: yes}\n",
            "rules.yaml:2: answers.act.send: has no answer in `ru`",
        ),
        ("answers: {act: {like: when, en: Soon., de: Bald.}}\n", "answers.act.de: `de` is not among company.languages"),
    ],
)
def test_what_is_probably_not_meant_is_warned_about(text: str, warned: str) -> None:
    result = read_rules(text if "alerts" in text else text + DUTY, year=2026)

    assert result.errors == ()
    assert [line for line in result.warnings if warned in line]


def test_keys_of_later_versions_are_taken_when_they_are_right() -> None:
    result = read_rules(f"{DUTY}delay_notice: never\n", year=2026)

    assert result.errors == ()
    assert [line.split(": ")[1] for line in result.warnings] == ["delay_notice"]


def test_a_clean_file_has_no_warnings() -> None:
    assert read_rules(DUTY, year=2026).warnings == ()


def test_the_sample_is_right_and_only_its_examples_are_warned_about() -> None:
    result = read_rules((ROOT / "rules.yaml").read_bytes(), year=2026, templates={"acknowledge", "calm", "bare"})

    assert result.errors == ()
    assert result.warnings
    assert all("is only the example" in line for line in result.warnings)
    assert result.book
    assert result.book.mode is Mode.SHADOW


def test_the_sample_shows_every_key() -> None:
    sample = (ROOT / "rules.yaml").read_text(encoding="utf-8")

    assert [path for path in key_paths() if f"{path.rpartition('.')[2]}:" not in sample] == []


def test_every_key_and_every_check_is_documented() -> None:
    page = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")

    assert [path for path in key_paths() if f"`{path}`" not in page] == []
    assert [name for name in CHECK_NAMES if f"`{name}`" not in page] == []


def test_examples_in_the_page_are_right() -> None:
    page = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
    examples = [block.partition("```")[0] for block in page.split("```yaml\n")[1:]]
    people = "people: {Peter: peter@example.org}\n"

    for example in examples:
        text = example + (
            "" if "alerts:" in example else "alerts: {people: [a@example.org], channels: {team: secret:team}}\n"
        )
        result = read_rules(text + ("" if "people:\n" in example or "rules:" not in example else people), year=2026)
        assert result.errors == (), example


def test_the_built_in_defaults_call_nobody_and_show_customers_nothing() -> None:
    book = default_book()

    assert book.mode is Mode.SHADOW
    assert book.alerts.people == ()
    assert book.company.languages == BookSpec().company.languages


def test_many_mistakes_are_cut_short() -> None:
    result = read_rules(DUTY + "".join(f"key{number}: x\n" for number in range(2000)), year=2026)

    assert len(result.errors) == 501
    assert result.errors[-1] == "rules.yaml: and 1500 more like these"


def test_two_thousand_rules_are_read() -> None:
    rules = "".join(
        f"  - name: rule {number}\n    when: {{subject: [invoice{number}, счёт]}}\n    then: {{limit: 1h}}\n"
        for number in range(2000)
    )
    book = read_rules(f"{DUTY}rules:\n{rules}", year=2026).book

    assert book
    assert len(book.rules) == 2000


def test_importing_the_room_loads_none_of_the_slow_libraries() -> None:
    slow = ("pydantic", "ruamel.yaml", "holidays")
    code = f"import sys, responder.rules.read, responder.rules.defaults; print([m for m in {slow} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)

    assert done.stdout.strip() == "[]"
