"""`responder demo`: the daemon on an embedded mail server, for whoever wants to see it work."""

import asyncio
import sys

from responder.app.commands.refusal import WRONG_USE


def demo(*, once: bool) -> int:
    """Run the demo; exit status 0 when all went as it should, 1 when not, 2 when its mail servers are not installed."""
    try:
        from responder.app.demo.run import demo as run
    except ModuleNotFoundError as error:
        print(f"The demo needs {error.name}: pip install 'responder[demo]'", file=sys.stderr)
        return WRONG_USE
    return asyncio.run(run(once=once))
