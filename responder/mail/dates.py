"""Reads the Date field of RFC 5322, obsolete zones included, into an instant and the offset it was written in."""

import re
from datetime import UTC, datetime, timedelta
from typing import Final

_MONTHS: Final = {name: number for number, name in enumerate(
    ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), start=1)}  # fmt: skip

_ZONES: Final = {"ut": 0, "gmt": 0, "utc": 0, "z": 0, "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6,
                 "pst": -8, "pdt": -7, "msk": 3, "cet": 1, "cest": 2, "eet": 2, "eest": 3}  # fmt: skip

_TIME: Final = r"(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?:[:.](?P<second>\d{2})(?:\.\d{1,9})?)?"
_ZONE: Final = r"(?:\s*(?P<zone>[+-]\d{4}|[+-]\d{2}:\d{2}|[A-Za-z]{1,5}))?"
_RFC5322: Final = re.compile(
    r"(?:[^\W\d_]{1,12}\.?\s*,?\s*)?(?P<day>\d{1,2})[\s-]{1,3}(?P<month>[A-Za-z]{3,9})\.?[\s,-]{1,3}(?P<year>\d{2,4}),?\s{1,4}"
    + _TIME
    + _ZONE
)
# The C library's form, which old mail programs write: Mon Nov 16 12:00:00 2026 +0300.
_ASCTIME: Final = re.compile(
    r"[A-Za-z]{3},?\s{1,3}(?P<month>[A-Za-z]{3})\s{1,3}(?P<day>\d{1,2})\s{1,3}"
    + _TIME
    + r"\s{1,3}(?P<year>\d{4})"
    + _ZONE
)
_COMMENT: Final = re.compile(r"\([^()]{0,200}\)")
_FIRST_YEAR, _LAST_YEAR = 1971, 2099


def read_date(value: str) -> tuple[datetime | None, timedelta | None]:
    """Give the instant in UTC and the zone's offset.

    Both are None when there is no date to be read or its year is not between 1971 and 2099; the offset alone is None
    where the zone is missing, unknown or `-0000`, which says nothing of where its writer is (RFC 5322 section 3.3).
    """
    text = _COMMENT.sub(" ", value[:200]).strip()
    found = _RFC5322.match(text) or _ASCTIME.match(text)
    if found is None or (local := _local(found)) is None:
        return None, None
    offset = _offset(found["zone"])
    return local - (offset or timedelta()), offset


def _local(found: re.Match[str]) -> datetime | None:
    month = _MONTHS.get(found["month"][:3].lower())
    year = _year(found["year"])
    if month is None or not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    second = min(int(found["second"] or 0), 59)  # a leap second is the last of its minute
    try:
        return datetime(year, month, int(found["day"]), int(found["hour"]), int(found["minute"]), second, tzinfo=UTC)
    except ValueError:
        return None


def _year(digits: str) -> int:
    """Widen the short years of RFC 5322 section 4.3."""
    year = int(digits)
    if len(digits) == 2:
        return year + (2000 if year < 50 else 1900)
    return year + 1900 if len(digits) == 3 else year


def _offset(zone: str | None) -> timedelta | None:
    if zone is None or zone == "-0000":
        return None
    if zone[0] not in "+-":
        hours = _ZONES.get(zone.lower())
        return None if hours is None else timedelta(hours=hours)
    digits = zone.replace(":", "")
    span = timedelta(hours=int(digits[1:3]), minutes=int(digits[3:5]))
    if span > timedelta(hours=15):
        return None
    return -span if zone[0] == "-" else span
