"""What a letter says: its questions, its language, its tone."""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Question:
    """One thing the customer wants answered, in the customer's own order.

    `number` is the customer's label without punctuation (`1`, `a`, `iii`, nested `2.b`) or None; `text` is verbatim
    without the label, white space folded; `request` is true where it is asked without being a question.
    """

    number: str | None
    text: str
    request: bool = False


class ToneLabel(StrEnum):
    """How a letter sounds; only `furious` and `sensitive` change the text that is sent."""

    CALM = "calm"
    UPSET = "upset"
    FURIOUS = "furious"
    URGENT = "urgent"
    SENSITIVE = "sensitive"


@dataclass(frozen=True, slots=True)
class Tone:
    """The label and the words of the letter that show it."""

    label: ToneLabel = ToneLabel.CALM
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read out of what the author wrote.

    `language` is an ISO 639-1 code or None when it is not known. `echo` is true when the whole list of questions
    could be shown to the customer without embarrassment. `thanks_only`: nothing but thanks, surely read. `asks_news`:
    asks how things stand. `out_of_office`: the author's own text says that nobody is there and asks nothing.
    `only_asks`: besides its questions the letter says nothing that calls for a word of a person.
    """

    language: str | None = None
    questions: tuple[Question, ...] = ()
    echo: bool = False
    tone: Tone = Tone()
    thanks_only: bool = False
    asks_news: bool = False
    out_of_office: bool = False
    only_asks: bool = False
