"""Shapes what would happen to a letter as the JSON object that scripts read."""

from datetime import datetime
from typing import Any

from responder.domain.decision import Decision, WindowPlan
from responder.domain.known_answer import Match
from responder.domain.letter import Letter
from responder.domain.question import Question
from responder.domain.verdict import Verdict
from responder.flows.suggest import known_answer
from responder.ports.reading import Rendered


def explained(
    file: str, letter: Letter, decision: Decision, rendered: Rendered | None, draft: Rendered | None
) -> dict[str, Any]:
    """One letter's object, in the order of keys in which a person would read it. Instants are ISO 8601 in UTC.

    `rendered` is the acknowledgement in words, None where the decision holds none. `silence` says why a letter that may
    be answered gets none. `draft` is the reply that would be laid out for staff, None where there is none. `letter`
    comes with the known answers nearest to its questions.
    """
    judgement, reading = decision.judgement, letter.reading
    return {
        "file": file,
        "respond": judgement.verdict is Verdict.ANSWER,
        "verdict": judgement.verdict.value,
        "reason": judgement.reason,
        "checks": [
            {"check": check.check, "passed": check.passed, "evidence": check.evidence} for check in judgement.checks
        ],
        "verified": judgement.verified,
        "rule": decision.rule,
        "language": reading.language,
        "tone": {"label": reading.tone.label.value, "evidence": list(reading.tone.evidence)},
        "subject": letter.message.subject,
        "text": letter.message.text,
        "visible_text": letter.zones.visible,
        "questions": [_question(one, match) for one, match in zip(reading.questions, letter.matches, strict=True)],
        "echo": reading.echo,
        "window": _window(decision.window),
        "acknowledgement": _acknowledgement(decision, rendered),
        "draft": {"subject": draft.subject, "text": draft.text, "html": draft.html} if draft else None,
        "silence": decision.silence or None,
        "at_once": decision.at_once,
        "defects": list(letter.message.defects),
    }


def _question(question: Question, match: Match | None) -> dict[str, Any]:
    """One question; `known` only where a known answer comes near."""
    known = {"known": known_answer(match)} if match else {}
    return {"number": question.number, "text": question.text, "request": question.request, **known}


def unexplained(file: str, error: str) -> dict[str, Any]:
    """The object of a file that could not be read."""
    return {"file": file, "error": error}


def _window(window: WindowPlan | None) -> dict[str, str] | None:
    if window is None:
        return None
    return {"target_at": instant(window.target_at), "limit_at": instant(window.limit_at)}


def _acknowledgement(decision: Decision, rendered: Rendered | None) -> dict[str, str | None] | None:
    told = decision.acknowledgement
    if told is None or rendered is None:
        return None
    return {
        "to": told.to.address,
        "form": told.form.value,
        "subject": rendered.subject,
        "text": rendered.text,
        "html": rendered.html,
    }


def instant(at: datetime) -> str:
    """An aware instant as scripts get it, to the second: `2026-11-21T12:00:00+00:00`."""
    return at.replace(microsecond=0).isoformat()
