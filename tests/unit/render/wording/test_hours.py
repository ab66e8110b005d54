from datetime import UTC, date, datetime

import pytest

from responder.domain.calendar import Calendar, Interval
from responder.render.wording.hours import next_hours, pause, reachable, week
from responder.render.wording.languages import LANGUAGES
from responder.render.wording.times import Times

RU, EN = LANGUAGES["ru"], LANGUAGES["en"]


def hours(*spans: tuple[int, int]) -> tuple[Interval, ...]:
    return tuple(Interval(start * 60, end * 60) for start, end in spans)


OFFICE = Calendar("UTC", (*[hours((9, 13), (14, 18))] * 5, (), ()), closed=frozenset({date(2026, 11, 25)}))
PHONE = Calendar("UTC", (*[hours((9, 20))] * 5, *[hours((10, 18))] * 2), closed=frozenset({date(2026, 11, 25)}))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "why"),
    [
        ("2026-11-24T10:00", ""),
        ("2026-11-24T13:30", "break"),
        ("2026-11-24T07:30", "before"),
        ("2026-11-24T18:30", "after"),
        ("2026-11-24T23:30", "night"),
        ("2026-11-24T03:30", "night"),
        ("2026-11-25T10:00", "day_off"),
        ("2026-11-28T03:00", "weekend"),
    ],
)
def test_it_knows_why_nobody_is_at_work(now: str, why: str) -> None:
    assert pause(OFFICE, at(now)) == why


def test_a_free_monday_is_no_weekend() -> None:
    assert pause(Calendar("UTC", ((), *[hours((9, 18))] * 6)), at("2026-11-23T10:00")) == "day_off"


@pytest.mark.parametrize(
    ("weekly", "ru", "en"),
    [
        (None, "круглосуточно", "at any hour"),
        ((hours((0, 24)),) * 7, "круглосуточно", "at any hour"),
        (PHONE.weekly, "пн–пт 9:00–20:00, сб–вс 10:00–18:00", "Mon–Fri 9:00–20:00, Sat–Sun 10:00–18:00"),
        (OFFICE.weekly, "пн–пт 9:00–13:00 и 14:00–18:00", "Mon–Fri 9:00–13:00 and 14:00–18:00"),
        (
            (hours((9, 12)), (), hours((9, 12)), (), (), (), hours((10, 24))),
            "пн 9:00–12:00, ср 9:00–12:00, вс 10:00–24:00",
            "Mon 9:00–12:00, Wed 9:00–12:00, Sun 10:00–24:00",
        ),
    ],
)
def test_a_week_fits_on_one_line(weekly, ru: str, en: str) -> None:
    assert week(RU, weekly) == ru
    assert week(EN, weekly) == en


@pytest.mark.parametrize(
    ("now", "ru", "en"),
    [
        ("2026-11-24T10:00", "сегодня до 20:00", "today until 20:00"),
        ("2026-11-23T08:00", "сегодня с 9:00 до 20:00", "today 9:00–20:00"),
        ("2026-11-27T21:00", "завтра с 10:00 до 18:00", "tomorrow 10:00–18:00"),
        ("2026-11-24T21:00", "в четверг, 26 ноября, с 9:00 до 20:00", "Thursday 26 November, 9:00–20:00"),
    ],
)
def test_the_next_hours_are_named(now: str, ru: str, en: str) -> None:
    assert next_hours(Times(RU, "UTC", at(now)), PHONE) == ru
    assert next_hours(Times(EN, "UTC", at(now)), PHONE) == en


def test_nobody_is_there_for_a_fortnight() -> None:
    never = Calendar("UTC", ((),) * 7)
    assert next_hours(Times(EN, "UTC", at("2026-11-24T10:00")), never) == ""


def test_a_contact_at_any_hour_is_there_next() -> None:
    assert next_hours(Times(EN, "UTC", at("2026-11-24T10:00")), Calendar()) == "at any hour"


def test_a_holiday_before_the_limit_replaces_the_week() -> None:
    times = Times(EN, "UTC", at("2026-11-24T21:00"))
    assert reachable(times, PHONE, at("2026-11-24T22:00")) == "Mon–Fri 9:00–20:00, Sat–Sun 10:00–18:00"
    assert reachable(times, PHONE, at("2026-11-25T12:00")) == "Thursday 26 November, 9:00–20:00"
