"""What a command says when it cannot do its work, and the exit status that goes with it."""

from collections.abc import Iterable

DONE, FINDING, WRONG_USE = 0, 1, 2
"""Exit statuses: it was done; it was done and something was found; wrong use or configuration."""


class RefusedError(Exception):
    """The command cannot be carried out as asked; every problem is one line that says what to do next."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


def problems_of(error: Exception) -> tuple[str, ...] | None:
    """The lines to print for an error that an operator can mend; None when it is our own bug."""
    from responder.ports.errors import WorldAwayError

    if isinstance(error, RefusedError):
        return error.problems
    if isinstance(error, WorldAwayError):
        return (str(error),)
    # SettingsError and NoRulesError carry their problems too; their modules are not imported for the sake of a name.
    problems = getattr(error, "problems", None)
    return tuple(map(str, problems)) if isinstance(problems, list | tuple) else None
