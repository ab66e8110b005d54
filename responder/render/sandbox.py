"""Compiles and renders templates in a sandbox: the operator's text is code, what customers wrote never is."""

import re
from collections.abc import Iterator, Mapping
from traceback import extract_tb
from typing import Any

from jinja2 import StrictUndefined, Template, TemplateSyntaxError
from jinja2 import TemplateError as JinjaError
from jinja2.exceptions import SecurityError
from jinja2.meta import find_undeclared_variables
from jinja2.nodes import Name
from jinja2.sandbox import ImmutableSandboxedEnvironment

from responder.render.failure import TemplateError

MOST_OUTPUT = 32 * 1024
"""How many characters one rendered template may have."""
_LARGEST_FACTOR = 10_000
_SPENDTHRIFT_FILTERS = ("center", "format", "indent", "pprint", "random", "xmlattr")
_SPENDTHRIFT_METHODS = frozenset({"center", "expandtabs", "format", "format_map", "ljust", "rjust", "zfill"})


_BARE_LINE = re.compile(r"\s*(?:\{%(?:[^%]|%(?!\}))*%\}\s*)+")


class _Sandbox(ImmutableSandboxedEnvironment):
    """No attribute tricks, no changes to what is handed over, and no arithmetic that eats memory."""

    intercepted_binops = frozenset(("*", "**", "%", "<<"))

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Multiply numbers only: text times a number is how a short template becomes a gigabyte."""
        numbers = all(isinstance(side, int | float) and abs(side) <= _LARGEST_FACTOR for side in (left, right))
        if operator != "*" or not numbers:
            raise SecurityError(f"`{operator}` is only for small numbers here")
        return super().call_binop(context, operator, left, right)

    def is_safe_callable(self, obj: Any) -> bool:
        """Whether a template may call this: nothing that pads a text to any length it likes."""
        return getattr(obj, "__name__", "") not in _SPENDTHRIFT_METHODS and super().is_safe_callable(obj)


def _environment() -> _Sandbox:
    environment = _Sandbox(
        undefined=StrictUndefined,
        autoescape=lambda name: name is not None and name.endswith(".html"),
        auto_reload=False,
    )
    environment.globals.clear()
    for name in _SPENDTHRIFT_FILTERS:
        del environment.filters[name]
    environment.filters["sentence"] = _sentence
    return environment


def _sentence(text: str) -> str:
    """The text as it begins a sentence: its first letter is a capital, the others stay as they are."""
    return text[:1].upper() + text[1:]


_ENVIRONMENT = _environment()


def compiled(path: str, source: str) -> Template:
    """Compile one template. Raises TemplateError with path and line when it is none."""
    try:
        code = _ENVIRONMENT.compile(without_bare_lines(source), name=path, filename=path)
    except TemplateSyntaxError as error:
        raise TemplateError(f"{path}:{error.lineno}: {error.message}") from error
    return Template.from_code(_ENVIRONMENT, code, _ENVIRONMENT.make_globals(None))


def without_bare_lines(source: str) -> str:
    """The source in which a line that holds nothing but `{% ... %}` writes no line break; all others stay as they look.

    The break moves into a comment, so that errors still name the line that the operator sees.
    """
    lines, opened = [], ""
    for line in source.split("\n"):
        bare = _BARE_LINE.fullmatch(line) is not None
        lines.append(f"{opened}{line.strip() if bare else line}{'{#' if bare else ''}")
        opened = "#}" if bare else ""
    return "\n".join(lines) + opened


def names_used(source: str) -> list[tuple[str, int]]:
    """Every variable that a template takes from the responder, with its line."""
    tree = _ENVIRONMENT.parse(without_bare_lines(source))
    asked = find_undeclared_variables(tree)
    return [(node.name, node.lineno) for node in tree.find_all(Name) if node.name in asked and node.ctx == "load"]


def rendered(template: Template, facts: Mapping[str, Any]) -> str:
    """What a template says of the facts, at most `MOST_OUTPUT` characters. Raises TemplateError with path and line."""
    path = template.name or ""
    try:
        return "".join(_capped(template.generate(facts), path))
    except TemplateError:
        raise
    except Exception as error:  # whatever an expression of the operator's raises
        raise TemplateError(f"{path}:{_line(error, path)}: {_said(error)}") from error


def _capped(pieces: Iterator[str], path: str) -> Iterator[str]:
    left = MOST_OUTPUT
    for piece in pieces:
        left -= len(piece)
        if left < 0:
            raise TemplateError(f"{path}:1: it writes more than {MOST_OUTPUT} characters")
        yield piece


def _line(error: Exception, path: str) -> int:
    """The template's line in which an error arose; the first when it cannot be told."""
    lines = [frame.lineno for frame in extract_tb(error.__traceback__) if frame.filename == path and frame.lineno]
    return lines[-1] if lines else 1


def _said(error: Exception) -> str:
    text = " ".join(str(error).split()) or type(error).__name__
    return text if isinstance(error, JinjaError) else f"{type(error).__name__}: {text}"
