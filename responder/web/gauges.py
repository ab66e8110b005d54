"""The gauges of `/metrics`, each from the facts that `/health` rests on."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from responder import __version__
from responder.domain.delivery import DeliveryState
from responder.domain.health import SEVERITY, Facts, FolderFacts, Health, LedgerFacts
from responder.domain.rule import Mode

Labelled = tuple[Sequence[str], float]
"""The labels' values and the figure."""


class Gauge(NamedTuple):
    """One family: its name, what it means, its labels' names, and its figures."""

    name: str
    help: str
    labels: Sequence[str]
    values: Sequence[Labelled]


def gauges(health: Health) -> Iterator[Gauge]:
    """Every gauge; those that only the database knows are absent until it has answered."""
    facts = health.facts
    yield from _of_health(health)
    yield from _of_folders(facts)
    if facts.ledger is not None:
        yield from _of_ledger(facts, facts.ledger)
    yield from _of_rules(facts)


def _of_health(health: Health) -> Iterator[Gauge]:
    checks = [((name,), float(SEVERITY[check.status])) for name, check in health.checks.items()]
    yield _one("responder_health", "0 ok, 1 degraded, 2 failing.", SEVERITY[health.status])
    yield Gauge("responder_check", "One check of /health: 0 ok, 1 degraded, 2 failing.", ("check",), checks)
    now, loops = health.facts.now, health.facts.loops
    ages = [((name,), (now - loop.beat_at).total_seconds()) for name, loop in sorted(loops.items())]
    yield Gauge("responder_loop_beat_age_seconds", "Since a loop's last sign of life.", ("loop",), ages)


def _of_folders(facts: Facts) -> Iterator[Gauge]:
    folders = (("inbox", facts.inbox), ("sent", facts.sent))
    yield _each_folder("responder_folder_connected", "Whether the folder is open.", folders, "connected")
    yield _each_folder("responder_folder_idle", "Whether the folder waits for a push.", folders, "idle")
    yield _each_folder("responder_folder_last_uid", "The last UID that was handled.", folders, "last_uid")
    ages = [
        ((name,), (facts.now - folder.caught_up_at).total_seconds())
        for name, folder in folders
        if folder.caught_up_at is not None
    ]
    yield Gauge("responder_folder_caught_up_age_seconds", "Since the folder was read to its end.", ("folder",), ages)
    offset = facts.inbox.clock_offset_s
    if offset is not None:
        yield _one("responder_clock_offset_seconds", "The mail server's clock minus ours.", offset)


def _of_ledger(facts: Facts, ledger: LedgerFacts) -> Iterator[Gauge]:
    yield _one("responder_expectations_open", "Letters waiting for an answer, within their limit.", ledger.open)
    yield _one("responder_expectations_due_soon", "Those of them with under an hour left.", ledger.due_soon)
    yield _one("responder_expectations_breached", "Letters waiting past their limit.", ledger.breached)
    rows = [((state.value,), float(ledger.outbox.get(state, 0))) for state in DeliveryState]
    yield Gauge("responder_outbox_rows", "Letters of ours by state.", ("state",), rows)
    age = facts.oldest_age.total_seconds()
    yield _one("responder_outbox_oldest_age_seconds", "How long the oldest unsent letter has waited.", age)
    yield _one("responder_quarantine_messages", "Messages set aside.", ledger.quarantined)
    yield _one("responder_quota_used_ratio", "Used part of our own share of the daily quota.", facts.quota_used)


def _of_rules(facts: Facts) -> Iterator[Gauge]:
    yield _one("responder_rules_rejected", "Problems for which the rules were not accepted.", len(facts.rules.rejected))
    if facts.rules.loaded_at is not None:
        loaded = facts.rules.loaded_at.timestamp()
        yield _one("responder_rules_loaded_timestamp_seconds", "When the rules in force were loaded.", loaded)
    modes = [((mode.value,), float(mode is facts.mode)) for mode in Mode]
    yield Gauge("responder_mode", "1 for the mode in force.", ("mode",), modes)
    yield Gauge("responder_build_info", "Always 1; the version as a label.", ("version",), [((__version__,), 1.0)])


def _one(name: str, meaning: str, value: float) -> Gauge:
    return Gauge(name, meaning, (), [((), float(value))])


def _each_folder(name: str, meaning: str, folders: Iterable[tuple[str, FolderFacts]], field: str) -> Gauge:
    return Gauge(name, meaning, ("folder",), [((role,), float(getattr(folder, field))) for role, folder in folders])
