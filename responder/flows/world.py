"""Everything the flows share, put together once by the composition root and never changed afterwards."""

from collections.abc import Callable
from dataclasses import dataclass

from responder.domain.decide import OrganisationalDomain
from responder.domain.provider import Provider
from responder.domain.rule import Book
from responder.flows.bell import Bell
from responder.flows.vitals import Vitals
from responder.ports.reading import Clock, Reader, Renderer
from responder.ports.store import Store


@dataclass(frozen=True, slots=True)
class Identity:
    """Who we are towards mail servers.

    `account` names the mailbox in dedupe keys, `address` is the From of what we send, `secret` the key of our
    Message-IDs, `envelope_from` what stands in MAIL FROM (empty: the null path).
    """

    account: str
    address: str
    secret: bytes
    envelope_from: str

    @property
    def domain(self) -> str:
        """The domain our Message-IDs are made under."""
        return self.address.rpartition("@")[2] or "localhost"


@dataclass(frozen=True, slots=True)
class World:
    """Ports and facts that every flow needs. `book` gives the rules as they are now: a reload changes what it
    returns."""

    store: Store
    reader: Reader
    renderer: Renderer
    clock: Clock
    book: Callable[[], Book]
    identity: Identity
    provider: Provider
    vitals: Vitals
    mail_bell: Bell
    notify_bell: Bell
    watch_bell: Bell
    draft_bell: Bell
    organisational_domain: OrganisationalDomain

    def ring_outbox(self) -> None:
        """Wake both lanes of the outbox."""
        self.mail_bell.ring()
        self.notify_bell.ring()
