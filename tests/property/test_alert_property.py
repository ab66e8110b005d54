from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from responder.domain.advance import Seen
from responder.domain.alert import Telling, alert_round
from responder.domain.alert_people import person_key
from responder.domain.expectation import Expectation
from responder.domain.rule import Alerts, Book, Condition, Person, Rule
from tests.support.ledger import MONDAY, expectation

ANNA, PETR = Person("Anna", "anna@example.org"), Person("Petr", "petr@example.org")
TOGETHER = timedelta(minutes=10)
BOOK = Book(
    alerts=Alerts(people=(ANNA,), together=TOGETHER, repeat_at_most=1),
    rules=(Rule("petr", Condition(), people=(PETR,)), Rule("both", Condition(), people=(ANNA, PETR))),
)


@st.composite
def ledgers(draw: st.DrawFn) -> list[Expectation]:
    rows = []
    for row in range(1, draw(st.integers(1, 6)) + 1):
        opened_at = MONDAY + timedelta(minutes=draw(st.integers(0, 90)))
        times = {
            "opened_at": opened_at,
            "target_at": opened_at + timedelta(minutes=draw(st.integers(5, 60))),
            "limit_at": opened_at + timedelta(minutes=draw(st.integers(61, 180))),
        }
        rule = draw(st.sampled_from([None, "petr", "both"]))
        rows.append(expectation(alerts=BOOK.alerts, id=row, message_row=row, rule=rule, **times))
    return rows


def play(rows: list[Expectation], ticks: list[datetime]) -> list[tuple[datetime, Telling]]:
    """Looks at each tick at what the flow would pick, with both folders read up to then."""
    ledger = {row.id: row for row in rows}
    told: dict[str, datetime] = {}
    heard = []
    for now in ticks:
        picked = [row for row in ledger.values() if row.next_check_at and row.next_check_at <= now + TOGETHER]
        found = alert_round(picked, now, Seen(now, now), BOOK, told)
        ledger |= {step.expectation.id: step.expectation for step in found.steps}
        heard += [(now, telling) for telling in found.tellings]
        told |= {person_key(telling.person): now for telling in found.tellings}
    return heard


def ticks_of(gaps: list[int]) -> list[datetime]:
    now = MONDAY
    return [now := now + timedelta(seconds=20 * gap) for gap in gaps] + [
        now + timedelta(hours=hours) for hours in (6, 8, 10, 12)
    ]


@given(ledgers(), st.lists(st.integers(1, 60), max_size=100))
def test_every_person_hears_of_every_stage_of_their_letters_once(rows: list[Expectation], gaps: list[int]) -> None:
    heard = play(rows, ticks_of(gaps))
    for person in (ANNA, PETR):
        told = [
            (line.expectation_id, stage)
            for _, telling in heard
            if telling.person == person
            for line in telling.facts.lines
            for stage in line.stages
        ]
        concerns = {None: (ANNA,), "petr": (PETR,), "both": (ANNA, PETR)}
        mine = [row for row in rows if person in concerns[row.rule]]
        wanted = {(row.id, stage.stage) for row in mine for stage in row.stages} | {
            (row.id, "repeat 1") for row in mine
        }
        assert len(told) == len(set(told))
        assert set(told) == wanted
    keys = [telling.key for _, telling in heard]
    assert len(keys) == len(set(keys))


@given(ledgers(), st.lists(st.integers(1, 60), max_size=100))
def test_nobody_is_written_to_twice_in_ten_minutes_unless_a_limit_passed_or_somebody_had_waited(
    rows: list[Expectation], gaps: list[int]
) -> None:
    due_at = {(row.id, stage.stage): stage.due_at for row in rows for stage in row.stages}
    last: dict[str, datetime] = {}
    for now, telling in play(rows, ticks_of(gaps)):
        before = last.get(person_key(telling.person))
        if before is not None and now - before < TOGETHER:
            lines = telling.facts.lines
            waited = [due_at.get((line.expectation_id, stage), now) for line in lines for stage in line.stages]
            assert any(line.missed for line in lines) or now - min(waited) >= TOGETHER
        last[person_key(telling.person)] = now
