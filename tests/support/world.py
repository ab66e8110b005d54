"""A world for flow tests: a real store in memory, letters read in this process, a clock that is set by hand."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from responder.domain.acknowledgement import Acknowledgement
from responder.domain.alert import AlertFacts
from responder.domain.alert_trouble import TroubleFacts
from responder.domain.delivery import Accepted, Delivery, Outcome
from responder.domain.draft import DraftFacts
from responder.domain.letter import Letter, RawMessage
from responder.domain.message import Arrival, FolderRole
from responder.domain.provider import LOCAL, Provider
from responder.domain.rule import Acknowledge, Alerts, Book, Company, Mode, Person, Trust
from responder.flows.bell import Bell
from responder.flows.observe import observe
from responder.flows.open_folder import FIRST_STARTED_AT
from responder.flows.read_letter import read_letter
from responder.flows.receive import receive
from responder.flows.take_in import Handle, Post, take_in
from responder.flows.vitals import Vitals
from responder.flows.world import Identity, World
from responder.mail.suffix import organisational_domain
from responder.ports.reading import Rendered, Unreadable
from responder.ports.store import FolderCursor, Transaction
from responder.store import ledger_tables
from responder.store.sql_store import SqlStore
from responder.store.tables import metadata

NOON = datetime(2026, 11, 17, 12, 0, tzinfo=UTC)
SUPPORT = "support@nordlicht.example"
DUTY = Person("Duty", "duty@nordlicht.example")
BOOK = Book(
    mode=Mode.LIVE,
    company=Company("Nordlicht", frozenset({SUPPORT}), languages=("en", "ru")),
    staff=("nordlicht.example",),
    trust=Trust(("mx.nordlicht.example",)),
    acknowledge=Acknowledge(wait=timedelta()),
    alerts=Alerts(people=(DUTY,), trouble_people=(DUTY,)),
    proofs_to=(DUTY,),
)


class PlainRenderer:
    """Says the facts in plain words."""

    def acknowledgement(self, facts: Acknowledgement, book: Book) -> Rendered:
        asked = "".join(f"\n{one.label}. {one.text}" for one in facts.questions)
        return Rendered(f"Re: {facts.subject}", f"{facts.form} {facts.name} by {facts.limit_at:%H:%M}{asked}")

    def draft(self, facts: DraftFacts, book: Book) -> Rendered:
        asked = "".join(f"\n> {one.label}. {one.text}\n[answer {one.label}]" for one in facts.questions)
        return Rendered(f"Re: {facts.subject}", f"Hello {facts.name}{asked}")

    def alert(self, facts: AlertFacts, book: Book) -> Rendered:
        lines = "\n".join(f"{line.customer} {','.join(line.stages)}" for line in facts.lines)
        return Rendered(f"{len(facts.lines)} waiting", lines)

    def trouble(self, facts: TroubleFacts, book: Book) -> Rendered:
        return Rendered(f"{facts.trouble} {facts.news}", facts.detail)

    def proof(self, would_send: Rendered, recipient: str, book: Book) -> Rendered:
        return Rendered(f"Proof for {recipient}", would_send.text)


class HereReader:
    """Reads letters in this process."""

    async def read(self, batch: Sequence[RawMessage]) -> Sequence[Letter | Unreadable]:
        return [read_letter("test", raw) for raw in batch]

    async def close(self) -> None:
        return None


class RecordingCourier:
    """Accepts everything and remembers it, unless `answers` holds other outcomes to give first."""

    def __init__(self, *answers: Outcome) -> None:
        self.sent: list[Delivery] = []
        self.answers = list(answers)

    async def send(self, delivery: Delivery) -> Outcome:
        self.sent.append(delivery)
        return self.answers.pop(0) if self.answers else Accepted("250 ok")

    async def close(self) -> None:
        return None


@dataclass
class TestWorld:
    """The world, its clock and its book, both to be set by the test."""

    __test__ = False

    store: SqlStore
    world: World
    now: datetime
    book: Book
    uids: dict[FolderRole, int] = field(default_factory=dict)

    def pass_time(self, span: timedelta) -> None:
        self.now += span

    def change(self, **rules: object) -> None:
        self.book = replace(self.book, **rules)  # type: ignore[arg-type]  # the test names the fields

    async def arrive(
        self,
        octets: bytes,
        role: FolderRole = FolderRole.INBOX,
        *,
        at: datetime | None = None,
        recorded_only: bool = False,
        uid: int | None = None,
    ) -> None:
        """Handle one message as if it had just been fetched."""
        self.uids[role] = uid or self.uids.get(role, 0) + 1
        internal_at = at or self.now
        raw = RawMessage(octets, len(octets))
        post = Post(
            Arrival(role, 1, self.uids[role], internal_at, len(octets)),
            raw,
            read_letter("test", raw),
            internal_at,
            self.now,
            recorded_only,
        )
        handle: Handle = receive if role is FolderRole.INBOX else observe
        cursor = FolderCursor(role, role.value, 1, self.uids[role] - 1)
        await take_in(self.world, handle, [post], cursor)

    async def caught_up(self, at: datetime | None = None) -> None:
        """Both folders were read to their end just now."""

        def work(tx: Transaction) -> None:
            for role in (FolderRole.INBOX, FolderRole.SENT):
                cursor = tx.folders.get(role) or FolderCursor(role, role.value, 1, 0)
                tx.folders.put(replace(cursor, caught_up_at=at or self.now))

        await self.store.run(work)


async def open_world(
    now: datetime = NOON, book: Book = BOOK, provider: Provider = LOCAL, url: str = "sqlite://"
) -> TestWorld:
    """A world at `now`; close it with `await test.store.close()`."""
    store = SqlStore(url)
    vitals = Vitals(started_at=now)
    made: list[TestWorld] = []
    clock: Callable[[], datetime] = lambda: made[0].now  # noqa: E731 - read before the world exists
    world = World(
        store=store,
        reader=HereReader(),
        renderer=PlainRenderer(),
        clock=clock,
        book=lambda: made[0].book,
        identity=Identity("test", SUPPORT, b"secret", SUPPORT),
        provider=provider,
        vitals=vitals,
        mail_bell=Bell(),
        notify_bell=Bell(),
        watch_bell=Bell(),
        draft_bell=Bell(),
        organisational_domain=organisational_domain,
    )
    made.append(TestWorld(store, world, now, book))
    metadata.create_all(store._engine)
    assert ledger_tables
    await store.run(lambda tx: tx.settings.put(FIRST_STARTED_AT, (now - timedelta(days=30)).isoformat()))
    return made[0]
