"""The command line's words; what a command does is imported only when it runs, so that every command starts at once.

The standard library's parser starts in a hundredth of a second; those of the libraries take longer than `explain`
itself.
"""

import os
import sys
from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any

from responder import __version__
from responder.app.commands.refusal import FINDING, WRONG_USE, problems_of

INTERRUPTED = 130
"""What shells report of a program that Ctrl-C ended."""

DESCRIPTION = "Sits beside a company mailbox and tells every customer at once when a person will answer."
EPILOG = "Exit status: 0 done, 1 something was found, 2 wrong use or configuration."

Words = Any
"""What argparse gives for `add_subparsers`; its own type is private."""


def parser() -> ArgumentParser:
    """All commands and their options."""
    words = ArgumentParser("responder", description=DESCRIPTION, epilog=EPILOG, allow_abbrev=False)
    words.add_argument("--version", action="version", version=f"responder {__version__}")
    commands = words.add_subparsers(title="commands", metavar="COMMAND", required=True)
    _run(commands)
    _demo(commands)
    _check(commands)
    _explain(commands)
    _coverage(commands)
    _status(commands)
    _why(commands)
    _close(commands)
    _outbox(commands)
    _quarantine(commands)
    return words


def _command(commands: Words, name: str, does: str, module: str, function: str = "", details: str = "") -> Any:
    """A command that calls `function` (named as the command, if not given) of `module` in responder.app.commands."""
    command = commands.add_parser(
        name,
        help=does,
        description=f"{does[0].upper()}{does[1:]}.",
        epilog=details,
        formatter_class=RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    command.set_defaults(call=(f"responder.app.commands.{module}", function or name))
    return command


def _run(commands: Words) -> None:
    _command(commands, "run", "run the daemon until SIGTERM; SIGHUP reads the rules again", "run")


def _demo(commands: Words) -> None:
    demo = _command(commands, "demo", "run the daemon on an embedded mail server, with sample letters", "demo")
    demo.add_argument("--once", action="store_true", help="play the letters, check what became of them, and end")


def _check(commands: Words) -> None:
    does = "find everything that is wrong in settings, rules, templates and database"
    check = _command(commands, "check", does, "check")
    check.add_argument("--connect", action="store_true", help="log in to the mail servers too, and look around")


def _explain(commands: Words) -> None:
    does = "say what would happen to letters, and why; needs no server and no database"
    explain = _command(commands, "explain", does, "explain")
    explain.add_argument("files", nargs="+", metavar="FILE.eml", help="letters; - is standard input")
    explain.add_argument("--json", action="store_true", dest="as_json", help="one JSON object a line")
    explain.add_argument("--rules", type=Path, metavar="FILE", help="a rules.yaml, instead of the built-in defaults")
    explain.add_argument("--verified", action="store_true", help="take the senders as verified")
    explain.add_argument("--now", metavar="T", help="when the letters arrive (ISO 8601), instead of their own date")


def _coverage(commands: Words) -> None:
    does = "say which of a letter's questions a reply answers, and whether in order"
    coverage = _command(commands, "coverage", does, "coverage")
    coverage.add_argument("letter", metavar="LETTER.eml", help="what the customer wrote")
    coverage.add_argument("reply", metavar="REPLY.eml", help="what was sent")
    coverage.add_argument("--json", action="store_true", dest="as_json", help="one JSON object")


def _status(commands: Words) -> None:
    status = _command(
        commands, "status", "show who waits for an answer, by the time left, and how things are", "status"
    )
    status.add_argument("--json", action="store_true", dest="as_json", help="one JSON object")
    status.add_argument("--all", action="store_true", dest="with_closed", help="also what ended in the last 7 days")


def _why(commands: Words) -> None:
    why = _command(commands, "why", "show what was decided about a message, and why", "why")
    why.add_argument("message_id", metavar="MESSAGE-ID", help="with or without <>")
    why.add_argument("--json", action="store_true", dest="as_json", help="one JSON object a line")


def _close(commands: Words) -> None:
    close = _command(
        commands, "close", "end the clock of a letter that was answered elsewhere or needs no answer", "close"
    )
    close.add_argument("message_id", metavar="MESSAGE-ID", help="with or without <>")
    close.add_argument("--reason", required=True, metavar="TEXT", help="kept for the report: by telephone, say")


def _outbox(commands: Words) -> None:
    group = commands.add_parser("outbox", help="show or change what waits to be sent", allow_abbrev=False)
    actions = group.add_subparsers(title="actions", metavar="ACTION", required=True)
    _command(actions, "list", "show what waits, what is uncertain and what failed", "outbox", "list_rows")
    retry = _command(actions, "retry", "send a letter again that failed or is uncertain", "outbox")
    drop = _command(actions, "drop", "never send a letter that waits", "outbox")
    for action in (retry, drop):
        action.add_argument("row", type=int, metavar="ID", help="as in `outbox list`")


def _quarantine(commands: Words) -> None:
    group = commands.add_parser("quarantine", help="show or retry what could not be read", allow_abbrev=False)
    actions = group.add_subparsers(title="actions", metavar="ACTION", required=True)
    _command(actions, "list", "show the messages that were set aside", "quarantine", "list_items")
    show = _command(actions, "show", "show one of them: why, and its octets", "quarantine")
    retry = _command(actions, "retry", "read one of them again, as if it had just come", "quarantine")
    for action in (show, retry):
        action.add_argument("item", type=int, metavar="ID", help="as in `quarantine list`")


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit status: 0 done, 1 a finding, 2 wrong use or configuration."""
    _speak_utf8()
    try:
        return _carry_out(arguments)
    except BrokenPipeError:
        return FINDING
    except KeyboardInterrupt:
        return INTERRUPTED
    finally:
        _flush()


def _carry_out(arguments: list[str] | None) -> int:
    given = _parsed(arguments)
    module, name = given.pop("call")
    command: Callable[..., int] = getattr(import_module(module), name)
    try:
        return command(**given)
    except BrokenPipeError:
        raise
    except Exception as error:
        problems = problems_of(error)
        if problems is None:
            raise
        for problem in problems:
            print(problem, file=sys.stderr)
        return WRONG_USE


def _parsed(arguments: list[str] | None) -> dict[str, Any]:
    """The options of the command. Files may stand on both sides of an option, which argparse does not see."""
    words = parser()
    given, rest = words.parse_known_args(arguments, Namespace())
    options = vars(given)
    if rest and "files" in options and not any(word.startswith("-") and word != "-" for word in rest):
        options["files"] += rest
    elif rest:
        words.error(f"unrecognized arguments: {' '.join(rest)}")
    return options


def _speak_utf8() -> None:
    """Write UTF-8 whatever the locale is; what is no text at all (a file name, say) is written with backslashes."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def _flush() -> None:
    """Write out what is left; when nobody reads it any more, say nothing about that."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        with suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
