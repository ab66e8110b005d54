"""Dates as they stand in letters."""

from datetime import UTC, datetime, timedelta

import pytest

from responder.mail.dates import read_date

NOON = datetime(2026, 11, 16, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "offset"),
    [
        ("Mon, 16 Nov 2026 15:00:00 +0300", 3),
        ("16 Nov 2026 15:00 +0300", 3),
        ("Mon, 16 Nov 2026 12:00:00 +0000 (UTC)", 0),
        ("Mon, 16 Nov 26 12:00:00 GMT", 0),
        ("Mon, 16 Nov 126 12:00:00 GMT", 0),
        ("Mon,16 Nov 2026 07:00:00 EST", -5),
        ("Mon Nov 16 12:00:00 2026 +0000", 0),
        ("Mon, 16 November 2026 12:00:00 +00:00", 0),
        ("  Mon, 16-Nov-2026 12:00:00.123 Z", 0),
    ],
)
def test_it_reads_a_date_and_the_zone_it_was_written_in(value: str, offset: int) -> None:
    assert read_date(value) == (NOON, timedelta(hours=offset))


@pytest.mark.parametrize("zone", ["-0000", "", " XYZ", " A", " +9900"])
def test_a_zone_that_says_nothing_is_none(zone: str) -> None:
    assert read_date(f"Mon, 16 Nov 2026 12:00:00 {zone}") == (NOON, None)


@pytest.mark.parametrize(
    "value",
    ["", "yesterday", "32 Nov 2026 12:00:00 +0000", "16 Foo 2026 12:00 +0000", "16 Nov 2026 25:00 +0000",
     "16 Nov 1901 12:00 +0000", "16 Nov 9999 23:59:59 -1200", "(" * 300, "16" + " " * 300],
)  # fmt: skip
def test_what_is_no_date_is_none(value: str) -> None:
    assert read_date(value) == (None, None)


def test_a_leap_second_is_the_last_second() -> None:
    date, _ = read_date("Sat, 31 Dec 2016 23:59:60 +0000")
    assert date == datetime(2016, 12, 31, 23, 59, 59, tzinfo=UTC)
