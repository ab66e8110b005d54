from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise

from responder.domain.alert_line import alert_line
from responder.domain.alert_trouble import (
    Alarm,
    Finding,
    Trouble,
    TroubleNews,
    trouble_facts,
    trouble_key,
    trouble_round,
)
from responder.domain.calendar import Calendar
from responder.domain.rule import Alerts, Book
from tests.support.ledger import DUTY, LEAD, at, expectation

BLIND = Finding(Trouble.BLIND, detail="the server hangs up", count=4, since_at=at("08:50"))
RAISED, STILL, OVER = TroubleNews.RAISED, TroubleNews.STILL, TroubleNews.OVER

Heard = list[tuple[datetime, TroubleNews]]


def hear(found: dict[datetime, Sequence[Finding]], alarms: tuple[Alarm, ...] = ()) -> tuple[Heard, tuple[Alarm, ...]]:
    """What staff hear when at each instant these troubles are found."""
    heard: Heard = []
    for now, findings in found.items():
        looked = trouble_round(alarms, findings, now)
        alarms = looked.alarms
        heard += [(now, why) for why, _ in looked.news]
    return heard, alarms


def every(minutes: int, since: datetime, hours: int, findings: Sequence[Finding]) -> dict[datetime, Sequence[Finding]]:
    return {since + timedelta(minutes=n): findings for n in range(0, hours * 60, minutes)}


def test_trouble_is_told_once_and_then_at_growing_intervals_up_to_twelve_hours() -> None:
    heard, _ = hear(every(1, at("00:00"), 48, [BLIND]))
    assert {why for _, why in heard[1:]} == {STILL}
    gaps = [(b[0] - a[0]) // timedelta(hours=1) for a, b in pairwise(heard)]
    assert gaps == [1, 2, 4, 8, 12, 12]


def test_trouble_that_is_over_is_told_after_two_minutes_of_quiet() -> None:
    heard, alarms = hear({at("09:00"): [BLIND], at("09:05"): [], at("09:06"): [], at("09:07"): []})
    assert heard == [(at("09:00"), RAISED), (at("09:07"), OVER)]
    assert alarms[0].gone_at == at("09:05")


def test_a_short_gap_is_not_the_end() -> None:
    heard, _ = hear({at("09:00"): [BLIND], at("09:05"): [], at("09:06"): [BLIND], at("09:08"): [], at("09:09"): []})
    assert heard == [(at("09:00"), RAISED)]


def test_trouble_that_comes_back_is_told_when_an_hour_has_passed() -> None:
    found = {at("09:00"): [BLIND], at("09:05"): [], at("09:10"): []}
    back = {at("09:20"): [replace(BLIND, since_at=None)], at("10:09"): [BLIND], at("10:10"): [BLIND]}
    heard, alarms = hear({**found, **back})
    assert heard == [(at("09:00"), RAISED), (at("09:10"), OVER), (at("10:10"), RAISED)]
    assert alarms[0].since_at == at("09:20")
    assert not alarms[0].over_told


def test_a_flapping_line_is_told_of_at_most_once_an_hour() -> None:
    found = {at("00:00") + timedelta(minutes=n): [BLIND] if n % 10 < 5 else [] for n in range(24 * 60)}
    heard, _ = hear(found)
    raised = [now for now, why in heard if why is RAISED]
    assert all(b - a >= timedelta(hours=1) for a, b in pairwise(raised))


def test_trouble_is_forgotten_an_hour_after_it_is_over() -> None:
    heard, alarms = hear({at("09:00"): [BLIND], at("09:05"): [], at("09:10"): [], at("10:10"): []})
    assert len(heard) == 2
    assert alarms == ()


def test_two_troubles_of_a_kind_are_kept_apart() -> None:
    chat, pager = Finding(Trouble.CHANNEL_FAILED, "chat"), Finding(Trouble.CHANNEL_FAILED, "pager")
    heard, alarms = hear({at("09:00"): [chat], at("09:01"): [chat, pager]})
    assert heard == [(at("09:00"), RAISED), (at("09:01"), RAISED)]
    assert [alarm.key for alarm in alarms] == [
        chat and (Trouble.CHANNEL_FAILED, "chat"),
        (Trouble.CHANNEL_FAILED, "pager"),
    ]


def test_the_latest_figures_are_kept() -> None:
    _, alarms = hear({at("09:00"): [BLIND], at("09:05"): [replace(BLIND, count=9)]})
    assert (alarms[0].finding.count, alarms[0].since_at) == (9, at("08:50"))


def test_the_same_news_has_the_same_key_and_other_news_another() -> None:
    alarm = Alarm(BLIND, at("08:50"), at("09:00"))
    keys = {
        trouble_key(DUTY, alarm, RAISED),
        trouble_key(LEAD, alarm, RAISED),
        trouble_key(DUTY, alarm, OVER),
        trouble_key(DUTY, replace(alarm, times=2), STILL),
        trouble_key(DUTY, replace(alarm, since_at=at("10:00")), RAISED),
    }
    assert len(keys) == 5
    assert trouble_key(DUTY, replace(alarm, finding=replace(BLIND, count=9)), RAISED) in keys


def test_the_facts_hold_all_that_a_text_needs() -> None:
    book = Book(alerts=Alerts(language="ru"), calendar=Calendar("Europe/Moscow"))
    alarm = Alarm(BLIND, at("08:50"), at("09:00"), gone_at=at("09:05"))
    lines = [alert_line(expectation(), (), at("09:10"))]
    facts = trouble_facts(DUTY, alarm, OVER, at("09:10"), book, lines)
    assert (facts.person, facts.language, facts.zone, facts.trouble) == ("Duty", "ru", "Europe/Moscow", Trouble.BLIND)
    assert (facts.since_at, facts.until_at, facts.now_at) == (at("08:50"), at("09:05"), at("09:10"))
    assert (facts.detail, facts.count, facts.lines) == ("the server hangs up", 4, tuple(lines))
    assert trouble_facts(DUTY, alarm, STILL, at("09:10"), book).until_at is None
