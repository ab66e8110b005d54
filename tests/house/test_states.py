"""The state tables answer every event in every state, and docs/states.md shows them as they are."""

from enum import StrEnum

import pytest

from responder.domain import answer, delivery, draft, expectation
from scripts import states
from tests.house.sources import document

MACHINES = [
    (expectation.ExpectationState, expectation.ExpectationEvent, expectation.TRANSITIONS),
    (delivery.DeliveryState, delivery.DeliveryEvent, delivery.TRANSITIONS),
    (answer.QuestionState, answer.QuestionEvent, answer.TRANSITIONS),
    (draft.DraftState, draft.DraftEvent, draft.TRANSITIONS),
]
NAMES = ["expectation", "delivery", "question", "draft"]


@pytest.mark.parametrize(("state_type", "event_type", "table"), MACHINES, ids=NAMES)
def test_a_table_is_total(state_type: type[StrEnum], event_type: type[StrEnum], table: states.Table) -> None:
    missing = [
        (state, event) for state in state_type for event in event_type if event not in table.get(state, {})
    ]  # fmt: skip
    assert missing == []


@pytest.mark.parametrize(("state_type", "event_type", "table"), MACHINES, ids=NAMES)
def test_every_state_can_be_reached(state_type: type[StrEnum], event_type: type[StrEnum], table: states.Table) -> None:
    reached = {next(iter(state_type))}
    while new := {after for state in reached for after in table[state].values()} - reached:
        reached |= new
    assert reached == set(state_type)


def test_the_page_of_states_is_up_to_date() -> None:
    assert document("docs/states.md") == states.document(), "run `make states`"
