"""Decides about a letter to the invented shop, minutes after it came."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from responder.domain.decide import decide
from responder.domain.decision import Decision
from responder.domain.past import Past
from responder.domain.question import Question, Reading, Tone, ToneLabel
from responder.domain.rule import Book
from responder.mail.suffix import organisational_domain
from tests.support.letters import NORDLICHT, letter

AT = datetime(2026, 11, 17, 10, 7, tzinfo=UTC)
ASKS = Reading("en", (Question(None, "When will it come?"),), echo=True)
FURIOUS = replace(ASKS, tone=Tone(ToneLabel.FURIOUS, ("outrageous",)))
OPEN_PAST = Past(conversation_id=1, acknowledged=True, open_limit_at=AT + timedelta(hours=2), labels=("1", "2"))


def decided(
    reading: Reading = ASKS,
    past: Past | None = None,
    book: Book = NORDLICHT,
    *,
    after: timedelta = timedelta(seconds=2),
    verified: bool = True,
    headers: dict[str, str | None] | None = None,
) -> Decision:
    return decide(
        letter(headers or {}, reading=reading),
        AT,
        past or Past(),
        book,
        AT + after,
        organisational_domain=organisational_domain,
        verified=verified,
    )
