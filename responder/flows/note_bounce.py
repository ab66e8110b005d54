"""Notes what a delivery report says of our own letters: an address that failed for good is written to no more."""

import logging
from datetime import datetime

from responder.domain.letter import Letter
from responder.flows.world import World
from responder.mail.ids import is_our_message_id
from responder.ports.store import Transaction

log = logging.getLogger("responder.flows")


def note_bounce(world: World, tx: Transaction, letter: Letter, now: datetime) -> None:
    """Suppress the recipients that a report about a letter of ours names as failed (RFC 3464 section 2.3.3).

    A report that does not show an id of ours changes nothing: anybody could have written it.
    """
    report = letter.report
    if report is None or not any(is_our_message_id(world.identity.secret, one) for one in report.message_ids):
        return
    for address in report.failed:
        tx.budget.suppress(address, "a delivery report said that mail to it failed", now)
        log.warning("address.suppressed")
