"""Turns alerts into the variables that templates for staff may use (docs/templates.md)."""

from dataclasses import dataclass
from typing import Any

from responder.domain.alert import AlertFacts
from responder.domain.alert_line import AlertLine
from responder.domain.alert_trouble import TroubleFacts
from responder.domain.open_questions import OpenQuestion
from responder.ports.reading import Rendered
from responder.render.plain import one_line, topic_of
from responder.render.wording.clock import span
from responder.render.wording.counts import counted, more
from responder.render.wording.times import Times
from responder.render.wording.words import Words
from responder.render.wording.zones import zone_words

MOST_LINES = 20
"""How many letters one alert lists; the rest are counted."""
MOST_QUESTIONS = 7
"""How many open questions of one letter an alert repeats."""
LONGEST_NAME, LONGEST_SUBJECT, LONGEST_DETAIL, LONGEST_ID, LONGEST_QUESTION = 60, 90, 400, 250, 140


@dataclass(frozen=True, slots=True)
class OpenLine:
    """One open question: the label that the customer knows it by, and its text, empty where `alerts.show` hides it."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class WaitingLetter:
    """One waiting letter in words.

    `by` is its limit, `left` what is left to it (empty once it has passed), `overdue` how long ago it passed, `waits`
    since when it waits, `waited` how long. `questions` counts and names what is open, `open` are those that a reply
    passed over (`left_open`) or left blank (`blank_sent`), or all of them; `again` names those that were asked again.
    What `alerts.show` hides is empty.
    """

    by: str
    left: str
    overdue: str
    waits: str
    waited: str
    customer: str
    address: str
    subject: str
    questions: str
    rule: str
    message_id: str
    missed: bool
    target_passed: bool
    promised: bool
    repeat: int
    open: tuple[OpenLine, ...] = ()
    again: str = ""
    left_open: bool = False
    blank_sent: bool = False
    drafted: bool = False


def alert_facts(facts: AlertFacts, words: Words) -> dict[str, Any]:
    """Every variable of an alert about waiting letters."""
    times = Times(words, facts.zone, facts.now_at)
    since = facts.sent_not_seen_since
    first = next((line for line in facts.lines if line.missed), facts.lines[0])
    return {
        "language": words.code,
        "person": one_line(facts.person, LONGEST_NAME),
        "zone": zone_words(words, facts.zone, facts.now_at),
        **_letters(facts.lines, times),
        "missed": facts.missed,
        "first": _letter(first, times),
        "first_time": times.short(first.limit_at),
        "others": len(facts.lines) - 1,
        "unseen_since": times.since(since) if since else "",
    }


def trouble_facts(facts: TroubleFacts, words: Words) -> dict[str, Any]:
    """Every variable of an alert about the responder's own trouble."""
    times = Times(words, facts.zone, facts.now_at)
    until_at = facts.until_at or facts.now_at
    return {
        "language": words.code,
        "person": one_line(facts.person, LONGEST_NAME),
        "zone": zone_words(words, facts.zone, facts.now_at),
        "trouble": facts.trouble.value,
        "news": facts.news.value,
        "since": times.since(facts.since_at),
        "lasted": span(words, until_at - facts.since_at),
        "about": one_line(facts.about, LONGEST_ID),
        "detail": one_line(facts.detail, LONGEST_DETAIL),
        "count": facts.count,
        "counted": counted(words, "letter", facts.count, figures=True),
        "measure": facts.measure,
        "times": facts.times,
        **_letters(facts.lines, times),
    }


def proof_facts(would_send: Rendered, recipient: str, mode: str, words: Words) -> dict[str, Any]:
    """Every variable of a proof; `text` is the whole letter, the one value of several lines."""
    return {
        "language": words.code,
        "mode": mode,
        "recipient": one_line(recipient, LONGEST_ID),
        "subject": one_line(would_send.subject, LONGEST_DETAIL),
        "text": would_send.text.rstrip("\n"),
    }


def _letters(lines: tuple[AlertLine, ...], times: Times) -> dict[str, Any]:
    """The first letters, missed ones before the others, and how many are left out."""
    ordered = sorted(lines, key=lambda line: (not line.missed, line.limit_at))
    return {
        "listed": [_letter(line, times) for line in ordered[:MOST_LINES]],
        "letters": counted(times.words, "letter", len(lines), figures=True),
        "more": more(times.words, len(lines) - MOST_LINES),
    }


def _letter(line: AlertLine, times: Times) -> WaitingLetter:
    words = times.words
    name, address = one_line(line.customer_name, LONGEST_NAME), one_line(line.customer, LONGEST_ID)
    return WaitingLetter(
        by=times.by_here(line.limit_at),
        left="" if line.missed else span(words, line.left),
        overdue=span(words, -line.left) if line.missed else "",
        waits=times.since(line.opened_at),
        waited=span(words, times.now_at - line.opened_at),
        customer=name or address,
        address=address if name not in ("", address) else "",
        subject=topic_of(one_line(line.subject, LONGEST_SUBJECT)),
        questions=_questions(line, words),
        rule=one_line(line.rule, LONGEST_NAME),
        message_id=one_line(line.message_id, LONGEST_ID),
        missed=line.missed,
        target_passed=line.target_passed and not line.missed,
        promised=line.kind.value == "promise",
        repeat=line.repeat,
        open=tuple(OpenLine(_label(one), one_line(one.text, LONGEST_QUESTION)) for one in _passed_over(line)),
        again=", ".join(_label(one) for one in line.asked if one.asked_again),
        left_open=line.left_open and not line.missed,
        blank_sent=line.blank_sent,
        drafted=line.drafted,
    )


def _passed_over(line: AlertLine) -> list[OpenQuestion]:
    if not line.left_open and not line.blank_sent:
        return list(line.asked[:MOST_QUESTIONS])
    return [question for question in line.asked if not question.deferred][:MOST_QUESTIONS]


def _questions(line: AlertLine, words: Words) -> str:
    """How many are open, and which, unless they are simply all that was asked, without any label."""
    if not line.questions:
        return ""
    number = counted(words, "question", line.questions, figures=True)
    plain = [f"#{place}" for place in range(1, len(line.asked) + 1)]
    if not line.asked or [question.label for question in line.asked] == plain:
        return number
    more = ", …" if len(line.asked) > MOST_QUESTIONS else ""
    return f"{number}: {', '.join(map(_label, line.asked[:MOST_QUESTIONS]))}{more}"


def _label(question: OpenQuestion) -> str:
    """As the acknowledgement shows it."""
    return one_line(question.label.removeprefix("#"), LONGEST_NAME)
