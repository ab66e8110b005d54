"""Dates the way IMAP writes them: English months whatever the locale, and readings that never fail."""

import re
from datetime import UTC, datetime, timedelta, timezone

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_INTERNALDATE = re.compile(
    rb"\s*(\d{1,2})-([A-Za-z]{3})-(\d{4})\s+(\d{1,2}):(\d\d):(\d\d)(?:\s+([+-])(\d\d):?(\d\d))?",
)


def search_date(at: datetime) -> str:
    """`at` as a SEARCH date (RFC 9051 section 6.4.4), in the zone it carries."""
    return f"{at.day}-{_MONTHS[at.month - 1]}-{at.year:04}"


def date_time(at: datetime) -> str:
    """`at` as APPEND takes it (RFC 9051 section 9, date-time), quoted, in UTC."""
    at = at.astimezone(UTC)
    return f'"{at.day:02}-{_MONTHS[at.month - 1]}-{at.year:04} {at:%H:%M:%S} +0000"'


def internal_date(value: bytes) -> datetime | None:
    """INTERNALDATE in UTC; one without a zone is taken as UTC; None when it cannot be a date."""
    found = _INTERNALDATE.match(value)
    if found is None:
        return None
    day, month, year, hour, minute, second, sign, zone_hours, zone_minutes = found.groups()
    try:
        offset = timedelta(hours=int(zone_hours or 0), minutes=int(zone_minutes or 0))
        zone = timezone(-offset if sign == b"-" else offset)
        month_number = _MONTHS.index(month.decode("ascii").title()) + 1
        # A leap second is written as 60, which datetime does not know.
        at = datetime(int(year), month_number, int(day), int(hour), int(minute), min(int(second), 59), tzinfo=zone)
        return at.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
