"""Finds the files that come with the program but are no code: rules.yaml, templates and migrations."""

from pathlib import Path

_PACKAGE = Path(__file__).parent


def shipped(name: str) -> Path:
    """Return the path of `name` (`rules.yaml`, `templates`, `migrations`), in an installed wheel or a checkout.

    Raises FileNotFoundError when the installation is damaged.
    """
    for place in (_PACKAGE / "_shipped", _PACKAGE.parent):
        if (place / name).exists():
            return place / name
    raise FileNotFoundError(f"{name} did not come with this installation of responder")
