"""Turns what the operator wrote, once it is known to be right, into the `Book` that decisions are made by."""

from collections.abc import Iterable, Mapping
from datetime import date

from responder.domain.calendar import Calendar
from responder.domain.known_answer import KnownAnswer
from responder.domain.message import FolderRole
from responder.domain.rule import (
    Acknowledge,
    Alerts,
    Book,
    Budgets,
    Company,
    Condition,
    Drafts,
    Rule,
    Stage,
    Trust,
    Urgent,
    Window,
)
from responder.rules.hours import weekly_hours
from responder.rules.known import window
from responder.rules.load import Path
from responder.rules.people import Staff
from responder.rules.places import holidays_of
from responder.rules.schema import BookSpec, CompanySpec, FoldersSpec, TrustSpec
from responder.rules.schema_alerts import AlertsSpec
from responder.rules.schema_rule import RuleSpec, WhenSpec
from responder.rules.times import DateRange

YEARS_AHEAD = 5


def build(spec: BookSpec, *, year: int, digest: str, lines: Mapping[Path, int]) -> Book:
    """Return the book; holidays are filled in from the year before `year` to five years after it. `lines` says where
    in rules.yaml what stands."""
    staff = Staff(spec.people, spec.alerts)
    calendar = _calendar(spec, year)
    general = window(
        spec.answer.target if "target" in spec.answer.model_fields_set else None,
        spec.answer.limit if "limit" in spec.answer.model_fields_set else None,
        Window(),
    )
    return Book(
        mode=spec.mode,
        company=_company(spec.company),
        staff=spec.staff,
        trust=_trust(spec.trust),
        answer=general,
        calendar=calendar,
        urgent=_urgent(spec, calendar),
        acknowledge=_acknowledge(spec),
        alerts=_alerts(spec.alerts, staff, spec.company.languages),
        checks=spec.guard.checks,
        budgets=Budgets(**spec.guard.budgets.model_dump()),
        proofs_to=staff.written_to(spec.proofs_to or spec.alerts.people),
        pilot=spec.pilot,
        look_back=spec.look_back,
        site_forms=spec.site_forms,
        folders=_folders(spec.folders),
        per_minute=spec.sending.per_minute,
        per_day=spec.sending.per_day,
        sent_copy=spec.sending.sent_copy,
        signed_by=spec.company.signed_by,
        drafts=Drafts(spec.drafts.make, remove=spec.drafts.remove == "when answered"),
        answers=_answers(spec, lines),
        rules=tuple(_rule(rule, staff, general) for rule in spec.rules),
        digest=digest,
    )


def _company(spec: CompanySpec) -> Company:
    return Company(
        name=spec.name,
        addresses=frozenset(spec.addresses),
        lists=frozenset(spec.lists),
        languages=tuple(dict.fromkeys(spec.languages)),
    )


def _folders(spec: FoldersSpec) -> dict[FolderRole, str]:
    return {role: name for role in FolderRole if (name := getattr(spec, role.value, None))}


def _trust(spec: TrustSpec) -> Trust:
    """An empty list that was written down believes nobody; where nothing was written the provider's profile says."""
    return Trust(
        spec.authserv_ids, spec.missing_return_path == "accept", by_provider="authserv_ids" not in spec.model_fields_set
    )


def _calendar(spec: BookSpec, year: int) -> Calendar:
    weekly = weekly_hours(spec.hours)
    if weekly is None:
        return Calendar(spec.company.zone)
    holidays, worked = holidays_of(spec.company.holidays, range(year - 1, year + YEARS_AHEAD + 1))
    closed, opened = _dates(spec.closed), _dates(spec.open)
    # The company's own dates outweigh the country's.
    return Calendar(spec.company.zone, weekly, (holidays - opened) | closed, (worked - closed) | opened)


def _dates(ranges: Iterable[DateRange]) -> frozenset[date]:
    return frozenset(day for dates in ranges for day in dates.dates())


def _urgent(spec: BookSpec, calendar: Calendar) -> Urgent | None:
    if spec.urgent is None:
        return None
    weekly = weekly_hours(spec.urgent.open)
    return Urgent(spec.urgent.say, Calendar(calendar.zone, weekly, calendar.closed, calendar.opened))


def _acknowledge(spec: BookSpec) -> Acknowledge:
    return Acknowledge(
        wait=spec.acknowledge.wait,
        repeat_questions=spec.acknowledge.repeat_questions,
        next_letter=spec.acknowledge.next_letter,
        within=spec.acknowledge.within,
        envelope=spec.sending.envelope,
    )


def _alerts(spec: AlertsSpec, staff: Staff, languages: tuple[str, ...]) -> Alerts:
    return Alerts(
        stages=tuple(Stage(one.at.share, one.at.left, staff.called(one.people)) for one in spec.stages),
        people=staff.called(spec.people),
        trouble_people=staff.called_in_trouble(spec.trouble.people or spec.people),
        together=spec.together,
        repeat_every=spec.repeat.every,
        repeat_at_most=spec.repeat.at_most,
        quiet=(spec.quiet.start, spec.quiet.end % (24 * 60)) if spec.quiet else None,
        show=spec.show,
        language=spec.language or languages[0],
        channels=spec.channels | staff.secrets(),
    )


def _answers(spec: BookSpec, lines: Mapping[Path, int]) -> tuple[KnownAnswer, ...]:
    return tuple(
        KnownAnswer(name, one.like, one.texts, send=one.send, line=lines.get(("answers", name), 0))
        for name, one in spec.answers.items()
    )


def _rule(spec: RuleSpec, staff: Staff, general: Window) -> Rule:
    then = spec.then
    answer = window(then.target, then.limit, general)
    return Rule(
        name=spec.name,
        when=_condition(spec.when) if spec.when else Condition(),
        template=then.template,
        target=answer.target if answer.target != general.target else None,
        limit=then.limit,
        people=staff.called(then.people),
        signed_by=then.signed_by,
        language=then.language,
        silence=then.silence,
    )


def _condition(spec: WhenSpec) -> Condition:
    return Condition(
        from_=spec.from_,
        to=spec.to,
        subject=spec.subject,
        words=spec.words,
        language=spec.language,
        tone=spec.tone,
    )
