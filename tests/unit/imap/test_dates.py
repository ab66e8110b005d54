"""IMAP dates are written in English and read whatever they are."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from responder.imap.dates import date_time, internal_date, search_date


def test_a_search_date_is_a_day_of_the_zone_it_has() -> None:
    late = datetime(2026, 1, 5, 23, 30, tzinfo=timezone(timedelta(hours=3)))
    assert search_date(late) == "5-Jan-2026"


def test_append_gets_utc() -> None:
    assert (
        date_time(datetime(2026, 1, 5, 1, 2, 3, tzinfo=timezone(timedelta(hours=3)))) == '"04-Jan-2026 22:02:03 +0000"'
    )


@pytest.mark.parametrize(
    ("written", "at"),
    [
        (b"17-Jul-1996 02:44:25 -0700", datetime(1996, 7, 17, 9, 44, 25, tzinfo=UTC)),
        (b" 1-Jan-2026 00:00:00 +0300", datetime(2025, 12, 31, 21, tzinfo=UTC)),
        (b"01-JAN-2026 00:00:00 +0000", datetime(2026, 1, 1, tzinfo=UTC)),
        (b"1-Jan-2026 00:00:00", datetime(2026, 1, 1, tzinfo=UTC)),
        (b"31-Dec-2016 23:59:60 +0000", datetime(2016, 12, 31, 23, 59, 59, tzinfo=UTC)),
        (b"1-Jan-2026 05:30:00 +0530", datetime(2026, 1, 1, tzinfo=UTC)),
    ],
)
def test_internaldate_is_read_as_utc(written: bytes, at: datetime) -> None:
    read = internal_date(written)
    assert read == at
    assert read is not None
    assert read.tzinfo is UTC


@pytest.mark.parametrize(
    "written",
    [b"", b"NIL", b"yesterday", b"31-Feb-2026 00:00:00 +0000", b"1-Foo-2026 00:00:00 +0000",
     b"01-Jan-0001 00:00:00 +1400", b"1-Jan-2026 00:00:00 +9999", b"1-Jan-2026 25:00:00 +0000"],
)  # fmt: skip
def test_what_is_no_date_is_none(written: bytes) -> None:
    assert internal_date(written) is None


@given(st.binary(max_size=60))
def test_no_octets_make_it_fail(written: bytes) -> None:
    internal_date(written)


@given(st.integers(0, 7_000_000_000).map(lambda s: datetime.fromtimestamp(s, UTC)))
def test_what_append_writes_is_read_back(at: datetime) -> None:
    assert internal_date(date_time(at).strip('"').encode()) == at
