"""`responder quarantine`: messages that could not be read or handled, and another try at them."""

import asyncio
import sys

from responder.app.commands.opened import opened, opened_world, settings_for
from responder.app.commands.refusal import DONE, FINDING
from responder.app.words import columns, moment, plain, short
from responder.app.zone import company_zone
from responder.flows import quarantine
from responder.flows.quarantine import Retried, Retry
from responder.flows.world import World


def list_items() -> int:
    """Print what was set aside; FINDING when there is anything."""
    with opened(settings_for()) as store:
        items, zone = store.run_here(lambda tx: (tx.quarantine.all(), company_zone(tx)))
    if not items:
        print("nothing was set aside")
        return DONE
    rows = [
        (
            str(item.id),
            item.role.value,
            str(item.uid),
            moment(item.set_aside_at, zone),
            short(_last_line(item.trace), 80),
        )
        for item in items
    ]
    print("\n".join(columns(("ID", "FOLDER", "UID", "SET ASIDE", "WHY"), rows)))
    print("`responder quarantine show ID` shows one, `responder quarantine retry ID` reads it again")
    return FINDING


def show(item: int) -> int:
    """Print why a message was set aside, then its octets: as they came into a file, harmless on a terminal."""
    with opened(settings_for()) as store:
        found, zone = store.run_here(lambda tx: (tx.quarantine.get(item), company_zone(tx)))
    if found is None:
        return _unknown(item)
    set_aside = moment(found.set_aside_at, zone)
    print(f"{found.role.value} {found.uid} (UIDVALIDITY {found.uidvalidity}), set aside {set_aside}")
    print(f"{found.trace.rstrip()}\n\n{len(found.octets)} octets:\n", flush=True)
    if sys.stdout.isatty():
        print("\n".join(map(plain, found.octets.decode("utf-8", "replace").splitlines())))
    else:
        sys.stdout.buffer.write(found.octets)
    return DONE


def retry(item: int) -> int:
    """Read a message again through the daemon's own flow; FINDING when it fails again."""
    with opened_world() as (world, _store):
        result = asyncio.run(_retry(world, item))
    if result.outcome is Retried.UNKNOWN:
        return _unknown(item)
    if result.outcome is Retried.FAILED:
        print(f"{item} still fails, and stays where it is: {_last_line(result.trace)}")
        return FINDING
    print(f"{item} was handled like a new message: `responder status` shows it if it wants an answer")
    return DONE


async def _retry(world: World, item: int) -> Retry:
    try:
        return await quarantine.retry(world, item)
    finally:
        await world.reader.close()


def _unknown(item: int) -> int:
    print(f"nothing is set aside as {item}: `responder quarantine list` shows what is")
    return FINDING


def _last_line(trace: str) -> str:
    return next(iter(reversed(trace.strip().splitlines())), "no reason was kept")
