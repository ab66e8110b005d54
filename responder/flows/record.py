"""Makes the record that is kept of a message, with the trace that `why` and `status` show."""

from typing import Any

from responder.domain.decision import Decision
from responder.domain.letter import Letter
from responder.domain.message import Message
from responder.domain.record import Direction, MessageRecord
from responder.flows.suggest import known_answer
from responder.flows.take_in import Post

LONGEST_TEXT = 65_536
LONGEST_SUBJECT = 500


def record_of(
    post: Post,
    letter: Letter,
    decision: Decision,
    direction: Direction,
    customer: str,
    conversation_id: int | None = None,
    *,
    opens: bool = False,
) -> MessageRecord:
    """The record of a message from outside; `customer` is the lower-case address that counts as its sender."""
    message, reading = letter.message, letter.reading
    author = next((address for address in message.from_ if address.key == customer), None)
    return MessageRecord(
        dedupe_key=letter.dedupe_key,
        message_id=message.message_id,
        conversation_id=conversation_id,
        role=post.arrival.role,
        uidvalidity=post.arrival.uidvalidity,
        uid=post.arrival.uid,
        direction=direction,
        from_address=customer,
        from_name=author.name if author else "",
        subject=message.subject[:LONGEST_SUBJECT],
        at=post.at,
        internal_at=post.arrival.internal_at,
        seen_at=post.seen_at,
        verdict=decision.verdict.value,
        reason=decision.judgement.reason,
        rule=decision.rule,
        language=reading.language,
        tone=reading.tone.label.value,
        opens=opens,
        target_at=decision.window.target_at if decision.window else None,
        limit_at=decision.window.limit_at if decision.window else None,
        verified=decision.judgement.verified,
        reaches=_everyone(message),
        trace=_trace(letter, decision),
        text=letter.zones.visible[:LONGEST_TEXT],
    )


def _everyone(message: Message) -> tuple[str, ...]:
    people = (*message.from_, *message.reply_to, *message.to, *message.cc)
    return tuple(dict.fromkeys(address.key for address in people))


def _trace(letter: Letter, decision: Decision) -> dict[str, Any]:
    told = decision.acknowledgement
    return {
        "checks": [[check.check, check.passed, check.evidence] for check in decision.judgement.checks],
        "silence": decision.silence,
        "form": told.form.value if told else "",
        "asked": len(letter.reading.questions),
        "echo": letter.reading.echo,
        "at_once": decision.at_once,
        "thanks": letter.reading.thanks_only,
        "tone": list(letter.reading.tone.evidence),
        "reply_to": [address.key for address in letter.message.reply_to],
        "defects": list(letter.message.defects),
        "known": [known_answer(match) for match in letter.matches] if any(letter.matches) else [],
    }
