"""Turns the facts of an acknowledgement into the variables that customers' templates may use (docs/templates.md)."""

from dataclasses import replace
from datetime import timedelta
from itertools import accumulate
from typing import Any

from responder.domain.acknowledgement import Acknowledgement, Form, ShownQuestion
from responder.domain.rule import Book, Urgent
from responder.render.plain import one_line, tidy, topic_of
from responder.render.wording import counts
from responder.render.wording.hours import next_hours, pause, reachable
from responder.render.wording.times import Times
from responder.render.wording.words import Words

LONGEST_NAME, LONGEST_SUBJECT, LONGEST_QUESTION, LONGEST_LABEL = 60, 120, 160, 20
LONGEST_OWN = 200
"""What the operator wrote on one line: a name, a telephone number with a few words."""
MOST_QUESTION_OCTETS = 1500
"""How much of the questions is shown, in UTF-8: a letter stays under 10 KB in any script."""

_PARTS_OF_DAY = ((5, "any"), (12, "morning"), (18, "day"), (23, "evening"), (24, "any"))


def customer_facts(facts: Acknowledgement, book: Book, words: Words) -> dict[str, Any]:
    """Every variable of a customer's template; all texts but known answers are single lines."""
    if facts.form is Form.UNVERIFIED:
        facts = _nothing_of_theirs(facts)
    times = Times(words, book.calendar.zone, facts.written_at)
    topic = topic_of(one_line(facts.subject, LONGEST_SUBJECT))
    opens_at = facts.opens_at if facts.opens_at and facts.opens_at < facts.limit_at else None
    return {
        "language": words.code,
        "greeting": words.greetings[_part_of_day(times, facts.customer_offset)],
        "hello": words.greetings["any"],
        "name": one_line(facts.name, LONGEST_NAME),
        "topic": topic,
        "reply_subject": f"Re: {topic}" if topic else "",
        "company": one_line(book.company.name, LONGEST_OWN),
        "mailbox": one_line(facts.mailbox, LONGEST_OWN),
        "signed_by": one_line(facts.signed_by, LONGEST_OWN),
        "who": one_line(facts.signed_by, LONGEST_OWN) or words.person,
        "by": times.by(facts.limit_at, facts.customer_offset),
        "opens": times.opens(opens_at, facts.limit_at) if opens_at else "",
        "closed": words.closed.get(pause(book.calendar, facts.written_at), "") if opens_at else "",
        "late": facts.late,
        "asks_news": facts.asks_news,
        **_question_facts(facts, words),
        **_urgent_facts(facts, book.urgent, times),
    }


def _nothing_of_theirs(facts: Acknowledgement) -> Acknowledgement:
    """The same facts for everyone: whatever the sender wrote has no say, not even in who answers."""
    return replace(
        facts, name="", subject="", questions=(), more=0, asked=0, customer_offset=None, signed_by="", asks_news=False
    )


def _question_facts(facts: Acknowledgement, words: Words) -> dict[str, Any]:
    shown = [_question(question) for question in facts.questions]
    if facts.form is not Form.ANSWERS:  # there each question stands above its answer, and few are answered at once
        shown = _fitting(shown)
    more = facts.more + len(facts.questions) - len(shown)
    all_ask = all(question["text"].endswith(("?", "…")) for question in shown)
    return {
        "questions": shown,
        "counted": counts.counted(words, "question" if all_ask else "point", len(shown) + more),
        "more": counts.more(words, more),
        "asked": facts.asked,
    }


def _fitting(questions: list[dict[str, str]]) -> list[dict[str, str]]:
    """The first questions, as many as fit in `MOST_QUESTION_OCTETS`."""
    sizes = accumulate(len(question["text"].encode()) for question in questions)
    return [question for question, size in zip(questions, sizes, strict=True) if size <= MOST_QUESTION_OCTETS]


def _question(question: ShownQuestion) -> dict[str, str]:
    label = one_line(question.label, LONGEST_LABEL)
    return {
        "label": "" if label == "–" else label,
        "text": one_line(question.text, LONGEST_QUESTION),
        "answer": tidy(question.answer).strip(),
    }


def _urgent_facts(facts: Acknowledgement, urgent: Urgent | None, times: Times) -> dict[str, str]:
    """The urgent contact, unless nobody will be there for a fortnight."""
    if urgent is None:
        return {"urgent": "", "urgent_hours": "", "urgent_next": ""}
    soonest = next_hours(times, urgent.open)
    return {
        "urgent": one_line(urgent.say, LONGEST_OWN) if soonest else "",
        "urgent_hours": reachable(times, urgent.open, facts.limit_at),
        "urgent_next": soonest,
    }


def _part_of_day(times: Times, theirs: timedelta | None) -> str:
    hour = times.hour(theirs)
    return next(part for end, part in _PARTS_OF_DAY if hour < end)
