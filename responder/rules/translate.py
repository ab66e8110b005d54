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
    here, above = _models_at(path[:-1])
    said = f"unknown key `{word}`"
    if hint := did_you_mean(word, here.key_names()):
        return said + hint
    other = _OTHER_WORDS.get(word.casefold(), word)
    if other in here.key_names():
        return f"{said}, did you mean `{other}`?"
    if home := _home_of(other, here, above):
        return f"{said} here; `{other}` belongs under `{home}`"
    homes = _homes()
    meant = other if other in homes else nearest(word, homes)
    if meant:
        return f"{said} here; `{meant}` belongs {homes[meant]}"
    return f"{said}; the keys here are {', '.join(here.key_names())}"


def _home_of(word: str, *models: type[Spec]) -> str | None:
    """Return the key, below these groups, under which `word` may be written."""
    return next((key for model in models for key, inner in _groups(model) if word in inner.key_names()), None)


def _models_at(path: Path) -> tuple[type[Spec], type[Spec]]:
    """Return the group of keys at `path` and the one around it."""
    model: type[Spec] = BookSpec
    above = model
    for part in path:
        inner = dict(_groups(model)).get(str(part))
        if inner is not None:
            above, model = model, inner
    return model, above


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
    for path in key_paths():
        above, _, key = path.rpartition(".")
        homes.setdefault(key, f"under `{above}`" if above else "at the beginning of a line, not indented")
    return homes


@cache
def key_paths() -> tuple[str, ...]:
    """Return every key that may be written, as `alerts.repeat.every`, those at the top first."""
    paths: list[str] = []
    todo: list[tuple[str, type[Spec]]] = [("", BookSpec)]
    for place, model in todo:
        paths += [f"{place}{key}" for key in model.key_names()]
        todo += [(f"{place}{key}.", inner) for key, inner in _groups(model)]
    return tuple(paths)
