from datetime import UTC, datetime
from zoneinfo import available_timezones

import pytest

from responder.render.wording.languages import LANGUAGES
from responder.render.wording.zones import zone_words

RU, EN = LANGUAGES["ru"], LANGUAGES["en"]
WINTER, SUMMER = datetime(2026, 12, 1, tzinfo=UTC), datetime(2026, 7, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "ru", "en"),
    [
        ("Europe/Moscow", "по Москве", "Moscow time"),
        ("Asia/Yekaterinburg", "по Екатеринбургу", "Yekaterinburg time"),
        ("America/New_York", "по Нью-Йорку", "Eastern time"),
        ("America/Sao_Paulo", "по UTC−3", "Sao Paulo time"),
        ("Asia/Kathmandu", "по UTC+5:45", "Kathmandu time"),
        ("UTC", "по UTC", "UTC"),
        ("Etc/GMT-3", "по UTC+3", "UTC+3"),
    ],
)
def test_a_zone_is_called_as_customers_call_it(zone: str, ru: str, en: str) -> None:
    assert zone_words(RU, zone, WINTER) == ru
    assert zone_words(EN, zone, WINTER) == en


def test_an_offset_is_that_of_the_instant() -> None:
    assert zone_words(RU, "Europe/Oslo", WINTER) == "по UTC+1"
    assert zone_words(RU, "Europe/Oslo", SUMMER) == "по UTC+2"


def test_every_named_zone_exists() -> None:
    assert {zone for words in (RU, EN) for zone in words.zones} - available_timezones() == set()
