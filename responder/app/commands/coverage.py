"""`responder coverage`: which of a letter's questions a reply answers, and where; no server, no database."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from responder.app.commands.refusal import DONE, FINDING, RefusedError
from responder.app.words import plain
from responder.domain.answer import UNANSWERED, Answer, Coverage, Reply
from responder.domain.letter import Letter
from responder.domain.question import Question
from responder.flows.read_letter import read_letter
from responder.mail.parse import read_octets
from responder.reading.coverage import coverage as judge

LARGEST = 100 * 2**20
"""Octets; a larger file is no letter."""

_SAYS = {
    "answered": "answered",
    "partial": "partly answered",
    "deferred": "put off",
    "open": "not answered",
    "unsure": "probably answered",
}


def coverage(letter: str, reply: str, *, as_json: bool) -> int:
    """Print what the reply says to each question of the letter; FINDING when something is left to answer.

    Raises RefusedError for a file that cannot be read.
    """
    asked, answered = _read(letter), _read(reply)
    found = covered(asked, answered)
    print(json.dumps(found, ensure_ascii=False) if as_json else "\n".join(map(plain, _page(found))))
    return FINDING if found["unanswered"] else DONE


def covered(letter: Letter, reply: Letter) -> dict[str, Any]:
    """The object that `--json` prints; `unanswered` names questions by number, or as `#2` by position."""
    questions = letter.reading.questions
    message = reply.message
    files = tuple(file.name for file in message.attachments if file.name)
    found = judge(
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


def _page(found: Mapping[str, Any]) -> Iterator[str]:
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


def _read(file: str) -> Letter:
    try:
        with Path(file).open("rb") as source:
            octets = source.read(LARGEST + 1)
    except OSError as error:
        raise RefusedError([f"{file}: cannot be read: {error.strerror}"]) from error
    if len(octets) > LARGEST:
        raise RefusedError([f"{file}: larger than {LARGEST // 2**20} MB: this is no letter"])
    return read_letter("coverage", read_octets(octets))
