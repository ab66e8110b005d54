"""Replies in many manners, each with what a careful person says of it; the cases are in the text files beside."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet

from responder.domain.answer import Answer, Reply
from responder.domain.question import Question
from responder.reading.coverage import coverage

FILES = ("replies.txt", "prose.txt", "mixed.txt", "more.txt", "further.txt", "complete.txt", "gaps.txt")


@dataclass(frozen=True, slots=True)
class Case:
    """One reply, and the state of each question after it."""

    name: str
    language: str
    reordered: bool
    misjudged: bool
    questions: tuple[Question, ...]
    states: tuple[str, ...]
    reply: str


def cases() -> Iterator[Case]:
    """The cases of all files."""
    texts = [Path(__file__).with_name(name).read_text(encoding="utf-8") for name in FILES]
    for part in [part for text in texts for part in text.split("\n=== ")[1:]]:
        head, _, rest = part.partition("\n")
        asked, _, reply = rest.partition("---\n")
        name, language, *more = head.split(" | ")
        rows = [line.split(" | ", 2) for line in asked.splitlines()]
        questions = tuple(Question(None if n == "-" else n, t, request="?" not in t) for n, _, t in rows)
        yield Case(
            name,
            language,
            "reordered" in more,
            "wrong" in more,
            questions,
            tuple(state for _, state, _ in rows),
            reply.strip("\n"),
        )


def own(text: str) -> str:
    """What the author wrote of a plain reply, without quoted lines."""
    above = text.partition("\n---------- Forwarded")[0]
    return "\n".join(line for line in above.splitlines() if not line.startswith(">") and not line.endswith("wrote:"))


def state(answer: Answer) -> str:
    """The state as the files write it; an unsure answer counts as one."""
    if answer.waits:
        return "waits"
    if answer.blank:
        return "blank"
    return "answered" if answer.state == "unsure" else answer.state.value


def params() -> Iterator[ParameterSet]:
    """Each case; those that are still misjudged have to fail, so that they are noticed when they no longer do."""
    for case in cases():
        wrong = pytest.mark.xfail(strict=True, reason="nothing in the words tells chat on the topic from an answer")
        yield pytest.param(case, id=f"{case.language}: {case.name}", marks=[wrong] if case.misjudged else [])


@pytest.mark.parametrize("case", list(params()))
def test_it_judges_a_reply_as_a_careful_person_would(case: Case) -> None:
    found = coverage(case.questions, Reply(case.reply, own(case.reply)), case.language)
    assert tuple(state(answer) for answer in found.answers) == case.states
    assert found.in_order is not case.reordered


@pytest.mark.parametrize("case", [pytest.param(case, id=case.name) for case in cases()])
def test_evidence_stands_in_the_reply_word_for_word(case: Case) -> None:
    found = coverage(case.questions, Reply(case.reply, own(case.reply)), case.language)
    reply = " ".join(case.reply.split())
    assert all(answer.evidence in reply and bool(answer.evidence) is bool(answer.rule) for answer in found.answers)
