"""Shapes which of a letter's questions a reply answers: as the JSON that scripts read, and as lines for a person."""

from collections.abc import Iterator, Mapping
from typing import Any

from responder.domain.answer import UNANSWERED, Answer, Coverage, Reply
from responder.domain.letter import Letter
from responder.domain.question import Question

_SAYS = {
    "answered": "answered",
    "partial": "partly answered",
    "deferred": "put off",
    "open": "not answered",
    "unsure": "probably answered",
}


def covered(letter: Letter, reply: Letter) -> dict[str, Any]:
    """The object that `--json` prints; `unanswered` names questions by number, or as `#2` by position."""
    from responder.reading.coverage import coverage  # most letters that are explained are no replies

    questions = letter.reading.questions
    message = reply.message
    files = tuple(file.name for file in message.attachments if file.name)
    found = coverage(
        questions, Reply(message.text, reply.zones.visible, files), letter.reading.language, letter.zones.visible
    )
    return _object(questions, found)


def _object(questions: tuple[Question, ...], found: Coverage) -> dict[str, Any]:
    rows = list(enumerate(zip(questions, found.answers, strict=True), 1))
    return {
        "questions": [_row(question, answer) for _, (question, answer) in rows],
        "in_order": found.in_order,
        "unanswered": [
            question.number or f"#{place}" for place, (question, answer) in rows if answer.state in UNANSWERED
        ],
    }


def _row(question: Question, answer: Answer) -> dict[str, Any]:
    return {
        "number": question.number,
        "text": question.text,
        "answered": answer.state not in UNANSWERED,
        "state": answer.state.value,
        "evidence": answer.evidence,
        "rule": answer.rule,
        "waits": answer.waits,
        "blank": answer.blank,
    }


def lines(found: Mapping[str, Any]) -> Iterator[str]:
    """The questions with what was said to each, then one line that sums up."""
    rows = found["questions"]
    if not rows:
        yield "The letter asks nothing."
        return
    for place, row in enumerate(rows, 1):
        label = f"{row['number']}." if row["number"] else f"#{place}"
        said = _SAYS[row["state"]] + (", asks back" if row["waits"] else "") + (", left blank" if row["blank"] else "")
        yield f"{'+' if row['answered'] else '-'} {label} {row['text']}"
        yield f"     {said}" + (f" ({row['rule']}): {row['evidence']}" if row["evidence"] else "")
    open_ones = ", ".join(found["unanswered"])
    answered = sum(row["answered"] for row in rows)
    order = "" if found["in_order"] else ", in another order than asked"
    yield f"{answered} of {len(rows)} answered{order}" + (f"; still open: {open_ones}" if open_ones else "")
