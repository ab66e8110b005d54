"""Keeps the rules that are in force: rules.yaml and templates are checked, accepted and fallen back to as one set."""

import asyncio
import hashlib
import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from responder.app.confused import confused
from responder.app.zone import remember_zone
from responder.domain.alert_trouble import Finding, Trouble
from responder.domain.health import RulesFacts
from responder.domain.provider import Provider
from responder.domain.rule import Book
from responder.domain.trust import trust_at
from responder.flows.vitals import Vitals
from responder.ports.store import Store, Transaction
from responder.render.check import faults_of
from responder.render.templates import TemplateSet, load_templates, parse_templates
from responder.rules.read import RulesResult, read_rules

log = logging.getLogger("responder.app")

RULES, TEMPLATES = "accepted_rules", "accepted_templates"
"""Names of the settings that hold the last accepted set."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """A set that passed every check: the book and the templates it writes with, and since when it is in force."""

    book: Book
    templates: TemplateSet
    loaded_at: datetime
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """An accepted set and the octets of its rules.yaml, which are kept to start on."""

    accepted: Accepted
    octets: bytes


class NoRulesError(Exception):
    """rules.yaml or the templates are wrong and nothing was ever accepted; `problems` names everything wrong."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(slots=True)
class Rulebook:
    """The set in force. `own_address` counts as an address of the company (the IMAP login); `provider`, whose mailbox
    it is, says which servers are believed where rules.yaml names none."""

    rules_path: Path
    templates_path: Path
    own_address: str
    provider: Provider
    store: Store
    clock: Callable[[], datetime]
    vitals: Vitals
    in_force: Accepted | None = None
    rejected: tuple[str, ...] = ()
    _tried: str = ""

    def book(self) -> Book:
        """The rules as they are now."""
        if self.in_force is None:
            raise RuntimeError("the rules are asked for before they were loaded")
        return self.in_force.book

    def templates(self) -> TemplateSet:
        """The templates as they are now."""
        if self.in_force is None:
            raise RuntimeError("the templates are asked for before they were loaded")
        return self.in_force.templates

    def facts(self) -> RulesFacts:
        """What health says of the rules."""
        if self.in_force is None:
            return RulesFacts(rejected=self.rejected)
        return RulesFacts(self.in_force.loaded_at, self.in_force.book.digest, self.rejected)

    async def start(self) -> None:
        """Load from the files, or else what was accepted last, loudly. Raises NoRulesError when there is neither."""
        await self.store.run(self._start)

    def start_in(self, tx: Transaction) -> None:
        """The same inside a transaction, for commands that have no event loop."""
        self._start(tx)

    async def reload(self) -> bool:
        """Read the files again; whether a new set is in force. A bad one changes nothing but what health says."""
        candidate = await asyncio.to_thread(self._read_files)
        if candidate is None:
            return False
        await self.store.run(lambda tx: self._accept(candidate, tx))
        return True

    def _start(self, tx: Transaction) -> None:
        candidate = self._read_files()
        if candidate is not None:
            self._accept(candidate, tx)
            return
        rules, templates = tx.settings.get(RULES), tx.settings.get(TEMPLATES)
        if rules is None or templates is None:
            raise NoRulesError(self.rejected)
        kept = self._read(rules.encode(), parse_templates(templates))
        if kept.book is None:
            raise NoRulesError((*self.rejected, *kept.errors))
        self.in_force = Accepted(self._ours(kept.book), parse_templates(templates), self.clock(), kept.warnings)
        log.error("rules.fallen_back", extra={"fields": {"digest": kept.book.digest}})

    def _read_files(self) -> Candidate | None:
        """A set that is new and passes every check, else None; why not is noted."""
        try:
            found = self._fingerprint()
            if found == self._tried:
                return None
            octets = self.rules_path.read_bytes()
            templates, faults = load_templates(self.templates_path)
        except OSError as error:
            self._reject((f"{error.filename}: cannot be read: {error.strerror}",))
            return None
        self._tried = found
        result = self._read(octets, templates)
        if result.book is None or faults:
            self._reject((*result.errors, *faults))
            return None
        book = self._ours(result.book)
        problems = faults_of(templates, book)
        if problems:
            self._reject(problems)
            return None
        warnings = (*result.warnings, *confused(book, str(self.rules_path)))
        return Candidate(Accepted(book, templates, self.clock(), warnings), octets)

    def _fingerprint(self) -> str:
        """What names this state of the files: their contents, which are small, and not their times, which lie."""
        digest = hashlib.sha256(self.rules_path.read_bytes())
        for path in sorted(self.templates_path.rglob("*")):
            if path.is_file():
                digest.update(b"\0" + str(path).encode() + b"\0" + path.read_bytes())
        return digest.hexdigest()

    def _read(self, octets: bytes, templates: TemplateSet) -> RulesResult:
        return read_rules(octets, str(self.rules_path), year=self.clock().year, templates=templates.families)

    def _ours(self, book: Book) -> Book:
        addresses = book.company.addresses | ({self.own_address} if self.own_address else frozenset())
        company = replace(book.company, addresses=addresses)
        return replace(book, company=company, trust=trust_at(self.provider, book.trust))

    def _accept(self, candidate: Candidate, tx: Transaction) -> None:
        accepted = candidate.accepted
        tx.settings.put(RULES, candidate.octets.decode())
        tx.settings.put(TEMPLATES, accepted.templates.dumped())
        remember_zone(tx, accepted.book.calendar.zone)
        self.in_force, self.rejected = accepted, ()
        self.vitals.troubles.pop(Trouble.RULES_REJECTED, None)
        fields = {"digest": accepted.book.digest, "mode": accepted.book.mode.value, "warnings": len(accepted.warnings)}
        log.info("rules.loaded", extra={"fields": fields})

    def _reject(self, problems: tuple[str, ...]) -> None:
        if problems == self.rejected:
            return
        self.rejected = problems
        finding = Finding(Trouble.RULES_REJECTED, detail=problems[0] if problems else "", count=len(problems))
        self.vitals.troubles[Trouble.RULES_REJECTED] = finding
        for problem in problems:
            log.error("rules.rejected", extra={"fields": {"problem": problem}})
