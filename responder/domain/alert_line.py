"""One waiting letter as staff are told of it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from responder.domain.expectation import Expectation, ExpectationKind, ExpectationState, StageDue
from responder.domain.open_questions import OpenQuestion, StillOpen
from responder.domain.stages import BLANK_SENT, LEFT_OPEN, REPEAT, TARGET


@dataclass(frozen=True, slots=True)
class AlertLine:
    """One waiting letter as staff are told of it, in plain values.

    `stages` are the stages that are told with it, soonest first; `missed` says that the limit has passed unanswered,
    `target_passed` that the target has. `left` is the time to the limit, negative once it has passed. What `show` hides
    is empty. `repeat` is 0, or which reminder this is. `questions` counts the open questions, `asked` are these.
    `left_open`: somebody has answered and passed over some of them; `blank_sent`: a blank of our draft was sent.
    `drafted`: a draft of the answer lies ready.
    """

    expectation_id: int
    stages: tuple[str, ...]
    kind: ExpectationKind
    opened_at: datetime
    target_at: datetime
    limit_at: datetime
    left: timedelta
    missed: bool
    target_passed: bool
    repeat: int = 0
    customer: str = ""
    customer_name: str = ""
    subject: str = ""
    message_id: str = ""
    rule: str = ""
    questions: int = 0
    asked: tuple[OpenQuestion, ...] = ()
    left_open: bool = False
    blank_sent: bool = False
    drafted: bool = False


def alert_line(
    expectation: Expectation,
    due: Sequence[StageDue],
    now: datetime,
    show: str = "full",
    still: StillOpen | None = None,
) -> AlertLine:
    """The facts of one expectation, with no more than `show` allows: `count` names no one, `name` gives no subject and
    no words of a question. `still` is what is known of its questions."""
    missed = expectation.state is ExpectationState.BREACHED
    told, asked = {stage.stage for stage in due}, still.questions if still else ()
    line = AlertLine(
        expectation_id=expectation.id,
        stages=tuple(stage.stage for stage in due),
        left_open=LEFT_OPEN in told,
        blank_sent=BLANK_SENT in told,
        drafted=still is not None and still.drafted,
        kind=expectation.kind,
        opened_at=expectation.opened_at,
        target_at=expectation.target_at,
        limit_at=expectation.limit_at,
        left=expectation.limit_at - now,
        missed=missed,
        target_passed=missed or TARGET in told or now > expectation.target_at,
        repeat=expectation.repeats if any(stage.startswith(REPEAT) for stage in told) else 0,
        questions=len(asked) if still else expectation.questions,
    )
    if show == "count":
        return line
    named = replace(line, customer_name=expectation.customer_name or expectation.customer, rule=expectation.rule or "")
    if show == "name":
        return replace(named, asked=tuple(replace(question, text="") for question in asked))
    return replace(
        named,
        customer=expectation.customer,
        customer_name=expectation.customer_name,
        subject=expectation.subject,
        message_id=expectation.message_id or "",
        asked=asked,
    )
