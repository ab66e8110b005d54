"""The servers as pytest fixtures: one server a test process, a fresh account or database a test."""

from collections.abc import Iterator

import pytest

from tests.support.dovecot import Account, Dovecot
from tests.support.postgres import Postgres


@pytest.fixture(scope="session")
def dovecot() -> Iterator[Dovecot]:
    """A running Dovecot; `dovecot.account()` gives a test its own mailbox."""
    with Dovecot() as server:
        yield server


@pytest.fixture
def account(dovecot: Dovecot) -> Account:
    """An empty mailbox nobody else uses."""
    return dovecot.account()


@pytest.fixture
def own_dovecot() -> Iterator[Dovecot]:
    """A Dovecot for one test alone, to be stopped and restarted."""
    with Dovecot() as server:
        yield server


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A running PostgreSQL shared by the tests of this process."""
    with Postgres() as server:
        yield server


@pytest.fixture
def postgres_url(postgres: Postgres) -> Iterator[str]:
    """The URL of an empty database nobody else uses."""
    with postgres.database() as url:
        yield url
