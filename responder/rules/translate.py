"""Turns what pydantic found wrong into problems in plain words, with the line in the file."""

from collections.abc import Iterator
from functools import cache
from typing import Any, get_args

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from responder.rules.load import Loaded, Path
from responder.rules.problem import Problem, did_you_mean, nearest
from responder.rules.schema import BookSpec
from responder.rules.spec import Spec

_OTHER_WORDS = {
    "we": "company", "promise": "limit", "deadline": "limit", "aim": "target", "text": "template", "speak": "languages",
    "timezone": "zone", "tz": "zone", "emails": "addresses", "mailboxes": "addresses", "email": "mail", "phone": "say",
    "holiday": "holidays", "recipients": "people", "notify": "people", "sender": "from", "body": "words", "if": "when",
    "keywords": "words", "do": "then", "action": "then", "missed": "stages", "left": "stages", "signature": "signed_by",
}  # fmt: skip


def problems_of(error: ValidationError, loaded: Loaded) -> list[Problem]:
    """Return a problem for each error that is not the mere consequence of one already found while loading."""
    refused = [path for path, _, _ in loaded.refused]
    found = []
    for detail in error.errors(include_url=False, include_input=False):
        path = loaded.written(detail["loc"])
        if not any(path[: len(other)] == other or other[: len(path)] == path for other in refused):
            found.append(loaded.problem(path, _text(detail)))
    return found


def _text(detail: ErrorDetails) -> str:
    path, kind = detail["loc"], detail["type"]
    if kind == "extra_forbidden":
        return _unknown_key(path)
    if kind == "missing":
        return f"needs the key `{path[-1]}`"
    if kind == "value_error":
        return str(detail["ctx"]["error"])
    return "this is not understood here"


def _unknown_key(path: Path) -> str:
    word = str(path[-1])
    here = _model_at(path[:-1]).key_names()
    said = f"unknown key `{word}`"
    if hint := did_you_mean(word, here):
        return said + hint
    if _OTHER_WORDS.get(word.casefold()) in here:
        return f"{said}, did you mean `{_OTHER_WORDS[word.casefold()]}`?"
    homes = _homes()
    meant = word if word in homes else nearest(word, homes)
    if meant:
        return f"{said} here; `{meant}` belongs under {homes[meant]}"
    return f"{said}; the keys here are {', '.join(here)}"


def _model_at(path: Path) -> type[Spec]:
    model: type[Spec] = BookSpec
    for part in path:
        for key, inner in _groups(model):
            if key == part:
                model = inner
    return model


@cache
def _groups(model: type[Spec]) -> tuple[tuple[str, type[Spec]], ...]:
    """Return the keys of `model` under which further keys stand, and the model of those."""
    found = []
    for name, field in model.model_fields.items():
        inner = next(_specs_in(field.annotation), None)
        if inner is not None:
            found.append((field.alias or name, inner))
    return tuple(found)


def _specs_in(annotation: Any) -> Iterator[type[Spec]]:
    if isinstance(annotation, type) and issubclass(annotation, Spec):
        yield annotation
    for inner in get_args(annotation):
        yield from _specs_in(inner)


@cache
def _homes() -> dict[str, str]:
    """Return for each key the place it belongs to, the first one where there are several."""
    homes: dict[str, str] = {}
    todo: list[tuple[str, type[Spec]]] = [("", BookSpec)]
    for place, model in todo:
        for key in model.key_names():
            homes.setdefault(key, f"`{place}`" if place else "the top, without indentation")
        todo += [(f"{place}.{key}".lstrip("."), inner) for key, inner in _groups(model)]
    return homes
