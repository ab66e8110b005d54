"""Collects what outsiders depend on - settings, keys, variables, metrics, events - from the code that defines it."""

import ast
import importlib
import re
from collections.abc import Iterator
from typing import Any, get_args

from pydantic import BaseModel
from pydantic_settings import BaseSettings

from tests.house.sources import ROOT, Source, sources

LOG_METHODS = {"debug", "info", "warning", "error", "exception", "critical", "log"}
LOGGERS = {"log", "_log", "logger"}


def settings() -> set[str]:
    """Return the environment variables that responder.app.settings reads, without the `_FILE` twins."""
    module = importlib.import_module("responder.app.settings")
    read = {name for kind in _settings_classes(module) for name in _variables(kind)}
    spelled = {text for source in sources("responder/app") for text in source.strings() if _is_variable(text)}
    return {name.removesuffix("_FILE") for name in read | spelled}


def _settings_classes(module: object) -> Iterator[type[BaseSettings]]:
    for value in vars(module).values():
        if isinstance(value, type) and issubclass(value, BaseSettings) and value is not BaseSettings:
            yield value


def _variables(kind: type[BaseSettings]) -> Iterator[str]:
    prefix = kind.model_config.get("env_prefix", "")
    for name, field in kind.model_fields.items():
        alias = field.validation_alias
        yield (alias if isinstance(alias, str) else prefix + name).upper()


def _is_variable(text: str) -> bool:
    return re.fullmatch(r"RESPONDER_[A-Z0-9_]*[A-Z0-9]", text) is not None


def rules_keys(kind: type[BaseModel] | None = None, path: str = "") -> Iterator[str]:
    """Yield every key of rules.yaml as a dotted path, such as `acknowledge.wait` or `rules.when.from`."""
    if kind is None:
        kind = importlib.import_module("responder.rules.schema").BookSpec
    for name, field in kind.model_fields.items():
        key = f"{path}{field.alias or name}"
        yield key
        for inner in _models_in(field.annotation):
            yield from rules_keys(inner, f"{key}.")


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _models_in(part)


def template_variables() -> set[str]:
    """Return the names that the shipped templates take from the responder."""
    module = importlib.import_module("responder.render.templates")
    templates, _ = module.load_templates(ROOT / "templates")
    return {name for path in templates.sources for name, _ in templates.names_used(path)}


def metrics() -> set[str]:
    """Return the names of the metrics that responder/web serves."""
    texts = {text for source in sources("responder/web") for text in source.strings()}
    return {text for text in texts if re.fullmatch(r"responder_[a-z0-9_]+", text)}


def log_calls() -> Iterator[tuple[Source, ast.Call]]:
    """Yield every call of a logger's method in the product."""
    for source in sources("responder"):
        for node in ast.walk(source.tree):
            if isinstance(node, ast.Call) and _is_log_call(node.func):
                yield source, node


def _is_log_call(function: ast.expr) -> bool:
    if not (isinstance(function, ast.Attribute) and function.attr in LOG_METHODS):
        return False
    return isinstance(function.value, ast.Name) and function.value.id in LOGGERS


def events(call: ast.Call) -> list[str] | None:
    """Return the events one log call can write; None when they do not stand there as plain words."""
    place = 1 if isinstance(call.func, ast.Attribute) and call.func.attr == "log" else 0
    return _texts(call.args[place]) if len(call.args) > place else None


def _texts(node: ast.expr) -> list[str] | None:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value]
    if isinstance(node, ast.IfExp):
        one, other = _texts(node.body), _texts(node.orelse)
        return None if one is None or other is None else one + other
    return None
