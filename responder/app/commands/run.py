"""`responder run`: the daemon, until SIGTERM."""

import asyncio

from responder.app.commands.opened import settings_for
from responder.app.commands.refusal import DONE, RefusedError
from responder.app.logs import configure_logs
from responder.app.redaction import secrets_of
from responder.app.run import run as run_daemon
from responder.app.urls import url_problems
from responder.store.lock import InUseError


def run() -> int:
    """Run until told to stop. Raises SettingsError and NoRulesError, which name every problem at once."""
    settings = settings_for(servers_needed=True)
    problems = url_problems(settings)
    if problems:
        raise RefusedError(problems)
    configure_logs(settings.log, secrets=secrets_of(settings))
    try:
        asyncio.run(run_daemon(settings))
    except InUseError as error:
        raise RefusedError([str(error)]) from None
    return DONE
