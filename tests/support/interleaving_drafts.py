"""The Drafts folder beside the reading of the other two: the errand, and staff who open, edit, send or drop drafts."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from email import message_from_bytes

from responder.domain.draft import Draft, DraftState
from responder.domain.expectation import WAITING
from responder.ports.store import Transaction
from tests.support.drafting import lay
from tests.support.interleaving import PEOPLE, Happening
from tests.support.mailbox_on_paper import MailboxOnPaper, Stored
from tests.support.world import NOON, TestWorld

FOLDER = "drafts"
DOES = ("errand", "open", "edit", "send", "throw_away")
PLACEHOLDER = b"[answer 1]"


@dataclass(frozen=True)
class Act:
    """Our errand, or what staff do `minute` after noon to the latest draft for `who` that lies in the folder.

    `reply` is the place of the happening that is sent; with `keeps_id` it, or what was edited, bears the Message-ID
    that we gave the draft. With `marks` the mail program marks what it stores as read, and what it removes as deleted.
    """

    does: str
    minute: int
    who: str = "ann"
    reply: int | None = None
    keeps_id: bool = True
    marks: bool = False

    @property
    def at(self) -> datetime:
        return NOON + timedelta(minutes=self.minute)


@dataclass
class DraftsDesk:
    """Does the acts in their order beside the reading, and looks at the folder after every errand.

    `done` counts the acts that were done; `staffs` are the UIDs that staff have touched or stored, `dropped` those they
    removed.
    """

    acts: Sequence[Act]
    done: int = 0
    mailbox: MailboxOnPaper = field(default_factory=MailboxOnPaper)
    staffs: set[int] = field(default_factory=set)
    dropped: set[int] = field(default_factory=set)

    async def __call__(self, test: TestWorld, story: list[Happening], until: datetime) -> None:
        for act in self.acts[self.done :]:
            if act.at > until:
                break
            self.done += 1
            test.now = max(test.now, act.at)
            if act.does == "errand":
                await self.errand(test)
            else:
                self._staff(act, story, test.now)

    async def errand(self, test: TestWorld) -> None:
        """Run ours and check what it left."""
        await lay(test, self.mailbox)
        there = {uid for uid, _, _ in self.here()}
        assert self.staffs <= there | self.dropped, "what staff touched is gone"
        await test.store.run(lambda tx: self._check(tx, there - self.staffs))

    def here(self) -> Sequence[Stored]:
        return self.mailbox.stored.get(FOLDER, [])

    def _check(self, tx: Transaction, ours: set[int]) -> None:
        rows = [row for number in range(1, 50) for row in tx.drafts.of_conversation(number)]
        lying = {row.uid: row for row in rows if row.state is DraftState.PLACED}
        assert set(lying) == ours, "what lies there untouched, and what the rows say"
        assert max(Counter(row.conversation_id for row in lying.values()).values(), default=0) <= 1, "one at a time"
        assert all(_is_awaited(tx, row) for row in lying.values()), "nobody waits for it"
        lost = [row for row in rows if row.state is DraftState.DISCARDED and row.uid not in self.dropped]
        assert not lost, "nobody threw it away"

    def _staff(self, act: Act, story: list[Happening], now: datetime) -> None:
        found = [one for one in self.here() if f"To: {PEOPLE[act.who]}".encode() in one[2] and self._lies(one[0])]
        if not found:
            return
        uid, _, octets = found[-1]
        self.staffs.add(uid)
        if act.does == "open":
            self.mailbox.mark(FOLDER, uid, "\\seen")
        elif act.does == "edit":
            self._edit(act, octets, now)
        elif act.reply is not None and act.keeps_id:
            known_as = str(message_from_bytes(octets)["Message-ID"])
            story[act.reply] = replace(story[act.reply], known_as=known_as)
        if act.does != "open":
            self._take_away(act, uid)

    def _lies(self, uid: int) -> bool:
        return "\\deleted" not in self.mailbox.marked.get((FOLDER, uid), frozenset())

    def _edit(self, act: Act, octets: bytes, now: datetime) -> None:
        if not act.keeps_id:
            octets = octets.replace(b"Message-ID: <", b"Message-ID: <edited-", 1)
        uid = self.mailbox.lay(FOLDER, octets.replace(PLACEHOLDER, b"On Friday."), now)
        self.mailbox.mark(FOLDER, uid, "\\draft", *(["\\seen"] if act.marks else []))
        self.staffs.add(uid)

    def _take_away(self, act: Act, uid: int) -> None:
        if act.marks:
            self.mailbox.mark(FOLDER, uid, "\\deleted")
        else:
            self.mailbox.drop(FOLDER, uid)
        self.dropped.add(uid)


def _is_awaited(tx: Transaction, row: Draft) -> bool:
    return any(one.state in WAITING for one in tx.expectations.of_conversation(row.conversation_id))
