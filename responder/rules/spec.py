"""What all parts of rules.yaml have in common: only known keys, nothing written counts as left out."""

from typing import Any

from pydantic import BaseModel, ConfigDict, model_validator

from responder.rules.problem import kind_of


class Spec(BaseModel):
    """A group of keys as the operator wrote them."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    @model_validator(mode="before")
    @classmethod
    def _only_what_is_written(cls, value: Any) -> Any:
        if not isinstance(value, dict):
            raise ValueError(f"the keys {', '.join(cls.key_names())} belong here, not {kind_of(value)}")
        return {key: inner for key, inner in value.items() if inner is not None}

    @classmethod
    def key_names(cls) -> list[str]:
        """Return the keys that may be written."""
        return [field.alias or name for name, field in cls.model_fields.items()]
