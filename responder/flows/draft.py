"""Lays drafts into the Drafts folder, renews them and takes them back; what a person has touched stays as it is.

An errand of the Sent connection. Rows say what is to lie there; each step ends in a row, and what may have been stored
before a lost connection is looked for by its Message-ID before it is stored again (RFC 4549 section 5.1).
"""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from responder.domain.draft import Draft, DraftEvent, DraftState, advanced, is_touched, placed
from responder.domain.message import FolderRole
from responder.flows.world import World
from responder.ports.mail import FolderView, MailSession
from responder.ports.store import FolderCursor, Transaction

log = logging.getLogger("responder.flows")

STEPS_A_ROUND = 20
"""So many drafts are stored or removed before Sent is read again."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a text of this Message-ID lies; `uid` 0 where that is not known."""

    message_id: str
    uidvalidity: int
    uid: int


@dataclass(slots=True)
class Desk:
    """The open Drafts folder and the session it is open in; `steps` are left for this round. `refused`: the server
    takes no draft now."""

    world: World
    session: MailSession
    folder: FolderView
    steps: int = STEPS_A_ROUND
    refused: bool = False

    async def reopened(self) -> None:
        """Look at the folder again, read-only."""
        self.folder = await self.session.open(self.folder.name, FolderRole.DRAFTS)


async def draft(world: World, session: MailSession, folders: Mapping[FolderRole, str], cursor: FolderCursor) -> None:
    """Do all that is due in the Drafts folder; Sent is open before and after. Raises the mail session's errors."""
    if await lay_drafts(world, session, folders):
        await session.open(cursor.name, FolderRole.SENT)


async def lay_drafts(world: World, session: MailSession, folders: Mapping[FolderRole, str]) -> bool:
    """Bring the folder in line with the rows; whether another folder than before is open now."""
    active = await world.store.run(lambda tx: tx.drafts.active())
    name = folders.get(FolderRole.DRAFTS)
    if not active or name is None:
        return False
    desk = Desk(world, session, await session.open(name, FolderRole.DRAFTS))
    there = await _whereabouts(desk, [one for one in active if one.state is DraftState.PLACED])
    for one in active:
        if desk.steps <= 0:
            world.draft_bell.ring()
            break
        if one.state is DraftState.PLACED:
            await _look_after(desk, one, there.get(one.id))
        elif one.unwanted:
            await _give_up(desk, one)
        else:
            await _lay(desk, one)
    return True


async def _whereabouts(desk: Desk, drafts: Sequence[Draft]) -> Mapping[int, tuple[Place, frozenset[str]]]:
    """By draft where it lies now, with its flags; those that are gone are absent."""
    places = {one.id: await _place_of(desk, one) for one in drafts}
    uids = [place.uid for place in places.values() if place is not None]
    flags = await desk.session.flags(uids) if uids else {}
    return {row: (place, flags[place.uid]) for row, place in places.items() if place and place.uid in flags}


async def _place_of(desk: Desk, one: Draft) -> Place | None:
    """Where it was stored, or after the server has renumbered the folder where its Message-ID is found."""
    validity = desk.folder.uidvalidity
    if one.uid and one.uidvalidity == validity:
        return Place(one.placed_id, validity, one.uid)
    found = await desk.session.uids_of(one.placed_id)
    return Place(one.placed_id, validity, found[-1]) if found else None


async def _look_after(desk: Desk, one: Draft, found: tuple[Place, frozenset[str]] | None) -> None:
    """A draft that was laid: gone, touched, of no use any more, out of date, or as it should be."""
    if found is None:
        await _miss(desk, one)
        return
    place, flags = found
    if is_touched(flags):
        await _note(desk.world, one, DraftEvent.OPENED)
    elif one.unwanted:
        await _take_back(desk, one, place)
    elif one.octets and one.wanted_id != place.message_id:
        await _renew(desk, one, place)
    elif one.octets or (one.uidvalidity, one.uid) != (place.uidvalidity, place.uid):
        await _note_place(desk.world, one, place)


async def _miss(desk: Desk, one: Draft) -> None:
    """It is gone: renewed just before we were cut off, sent, gone on with under another UID, or deleted. What a person
    goes on with may still bear its Message-ID."""
    renewing = one.octets and one.wanted_id != one.placed_id
    if renewing and (newer := await _found(desk, one.wanted_id)):
        await _note_place(desk.world, one, newer)
        return
    if await desk.world.store.run(lambda tx: bool(tx.messages.replies_in(one.conversation_id, one.made_at))):
        await _note(desk.world, one, DraftEvent.ANSWERED)
        return
    letter = next(iter(await desk.world.store.run(lambda tx: tx.messages.rows([one.letter_row]))), None)
    answered_id = letter.record.message_id if letter else None
    goes_on = bool(answered_id and await desk.session.answers_to(answered_id))
    await _note(desk.world, one, DraftEvent.ANSWERED if goes_on else DraftEvent.GONE)


async def _lay(desk: Desk, one: Draft) -> None:
    place = await _stored(desk, one)
    if place is not None:
        await _note_place(desk.world, one, place)
        log.info("draft.placed", extra={"fields": {"draft": one.id, "conversation": one.conversation_id}})


async def _give_up(desk: Desk, one: Draft) -> None:
    """What is wanted no more before we know that it was laid: it may lie there, if only the server's word was lost."""
    lies = await _found(desk, one.wanted_id)
    if lies is None:
        await _note(desk.world, one, DraftEvent.REMOVED)
        return
    await _note_place(desk.world, one, lies)
    await _take_back(desk, one, lies)


async def _take_back(desk: Desk, one: Draft, place: Place) -> None:
    if not (desk.session.can_remove and desk.world.book().drafts.remove):
        await _note(desk.world, one, DraftEvent.LEFT)
    elif await _removed(desk, place):
        await _note(desk.world, one, DraftEvent.REMOVED)


async def _renew(desk: Desk, one: Draft, place: Place) -> None:
    """Store the newer text, then remove the older one; should somebody have opened that meanwhile, it stays and ours
    goes."""
    if not desk.session.can_remove:
        await desk.world.store.run(partial(_keep_as_it_is, one))
        return
    newer = await _stored(desk, one)
    if newer is None:
        return
    if await _removed(desk, place):
        await _note_place(desk.world, one, newer)
        log.info("draft.renewed", extra={"fields": {"draft": one.id, "conversation": one.conversation_id}})
        return
    if newer.uid:
        await _removed(desk, newer)
    await _note(desk.world, one, DraftEvent.OPENED)


async def _stored(desk: Desk, one: Draft) -> Place | None:
    """Where the wanted text lies, stored now unless it was before; None when the server refuses it, as it refused
    another one of this round."""
    if desk.refused:
        return None
    desk.steps -= 1
    before = await _found(desk, one.wanted_id)
    if before is not None:
        return before
    filed = await desk.session.append_draft(desk.folder.name, one.octets, desk.world.clock())
    _note_refusal(desk, filed.refusal)
    if filed.refusal:
        return None
    if filed.uid:
        return Place(one.wanted_id, filed.uidvalidity, filed.uid)
    return await _found(desk, one.wanted_id) or Place(one.wanted_id, desk.folder.uidvalidity, 0)


async def _found(desk: Desk, message_id: str) -> Place | None:
    uids = await desk.session.uids_of(message_id)
    return Place(message_id, desk.folder.uidvalidity, uids[-1]) if uids else None


async def _removed(desk: Desk, place: Place) -> bool:
    desk.steps -= 1
    removed = await desk.session.remove_draft(desk.folder.name, place.uidvalidity, place.uid)
    await desk.reopened()
    return removed


def _note_refusal(desk: Desk, refusal: str) -> None:
    """Say it once for each text; nothing more is stored in this round."""
    vitals = desk.world.vitals.folder(FolderRole.DRAFTS)
    if refusal and refusal != vitals.error:
        log.warning("draft.refused", extra={"fields": {"detail": refusal}})
    desk.refused, vitals.error = bool(refusal), refusal


async def _note_place(world: World, one: Draft, place: Place) -> None:
    await world.store.run(partial(_placed, world, one, place))


def _placed(world: World, one: Draft, place: Place, tx: Transaction) -> None:
    """The row may have changed since it was read: a letter came, or the wait ended."""
    row = tx.drafts.get(one.id)
    if row is not None:
        tx.drafts.save(placed(row, place.message_id, place.uidvalidity, place.uid, world.clock()))
        if row.state is DraftState.WANTED:
            world.vitals.count("drafts", "placed")


def _keep_as_it_is(one: Draft, tx: Transaction) -> None:
    row = tx.drafts.get(one.id)
    if row is not None and row.wanted_id == one.wanted_id:
        tx.drafts.save(replace(row, octets=b""))


async def _note(world: World, one: Draft, event: DraftEvent) -> None:
    state = await world.store.run(partial(_moved_on, world, one, event))
    if state is not None:
        log.info("draft.settled", extra={"fields": {"draft": one.id, "state": state.value}})


def _moved_on(world: World, one: Draft, event: DraftEvent, tx: Transaction) -> DraftState | None:
    row = tx.drafts.get(one.id)
    if row is None:
        return None
    after = advanced(row, event, world.clock())
    tx.drafts.save(after)
    world.vitals.count("drafts", after.state.value)
    return after.state
