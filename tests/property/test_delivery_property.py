"""No order of answers, crashes and looks sends an acknowledgement twice behind the back of Sent."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from responder.domain.delivery import Accepted, Deferred, Delivery, DeliveryState, Outcome, Refused, Uncertain
from responder.domain.settle import FINAL, begin, expire, looked, recover, settle
from tests.support.deliveries import acknowledgement, alert

OUTCOMES: dict[str, Outcome] = {
    "accepted": Accepted(),
    "deferred": Deferred(),
    "day": Deferred(retry_after=timedelta(days=1)),
    "refused": Refused(),
    "lost": Uncertain(),
}
STEPS = st.lists(
    st.tuples(
        st.sampled_from([*OUTCOMES, "crash", "absent", "found", "expire"]), st.integers(min_value=0, max_value=900)
    ),
    max_size=30,
)


def step(row: Delivery, what: str, seconds: int, files_sent: bool) -> Delivery:
    now = row.next_attempt_at + timedelta(seconds=seconds)
    if what == "crash":
        return recover(begin(row, now), now, files_sent=files_sent).delivery
    if what in {"absent", "found"}:
        return looked(row, now, found=what == "found").delivery
    if what == "expire":
        return expire(row, now).delivery
    begun = begin(row, now)
    in_flight = begun.state is DeliveryState.SENDING
    return settle(begun, OUTCOMES[what], now, files_sent=files_sent).delivery if in_flight else begun


@given(STEPS, st.booleans())
def test_an_acknowledgement_that_may_have_left_is_repeated_only_after_it_was_missed_in_sent(
    steps: list[tuple[str, int]], files_sent: bool
) -> None:
    row, may_have_left = acknowledgement(), False
    for what, seconds in steps:
        before = row
        row = step(row, what, seconds, files_sent)
        if row.attempts > before.attempts:
            assert not may_have_left
        if row.attempts > before.attempts and what in {"crash", "lost", "accepted"}:
            may_have_left = True
        if what == "absent" and before.state is DeliveryState.UNCERTAIN and row.state is DeliveryState.QUEUED:
            may_have_left = False


@given(STEPS, st.booleans())
def test_final_stays_final(steps: list[tuple[str, int]], files_sent: bool) -> None:
    row = acknowledgement()
    for what, seconds in steps:
        after = step(row, what, seconds, files_sent)
        if row.state in FINAL:
            assert after == row
        row = after


@given(STEPS, st.booleans())
def test_an_alert_waits_or_ends_with_a_word_from_the_other_side(steps: list[tuple[str, int]], files_sent: bool) -> None:
    row = alert()
    for what, seconds in steps:
        row = step(row, what, seconds, files_sent)
        assert row.state in {DeliveryState.QUEUED, DeliveryState.SENT, DeliveryState.REFUSED}


@given(STEPS, st.booleans())
def test_an_acknowledgement_never_waits_beyond_its_hour(steps: list[tuple[str, int]], files_sent: bool) -> None:
    row = acknowledgement()
    for what, seconds in steps:
        row = step(row, what, seconds, files_sent)
        if row.state is DeliveryState.QUEUED and what not in {"absent", "found"} and row.expires_at is not None:
            assert row.next_attempt_at < row.expires_at
