"""What lies in a test world's tables, for tests of flows."""

from collections.abc import Sequence

from responder.domain.delivery import Delivery, DeliveryState
from responder.domain.expectation import Expectation
from responder.ports.store import Transaction
from tests.support.world import TestWorld


async def queued(test: TestWorld) -> Sequence[Delivery]:
    """Every row that waits to be sent, with its octets."""

    def work(tx: Transaction) -> list[Delivery]:
        rows = tx.outbox.in_state(DeliveryState.QUEUED)
        return [whole for row in rows if (whole := tx.outbox.get(row.id)) is not None]

    return await test.store.run(work)


async def waiting(test: TestWorld) -> Sequence[Expectation]:
    """Every expectation that waits for an answer."""
    return await test.store.run(lambda tx: tx.expectations.waiting())
