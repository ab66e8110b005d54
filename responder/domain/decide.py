"""The decision about one letter: a pure function of the letter, what was before, and what the operator wrote."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from responder.domain.acknowledge import Occasion, Silence, acknowledgement, adds_to_open_letter, silence
from responder.domain.calendar import Calendar
from responder.domain.decision import Decision, WindowPlan
from responder.domain.guard import answer_address, judge
from responder.domain.letter import Letter
from responder.domain.match import matching_rule
from responder.domain.past import Past
from responder.domain.question import ToneLabel
from responder.domain.rule import Book, Rule, Window
from responder.domain.verdict import Check, Judgement, Verdict
from responder.domain.wire_address import wire_address
from responder.domain.working_time import due, round_up_quarter

TOO_LITTLE_LEFT = timedelta(minutes=30)
"""With less than this left, an acknowledgement says that it comes late and names a new time (decision 5). Where the
whole window is hardly longer, half of it takes its place: a letter just come is not late."""

OrganisationalDomain = Callable[[str], str]


def decide(
    letter: Letter,
    at: datetime,
    past: Past,
    book: Book,
    now: datetime,
    *,
    organisational_domain: OrganisationalDomain,
    verified: bool | None = None,
) -> Decision:
    """What to do about a letter whose clock starts `at` (aware UTC), decided at `now`.

    `verified` overrides the authentication of the sender (for `explain --verified`). Mode is not consulted: it says who
    is written to, not what is right.
    """
    judgement = judge(letter, past, book, organisational_domain=organisational_domain, verified=verified)
    if judgement.verdict in (Verdict.MACHINE, Verdict.SPAM):
        return Decision(judgement)
    rule = matching_rule(letter, book)
    if rule is not None and rule.silence:
        return Decision(_silenced(judgement, rule), rule=rule.name)
    language = language_for(letter, past, book, rule)
    if letter.reading.thanks_only and past.conversation_id is not None:
        return Decision(judgement, rule=rule.name if rule else None, language=language, silence="thanks_only")
    window = window_of(at, book, rule)
    decision = Decision(
        judgement,
        rule=rule.name if rule else None,
        language=language,
        window=window,
        at_once=letter.reading.tone.label in (ToneLabel.FURIOUS, ToneLabel.SENSITIVE),
    )
    if judgement.verdict is not Verdict.ANSWER:
        return decision
    return _with_acknowledgement(decision, letter, past, book, rule, at, now)


def _with_acknowledgement(
    decision: Decision, letter: Letter, past: Past, book: Book, rule: Rule | None, at: datetime, now: datetime
) -> Decision:
    verified = decision.judgement.verified
    quiet = silence(letter, past, book, at, now, verified=verified)
    to = answer_address(letter, book)
    if quiet is not None or to is None or wire_address(to.address) is None or decision.window is None:
        return replace(decision, silence=quiet or "no_address")
    told = past.open_limit_at or decision.window.limit_at
    too_little = TOO_LITTLE_LEFT if past.open_limit_at else min(TOO_LITTLE_LEFT, (told - at) / 2)
    late = told - now < too_little
    if late and adds_to_open_letter(past):
        return replace(decision, silence=Silence.OPEN_ALREADY)
    promise = window_of(now, book, rule, limit_like_target=True) if late else None
    occasion = Occasion(
        letter,
        past,
        book,
        rule,
        verified,
        to,
        decision.language or "",
        at,
        promise.limit_at if promise else told,
        now,
        late,
    )
    return replace(decision, promise=promise, acknowledgement=acknowledgement(occasion))


def window_of(at: datetime, book: Book, rule: Rule | None, *, limit_like_target: bool = False) -> WindowPlan:
    """The response window that a letter of this rule opens at this instant; the limit is a full quarter hour."""
    window = _window(book, rule)
    calendar = book.calendar
    limit_at = _quarter(calendar, due(calendar, at, window.target if limit_like_target else window.limit))
    return WindowPlan(at, min(due(calendar, at, window.target), limit_at), limit_at)


def _window(book: Book, rule: Rule | None) -> Window:
    if rule is None:
        return book.answer
    return Window(target=rule.target or book.answer.target, limit=rule.limit or book.answer.limit)


def _quarter(calendar: Calendar, at: datetime) -> datetime:
    return round_up_quarter(at, calendar.zone)


def language_for(letter: Letter, past: Past, book: Book, rule: Rule | None) -> str:
    """The language we write in: the rule's, else the letter's or the conversation's where we speak it, else our
    first."""
    spoken = book.company.languages
    wishes = (rule.language if rule else None, letter.reading.language, past.language)
    return next((language for language in wishes if language in spoken), spoken[0])


def _silenced(judgement: Judgement, rule: Rule) -> Judgement:
    check = Check("rule_silence", passed=False, evidence=f"rule {rule.name!r} says silence", verdict=Verdict.MACHINE)
    return replace(judgement, verdict=Verdict.MACHINE, reason="rule_silence", checks=(*judgement.checks, check))
