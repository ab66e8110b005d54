"""A reply laid out for staff in the Drafts folder: which letter wants one, what it says, and what may become of it."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from hashlib import sha256

from responder.domain.acknowledge import HUSHING, Silence
from responder.domain.decision import Decision
from responder.domain.letter import Letter
from responder.domain.question import ToneLabel
from responder.domain.rule import Book, Mode
from responder.domain.values import Address
from responder.domain.verdict import Verdict


class DraftState(StrEnum):
    """WANTED: to be laid into Drafts. PLACED: it lies there as we wrote it. The others are final: TAKEN_OVER (it is
    staff's now), DISCARDED (somebody deleted it and nothing answers the letter), REMOVED (by ourselves, or never
    laid)."""

    WANTED = "wanted"
    PLACED = "placed"
    TAKEN_OVER = "taken_over"
    DISCARDED = "discarded"
    REMOVED = "removed"


class DraftEvent(StrEnum):
    """PLACED: it, or its newer text, was stored. CHANGED: the customer changed what it has to say. OPENED: a person
    read, marked or deleted it. ANSWERED: it is gone, or was, and a person's draft or reply answers the letter. GONE: it
    is gone and nothing does. REMOVED: we took it away, or need not lay it any more. LEFT: it is of no use any more but
    must not be taken away."""

    PLACED = "placed"
    CHANGED = "changed"
    OPENED = "opened"
    ANSWERED = "answered"
    GONE = "gone"
    REMOVED = "removed"
    LEFT = "left"


S, E = DraftState, DraftEvent

TRANSITIONS: dict[DraftState, dict[DraftEvent, DraftState]] = {
    S.WANTED: {**dict.fromkeys(E, S.WANTED), E.PLACED: S.PLACED, E.REMOVED: S.REMOVED, E.LEFT: S.REMOVED},
    S.PLACED: {
        E.PLACED: S.PLACED,
        E.CHANGED: S.PLACED,
        E.OPENED: S.TAKEN_OVER,
        E.ANSWERED: S.TAKEN_OVER,
        E.GONE: S.DISCARDED,
        E.REMOVED: S.REMOVED,
        E.LEFT: S.TAKEN_OVER,
    },
    S.TAKEN_OVER: dict.fromkeys(E, S.TAKEN_OVER),
    S.DISCARDED: {**dict.fromkeys(E, S.DISCARDED), E.ANSWERED: S.TAKEN_OVER},
    S.REMOVED: dict.fromkeys(E, S.REMOVED),
}
"""Total. From a final state no way leads back into the folder: a new wait gets a draft of its own."""

ACTIVE = frozenset({S.WANTED, S.PLACED})

_HARMLESS = frozenset({"\\draft", "\\recent"})


def is_touched(flags: frozenset[str]) -> bool:
    """Whether a person has read, marked or deleted a draft of these flags (lower case). Keywords, which mail programs
    put on everything, say nothing."""
    return any(flag.startswith("\\") for flag in flags - _HARMLESS)


@dataclass(frozen=True, slots=True)
class Draft:
    """One draft as it is kept.

    It serves one wait of its conversation: the one that began after what was said or ended at `after_at` (None: the
    first). `letter_row` is the letter that it answers. `wanted_id`, `digest` and `octets` are what is to lie in the
    folder (`octets` empty as soon as it does), `placed_id`, `uidvalidity` and `uid` what lies there now (`uid` 0: the
    server did not say where). `unwanted`: nobody waits any more.
    """

    id: int
    conversation_id: int
    letter_row: int
    after_at: datetime | None
    state: DraftState
    made_at: datetime
    wanted_id: str
    digest: str
    octets: bytes
    placed_id: str = ""
    uidvalidity: int = 0
    uid: int = 0
    unwanted: bool = False
    settled_at: datetime | None = None

    @property
    def lies_ready(self) -> bool:
        """Whether staff find it in the folder, untouched as far as we know and of use."""
        return self.state is DraftState.PLACED and not self.unwanted


def advanced(draft: Draft, event: DraftEvent, at: datetime) -> Draft:
    """The draft after an event; the octets of one that is settled are forgotten."""
    state = TRANSITIONS[draft.state][event]
    if state in ACTIVE or state is draft.state:
        return replace(draft, state=state)
    return replace(draft, state=state, settled_at=at, octets=b"")


def placed(draft: Draft, message_id: str, uidvalidity: int, uid: int, at: datetime) -> Draft:
    """The draft once the text of this Message-ID lies in the folder; a newer one that was written meanwhile still has
    to follow it."""
    octets = b"" if draft.wanted_id == message_id else draft.octets
    lies = replace(draft, placed_id=message_id, uidvalidity=uidvalidity, uid=uid, octets=octets)
    return advanced(lies, DraftEvent.PLACED, at)


def changed(draft: Draft, newer: Draft, at: datetime) -> Draft:
    """An active draft with what it has to say now, where that is something else; it is wanted again."""
    draft = replace(draft, unwanted=False)
    if draft.digest == newer.digest:
        return draft
    known = replace(
        draft, letter_row=newer.letter_row, wanted_id=newer.wanted_id, digest=newer.digest, octets=newer.octets
    )
    return advanced(known, DraftEvent.CHANGED, at)


@dataclass(frozen=True, slots=True)
class DraftedQuestion:
    """A question that the draft quotes under its `label` (may be empty), and the answer that is suggested (empty: a
    blank)."""

    label: str
    text: str
    answer: str = ""


@dataclass(frozen=True, slots=True)
class DraftFacts:
    """What a draft says. `to` and `cc` are as in "reply all", `subject` is the letter's own, `name` how the customer is
    greeted (may be empty), `questions` those still to be answered, in their order."""

    to: Address
    cc: tuple[Address, ...]
    language: str
    name: str
    subject: str
    questions: tuple[DraftedQuestion, ...]
    signed_by: str = ""

    @property
    def digest(self) -> str:
        """What changes when staff should get a newer draft: what is asked and suggested, not whom it came from."""
        said = [part for one in self.questions for part in (one.label, one.text, one.answer)]
        return sha256("\0".join([self.language, *said]).encode("utf-8", "replace")).hexdigest()


class Wish(StrEnum):
    """What a letter means for the draft of its conversation: MAKE one, or renew the one that lies there; LEAVE things
    as they are; WITHDRAW a draft that fits no more."""

    MAKE = "make"
    LEAVE = "leave"
    WITHDRAW = "withdraw"


def wish(letter: Letter, decision: Decision, book: Book, questions: int, *, active: bool) -> Wish:
    """Whether a letter whose conversation now leaves so many questions open gets a draft; `active`: there is one.

    Not the furious and the grieving: their answers are no forms to be filled in.
    """
    least, told = book.drafts.from_questions, decision.acknowledgement
    if book.mode is Mode.OFF or least is None:
        return Wish.LEAVE
    if decision.judgement.verdict is not Verdict.ANSWER or decision.window is None:
        return Wish.LEAVE
    grave = letter.reading.tone.label in (ToneLabel.FURIOUS, ToneLabel.SENSITIVE)
    if grave or decision.silence == Silence.HUSHED or (told is not None and told.form in HUSHING):
        return Wish.WITHDRAW
    if questions >= (min(least, 1) if active else least):
        return Wish.MAKE
    return Wish.LEAVE if questions else Wish.WITHDRAW
