from datetime import timedelta

import pytest

from responder.app.words import columns, short, span


@pytest.mark.parametrize(
    ("length", "said"),
    [
        (timedelta(minutes=5, seconds=59), "5 min"),
        (timedelta(hours=2, minutes=5), "2 h 05 min"),
        (timedelta(days=3, hours=4, minutes=59), "3 d 4 h"),
        (timedelta(hours=-2, minutes=-5), "2 h 05 min"),
        (timedelta(), "0 min"),
    ],
)
def test_a_span_is_said_to_the_minute(length: timedelta, said: str) -> None:
    assert span(length) == said


def test_a_long_text_ends_in_an_ellipsis() -> None:
    assert short("a long subject", 8) == "a long …"
    assert short("short", 8) == "short"


def test_a_text_can_neither_break_the_line_nor_steer_the_terminal() -> None:
    assert short("a\nb\x1b[2Jc", 20) == "a b [2Jc"


def test_columns_are_as_wide_as_their_widest_cell() -> None:
    assert list(columns(("ID", "WHAT"), [("1", "a"), ("1000", "long")])) == [
        "  ID    WHAT",
        "  1     a",
        "  1000  long",
    ]
