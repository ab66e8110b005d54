"""The world that most flows are tested in."""

from collections.abc import AsyncIterator

import pytest

from tests.support.world import TestWorld, open_world


@pytest.fixture
async def test() -> AsyncIterator[TestWorld]:
    """A world with a database in memory, closed after the test."""
    world = await open_world()
    yield world
    await world.store.close()
