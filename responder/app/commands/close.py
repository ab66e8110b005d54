"""`responder close`: ends the clock of a letter that was answered by telephone, elsewhere, or needs no answer."""

from responder.app.commands.opened import opened_world
from responder.app.commands.refusal import DONE, FINDING, RefusedError
from responder.app.words import moment
from responder.app.zone import company_zone
from responder.flows.close import close as close_expectations


def close(message_id: str, reason: str) -> int:
    """End what waits in the message's conversation; FINDING when nothing does."""
    if not reason.strip():
        raise RefusedError(["--reason is empty: say how it ended, for example --reason 'by telephone'"])
    with opened_world() as (world, store):
        ended = store.run_here(lambda tx: close_expectations(world, tx, message_id, reason.strip(), world.clock()))
        zone = store.run_here(company_zone)
        known = bool(ended or store.run_here(lambda tx: tx.messages.by_message_id(message_id)))
    for row in ended:
        print(f"closed: {row.customer_name or row.customer or 'unread message'}, due {moment(row.limit_at, zone)}")
    if not known:
        print(f"no message {message_id} is known: copy its Message-ID from `responder status`")
    elif not ended:
        print("nothing waits in this conversation; nothing was changed")
    return DONE if ended else FINDING
