from pathlib import Path

import pytest

from responder import __version__
from responder.app import cli
from responder.app.cli import parser
from responder.app.commands.refusal import problems_of
from responder.ports.errors import StoreAwayError
from tests.support.command_line import CommandLine

COMMANDS = ("run", "demo", "check", "explain", "status", "why", "close", "outbox", "quarantine")


def test_help_names_every_command_and_the_exit_statuses(responder: CommandLine) -> None:
    said = responder("--help")
    assert said.status == 0
    assert [name for name in COMMANDS if f" {name} " not in f"{said.out} ".replace("\n", " ")] == []
    assert "0 done, 1 something was found, 2 wrong use" in said.out


def test_every_command_names_a_function_that_is_there() -> None:
    for words in (
        ["run"], ["demo"], ["check"], ["explain", "x"], ["status"], ["why", "x"], ["close", "x", "--reason", "y"],
        ["outbox", "list"], ["outbox", "retry", "1"], ["outbox", "drop", "1"],
        ["quarantine", "list"], ["quarantine", "show", "1"], ["quarantine", "retry", "1"],
    ):  # fmt: skip
        module, name = parser().parse_args(words).call
        path = Path(cli.__file__).parent / "commands" / f"{module.rpartition('.')[2]}.py"
        assert f"def {name}(" in path.read_text(encoding="utf-8"), words


def test_the_version_is_told(responder: CommandLine) -> None:
    assert responder("--version").out == f"responder {__version__}\n"


@pytest.mark.parametrize("words", [(), ("nonsense",), ("explain",), ("outbox",), ("status", "--jsn"), ("status", "x")])
def test_wrong_use_has_a_status_of_its_own(responder: CommandLine, words: tuple[str, ...]) -> None:
    said = responder(*words)
    assert (said.status, said.out) == (2, "")
    assert "usage: responder" in said.err


def test_an_option_is_never_guessed_from_its_beginning(responder: CommandLine) -> None:
    assert responder("status", "--js").status == 2


def test_a_world_that_is_away_is_told_in_its_own_words(responder: CommandLine) -> None:
    def away(connect: bool) -> int:
        raise StoreAwayError("the database does not answer: no route")

    responder.patch.setattr("responder.app.commands.check.check", away)
    said = responder("check")
    assert (said.status, said.err) == (2, "the database does not answer: no route\n")


def test_our_own_bug_is_not_dressed_up_as_wrong_use(responder: CommandLine) -> None:
    def broken(connect: bool) -> int:
        raise KeyError("x")

    responder.patch.setattr("responder.app.commands.check.check", broken)
    with pytest.raises(KeyError):
        responder("check")
    assert problems_of(KeyError("x")) is None


def test_ctrl_c_ends_a_command_without_a_traceback(responder: CommandLine) -> None:
    def interrupted(connect: bool) -> int:
        raise KeyboardInterrupt

    responder.patch.setattr("responder.app.commands.check.check", interrupted)
    said = responder("check")
    assert (said.status, said.err) == (130, "")
