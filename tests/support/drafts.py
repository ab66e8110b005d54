"""Drafts as rows."""

from dataclasses import replace
from datetime import UTC, datetime

from responder.domain.draft import Draft, DraftState

NOON = datetime(2026, 11, 17, 12, 0, tzinfo=UTC)

PLAIN = Draft(
    id=0,
    conversation_id=1,
    letter_row=1,
    after_at=None,
    state=DraftState.WANTED,
    made_at=NOON,
    wanted_id="<first@nordlicht.example>",
    digest="a" * 64,
    octets=b"Message-ID: <first@nordlicht.example>\r\n\r\n[answer 1]\r\n",
)


def draft(**changes: object) -> Draft:
    """A draft that is to be laid, with these differences."""
    return replace(PLAIN, **changes)  # type: ignore[arg-type]  # the test names the fields


def lying(**changes: object) -> Draft:
    """A draft that lies in the folder under UID 5."""
    there = {"state": DraftState.PLACED, "octets": b"", "placed_id": PLAIN.wanted_id, "uidvalidity": 1, "uid": 5}
    return draft(**{**there, **changes})
