"""The company's zone as the daemon last accepted it, so that commands tell the times that customers were told."""

from datetime import UTC, tzinfo
from zoneinfo import ZoneInfo

from responder.ports.store import Transaction

ZONE = "company_zone"
"""Name of the setting that holds it."""


def remember_zone(tx: Transaction, zone: str) -> None:
    """Keep the zone (an IANA name) of the rules that come into force."""
    tx.settings.put(ZONE, zone)


def company_zone(tx: Transaction) -> tzinfo:
    """The zone of the rules in force, UTC before any were accepted."""
    name = tx.settings.get(ZONE)
    return ZoneInfo(name) if name else UTC
