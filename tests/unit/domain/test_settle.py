import itertools
from datetime import datetime, timedelta

import pytest

from responder.domain.delivery import (
    Accepted,
    Deferred,
    Delivery,
    DeliveryKind,
    DeliveryState,
    Outcome,
    Refused,
    Uncertain,
)
from responder.domain.settle import FINAL, Follow, begin, drop, expire, looked, recover, retry, settle
from tests.support.deliveries import NOON, acknowledgement, alert


def minutes(count: float) -> timedelta:
    return timedelta(minutes=count)


def sending(delivery: Delivery, now: datetime = NOON) -> Delivery:
    return begin(delivery, now)


def attempts_at(delivery: Delivery, outcome: Outcome, count: int) -> list[float]:
    """The minutes after NOON at which so many attempts are made when each ends in this outcome."""
    seen: list[float] = []
    while delivery.state is DeliveryState.QUEUED and len(seen) < count:
        now = delivery.next_attempt_at
        seen.append((now - NOON) / minutes(1))
        delivery = settle(begin(delivery, now), outcome, now).delivery
    return seen


def test_beginning_counts_the_attempt_and_notes_when() -> None:
    begun = begin(acknowledgement(), NOON)
    assert (begun.state, begun.attempts, begun.begun_at) == (DeliveryState.SENDING, 1, NOON)


def test_what_is_not_queued_does_not_begin() -> None:
    sent = acknowledgement(state=DeliveryState.SENT)
    assert begin(sent, NOON) is sent


def test_an_accepted_acknowledgement_is_filed_where_the_provider_does_not() -> None:
    settled = settle(sending(acknowledgement()), Accepted("250 2.0.0 taken"), NOON, files_sent=False)
    assert settled.delivery.state is DeliveryState.SENT
    assert settled.delivery.settled_at == NOON
    assert settled.delivery.last_reply == "250 2.0.0 taken"
    assert settled.follows == {Follow.FILE_COPY}


def test_nothing_is_filed_where_the_provider_does_it_or_for_alerts() -> None:
    assert not settle(sending(acknowledgement()), Accepted(), NOON, files_sent=True).follows
    assert not settle(sending(alert()), Accepted(), NOON, files_sent=False).follows


def test_an_acknowledgement_is_tried_by_the_schedule_and_once_more_just_before_its_hour_ends() -> None:
    assert attempts_at(acknowledgement(), Deferred("451 later"), 20) == [0, 1, 3, 8, 18, 33, 48, 59]


def test_an_acknowledgement_that_ran_out_of_attempts_is_over_and_staff_are_told() -> None:
    late = NOON + minutes(59)
    settled = settle(sending(acknowledgement(attempts=7), late), Deferred("451 later"), late)
    assert settled.delivery.state is DeliveryState.EXPIRED
    assert settled.delivery.settled_at == late
    assert settled.follows == {Follow.TELL_STAFF}


def test_an_alert_is_tried_for_ever() -> None:
    times = attempts_at(alert(), Deferred("no connection"), 100)
    assert times[:8] == [0, 1, 3, 8, 18, 33, 48, 63]
    assert {b - a for a, b in itertools.pairwise(times[5:])} == {15}


def test_a_pause_the_server_names_is_kept() -> None:
    settled = settle(sending(alert()), Deferred("quota", retry_after=timedelta(hours=24)), NOON)
    assert settled.delivery.next_attempt_at == NOON + timedelta(hours=24)


def test_an_acknowledgement_does_not_outwait_a_day_of_quota() -> None:
    settled = settle(sending(acknowledgement()), Deferred("quota", retry_after=timedelta(hours=24)), NOON)
    assert settled.delivery.state is DeliveryState.EXPIRED
    assert settled.follows == {Follow.TELL_STAFF}


def test_an_alert_whose_channel_is_shut_for_a_day_goes_to_the_next_channel_as_well() -> None:
    waiting = settle(
        sending(alert(fallbacks=("chat", "sms"))), Deferred("quota", retry_after=timedelta(hours=24)), NOON
    )
    assert waiting.delivery.state is DeliveryState.QUEUED
    assert waiting.fallbacks == ("chat", "sms")
    assert waiting.delivery.fallbacks == ()
    assert waiting.follows == {Follow.FALL_BACK}


def test_a_deferred_alert_goes_to_the_next_channel_at_the_third_failure_and_only_once() -> None:
    row, fell_at = alert(fallbacks=("chat",)), []
    for attempt in range(1, 6):
        settled = settle(begin(row, NOON), Deferred("451"), NOON)
        fell_at += [attempt] if Follow.FALL_BACK in settled.follows else []
        row = settled.delivery
    assert fell_at == [3]


def test_a_refused_acknowledgement_is_over_and_staff_are_told() -> None:
    settled = settle(sending(acknowledgement()), Refused("554 5.7.1 no"), NOON)
    assert settled.delivery.state is DeliveryState.REFUSED
    assert settled.follows == {Follow.TELL_STAFF}


def test_an_address_that_does_not_exist_is_never_written_to_again() -> None:
    settled = settle(sending(acknowledgement()), Refused("550 5.1.1 unknown", suppress=True), NOON)
    assert settled.follows == {Follow.SUPPRESS_RECIPIENT}


def test_a_refused_alert_falls_to_its_next_channel() -> None:
    settled = settle(sending(alert(fallbacks=("chat",))), Refused("550 5.1.1", suppress=True), NOON)
    assert settled.delivery.state is DeliveryState.REFUSED
    assert settled.follows == {Follow.FALL_BACK}
    assert settled.fallbacks == ("chat",)


def test_a_refused_alert_without_another_channel_raises_no_alert_about_alerts() -> None:
    assert settle(sending(alert()), Refused("550 5.1.1", suppress=True), NOON).follows == frozenset()


def test_a_lost_acknowledgement_is_looked_for_in_sent_for_two_minutes() -> None:
    settled = settle(sending(acknowledgement()), Uncertain("lost after the final dot"), NOON, files_sent=True)
    assert settled.delivery.state is DeliveryState.UNCERTAIN
    assert settled.delivery.next_attempt_at == NOON + minutes(2)
    assert settled.follows == {Follow.LOOK_IN_SENT}


def test_a_lost_acknowledgement_stays_uncertain_where_the_provider_files_nothing() -> None:
    settled = settle(sending(acknowledgement()), Uncertain(), NOON, files_sent=False)
    assert settled.delivery.state is DeliveryState.UNCERTAIN
    assert settled.follows == {Follow.TELL_STAFF}
    assert recover(settled.delivery, NOON + minutes(60), files_sent=False).delivery == settled.delivery


@pytest.mark.parametrize("kind", [DeliveryKind.ALERT, DeliveryKind.PROOF])
def test_what_goes_to_staff_is_sent_again_when_its_fate_is_unknown(kind: DeliveryKind) -> None:
    settled = settle(sending(alert(kind=kind)), Uncertain(), NOON, files_sent=True)
    assert settled.delivery.state is DeliveryState.QUEUED
    assert settled.delivery.next_attempt_at == NOON + minutes(1)
    assert settled.follows == frozenset()


def test_a_crash_while_sending_makes_an_acknowledgement_uncertain() -> None:
    start = NOON + minutes(5)
    found = recover(sending(acknowledgement()), start, files_sent=True)
    assert found.delivery.state is DeliveryState.UNCERTAIN
    assert found.delivery.next_attempt_at == start + minutes(2)
    assert found.follows == {Follow.LOOK_IN_SENT}
    assert recover(sending(acknowledgement()), start, files_sent=False).follows == {Follow.TELL_STAFF}


def test_a_crash_while_sending_queues_an_alert_at_once() -> None:
    start = NOON + minutes(5)
    found = recover(sending(alert()), start, files_sent=False).delivery
    assert (found.state, found.next_attempt_at) == (DeliveryState.QUEUED, start)


def test_the_look_goes_on_after_a_restart() -> None:
    uncertain = acknowledgement(state=DeliveryState.UNCERTAIN, next_attempt_at=NOON + minutes(2))
    assert recover(uncertain, NOON + minutes(1), files_sent=True).follows == {Follow.LOOK_IN_SENT}


@pytest.mark.parametrize("state", [s for s in DeliveryState if s is not DeliveryState.SENDING])
def test_recovery_moves_only_what_was_being_sent(state: DeliveryState) -> None:
    row = acknowledgement(state=state)
    assert recover(row, NOON, files_sent=False).delivery == row


def test_found_in_sent_is_sent() -> None:
    uncertain = acknowledgement(state=DeliveryState.UNCERTAIN, next_attempt_at=NOON + minutes(2))
    assert looked(uncertain, NOON, found=True).delivery.state is DeliveryState.SENT


def test_absence_counts_only_after_two_minutes() -> None:
    uncertain = acknowledgement(state=DeliveryState.UNCERTAIN, next_attempt_at=NOON + minutes(2))
    early = looked(uncertain, NOON + minutes(1.9), found=False)
    assert early.delivery == uncertain
    assert early.follows == {Follow.LOOK_IN_SENT}
    late = looked(uncertain, NOON + minutes(2), found=False).delivery
    assert (late.state, late.next_attempt_at) == (DeliveryState.QUEUED, NOON + minutes(2))
    assert late.octets == uncertain.octets


def test_absence_after_its_hour_is_the_end_of_an_acknowledgement() -> None:
    uncertain = acknowledgement(state=DeliveryState.UNCERTAIN, next_attempt_at=NOON + minutes(2))
    over = looked(uncertain, NOON + minutes(61), found=False)
    assert over.delivery.state is DeliveryState.EXPIRED
    assert over.follows == {Follow.TELL_STAFF}


def test_a_look_changes_nothing_but_uncertain_rows() -> None:
    queued = acknowledgement()
    assert looked(queued, NOON, found=True).delivery == queued


def test_a_queued_row_expires_when_its_time_is_over() -> None:
    assert expire(acknowledgement(), NOON + minutes(59)).delivery.state is DeliveryState.QUEUED
    over = expire(acknowledgement(), NOON + minutes(60))
    assert over.delivery.state is DeliveryState.EXPIRED
    assert over.follows == {Follow.TELL_STAFF}


def test_an_alert_never_expires() -> None:
    assert expire(alert(), NOON + timedelta(days=365)).delivery.state is DeliveryState.QUEUED


@pytest.mark.parametrize("state", sorted(FINAL))
@pytest.mark.parametrize("outcome", [Accepted(), Deferred(), Refused(), Uncertain()])
def test_an_answer_does_not_move_a_final_row(state: DeliveryState, outcome: Outcome) -> None:
    row = acknowledgement(state=state)
    settled = settle(row, outcome, NOON)
    assert (settled.delivery, settled.follows) == (row, frozenset())


def test_a_person_retries_what_expired_and_it_has_its_hour_again() -> None:
    later = NOON + timedelta(hours=3)
    again = retry(acknowledgement(state=DeliveryState.EXPIRED, settled_at=NOON), later)
    assert (again.state, again.next_attempt_at, again.expires_at) == (
        DeliveryState.QUEUED,
        later,
        later + timedelta(hours=1),
    )
    assert again.settled_at is None


def test_a_person_cannot_retry_what_was_sent_or_is_being_sent() -> None:
    for state in (DeliveryState.SENT, DeliveryState.SENDING):
        row = acknowledgement(state=state)
        assert retry(row, NOON) == row


def test_a_person_drops_what_waits_and_nothing_that_left() -> None:
    dropped = drop(acknowledgement(), NOON)
    assert (dropped.state, dropped.settled_at) == (DeliveryState.DROPPED, NOON)
    sent = acknowledgement(state=DeliveryState.SENT)
    assert drop(sent, NOON) is sent
