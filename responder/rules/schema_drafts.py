"""The keys of rules.yaml about replies that are laid out in the Drafts folder."""

import re
from typing import Annotated

from pydantic import PlainValidator

from responder.rules.spec import Spec
from responder.rules.words import choice, plain_text

_FROM = re.compile(r"from ([1-9][0-9]?) questions?", re.IGNORECASE)


def _make(value: object) -> int | None:
    word = " ".join(plain_text(value).split())
    if found := _FROM.fullmatch(word):
        return int(found[1])
    if word.casefold() in ("always", "never"):
        return 0 if word.casefold() == "always" else None
    raise ValueError(f"write `always`, `never` or `from 2 questions`, not `{word}`")


class DraftsSpec(Spec):
    """When a draft reply is laid out (`make`: from so many questions on, 0 always, None never), and when it is taken
    away."""

    make: Annotated[int | None, PlainValidator(_make)] = 2
    remove: Annotated[str, PlainValidator(choice("when answered", "never"))] = "when answered"
