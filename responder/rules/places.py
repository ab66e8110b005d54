"""Reads time zones, languages and countries; each reader raises ValueError in plain words."""

import re
from datetime import date
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from responder.rules.problem import did_you_mean, nearest
from responder.rules.words import plain_text

_LANGUAGE_CODES = """
aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo
es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka
kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng
nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su
sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu
"""
LANGUAGES = frozenset(_LANGUAGE_CODES.split())
_LANGUAGE_NAMES = {
    "english": "en", "английский": "en", "eng": "en", "russian": "ru", "русский": "ru", "rus": "ru",
    "german": "de", "deutsch": "de", "ger": "de", "немецкий": "de", "french": "fr", "français": "fr",
    "spanish": "es", "español": "es", "italian": "it", "italiano": "it", "polish": "pl", "polski": "pl",
    "ukrainian": "uk", "українська": "uk", "ua": "uk", "czech": "cs", "dutch": "nl", "portuguese": "pt",
    "turkish": "tr", "chinese": "zh", "kazakh": "kk", "belarusian": "be", "gb": "en", "us": "en", "by": "be",
    "kz": "kk", "cz": "cs", "рус": "ru", "англ": "en", "анг": "en",
}  # fmt: skip
_ZONE_SHORT = {"msk": "Europe/Moscow", "мск": "Europe/Moscow", "cet": "Europe/Berlin", "cest": "Europe/Berlin",
               "bst": "Europe/London", "est": "America/New_York", "edt": "America/New_York",
               "pst": "America/Los_Angeles", "pdt": "America/Los_Angeles", "kyiv": "Europe/Kyiv"}  # fmt: skip


def zone(value: object) -> str:
    """Return the IANA name of a time zone."""
    word = plain_text(value)
    if _is_zone(word):
        return word
    raise ValueError(f"`{word}` is no time zone: write one like Europe/Moscow{_zone_hint(word)}")


def _is_zone(word: str) -> bool:
    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+)*", word) or word.casefold() in _ZONE_SHORT:
        return False
    try:
        ZoneInfo(word)
    except (ValueError, OSError, LookupError):
        return False
    return word != "localtime" and not word.startswith(("posix", "right/"))


def _zone_hint(word: str) -> str:
    if re.fullmatch(r"(utc|gmt)? ?[+-][0-9:]+", word.casefold()):
        return "; it knows about summer time, which a difference in hours does not"
    short = _ZONE_SHORT.get(word.casefold())
    if short:
        return f", did you mean `{short}`?"
    zones = available_timezones()
    cities = {name.rpartition("/")[2].casefold(): name for name in sorted(zones) if "/" in name}
    city = nearest(word.rpartition("/")[2].replace(" ", "_"), cities)
    return f", did you mean `{cities[city]}`?" if city else did_you_mean(word, zones)


def language(value: object) -> str:
    """Return an ISO 639-1 code in lower case."""
    word = plain_text(value).casefold()
    if word in LANGUAGES:
        return word
    meant = _LANGUAGE_NAMES.get(word) or _LANGUAGE_NAMES.get(nearest(word, _LANGUAGE_NAMES) or "")
    two = re.match(r"([a-z]{2})[-_]", word)
    if two and two[1] in LANGUAGES:
        meant = two[1]
    hint = f", did you mean `{meant}`?" if meant else ""
    raise ValueError(f"`{word}` is no language: write two letters such as en or ru{hint}")


def country(value: object) -> str:
    """Return a country whose holidays are known, with its part where given: `RU`, `DE-BY`."""
    word = plain_text(value)
    code, _, part = word.upper().partition("-")
    known = _countries()
    if code not in known.values():
        names = {name.replace("_", " "): two for name, two in known.items()}
        near = nearest(word.casefold(), names)
        hint = f", did you mean `{names[near]}`?" if near else did_you_mean(code, known.values())
        raise ValueError(f"`{word}` is no country whose holidays are known: write two letters such as RU or DE{hint}")
    if part:
        _check_part(code, part)
    return word.upper()


def _check_part(code: str, part: str) -> None:
    from holidays import country_holidays  # noqa: PLC0415 - takes 0.2 s, needed only where a country is written

    parts = country_holidays(code).subdivisions
    if part not in {known.upper() for known in parts}:
        some = f" (its parts: {', '.join(parts[:20])})" if parts else " (it has no parts with holidays of their own)"
        raise ValueError(f"`{part}` is no part of {code}{some}{did_you_mean(part, parts)}")


@cache
def _countries() -> dict[str, str]:
    from holidays.registry import COUNTRIES  # noqa: PLC0415 - takes 0.2 s, needed only where a country is written

    return {name: codes[1] for name, codes in COUNTRIES.items()}


def holidays_of(countries: tuple[str, ...], years: range) -> tuple[frozenset[date], frozenset[date]]:
    """Return the public holidays, and the weekend days that are worked instead of others, of these countries."""
    if not countries:
        return frozenset(), frozenset()
    from holidays import country_holidays  # noqa: PLC0415 - takes 0.2 s, needed only where a country is written

    closed: set[date] = set()
    worked: set[date] = set()
    for written in countries:
        code, _, part = written.partition("-")
        spelling = {known.upper(): known for known in country_holidays(code).subdivisions}
        calendar = country_holidays(code, subdiv=spelling.get(part), years=years)
        closed |= calendar.keys()
        worked |= calendar.weekend_workdays
    return frozenset(closed), frozenset(worked - closed)
