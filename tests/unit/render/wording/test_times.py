from datetime import UTC, datetime, timedelta

import pytest

from responder.render.wording.languages import LANGUAGES
from responder.render.wording.times import Times

RU, EN = LANGUAGES["ru"], LANGUAGES["en"]


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def in_moscow(words, now="2026-11-24T09:20"):
    return Times(words, "Europe/Moscow", utc(now))


@pytest.mark.parametrize(
    ("at", "ru", "en"),
    [
        ("2026-11-24T12:30", "сегодня до 15:30", "by 15:30 today"),
        ("2026-11-24T21:00", "сегодня до 24:00", "by 24:00 today"),
        ("2026-11-24T21:15", "завтра, 25 ноября, до 0:15", "by 0:15 tomorrow, 25 November"),
        ("2026-11-25T21:00", "завтра, 25 ноября, до 24:00", "by 24:00 tomorrow, 25 November"),
        ("2026-11-30T09:00", "до 12:00 понедельника, 30 ноября", "by 12:00 on Monday 30 November"),
        ("2026-12-01T09:00", "до 12:00 вторника, 1 декабря", "by 12:00 on Tuesday 1 December"),
        ("2027-01-12T09:00", "до 12:00 вторника, 12 января 2027 года", "by 12:00 on Tuesday 12 January 2027"),
    ],
)
def test_a_limit_is_said_with_its_day(at: str, ru: str, en: str) -> None:
    assert in_moscow(RU).by_here(utc(at)) == ru
    assert in_moscow(EN).by_here(utc(at)) == en


def test_every_weekday_stands_in_the_right_case() -> None:
    said = [in_moscow(RU).by_here(utc(f"2026-12-{day:02}T09:00")) for day in range(7, 14)]
    assert [phrase.split()[2] for phrase in said] == [
        "понедельника,",
        "вторника,",
        "среды,",
        "четверга,",
        "пятницы,",
        "субботы,",
        "воскресенья,",
    ]


def test_tomorrow_is_next_year_on_new_years_eve() -> None:
    times = in_moscow(RU, "2026-12-31T15:00")
    assert times.by_here(utc("2027-01-01T09:00")) == "завтра, 1 января 2027 года, до 12:00"


def test_a_limit_names_its_zone() -> None:
    assert in_moscow(RU).by(utc("2026-11-24T12:30")) == "сегодня до 15:30 (по Москве)"
    assert in_moscow(EN).by(utc("2026-11-24T12:30")) == "by 15:30 today (Moscow time)"


def test_the_customers_own_time_is_added_where_it_is_another() -> None:
    said = in_moscow(EN).by(utc("2026-11-24T12:30"), timedelta(hours=1))
    assert said == "by 15:30 today (Moscow time; 13:30 your time)"
    assert in_moscow(EN).by(utc("2026-11-24T12:30"), timedelta(hours=3)) == "by 15:30 today (Moscow time)"


def test_the_customers_time_is_compared_at_that_instant() -> None:
    # Berlin is +2 in summer and +1 on 26 October, after the clock went back.
    berlin = Times(EN, "Europe/Berlin", utc("2026-10-24T10:00"))
    assert berlin.by(utc("2026-10-26T10:00"), timedelta(hours=1)) == "by 11:00 on Monday 26 October (Berlin time)"
    assert berlin.by(utc("2026-10-24T14:00"), timedelta(hours=2)) == "by 16:00 today (Berlin time)"


def test_nothing_is_called_today_where_it_is_another_day_for_the_customer() -> None:
    said = in_moscow(RU, "2026-11-24T20:00").by(utc("2026-11-24T20:45"), timedelta(hours=10))
    assert said == "до 23:45 вторника, 24 ноября (по Москве; 6:45 25 ноября по вашему времени)"


def test_their_midnight_is_the_end_of_their_day() -> None:
    said = in_moscow(EN).by(utc("2026-11-24T14:00"), timedelta(hours=10))
    assert said == "by 17:00 today (Moscow time; 24:00 your time)"


@pytest.mark.parametrize(
    ("at", "limit", "ru", "en"),
    [
        ("2026-11-24T11:00", "2026-11-25T09:00", "сегодня с 14:00", "from 14:00 today"),
        ("2026-11-24T11:00", "2026-11-24T14:00", "с 14:00", "from 14:00"),
        ("2026-11-25T06:00", "2026-11-26T09:00", "завтра с 9:00", "from 9:00 tomorrow"),
        ("2026-11-25T06:00", "2026-11-25T09:00", "завтра с 9:00", "from 9:00 tomorrow"),
        ("2026-11-27T06:00", "2026-11-27T09:00", "в пятницу с 9:00", "from 9:00 on Friday"),
        ("2026-12-08T06:00", "2026-12-09T09:00", "во вторник, 8 декабря, с 9:00", "from 9:00 on Tuesday 8 December"),
        ("2026-12-08T06:00", "2026-12-08T09:00", "во вторник с 9:00", "from 9:00 on Tuesday"),
    ],
)
def test_an_opening_is_said_no_longer_than_needed(at: str, limit: str, ru: str, en: str) -> None:
    assert in_moscow(RU).opens(utc(at), utc(limit)) == ru
    assert in_moscow(EN).opens(utc(at), utc(limit)) == en


@pytest.mark.parametrize(
    ("at", "ru", "en"),
    [
        ("2026-11-24T06:05", "с 9:05", "since 9:05"),
        ("2026-11-23T15:40", "со вчера, 18:40", "since 18:40 yesterday"),
        ("2026-11-17T15:40", "со вторника, 17 ноября, 18:40", "since 18:40 on Tuesday 17 November"),
        ("2026-11-20T22:00", "с субботы, 21 ноября, 1:00", "since 1:00 on Saturday 21 November"),
    ],
)
def test_since_when_something_lasts(at: str, ru: str, en: str) -> None:
    assert in_moscow(RU).since(utc(at)) == ru
    assert in_moscow(EN).since(utc(at)) == en


def test_a_subject_line_has_a_short_time() -> None:
    assert in_moscow(RU).short(utc("2026-11-24T12:30")) == "15:30"
    assert in_moscow(RU).short(utc("2026-11-25T12:30")) == "15:30 ср 25.11"
    assert in_moscow(EN).short(utc("2026-11-25T12:30")) == "15:30 Wed 25 Nov"


def test_an_hour_that_the_clock_skips_is_not_named() -> None:
    # Berlin, 29 March 2026: 2:00 becomes 3:00 at 1:00 UTC.
    berlin = Times(EN, "Europe/Berlin", utc("2026-03-29T00:30"))
    assert berlin.by_here(utc("2026-03-29T01:00")) == "by 3:00 today"
