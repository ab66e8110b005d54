"""The YAML text becomes plain lists and texts, each with its line."""

import pytest

from responder.rules.load import MAX_BYTES, load


def test_values_stay_as_they_were_written() -> None:
    loaded = load("a: no\nb: [09:00-13:00, 007, 1e3, null]\nc: 2026-12-31\n")

    assert loaded.tree == {"a": "no", "b": ["09:00-13:00", "007", "1e3", "null"], "c": "2026-12-31"}


def test_nothing_behind_a_key_is_none_and_an_empty_text_is_not() -> None:
    assert load('a:\nb: ~\nc: ""\n').tree == {"a": None, "b": None, "c": ""}


def test_each_place_has_its_line() -> None:
    loaded = load("# remark\nrules:\n  - name: one\n    when: {from: a.example}\n  - name: two\n")

    assert loaded.lines["rules",] == 2
    assert loaded.lines["rules", 0, "when", "from"] == 4
    assert loaded.lines["rules", 1] == 5


def test_a_place_that_is_not_written_is_shown_at_what_stands_above_it() -> None:
    loaded = load("rules:\n  - name: one\n  - {then: {}}\n")

    assert loaded.problem(("rules", 0, "when", "from"), "x").shown("r") == "r:2: rules[one]: x"
    assert loaded.problem(("rules", 1, "then"), "x").shown("r") == "r:3: rules[2].then: x"
    assert loaded.problem(("mode",), "x").shown("r") == "r:1: file: x"


def test_every_repeated_key_is_named() -> None:
    loaded = load("a: 1\nb: {c: 1, c: 2}\na: 2\na: {d: 1, d: 2}\n")

    assert [(problem.line, problem.path) for problem in loaded.problems] == [
        (2, "b.c"),
        (3, "a"),
        (4, "a"),
        (4, "file"),
    ]
    assert loaded.tree == {"a": "1", "b": {"c": "1"}}


def test_a_large_file_is_refused_unread() -> None:
    assert [problem.text for problem in load("#" * (MAX_BYTES + 1)).problems] == ["the file is larger than 1 MB"]


@pytest.mark.parametrize("text", ["[" * 500_000, "{a: " * 100_000, "- " * 100_000, "a: &a [*a]\n" * 100])
def test_a_hostile_text_is_refused(text: str) -> None:
    assert load(text).problems


def test_signs_written_as_two_halves_are_put_together() -> None:
    assert load(r'"\ud83d\ude00": "\ud83d"').tree == {"\U0001f600": "\ufffd"}


@pytest.mark.parametrize(
    "text", [r'"\UFFFFFFFF"', r'"\U00110000"', "%YAML 1.99999999\n---\na: b\n", "%YAML 3.0\n---\na: b\n"]
)
def test_what_makes_the_yaml_library_stumble_is_refused(text: str) -> None:
    assert load(text).problems


def test_windows_line_ends_and_a_byte_order_mark_are_no_trouble() -> None:
    assert load("mode: live\r\nstaff:\r\n  - example.test\r\n").tree == {"mode": "live", "staff": ["example.test"]}
