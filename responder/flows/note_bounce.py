"""Notes what a delivery report says of our own letters: an address that failed for good is written to no more."""

import logging
from datetime import datetime

from responder.domain.decision import Decision
from responder.domain.letter import Letter
from responder.flows.world import World
from responder.mail.ids import is_our_message_id
from responder.mail.report import failed_recipients, reported_ids
from responder.ports.store import Transaction

log = logging.getLogger("responder.flows")


def note_bounce(world: World, tx: Transaction, letter: Letter, decision: Decision, now: datetime) -> None:
    """Suppress the recipients that a report about a letter of ours names as failed (RFC 3464 section 2.3.3).

    A report that does not show an id of ours changes nothing: anybody could have written it.
    """
    if decision.judgement.reason != "dsn":
        return
    ids = reported_ids(letter.message)
    if not any(is_our_message_id(world.identity.secret, one) for one in ids):
        return
    for address in failed_recipients(letter.message):
        tx.budget.suppress(address.lower(), "a delivery report said that mail to it failed", now)
        log.warning("address.suppressed")
