import pytest

from responder.domain.delivery import TRANSITIONS, DeliveryEvent, DeliveryState
from responder.domain.settle import FINAL


@pytest.mark.parametrize("state", list(DeliveryState))
@pytest.mark.parametrize("event", list(DeliveryEvent))
def test_every_state_and_event_name_the_next_state(state: DeliveryState, event: DeliveryEvent) -> None:
    assert TRANSITIONS[state][event] in DeliveryState


@pytest.mark.parametrize("state", sorted(FINAL))
def test_only_a_person_moves_what_is_final(state: DeliveryState) -> None:
    by_a_person = {DeliveryEvent.RETRIED, DeliveryEvent.DROPPED}
    assert all(TRANSITIONS[state][event] is state for event in set(DeliveryEvent) - by_a_person)


def test_what_was_sent_is_never_moved_at_all() -> None:
    assert set(TRANSITIONS[DeliveryState.SENT].values()) == {DeliveryState.SENT}


def test_an_uncertain_row_is_queued_again_only_when_it_was_not_found_or_a_person_says_so() -> None:
    events = {e for e, to in TRANSITIONS[DeliveryState.UNCERTAIN].items() if to is DeliveryState.QUEUED}
    assert events == {DeliveryEvent.NOT_FOUND, DeliveryEvent.RETRIED}


def test_a_transfer_begins_only_from_the_queue() -> None:
    starts = {s for s in DeliveryState if TRANSITIONS[s][DeliveryEvent.BEGUN] is DeliveryState.SENDING}
    assert starts == {DeliveryState.QUEUED, DeliveryState.SENDING}
