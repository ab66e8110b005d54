"""Hears what the words before a list say about its items: that they are asked, or that they only tell something."""

from enum import StrEnum, auto

from responder.reading.asking import Ask
from responder.reading.phrases import Kind
from responder.reading.prose import Judged


class Mode(StrEnum):
    """What the words before a list say about its items."""

    OPEN = auto()
    ASKED = auto()  # "please tell us:" - every item is wanted
    NAMED = auto()  # the same before a paragraph: each of its lines is wanted
    STEPS = auto()  # "what I did:" - nothing is wanted unless it has a question mark
    MACHINE = auto()  # "log:" - nothing is wanted at all


def mode_of(intro: Judged) -> Mode:
    """What the last sentence before a list says about it.

    A sentence that asks leads in when it ends with a colon or with nothing, or points to what follows.
    """
    sentence, ask = intro.sentence, intro.verdict.ask
    if sentence.has(Kind.OPTIONS) and ask is not Ask.STUB:
        return Mode.STEPS  # "which of these do you sell?" - what follows may be chosen, and is not asked
    wanted = ask in (Ask.REQUEST, Ask.WISH, Ask.STUB) or sentence.mark == "?"
    if not wanted and sentence.mark == ":" and sentence.has(Kind.MACHINE):
        return Mode.MACHINE
    if sentence.has(Kind.STEPS) and not sentence.has(Kind.REQUEST, Kind.PLEASE) and sentence.mark != "?":
        return Mode.STEPS
    if sentence.has(Kind.ANNOUNCE) or (wanted and (sentence.mark in (":", "") or sentence.has(Kind.POINTER))):
        return Mode.ASKED
    return Mode.OPEN
