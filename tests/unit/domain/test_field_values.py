"""Comments, quoted strings, words and addresses in header values."""

import pytest

from responder.domain.field_values import addresses_in, keyword, keywords, split_unquoted, without_comments


@pytest.mark.parametrize(
    ("value", "bare"),
    [
        ("auto (a (nested) one) replied", "auto   replied"),
        ('"(kept)" (gone)', '"(kept)"  '),
        (r"a (b \) c) d", "a   d"),
        (r'"a \" (b" (c)', r'"a \" (b"  '),
        ('a (")" still inside) b', "a   b"),
        ("a (never closed", "a "),
        ("a) b (c)", "a) b  "),
    ],
)
def test_comments_are_dropped_and_quoted_strings_kept(value: str, bare: str) -> None:
    assert without_comments(value) == bare


@pytest.mark.parametrize(
    ("value", "first"),
    [
        ("No", "no"),
        (" no;x=1", "no"),
        ('"no" (typed)', "no"),
        ("(by hand) no", "no"),
        ("bulk, list", "bulk"),
        ("", ""),
        ("()", ""),
    ],
)
def test_the_first_word_is_the_keyword(value: str, first: str) -> None:
    assert keyword(value) == first


def test_a_list_of_keywords_may_be_separated_anyhow() -> None:
    assert keywords("DR, RN;NRN (receipts)\tOOF") == {"dr", "rn", "nrn", "oof"}


def test_separators_within_quotes_do_not_separate() -> None:
    assert split_unquoted(r'a; "b;\";c" ;; d', ";") == ["a", r'"b;\";c"', "d"]


def test_addresses_are_found_in_any_surroundings() -> None:
    assert addresses_in('list "Team" <Team@Lists.example>; contact x+y@lists.example') == (
        "team@lists.example",
        "x+y@lists.example",
    )
