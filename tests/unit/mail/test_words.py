"""Encoded words, also as mail programs really write them."""

import pytest

from responder.mail.words import decode_words, one_line


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("plain", "plain"),
        ("=?utf-8?B?0J/RgNC40LLQtdGC?=", "Привет"),
        ("=?UTF-8?q?a=20b_c?=", "a b c"),
        ("=?koi8-r?B?8NLJ18XU?=", "Привет"),
        ("Re: =?utf-8?Q?=D0=94=D0=B0?= [2]", "Re: Да [2]"),
        ("=?utf-8?Q?a?= =?utf-8?Q?b?=", "ab"),
        ("=?utf-8?Q?a?=\t =?iso-8859-1?Q?=E4?=", "aä"),
        ("=?utf-8?Q?a?= x =?utf-8?Q?b?=", "a x b"),
        ("=?utf-8?B?0J8?=", "П"),
        ("=?utf-8?Q?What??=", "What?"),
        ("=?utf-8*ru?Q?=D0=94?=", "Д"),
        ("(=?utf-8?Q?a?=)", "(a)"),
    ],
)
def test_it_decodes(value: str, text: str) -> None:
    assert decode_words(value) == text


def test_it_joins_a_character_that_was_cut_between_two_words() -> None:
    assert decode_words("=?utf-8?Q?=D0?= =?utf-8?Q?=94?=") == "Д"
    assert decode_words("=?UTF-8?B?0A==?=\r\n =?utf-8?B?lA==?=") == "Д"


@pytest.mark.parametrize("value", ["=?utf-8?X?a?=", "=?utf-8?Q?a", "=??Q?a?=", "=?=?=?="])
def test_it_leaves_what_is_no_encoded_word(value: str) -> None:
    assert decode_words(value) == value


def test_an_unknown_charset_is_guessed() -> None:
    assert decode_words("=?nonsense?Q?=D0=94=D0=B0?=") == "Да"


def test_one_line_has_no_controls_bidi_marks_or_surplus_blanks() -> None:
    assert one_line("a\r\nBcc: x\u202eb\u2028c  d\x00\ufeff ", 100) == "a Bcc: x b c d"
    assert one_line("abcdef ghi", 7) == "abcdef"
