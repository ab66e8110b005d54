"""Reads the project's own source files, for the tests of house rules."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PRODUCT = ("responder", "migrations")
CODE = (*PRODUCT, "tests", "benchmarks", "scripts")


@dataclass(frozen=True)
class Source:
    """One Python file: `path` relative to the project's root, its text and its syntax tree."""

    path: str
    text: str
    tree: ast.Module

    @property
    def lines(self) -> int:
        return self.text.count("\n")

    def functions(self) -> Iterator[tuple[str, int]]:
        """Yield (name, lines from `def` to the end) of every function, methods and nested ones included."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield node.name, (node.end_lineno or node.lineno) - node.lineno + 1

    def strings(self) -> Iterator[str]:
        """Yield every string constant."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value


@cache
def sources(*folders: str) -> tuple[Source, ...]:
    """Return the Python files under `folders`, sorted by path."""
    found = sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))
    return tuple(_read(path) for path in found)


def _read(path: Path) -> Source:
    text = path.read_text(encoding="utf-8")
    return Source(path.relative_to(ROOT).as_posix(), text, ast.parse(text))


def document(name: str) -> str:
    """Return the text of a document named relative to the project's root."""
    return (ROOT / name).read_text(encoding="utf-8")
