"""Opens the daemon's database for a command, beside the running daemon."""

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from responder.app.commands.refusal import RefusedError
from responder.app.settings import Settings, read_settings
from responder.flows.world import World
from responder.store.engine import database_url, is_sqlite
from responder.store.sql_store import SqlStore


def settings_for(*, servers_needed: bool = False) -> Settings:
    """The settings of the environment. Raises SettingsError with every problem at once."""
    return read_settings(dict(os.environ), servers_needed=servers_needed)


@contextmanager
def opened(settings: Settings) -> Iterator[SqlStore]:
    """The database as it is; it is never made here. Raises RefusedError where there is none."""
    try:
        url = database_url(settings.database_url)
    except ValueError as error:
        raise RefusedError([f"RESPONDER_DATABASE_URL: {error}"]) from None
    if is_sqlite(url) and not Path(url.database or "").is_file():
        raise RefusedError(
            [f"there is no database {url.database} yet: `responder run` makes it (RESPONDER_DATABASE_URL)"]
        )
    store = SqlStore(settings.database_url)
    try:
        yield store
    finally:
        store.close_here()


@contextmanager
def opened_world() -> Iterator[tuple[World, SqlStore]]:
    """The database with everything that a change of its rows needs: rules, templates, who we are; no connection."""
    from responder.app.build import offline_world
    from responder.app.logs import configure_logs
    from responder.app.redaction import secrets_of
    from responder.app.urls import url_problems

    settings = settings_for(servers_needed=True)
    configure_logs("console", secrets=secrets_of(settings), level=logging.ERROR)
    problems = url_problems(settings)
    if problems:
        raise RefusedError(problems)
    with opened(settings) as store:
        yield offline_world(settings, store), store
