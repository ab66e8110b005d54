"""`responder run`: the daemon, until SIGTERM."""

import asyncio
import sys

from responder.app.commands.opened import settings_for
from responder.app.commands.refusal import DONE, FINDING, RefusedError
from responder.app.logs import configure_logs
from responder.app.redaction import secrets_of
from responder.app.run import run as run_daemon
from responder.app.urls import url_problems
from responder.ports.errors import StoreAwayError
from responder.store.lock import InUseError


def run() -> int:
    """Run until told to stop. Raises SettingsError and NoRulesError, which name every problem at once.

    What starting again may mend, a database that is away or still in use, is FINDING: systemd then tries again.
    """
    settings = settings_for(servers_needed=True)
    problems = url_problems(settings)
    if problems:
        raise RefusedError(problems)
    configure_logs(settings.log, secrets=secrets_of(settings))
    try:
        asyncio.run(run_daemon(settings))
    except (InUseError, StoreAwayError) as error:
        print(error, file=sys.stderr)
        return FINDING
    return DONE
