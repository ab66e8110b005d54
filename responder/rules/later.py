"""The keys that may be written already although this version does not act on them: checked, and warned about."""

from typing import Annotated

from pydantic import PlainValidator

from responder.rules.words import choice

NOT_YET = ("delay_notice",)

DelayNotice = Annotated[str, PlainValidator(choice("ask us", "send", "never"))]
