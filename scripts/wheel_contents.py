"""Puts rules.yaml, templates and migrations inside the wheel, where `responder.shipped` finds them once installed.

An editable install gets no copy: it would go stale, and there the checkout itself is at hand.
"""

from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

SHIPPED = ("migrations", "rules.yaml", "templates")


class WheelContents(BuildHookInterface[Any]):
    """Build hook named in pyproject.toml."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Map each of SHIPPED into `responder/_shipped`, unless `version` is the editable wheel."""
        if version != "editable":
            build_data["force_include"] |= {name: f"responder/_shipped/{name}" for name in SHIPPED}
