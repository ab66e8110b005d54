"""Plays a mailbox's story through the real flows, with the two folders read in any order that real time allows."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import accumulate

from responder.domain.delivery import DeliveryKind
from responder.domain.letter import RawMessage
from responder.domain.message import Arrival, FolderRole
from responder.domain.rule import Acknowledge, Book
from responder.flows.close import close
from responder.flows.moved_away import _close_moved
from responder.flows.read_letter import read_letter
from responder.flows.watch import look
from responder.mail.ids import our_message_id
from responder.ports.mail import Fetched
from responder.ports.store import FolderCursor, Transaction
from tests.support.interleaving_outcome import Outcome, named_as_usual, outcome_of
from tests.support.mails import mail, staff_reply
from tests.support.world import BOOK, NOON, TestWorld, open_world

KIND = ("letter", "reply", "ack", "vacation", "list", "by_hand", "moved", "staff_in_inbox")
IN_SENT = frozenset({"reply", "ack", "vacation"})
CLOSINGS = frozenset({"by_hand", "moved"})
PEOPLE = {"ann": "ann@kunde.example", "bob": "bob@kunde.example", "cid": "cid@other.example"}
ANSWER = "It comes on Friday."
AFTER_ALL = timedelta(hours=48)


@dataclass(frozen=True)
class Happening:
    """One thing that happens in the mailbox: `minute` after noon, found by us `lag` minutes later (closings at once).

    `about` is the place of the earlier happening it answers or ends, None for none; `to` are the people a reply goes
    to, `who` the customer of a letter; `subject` one of a few. Without `text` a letter asks when it will come, and a
    reply says so. Without `references` only In-Reply-To is written. `known_as` is a Message-ID of its own choice.
    """

    kind: str
    minute: int
    lag: int = 0
    who: str = "ann"
    to: tuple[str, ...] = ("ann",)
    subject: str = "A"
    about: int | None = None
    text: str = ""
    references: bool = True
    known_as: str = ""

    @property
    def at(self) -> datetime:
        return NOON + timedelta(minutes=self.minute)


Between = Callable[[TestWorld, list[Happening], datetime], Awaitable[None]]
"""What goes on until a moment beside the reading; it may give happenings of the story another Message-ID."""


async def nothing(test: TestWorld, story: list[Happening], until: datetime) -> None:
    """Nothing goes on beside the reading."""


async def play(
    story: list[Happening], wait: timedelta = timedelta(), book: Book = BOOK, between: Between = nothing
) -> Outcome:
    """Read the story in the order of its lags and give the outcome two days later."""
    test = await open_world(book=replace(book, acknowledge=Acknowledge(wait=wait)))
    told = list(story)
    try:
        for read_at, place in reading_order(story):
            await between(test, told, read_at)
            test.now = max(test.now, read_at)
            await _note_what_is_read(test, told, place)
            await look(test.world)
            await _happen(test, told, place)
        test.now = NOON + AFTER_ALL
        await test.caught_up()
        await look(test.world)
        await between(test, told, test.now)
        usual = {one.known_as: message_id(place, story) for place, one in enumerate(told) if one.known_as}
        return named_as_usual(await test.store.run(outcome_of), usual)
    finally:
        await test.store.close()


def reading_order(story: list[Happening]) -> list[tuple[datetime, int]]:
    """When each happening is read, in that order: each folder in its own order, and INBOX up to a closing before it."""
    lanes: tuple[list[int], list[int]] = ([], [])
    for place, one in enumerate(story):
        lanes[one.kind in IN_SENT].append(place)
    found = []
    for lane in lanes:
        latest = list(accumulate((_latest(story, place) for place in reversed(lane)), min))[::-1]
        wanted = accumulate((story[place].at + timedelta(minutes=story[place].lag) for place in lane), max)
        found += [(min(at, by), place) for at, by, place in zip(wanted, latest, lane, strict=True)]
    return sorted(found)


def _latest(story: list[Happening], place: int) -> datetime:
    one = story[place]
    return one.at if one.kind in CLOSINGS else NOON + AFTER_ALL


def in_time(story: list[Happening]) -> list[Happening]:
    """The same story, everything read at once."""
    return [replace(one, lag=0) for one in story]


def message_id(place: int, story: list[Happening]) -> str:
    """The Message-ID that the happening at this place has."""
    one = story[place]
    if one.known_as:
        return one.known_as
    if one.kind == "ack" and one.about is not None:
        octets = octets_of(story, one.about)
        key = read_letter("test", RawMessage(octets, len(octets))).dedupe_key
        return our_message_id(b"secret", key, DeliveryKind.ACKNOWLEDGEMENT.value, "nordlicht.example")
    side = "nordlicht" if story[place].kind in {"reply", "vacation", "staff_in_inbox"} else "kunde"
    return f"<{place}@{side}.example>"


async def _note_what_is_read(test: TestWorld, story: list[Happening], place: int) -> None:
    """Each folder is caught up to just before the first of its messages that was not read yet."""
    order = [later for _, later in reading_order(story)]
    unread = order[order.index(place) :]

    def work(tx: Transaction) -> None:
        for role in (FolderRole.INBOX, FolderRole.SENT):
            waiting = [story[one].at for one in unread if (story[one].kind in IN_SENT) is (role is FolderRole.SENT)]
            upto = min([test.now, *(at - timedelta(seconds=1) for at in waiting)])
            cursor = tx.folders.get(role) or FolderCursor(role, role.value, 1, 0)
            tx.folders.put(replace(cursor, caught_up_at=max(upto, cursor.caught_up_at or NOON)))

    await test.store.run(work)


async def _happen(test: TestWorld, story: list[Happening], place: int) -> None:
    one = story[place]
    if one.kind in CLOSINGS:
        await test.store.run(lambda tx: _end(test, tx, story, one))
        return
    role = FolderRole.SENT if one.kind in IN_SENT else FolderRole.INBOX
    cursor = await test.store.run(lambda tx: tx.folders.get(role))
    await test.arrive(octets_of(story, place), role, at=one.at)
    await test.store.run(lambda tx: tx.folders.put(replace(cursor, last_uid=test.uids[role])) if cursor else None)


def _end(test: TestWorld, tx: Transaction, story: list[Happening], one: Happening) -> None:
    if one.about is None:
        return
    known_as = message_id(one.about, story)
    if one.kind == "by_hand":
        close(test.world, tx, known_as, "by telephone", test.now)
        return
    octets = f"Message-ID: {known_as}\r\n\r\n".encode()
    arrival = Arrival(FolderRole.JUNK, 1, 1, story[one.about].at, len(octets))
    _close_moved(test.world, FolderRole.JUNK, [Fetched(arrival, RawMessage(octets, len(octets)))], tx)


def octets_of(story: list[Happening], place: int) -> bytes:
    """The message of this happening."""
    one = story[place]
    threading = _threading(story, one)
    to = ", ".join(PEOPLE[name] for name in one.to)
    subject = f"Re: {one.subject}" if threading else one.subject
    known_as = message_id(place, story)
    if one.kind in IN_SENT:
        marks = {
            "ack": ("Auto-Submitted: auto-replied", "X-Responder-Kind: acknowledgement"),
            "vacation": ("Auto-Submitted: auto-replied",),
        }.get(one.kind, ())
        headers = (*threading, *marks)
        text = one.text or ANSWER
        return staff_reply(text, message_id=known_as, to=to, subject=subject, in_reply_to="", headers=headers)
    if one.kind == "staff_in_inbox":
        return mail(
            one.text or ANSWER, message_id=known_as, sender="Eva <eva@nordlicht.example>",
            to=f"{to}, support@nordlicht.example", subject=subject, headers=threading,
        )  # fmt: skip
    marks = ("List-Id: <news.kunde.example>",) if one.kind == "list" else ()
    return mail(
        one.text or "When will it come?", message_id=known_as, sender=f"{one.who.title()} <{PEOPLE[one.who]}>",
        subject=subject, headers=(*threading, *marks),
    )  # fmt: skip


def _threading(story: list[Happening], one: Happening) -> tuple[str, ...]:
    """In-Reply-To and, from most mail programs, References back to the first message (RFC 5322 section 3.6.4)."""
    chain: list[str] = []
    before = one.about
    while before is not None:
        chain.insert(0, message_id(before, story))
        before = story[before].about
    if not chain:
        return ()
    whole = one.references or story[one.about or 0].kind == "ack"
    return (f"In-Reply-To: {chain[-1]}", *([f"References: {' '.join(chain)}"] if whole else []))
