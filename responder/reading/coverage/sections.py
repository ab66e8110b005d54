"""Names what a stretch of a reply belongs to, and by which rule that was found."""

from dataclasses import dataclass, field
from enum import StrEnum

from responder.reading.coverage.said import Said


class Rule(StrEnum):
    """Why an answer is taken for the answer to a question; the names are printed."""

    LABEL = "label"
    REFERENCE = "reference"
    QUOTED = "quoted question"
    REPEATED = "repeated question"
    HEADING = "heading"
    ROW = "table row"
    MEANING = "same words"
    FIT = "kind of answer"
    PARALLEL = "same order"
    ONLY = "only question"
    UNCLAIMED = "other words"
    EVERY = "all at once"
    ATTACHED = "attached"
    DEFERS = "put off"
    COUNTER = "asks back"
    BLANK = "blank"


@dataclass(slots=True)
class Section:
    """Sentences under one heading of any kind: `places` are the questions it belongs to; None: it stands free.

    `plain`: under a bare number, which may be the reply's own. `quoted`: the questions are all those of the quotation
    above, and by meaning each sentence finds its own. `bullet`: it is an item of a list without numbers.
    """

    places: tuple[int, ...] | None
    rule: Rule | None = None
    said: list[Said] = field(default_factory=list)
    plain: bool = False
    bullet: bool = False

    @property
    def is_free(self) -> bool:
        """Whether its sentences have to find their questions by meaning."""
        return self.places is None or (self.rule is Rule.QUOTED and len(self.places) > 1)
