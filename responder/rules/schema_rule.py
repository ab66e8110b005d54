"""The keys of one item of `rules`: its name, when it holds, what is done then."""

from typing import Annotated

from pydantic import Field, PlainValidator, ValidationInfo, model_validator

from responder.domain.question import ToneLabel
from responder.rules.fields import Language, Line, Listed, Pattern, PersonRef, SenderPattern, Template, Working, YesNo
from responder.rules.known import known, refuse_late_target, window
from responder.rules.spec import Spec
from responder.rules.words import choice

_tone = choice(*ToneLabel)
Tone = Annotated[ToneLabel, PlainValidator(lambda value: ToneLabel(_tone(value)))]


class WhenSpec(Spec):
    """What a letter must be: each kind that is written must match, by any one of its values."""

    from_: Listed[SenderPattern] = Field((), alias="from")
    to: Listed[SenderPattern] = ()
    subject: Listed[Pattern] = ()
    words: Listed[Pattern] = ()
    language: Listed[Language] = ()
    tone: Listed[Tone] = ()


class ThenSpec(Spec):
    """What is done differently; what is not written stays as generally."""

    template: Template | None = None
    target: Working | None = None
    limit: Working | None = None
    people: Listed[PersonRef] = ()
    signed_by: Line | None = None
    language: Language | None = None
    silence: YesNo = False

    @model_validator(mode="after")
    def _says_something(self, info: ValidationInfo) -> "ThenSpec":
        if not self.model_fields_set:
            raise ValueError("says nothing: write what is done, for example limit: 1h")
        refuse_late_target(window(self.target, self.limit, known(info).window))
        return self


class RuleSpec(Spec):
    """One rule; the first whose `when` holds is used."""

    name: Line
    when: WhenSpec | None = None
    then: ThenSpec
