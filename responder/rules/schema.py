"""Every key of rules.yaml, its kind and its default. What the operator wrote ends in `Spec`."""

from datetime import timedelta
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, PlainValidator, ValidationInfo, model_validator

from responder.domain.calendar import Span
from responder.domain.rule import Mode
from responder.rules.defaults import DEFAULT_LANGUAGES
from responder.rules.fields import (
    Address,
    AuthservId,
    CheckName,
    Count,
    Country,
    Dates,
    DomainOrAddress,
    Language,
    Line,
    Listed,
    Paragraph,
    PersonRef,
    StaffSender,
    Working,
    YesNo,
    Zone,
)
from responder.rules.hours import Hours
from responder.rules.known import known, refuse_late_target
from responder.rules.later import DelayNotice
from responder.rules.schema_alerts import AlertsSpec, PersonSpec
from responder.rules.schema_answers import AnswerTextSpec
from responder.rules.schema_drafts import DraftsSpec
from responder.rules.schema_rule import RuleSpec
from responder.rules.spec import Spec
from responder.rules.times import duration_between
from responder.rules.words import as_list_of_groups, as_map, at_least_one, choice, plain_text

_mode = choice(*Mode)


class CompanySpec(Spec):
    """Who we are."""

    name: Line = ""
    addresses: Listed[Address] = ()
    zone: Zone = "UTC"
    languages: Annotated[tuple[Language, ...], BeforeValidator(at_least_one)] = DEFAULT_LANGUAGES
    lists: Listed[Address] = ()
    holidays: Listed[Country] = ()
    signed_by: Line | None = None


class TrustSpec(Spec):
    """Whose word on a sender is believed."""

    authserv_ids: Listed[AuthservId] = ()
    missing_return_path: Annotated[str, PlainValidator(choice("accept", "doubt"))] = "accept"


class AnswerSpec(Spec):
    """How long an answer may take."""

    target: Working = Span(timedelta(hours=2))
    limit: Working = Span(timedelta(hours=3))

    @model_validator(mode="after")
    def _target_first(self, info: ValidationInfo) -> "AnswerSpec":
        refuse_late_target(known(info).window)
        return self


class UrgentSpec(Spec):
    """What a customer can do who cannot wait."""

    say: Paragraph
    open: Hours


class AcknowledgeSpec(Spec):
    """How acknowledgements behave."""

    wait: Annotated[timedelta, PlainValidator(duration_between("0s", "15m"))] = timedelta(seconds=30)
    repeat_questions: Annotated[str, PlainValidator(choice("when sure", "when numbered", "never"))] = "when sure"
    next_letter: Annotated[str, PlainValidator(choice("short", "never"))] = "short"
    within: Annotated[timedelta, PlainValidator(duration_between("10m", "7d"))] = timedelta(hours=24)


class BudgetsSpec(Spec):
    """How many automatic letters may leave."""

    mailbox_per_hour: Count = 300
    domain_per_hour: Count = 20
    alike_per_hour: Count = 5
    address_per_day: Count = 3


class GuardSpec(Spec):
    """What keeps automatic letters from machines and from storms."""

    checks: Annotated[dict[CheckName, YesNo], BeforeValidator(as_map)] = Field(default_factory=dict)
    budgets: BudgetsSpec = BudgetsSpec()


class FoldersSpec(Spec):
    """What the mailbox's folders are called, where its server does not say which is which."""

    sent: Line | None = None
    junk: Line | None = None
    trash: Line | None = None
    drafts: Line | None = None


class SendingSpec(Spec):
    """How letters leave."""

    per_minute: Count | None = None
    per_day: Count | None = None
    sent_copy: Annotated[str, PlainValidator(choice("auto", "append", "never"))] = "auto"
    envelope: Annotated[str, PlainValidator(choice("auto", "mailbox", "null"))] = "auto"


def _form_answer(value: object) -> str:
    word = "alert only" if value is None else plain_text(value)
    return "" if choice("Reply-To", "alert only")(word) == "alert only" else "Reply-To"


FormAnswer = Annotated[str, PlainValidator(_form_answer)]


class BookSpec(Spec):
    """The whole of rules.yaml."""

    mode: Annotated[Mode, PlainValidator(lambda value: Mode(_mode(value)))] = Mode.SHADOW
    company: CompanySpec = CompanySpec()
    staff: Listed[StaffSender] = ()
    trust: TrustSpec = TrustSpec()
    answer: AnswerSpec = AnswerSpec()
    hours: Hours = Field(default_factory=dict)
    closed: Listed[Dates] = ()
    open: Listed[Dates] = ()
    urgent: UrgentSpec | None = None
    proofs_to: Listed[PersonRef] = ()
    pilot: Listed[DomainOrAddress] = ()
    look_back: Annotated[timedelta, PlainValidator(duration_between("0h", "30d"))] = timedelta()
    acknowledge: AcknowledgeSpec = AcknowledgeSpec()
    people: Annotated[dict[Line, PersonSpec], BeforeValidator(as_map)] = Field(default_factory=dict)
    alerts: AlertsSpec = AlertsSpec()
    guard: GuardSpec = GuardSpec()
    sending: SendingSpec = SendingSpec()
    folders: FoldersSpec = FoldersSpec()
    site_forms: Annotated[dict[Address, FormAnswer], BeforeValidator(as_map)] = Field(default_factory=dict)
    rules: Annotated[tuple[RuleSpec, ...], BeforeValidator(as_list_of_groups)] = ()
    answers: Annotated[dict[Line, AnswerTextSpec], BeforeValidator(as_map)] = Field(default_factory=dict)
    drafts: DraftsSpec = DraftsSpec()
    delay_notice: DelayNotice = "ask us"

    @model_validator(mode="before")
    @classmethod
    def _keys_in_lines(cls, value: Any) -> Any:
        if not isinstance(value, dict):
            raise ValueError("these are no rules: write keys in lines of their own, like mode: shadow")
        return value
