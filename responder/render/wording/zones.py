"""Names time zones as customers do: `по Москве`, `Berlin time`, and `UTC+3` where no name would help."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from responder.render.wording.words import Words


def zone_words(words: Words, zone: str, at: datetime) -> str:
    """How an IANA zone is called at an instant: by the language's own name, by its city, else by its offset."""
    if zone in words.zones:
        return words.zones[zone]
    area, slash, place = zone.rpartition("/")
    has_city = bool(slash) and area not in ("Etc", "SystemV", "US")
    pattern = words.zone_of_city if has_city else words.zone_of_offset
    return pattern.format(city=place.replace("_", " "), offset=_offset_words(_offset(zone, at)))


def _offset(zone: str, at: datetime) -> timedelta:
    return at.astimezone(ZoneInfo(zone)).utcoffset() or timedelta()


def _offset_words(offset: timedelta) -> str:
    minutes = round(offset.total_seconds() / 60)
    if not minutes:
        return "UTC"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'+' if minutes > 0 else '−'}{hours}" + (f":{rest:02}" if rest else "")
