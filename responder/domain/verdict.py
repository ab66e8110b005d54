"""The answer to "should this letter be acknowledged?", with the reasons that are kept and shown."""

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """What a letter is to us (decision 1): ANSWER acknowledges; DOUBT starts the clock and tells staff only; MACHINE
    and SPAM do neither."""

    ANSWER = "answer"
    MACHINE = "machine"
    DOUBT = "doubt"
    SPAM = "spam"


@dataclass(frozen=True, slots=True)
class Check:
    """One named check of the guard: whether the letter passed and the evidence for it, fit to be shown to staff.

    `verdict` is what a failed check makes of the letter; the gravest of all failed checks holds
    (MACHINE over SPAM over DOUBT).
    """

    check: str
    passed: bool
    evidence: str
    verdict: Verdict = Verdict.ANSWER


@dataclass(frozen=True, slots=True)
class Judgement:
    """The guard's word on a letter: verdict, the name of the deciding check (`human_letter` when all passed), all
    checks in the order they ran, and whether the sender is verified (decision 3)."""

    verdict: Verdict
    reason: str
    checks: tuple[Check, ...]
    verified: bool
