"""`responder explain`: what would happen to each letter, and why, by the daemon's own code; no server, no database."""

import json
import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from responder.app.commands.explain_page import page
from responder.app.commands.refusal import DONE, FINDING, RefusedError
from responder.app.covered import covered
from responder.app.explained import explained, unexplained
from responder.app.places import templates_path
from responder.domain.decide import decide
from responder.domain.decision import Decision
from responder.domain.letter import Letter
from responder.domain.past import Past
from responder.domain.rule import Book
from responder.flows.attach import answered_ids
from responder.flows.read_letter import read_letter
from responder.flows.suggest import with_known_answers
from responder.flows.word_draft import first_draft
from responder.mail.parse import read_octets
from responder.mail.suffix import organisational_domain
from responder.ports.reading import Rendered, Renderer
from responder.render.renderer import TemplateRenderer
from responder.render.templates import TemplateSet, load_templates
from responder.rules.defaults import default_book
from responder.rules.read import read_rules

LARGEST = 100 * 2**20
"""Octets; a larger file is no letter."""

ACCOUNT = "explain"

MOST_ASKED = 1000
"""So many letters are kept while their replies may follow in the same call."""


@dataclass(frozen=True, slots=True)
class Explainer:
    """The rules and templates letters are explained by. `now` None: each letter's own date; `verified` True: taken as
    verified."""

    book: Book
    renderer: Renderer
    now: datetime | None = None
    verified: bool = False
    asked: dict[str, Letter] = field(default_factory=dict)
    """The letters of this call that ask something, by Message-ID: a reply to one of them is held against it."""

    def explain(self, file: str, octets: bytes) -> dict[str, Any]:
        """What would happen to one letter that arrives now, as the first one of its sender."""
        letter = with_known_answers(read_letter(ACCOUNT, read_octets(octets)), self.book)
        at = self.now or letter.message.date or datetime.now(UTC)
        decision = decide(
            letter,
            at,
            Past(),
            self.book,
            at,
            organisational_domain=organisational_domain,
            verified=True if self.verified else None,
        )
        told = decision.acknowledgement
        rendered = self.renderer.acknowledgement(told, self.book) if told else None
        found = explained(file, letter, decision, rendered, self._draft(letter, decision))
        return found | self._coverage(letter)

    def _coverage(self, letter: Letter) -> dict[str, Any]:
        """What a reply says to the questions of the letter it answers, where that one was explained before it."""
        message = letter.message
        answered = next((self.asked[one] for one in answered_ids(message) if one in self.asked), None)
        if message.message_id and letter.reading.questions and len(self.asked) < MOST_ASKED:
            self.asked[message.message_id] = letter
        return {"coverage": covered(answered, letter)} if answered else {}

    def _draft(self, letter: Letter, decision: Decision) -> Rendered | None:
        own_address = min(self.book.company.addresses, default="")
        facts = first_draft(letter, decision, self.book, own_address, organisational_domain)
        return self.renderer.draft(facts, self.book) if facts else None


def explain(files: Iterable[str], *, as_json: bool, rules: Path | None, verified: bool, now: str | None) -> int:
    """Print one object or one page a file, in the order given; FINDING when a file could not be read.

    Raises RefusedError for a `now` that is no time, and for rules or templates that are wrong.
    """
    templates = _templates()
    explainer = Explainer(
        _book(rules, templates), TemplateRenderer(lambda: templates), _instant(now) if now else None, verified
    )
    status = DONE
    for found in _each(explainer, files):
        if "error" in found:
            status = FINDING
        print(json.dumps(found, ensure_ascii=False) if as_json else page(found))
    return status


def _each(explainer: Explainer, files: Iterable[str]) -> Iterator[dict[str, Any]]:
    for file in files:
        try:
            yield explainer.explain(file, _octets(file))
        except OSError as error:
            yield unexplained(file, error.strerror or type(error).__name__)
        except Exception as error:  # the daemon would set this letter aside and go on, and so do we
            yield unexplained(file, f"could not be handled: {type(error).__name__}: {error}")


def _octets(file: str) -> bytes:
    if file == "-":
        octets = sys.stdin.buffer.read(LARGEST + 1)
    else:
        with Path(file).open("rb") as source:
            octets = source.read(LARGEST + 1)
    if len(octets) > LARGEST:
        raise OSError(0, f"larger than {LARGEST // 2**20} MB: this is no letter")
    return octets


def _templates() -> TemplateSet:
    path = templates_path(os.environ)
    try:
        templates, faults = load_templates(path)
    except OSError as error:
        raise RefusedError([f"{path}: cannot be read ({error.strerror}): set RESPONDER_TEMPLATES"]) from error
    if faults:
        raise RefusedError(faults)
    return templates


def _book(rules: Path | None, templates: TemplateSet) -> Book:
    """The operator's rules, also a part of them, as no mode is consulted here; the built-in defaults when none are
    named."""
    if rules is None:
        return default_book()
    try:
        octets = rules.read_bytes()
    except OSError as error:
        raise RefusedError([f"{rules}: cannot be read: {error.strerror}"]) from error
    result = read_rules(octets, str(rules), year=datetime.now(UTC).year, templates=templates.families, whole=False)
    if result.book is None:
        raise RefusedError(result.errors)
    for warning in result.warnings:
        print(warning, file=sys.stderr)
    return result.book


def _instant(text: str) -> datetime:
    """ISO 8601; without an offset it is UTC."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise RefusedError([f"--now {text!r} is no time: write it like 2026-11-21T12:00:00+03:00"]) from None
    return (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(UTC)
