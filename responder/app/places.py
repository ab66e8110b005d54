"""Where rules.yaml and the templates are, for commands that need no other setting and should start at once."""

from collections.abc import Mapping
from pathlib import Path

from responder.shipped import shipped


def rules_path(environ: Mapping[str, str]) -> Path:
    """The operator's rules.yaml: `RESPONDER_RULES`, else the one beside us, else the sample that came with us."""
    return _place(environ, "RESPONDER_RULES", "rules.yaml")


def templates_path(environ: Mapping[str, str]) -> Path:
    """The templates: `RESPONDER_TEMPLATES`, else those beside us, else those that came with us."""
    return _place(environ, "RESPONDER_TEMPLATES", "templates")


def _place(environ: Mapping[str, str], variable: str, name: str) -> Path:
    if environ.get(variable):
        return Path(environ[variable])
    return Path(name) if Path(name).exists() else shipped(name)
