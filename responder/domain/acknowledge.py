"""Whether a letter that may be answered is acknowledged now, in which form and with which facts (decisions 4-6, 11)."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from responder.domain.acknowledgement import Acknowledgement, Form
from responder.domain.echo import MOST_QUESTIONS, given_name, shown_questions, shown_subject
from responder.domain.known_answer import sendable
from responder.domain.letter import Letter
from responder.domain.past import Past
from responder.domain.question import Question, ToneLabel
from responder.domain.rule import Book, Rule
from responder.domain.values import Address
from responder.domain.working_time import is_open, next_opening


class Silence(StrEnum):
    """Why a letter that may be answered gets no acknowledgement; its clock runs all the same."""

    ANSWERED_ALREADY = "answered_already"
    TOO_OLD = "too_old"
    HUSHED = "hushed"
    THANKS_ONLY = "thanks_only"
    TAKEN_BACK = "taken_back"
    OPEN_ALREADY = "open_already"
    NOTED_TODAY = "noted_today"
    TOO_SOON = "too_soon"


MACHINES_ANSWER_WITHIN = timedelta(minutes=3)
"""What comes back so soon after a letter of ours may be another responder's echo of it: its clock runs, in silence."""

HUSHING = frozenset({Form.CALM, Form.BARE})
"""After these nothing automatic follows in the conversation."""

Letters = tuple[tuple[Question, ...], ...]
"""The questions of one letter after the other."""

_UNREPEATED = frozenset({ToneLabel.UPSET, ToneLabel.FURIOUS, ToneLabel.SENSITIVE})


@dataclass(frozen=True, slots=True)
class Occasion:
    """Everything an acknowledgement depends on; `limit_at` is the time it tells, `late` whether that is a new
    promise."""

    letter: Letter
    past: Past
    book: Book
    rule: Rule | None
    verified: bool
    to: Address
    language: str
    at: datetime
    limit_at: datetime
    now: datetime
    late: bool = False


def silence(letter: Letter, past: Past, book: Book, at: datetime, now: datetime, *, verified: bool) -> Silence | None:
    """Why nothing is sent, or None when something is.

    An acknowledgement that is still queued is replaced by one for both letters, so an open expectation is no reason
    then.
    """
    if past.answered_at is not None:
        return Silence.ANSWERED_ALREADY
    if now - at > book.acknowledge.within:
        return Silence.TOO_OLD
    if past.furious_before:
        return Silence.HUSHED
    if letter.reading.thanks_only and past.conversation_id is not None:
        return Silence.THANKS_ONLY
    if past.takes_back:
        return Silence.TAKEN_BACK
    if adds_to_open_letter(past):
        return _silence_while_open(letter, past, book, at, verified=verified)
    return None


def adds_to_open_letter(past: Past) -> bool:
    """Whether the customer was already told a time that still runs; a queued acknowledgement does not count as told."""
    return past.acknowledged and past.open_limit_at is not None and past.queued is None


def _silence_while_open(letter: Letter, past: Past, book: Book, at: datetime, *, verified: bool) -> Silence | None:
    if past.written_at is not None and at - past.written_at < MACHINES_ANSWER_WITHIN:
        return Silence.TOO_SOON
    adds = bool(added_questions(letter, past)) or letter.reading.asks_news
    calm = letter.reading.tone.label not in (ToneLabel.FURIOUS, ToneLabel.SENSITIVE)
    if not (adds and calm and verified and book.acknowledge.next_letter == "short"):
        return Silence.OPEN_ALREADY
    return Silence.NOTED_TODAY if past.additions_today else None


def form_of(occasion: Occasion) -> Form:
    """Which text fits. Everyone unverified gets one and the same, before the calm and bare forms are thought of."""
    past, tone = occasion.past, occasion.letter.reading.tone.label
    if not occasion.verified:
        return Form.UNVERIFIED
    if adds_to_open_letter(past):
        return Form.ADDITION
    if tone is ToneLabel.SENSITIVE:
        return Form.BARE
    if tone is ToneLabel.FURIOUS:
        return Form.CALM
    return Form.SHORT if past.acknowledged and past.queued is None else Form.FULL


_FAMILY = {
    Form.FULL: "acknowledge",
    Form.SHORT: "short",
    Form.ADDITION: "addition",
    Form.CALM: "calm",
    Form.BARE: "bare",
    Form.UNVERIFIED: "unverified",
    Form.ANSWERS: "answers",
}
FAMILIES = frozenset(_FAMILY.values())
"""The template families every installation has."""


def acknowledgement(occasion: Occasion) -> Acknowledgement:
    """The facts of the acknowledgement; the customer's own words only for a verified sender and only when read
    surely."""
    form, family = _form_and_family(occasion)
    shown, asked = _echoed(occasion, form)
    questions = shown_questions(shown, occasion.past.labels if form is not Form.FULL else ())
    if answers := _answers(occasion, family, shown):
        form, family = Form.ANSWERS, _FAMILY[Form.ANSWERS]
        questions = tuple(replace(one, answer=answer) for one, answer in zip(questions, answers, strict=True))
    book = occasion.book
    told = occasion.verified
    return Acknowledgement(
        form=form,
        family=family,
        to=Address(occasion.to.address, occasion.to.name if told else ""),
        language=occasion.language,
        limit_at=occasion.limit_at,
        written_at=occasion.now,
        name=given_name(occasion.to.name) if told else "",
        subject=_subject(occasion) if told else "",
        questions=questions,
        more=max(0, sum(map(len, shown)) - MOST_QUESTIONS),
        asked=sum(map(len, asked)),
        late=occasion.late,
        opens_at=None if is_open(book.calendar, occasion.now) else next_opening(book.calendar, occasion.now),
        customer_offset=_customer_offset(occasion) if told else None,
        signed_by=(occasion.rule and occasion.rule.signed_by) or book.signed_by or "",
        asks_news=occasion.letter.reading.asks_news,
        mailbox=_mailbox(occasion),
    )


def _answers(occasion: Occasion, family: str, shown: Letters) -> tuple[str, ...]:
    """The answers that a calm first letter gets at once: it tells and encloses nothing, and every question of it is
    surely a known one."""
    past, reading = occasion.past, occasion.letter.reading
    plain = family == _FAMILY[Form.FULL] and shown == (reading.questions,) and len(reading.questions) <= MOST_QUESTIONS
    first = past.queued is None and not past.acknowledged and not past.repeats and not occasion.late
    if not (plain and first and reading.tone.label is ToneLabel.CALM) or reading.asks_news:
        return ()
    if not reading.only_asks or occasion.letter.message.attachments:
        return ()
    return sendable(occasion.book.answers, reading.questions, occasion.letter.matches, occasion.language)


def _subject(occasion: Occasion) -> str:
    """The subject as we repeat it: never with the words by which the letter was found to be angry (decision 4)."""
    tone, subject = occasion.letter.reading.tone, occasion.letter.message.subject
    if tone.label in _UNREPEATED and any(words.casefold() in subject.casefold() for words in tone.evidence):
        return ""
    return shown_subject(subject)


def _form_and_family(occasion: Occasion) -> tuple[Form, str]:
    """The rule's template stands in for the full and short forms; naming `calm` or `bare` hushes like those forms."""
    form = form_of(occasion)
    wanted = occasion.rule.template if occasion.rule else None
    if wanted is None or form in (Form.UNVERIFIED, Form.ADDITION):
        return form, _FAMILY[form]
    for named in HUSHING:
        if wanted == _FAMILY[named]:
            return named, wanted
    if form in HUSHING or wanted == _FAMILY[Form.FULL]:
        return form, _FAMILY[form]
    return form, wanted


def _echoed(occasion: Occasion, form: Form) -> tuple[Letters, Letters]:
    """The questions shown, and all that are covered, letter by letter."""
    reading, queued = occasion.letter.reading, occasion.past.queued
    before = queued.letters if queued and form is Form.FULL else ()
    added = added_questions(occasion.letter, occasion.past) if before or form is Form.ADDITION else reading.questions
    asked = (*before, added)
    sure = reading.echo or not reading.questions
    if any(before):
        sure = sure and queued is not None and queued.echo
    wish = occasion.book.acknowledge.repeat_questions
    allowed = wish == "when sure" or (
        wish == "when numbered" and all(question.number for of_letter in asked for question in of_letter)
    )
    repeatable = occasion.verified and form not in HUSHING and sure and allowed
    return (asked if repeatable else ()), asked


def added_questions(letter: Letter, past: Past) -> tuple[Question, ...]:
    """The letter's questions that its conversation did not hold before."""
    return tuple(question for place, question in enumerate(letter.reading.questions) if place not in past.repeats)


def _customer_offset(occasion: Occasion) -> timedelta | None:
    """The zone in the letter's Date, unless it is +0000, which many servers write for everyone (decision 5)."""
    return occasion.letter.message.date_offset or None


def _mailbox(occasion: Occasion) -> str:
    """The own address the customer wrote to, or the first we have."""
    addresses = occasion.book.company.addresses
    message = occasion.letter.message
    for recipient in (*message.to, *message.cc):
        if recipient.key in addresses:
            return recipient.key
    return min(addresses, default="")
