"""Judges what became of a conversation's questions, from all its letters and replies, and saves what changed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import lru_cache

from responder.domain.answer import Coverage, Reply
from responder.domain.conversation import ClosedByHand
from responder.domain.expectation import WAITING, Expectation, ExpectationKind
from responder.domain.letter import Letter
from responder.domain.question import Question
from responder.domain.question_entry import AskedIn, Entry, Ledger, RepliedOut, Said, Understanding
from responder.domain.question_labels import labelled
from responder.domain.question_ledger import MOST_COMPARED, ledger
from responder.domain.record import Direction, StoredMessage
from responder.ports.store import Transaction
from responder.reading.coverage import coverage, same_question, withdrawn

MOST_PAIRS = 65_536
"""So many comparisons of two questions are remembered: those of a conversation of seventy long lists. One that does not
fit would be compared anew from its beginning for each of its messages."""
MOST_REPLIES = 100
"""So many replies are judged afresh, the latest; what earlier ones said stands as it was judged then."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A conversation's questions as they stand, and what each reply left. The letters in `settled` are judged no more:
    too little of them is kept, or too much came after them."""

    ledger: Ledger = field(default_factory=Ledger)
    said: Mapping[int, Said] = field(default_factory=dict)
    settled: frozenset[int] = frozenset()


def judge(
    tx: Transaction,
    conversation_id: int,
    stored: Sequence[StoredMessage],
    existing: Sequence[Expectation],
    closings: Sequence[ClosedByHand],
    news: int | None = None,
) -> Judged:
    """Judge the questions of a conversation by its messages, its waits and its endings, and save what changed. `news`
    is the row of the message that has only just come in."""
    settled_at = _settled_at(stored)
    fresh = [one for one in stored if settled_at is None or one.record.at > settled_at or one.row == news]
    letters = [message for message in stored if message.record.direction is Direction.CUSTOMER]
    settled = frozenset(letter.row for letter in letters if letter not in fresh)
    found = Ledger()
    if any(letter.record.trace.get("asked") for letter in letters):
        known = tx.messages.asked(conversation_id)
        found = ledger(_letters(fresh, known), _replies(fresh, letters), closings, UNDERSTANDING)
        before = {(entry.letter_row, entry.place): entry for entry in known}
        tx.messages.save_asked(entry for entry in found.entries if entry != before[entry.letter_row, entry.place])
    return Judged(found, _with_settled(found.said, stored, existing, settled, news), settled)


def reached(reply: StoredMessage, letters: Sequence[StoredMessage]) -> frozenset[str]:
    """Whom a reply answers: those it went to, and those whose Reply-To it went to."""
    reaches = frozenset(reply.record.reaches)
    by_reply_to = {
        letter.record.from_address
        for letter in letters
        if not reaches.isdisjoint(letter.record.trace.get("reply_to", ()))
    }
    return reaches | by_reply_to


def repetitions(letter: Letter, customer: str, before: Iterable[Entry]) -> frozenset[int]:
    """Which questions (by index) of a letter of this customer the conversation held already."""
    earlier = [entry.question for entry in before if entry.customer == customer and not entry.repeats][-MOST_COMPARED:]
    return frozenset(
        place
        for place, question in enumerate(letter.reading.questions[:MOST_COMPARED])
        if any(_same_question(one, question) for one in earlier)
    )


def takes_back(letter: Letter, customer: str, before: Sequence[Entry]) -> bool:
    """Whether a letter asks nothing and takes back all that this customer still waits for."""
    waits = [entry for entry in before if entry.customer == customer and (entry.unanswered or entry.waits)]
    if letter.reading.questions or not waits:
        return False
    text, language = letter.zones.visible, letter.reading.language
    return len(_withdrawn(tuple(labelled(waits, before)), text, language)) == len(waits)


def _settled_at(stored: Sequence[StoredMessage]) -> datetime | None:
    replies = [message.record.at for message in stored if message.record.direction is Direction.STAFF]
    emptied = [message.record.at for message in stored if is_pruned(message)]
    too_early = replies[-MOST_REPLIES - 1 : -MOST_REPLIES] if len(replies) > MOST_REPLIES else []
    return max([*emptied, *too_early], default=None)


def is_pruned(message: StoredMessage) -> bool:
    """Whether too little of a message is kept to judge it afresh; what became of it stands in the ledgers."""
    return not message.record.trace


def _with_settled(
    said: Mapping[int, Said],
    stored: Sequence[StoredMessage],
    existing: Sequence[Expectation],
    settled: frozenset[int],
    news: int | None,
) -> Mapping[int, Said]:
    """What the replies left, with the letters that are judged no more: one that still waits was left by every reply
    known so far, and what a reply left then it has left now."""
    rows = [row for row in existing if row.message_row in settled and row.kind is not ExpectationKind.PROMISE]
    if not rows:
        return said
    found = dict(said)
    for message in stored:
        if message.record.direction is Direction.STAFF and message.row != news:
            waits = [row for row in rows if row.state in WAITING and row.opened_at <= message.record.at]
            left = {row.message_row for row in (*waits, *rows) if row in waits or row.after_row == message.row}
            passed = {row.message_row for row in waits if row.after_row is None}
            one = found.get(message.row, Said())
            found[message.row] = replace(one, leaves=one.leaves | left, passes_by=one.passes_by | passed)
    return found


def _letters(fresh: Sequence[StoredMessage], known: Sequence[Entry]) -> list[AskedIn]:
    asked: dict[int, list[Question]] = {}
    for entry in known:
        asked.setdefault(entry.letter_row, []).append(entry.question)
    return [
        AskedIn(
            message.row,
            message.record.at,
            message.record.from_address,
            tuple(asked.get(message.row, ())),
            message.record.text,
            message.record.language,
            thanks=bool(message.record.trace.get("thanks")),
        )
        for message in fresh
        if message.record.direction is Direction.CUSTOMER
    ]


def _replies(fresh: Sequence[StoredMessage], letters: Sequence[StoredMessage]) -> list[RepliedOut]:
    return [
        RepliedOut(
            message.row,
            message.record.at,
            reply_of(message),
            reached(message, letters),
            message.record.language,
            message.record.dedupe_key,
        )
        for message in fresh
        if message.record.direction is Direction.STAFF
    ]


def reply_of(message: StoredMessage) -> Reply:
    """A colleague's message as coverage looks at it."""
    trace = message.record.trace
    return Reply(message.record.text, trace.get("visible", ""), tuple(trace.get("attachments", ())))


@lru_cache(maxsize=128)
def _coverage(asked: tuple[Question, ...], reply: Reply, language: str | None, letter: str) -> Coverage:
    return coverage(asked, reply, language, letter)


@lru_cache(maxsize=128)
def _withdrawn(asked: tuple[Question, ...], text: str, language: str | None) -> frozenset[int]:
    return withdrawn(asked, text, language)


@lru_cache(maxsize=MOST_PAIRS)
def _same_question(one: Question, other: Question) -> bool:
    return same_question(one, other)


UNDERSTANDING = Understanding(
    coverage=lambda asked, reply, language, letter: _coverage(tuple(asked), reply, language, letter),
    withdrawn=lambda asked, text, language: _withdrawn(tuple(asked), text, language),
    same_question=_same_question,
)
"""Remembers what it found, because a conversation is judged whole for each of its messages."""
