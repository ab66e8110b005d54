"""What was decided about one letter, and why: the record that is stored, explained and acted on."""

from dataclasses import dataclass
from datetime import datetime

from responder.domain.acknowledgement import Acknowledgement
from responder.domain.verdict import Judgement, Verdict


@dataclass(frozen=True, slots=True)
class WindowPlan:
    """The response window a letter would open: `target_at` internal, `limit_at` what the customer is told."""

    opened_at: datetime
    target_at: datetime
    limit_at: datetime


@dataclass(frozen=True, slots=True)
class Decision:
    """The whole answer to one letter.

    `window` is None for machines and spam and where nothing is expected. `promise` is the second window of a late
    acknowledgement (decision 5). `acknowledgement` None with verdict ANSWER: `silence` says why none is sent.
    `at_once`: a person is called now (fury, grief). `people` are the names or addresses the rule calls.
    """

    judgement: Judgement
    rule: str | None = None
    language: str | None = None
    window: WindowPlan | None = None
    promise: WindowPlan | None = None
    acknowledgement: Acknowledgement | None = None
    silence: str = ""
    at_once: bool = False

    @property
    def verdict(self) -> Verdict:
        """The guard's verdict, as stored and explained."""
        return self.judgement.verdict
