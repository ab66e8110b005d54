"""Every module says why it exists, is finished, and has a name that means something."""

import ast
import re

from tests.house.sources import CODE, PRODUCT, Source, sources

UNFINISHED = re.compile(r"\b(?:TODO|FIXME|XXX|HACK)\b|raise NotImplementedError")
SHAPELESS = {"base", "common", "helper", "helpers", "manager", "misc", "service", "util", "utils"}
# Comments that switch a checker off, and what stands behind them.
SWITCHED_OFF = re.compile(r"#\s*(?:noqa|type: ignore|pragma: no cover|fmt: off)(?P<rest>[^\n]*)")
CODES = re.compile(r"^(?:\[[\w, -]*\]|:\s*[A-Z]+\d+(?:,\s*[A-Z]+\d+)*)")


def test_a_module_opens_with_a_sentence_that_says_why_it_exists() -> None:
    assert [source.path for source in sources(*CODE) if not _opens_with_a_sentence(source)] == []


def test_nothing_is_left_unfinished() -> None:
    assert [(source.path, found) for source in sources(*PRODUCT) for found in UNFINISHED.findall(source.text)] == []


def test_a_name_says_what_is_inside() -> None:
    assert [
        source.path for source in sources(*CODE) if SHAPELESS & set(source.path.removesuffix(".py").split("/"))
    ] == []


def test_whoever_switches_a_checker_off_says_why() -> None:
    assert [
        (source.path, line.strip())
        for source in sources(*CODE)
        for line in source.text.splitlines()
        if _switches_off_silently(line)
    ] == []


def _opens_with_a_sentence(source: Source) -> bool:
    name = source.path.rsplit("/", 1)[-1]
    if name.startswith("test_") or (name == "__init__.py" and not source.tree.body):
        return True  # a test module's names are its sentences, and it mirrors the module that it tests
    first = (ast.get_docstring(source.tree) or "").split("\n\n")[0].strip()
    return first.endswith((".", "?", "!", ":"))


def _switches_off_silently(line: str) -> bool:
    found = SWITCHED_OFF.search(line)
    return found is not None and len(CODES.sub("", found["rest"]).strip(" -#:")) < 8
