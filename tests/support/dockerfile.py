"""Reads a Dockerfile, so that tests can follow its steps where there is no container engine."""

import shlex
from dataclasses import dataclass, field


@dataclass
class Stage:
    """One `FROM`: its name (`` when it has none) and its instructions in order, as (word, rest) pairs."""

    image: str
    name: str
    steps: list[tuple[str, str]] = field(default_factory=list)

    def all(self, word: str) -> list[str]:
        """Return what follows each instruction `word`."""
        return [rest for instruction, rest in self.steps if instruction == word]


def read_dockerfile(text: str) -> list[Stage]:
    """Return the stages of a Dockerfile without heredocs or parser directives."""
    stages: list[Stage] = []
    for line in _logical_lines(text):
        word, _, rest = line.partition(" ")
        if word == "FROM":
            image, _, name = rest.partition(" AS ")
            stages.append(Stage(image, name))
        else:
            stages[-1].steps.append((word, rest.strip()))
    return stages


def copied(rest: str) -> tuple[list[str], str]:
    """Return the sources and the target of a COPY instruction, its options left out."""
    *sources, target = [word for word in shlex.split(rest) if not word.startswith("--")]
    return sources, target


def _logical_lines(text: str) -> list[str]:
    kept = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    return "\n".join(kept).replace("\\\n", " ").splitlines()
