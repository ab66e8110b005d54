"""The keys of `people` and `alerts`: who is called, when, by which way, and how much is said."""

from datetime import timedelta
from itertools import pairwise
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, PlainValidator, model_validator

from responder.rules.fields import (
    Address,
    At,
    ChannelName,
    Chat,
    Language,
    Listed,
    PersonRef,
    QuietHours,
    Secret,
    Way,
    YesNo,
)
from responder.rules.spec import Spec
from responder.rules.times import duration_between
from responder.rules.words import as_map, at_least_one, choice, whole


class PersonSpec(Spec):
    """One member of staff; a mail address alone is enough."""

    mail: Address
    chat: Chat | None = None
    lead: YesNo = False

    @model_validator(mode="before")
    @classmethod
    def _address_alone(cls, value: Any) -> Any:
        return {"mail": value} if isinstance(value, str) else value


class StageSpec(Spec):
    """One warning; a moment alone is enough."""

    at: At
    people: Listed[PersonRef] = ()

    @model_validator(mode="before")
    @classmethod
    def _moment_alone(cls, value: Any) -> Any:
        return {"at": value} if isinstance(value, str) else value


_USUAL_STAGES = tuple(StageSpec.model_validate(moment) for moment in ("50%", "75%", "90%", "100%"))


def _in_order(stages: tuple[StageSpec, ...]) -> tuple[StageSpec, ...]:
    shares = [stage.at.share for stage in stages if stage.at.share is not None]
    lefts = [stage.at.left for stage in stages if stage.at.left is not None]
    wrong = []
    if any(first >= second for first, second in pairwise(shares)):
        wrong.append("shares must rise from one stage to the next, like [50%, 75%, 90%]")
    if any(first <= second for first, second in pairwise(lefts)):
        wrong.append("times before the limit must fall from one stage to the next, like [45m, 15m]")
    if wrong:
        raise ValueError("; ".join(wrong))
    return stages


class TroubleSpec(Spec):
    """Who hears of the mailbox's own trouble, and how."""

    people: Listed[PersonRef] = ()
    by: Listed[Way] = ()


class RepeatSpec(Spec):
    """How warnings go on after the last stage."""

    every: Annotated[timedelta, PlainValidator(duration_between("10m", "48h"))] = timedelta(hours=1)
    at_most: Annotated[int, PlainValidator(whole(0, 100))] = 3


class AlertsSpec(Spec):
    """Warnings to staff."""

    stages: Annotated[tuple[StageSpec, ...], BeforeValidator(at_least_one), AfterValidator(_in_order)] = _USUAL_STAGES
    people: Listed[PersonRef] = ()
    trouble: TroubleSpec = TroubleSpec()
    together: Annotated[timedelta, PlainValidator(duration_between("0m", "4h"))] = timedelta(minutes=10)
    repeat: RepeatSpec = RepeatSpec()
    quiet: QuietHours | None = None
    show: Annotated[str, PlainValidator(choice("full", "name", "count"))] = "full"
    language: Language | None = None
    channels: Annotated[dict[ChannelName, Secret], BeforeValidator(as_map)] = Field(default_factory=dict)
    by: Listed[Way] = ()
