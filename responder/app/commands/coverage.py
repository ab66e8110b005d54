"""`responder coverage`: which of a letter's questions a reply answers, and where; no server, no database."""

import json
from pathlib import Path

from responder.app.commands.refusal import DONE, FINDING, RefusedError
from responder.app.covered import covered, lines
from responder.app.words import plain
from responder.domain.letter import Letter
from responder.flows.read_letter import read_letter
from responder.mail.parse import read_octets

LARGEST = 100 * 2**20
"""Octets; a larger file is no letter."""


def coverage(letter: str, reply: str, *, as_json: bool) -> int:
    """Print what the reply says to each question of the letter; FINDING when something is left to answer.

    Raises RefusedError for a file that cannot be read.
    """
    asked, answered = _read(letter), _read(reply)
    found = covered(asked, answered)
    print(json.dumps(found, ensure_ascii=False) if as_json else "\n".join(map(plain, lines(found))))
    return FINDING if found["unanswered"] else DONE


def _read(file: str) -> Letter:
    try:
        with Path(file).open("rb") as source:
            octets = source.read(LARGEST + 1)
    except OSError as error:
        raise RefusedError([f"{file}: cannot be read: {error.strerror}"]) from error
    if len(octets) > LARGEST:
        raise RefusedError([f"{file}: larger than {LARGEST // 2**20} MB: this is no letter"])
    return read_letter("coverage", read_octets(octets))
