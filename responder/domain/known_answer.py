"""Answers that the operator wrote beforehand, and how well one of them fits a question."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from responder.domain.question import Question


@dataclass(frozen=True, slots=True)
class KnownAnswer:
    """One entry of `answers` in rules.yaml.

    `like` are questions that it answers, in any language; `texts` the answer by language (ISO 639-1), word for word as
    it was written: it is shown, and never read as a template. `send`: may go to a customer without a person having seen
    it. `line` is where it stands in rules.yaml, 0 where nobody knows.
    """

    name: str
    like: tuple[str, ...]
    texts: tuple[tuple[str, str], ...]
    send: bool = False
    line: int = 0

    def text(self, language: str | None) -> str:
        """The answer in a language; empty where there is none."""
        return next((text for code, text in self.texts if code == language), "")


@dataclass(frozen=True, slots=True)
class Match:
    """The known answer that comes nearest to a question.

    `score` is 0 to 1, `margin` the distance to the next answer, `runner_up`. `phrasing` is the example that it was
    found by, `words` those of the question that stand in it. `suggested`: good enough to be shown to staff. `doubts`
    say in words why it is not good enough to be sent unseen.
    """

    name: str
    score: float
    margin: float = 0.0
    runner_up: str = ""
    phrasing: str = ""
    words: tuple[str, ...] = ()
    suggested: bool = False
    doubts: tuple[str, ...] = ()

    @property
    def sure(self) -> bool:
        """Whether the question says what the phrasing says, no less and no more, and no other answer comes near."""
        return self.suggested and not self.doubts


Matches = Sequence[Match | None]
"""The nearest known answer of each question, in their order; None where none shares a word with it."""


def suggestions(answers: Sequence[KnownAnswer], matches: Matches, language: str) -> tuple[str, ...]:
    """The answer suggested for each question in a language, empty where none is."""
    by_name = {answer.name: answer for answer in answers}
    return tuple(
        by_name[match.name].text(language) if match is not None and match.suggested and match.name in by_name else ""
        for match in matches
    )


MOST_SENT_OCTETS = 6_000
"""How long all answers of one automatic letter may be, in UTF-8: it stays a letter that one reads."""


def sendable(
    answers: Sequence[KnownAnswer], questions: Sequence[Question], matches: Matches, language: str
) -> tuple[str, ...]:
    """The answer to each question that may go out unseen, where every question has one; empty where any has none."""
    allowed: Mapping[str, KnownAnswer] = {answer.name: answer for answer in answers if answer.send}
    if not questions or len(matches) != len(questions):
        return ()
    if not all(match is not None and match.sure and match.name in allowed for match in matches):
        return ()
    texts = suggestions(answers, matches, language)
    return texts if all(texts) and sum(len(text.encode()) for text in texts) <= MOST_SENT_OCTETS else ()
