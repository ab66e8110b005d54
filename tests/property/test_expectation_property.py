from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from responder.domain.advance import PATIENCE, Seen, advance
from responder.domain.calendar import Calendar
from responder.domain.expectation import Expectation, ExpectationState
from responder.domain.rule import Alerts, Stage
from responder.domain.stages import LIMIT, SETTLING, quiet_around
from tests.support.ledger import ALWAYS, MONDAY, expectation, office

STAGES = st.lists(
    st.one_of(
        st.sampled_from([0.25, 0.5, 0.75, 0.9, 1.0]).map(Stage),
        st.integers(0, 120).map(lambda m: Stage(left=timedelta(minutes=m))),
    ),
    max_size=5,
).map(tuple)
MOST_QUIET = 20 * 60
"""rules.yaml with longer quiet hours is refused."""
QUIET = st.one_of(
    st.none(),
    st.builds(lambda start, length: (start, (start + length) % 1440), st.integers(0, 1439), st.integers(1, MOST_QUIET)),
)
ALERTS = st.builds(Alerts, stages=STAGES, quiet=QUIET, repeat_at_most=st.integers(0, 4))
CALENDARS = st.sampled_from([ALWAYS, office(), office("Europe/Moscow", ((9, 13), (14, 18)))])
minutes = st.integers(1, 600)


@st.composite
def cases(draw: st.DrawFn) -> tuple[Expectation, Alerts, Calendar]:
    calendar, alerts = draw(CALENDARS), draw(ALERTS)
    opened_at = MONDAY + timedelta(minutes=draw(st.integers(-4000, 4000)))
    target_at = opened_at + timedelta(minutes=draw(minutes))
    limit_at = target_at + timedelta(minutes=draw(st.integers(0, 2000)))
    row = expectation(calendar, alerts, opened_at=opened_at, target_at=target_at, limit_at=limit_at)
    return row, alerts, calendar


def run(case: tuple[Expectation, Alerts, Calendar], ticks: list[datetime]) -> list[tuple[datetime, tuple[str, ...]]]:
    """What was told at which tick, with both folders read up to each tick."""
    row, alerts, calendar = case
    told = []
    for now in ticks:
        step = advance(row, now, Seen(now, now), alerts, calendar)
        row = step.expectation
        if step.due:
            told.append((now, tuple(stage.stage for stage in step.due)))
    return told


GRID = timedelta(minutes=10)


@given(cases())
def test_a_plan_lies_between_opening_and_limit_and_outside_quiet_hours(
    case: tuple[Expectation, Alerts, Calendar],
) -> None:
    row, alerts, calendar = case
    assert len({stage.stage for stage in row.stages}) == len(row.stages)
    assert row.stages[-1].stage == LIMIT
    for stage in row.stages:
        assert stage.due_at >= row.opened_at
        quiet = quiet_around(stage.due_at, calendar, alerts)
        # A warning that moved before quiet hours which begin right after the opening is told at the opening at worst.
        assert quiet is None or stage.due_at == row.opened_at


@given(cases(), st.lists(st.integers(1, 90), min_size=1, max_size=40))
def test_any_ticks_tell_every_stage_once_in_the_same_alerts_or_fewer(
    case: tuple[Expectation, Alerts, Calendar], gaps: list[int]
) -> None:
    row, now = case[0], case[0].opened_at
    sparse = [now := now + gap * GRID for gap in gaps]
    while now < max(row.stages[-1].due_at, row.limit_at + SETTLING):
        now += GRID
    sparse.append(now)
    dense = [row.opened_at + n * GRID for n in range((now - row.opened_at) // GRID + 1)]
    told_sparse, told_dense = run(case, sparse), run(case, dense)
    for told in (told_sparse, told_dense):
        stages = [stage for _, due in told for stage in due if not stage.startswith("repeat")]
        assert sorted(stages) == sorted(stage.stage for stage in row.stages)
    assert len(told_sparse) <= len(told_dense)


@given(cases(), st.lists(st.tuples(st.integers(0, 300), st.integers(0, 300), st.integers(0, 300)), max_size=30))
def test_the_next_look_is_ahead_and_never_goes_back_and_nothing_is_missed_unseen(
    case: tuple[Expectation, Alerts, Calendar], looks: list[tuple[int, int, int]]
) -> None:
    row, alerts, calendar = case
    now, checks = row.opened_at, [row.next_check_at or row.opened_at]
    for gap, inbox_behind, sent_behind in looks:
        now += timedelta(minutes=gap)
        seen = Seen(now - timedelta(minutes=inbox_behind), now - timedelta(minutes=sent_behind))
        step = advance(row, now, seen, alerts, calendar)
        if step.breached:
            assert seen.both(row.limit_at + SETTLING)
        if any(stage.stage == LIMIT for stage in step.due):
            assert step.expectation.state is ExpectationState.BREACHED
        if step.due and step.sent_not_seen_since is None:
            assert seen.sent(min(step.due[0].due_at, now - PATIENCE))
        row = step.expectation
        if row.next_check_at is None:
            break
        assert row.next_check_at > now
        assert row.next_check_at >= checks[-1]
        checks.append(row.next_check_at)


@given(cases())
def test_looking_only_when_it_matters_tells_everything(
    case: tuple[Expectation, Alerts, Calendar],
) -> None:
    row, alerts, calendar = case
    told, looks = [], 0
    while row.next_check_at is not None:
        now = row.next_check_at
        step = advance(row, now, Seen(now, now), alerts, calendar)
        told += [stage.stage for stage in step.due]
        row, looks = step.expectation, looks + 1
    assert sorted(told) == sorted(
        [stage.stage for stage in case[0].stages] + [f"repeat {n + 1}" for n in range(alerts.repeat_at_most)]
    )
    assert looks <= len(told) + 1


@given(cases(), st.integers(0, 5000), st.integers(0, 15))
def test_asking_twice_at_one_instant_changes_nothing_more(
    case: tuple[Expectation, Alerts, Calendar], minute: int, ahead: int
) -> None:
    row, alerts, calendar = case
    now, span = row.opened_at + timedelta(minutes=minute), timedelta(minutes=ahead)
    once = advance(row, now, Seen(now, now), alerts, calendar, span)
    twice = advance(once.expectation, now, Seen(now, now), alerts, calendar, span)
    assert twice.expectation == once.expectation
    assert (twice.due, twice.breached) == ((), False)
