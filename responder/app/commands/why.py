"""`responder why`: the decision about one message as it was stored when it was made."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import tzinfo
from typing import Any

from responder.app.commands.opened import opened, settings_for
from responder.app.commands.refusal import DONE, FINDING
from responder.app.commands.why_questions import lines_of, questions_of
from responder.app.explained import instant
from responder.app.words import moment, plain, said_of_known
from responder.app.zone import company_zone
from responder.domain.record import MessageRecord
from responder.ports.store import Transaction


def why(message_id: str, *, as_json: bool) -> int:
    """Print what is stored of every message with this Message-ID; FINDING when there is none."""
    with opened(settings_for()) as store:
        found, zone = store.run_here(lambda tx: (_found(tx, message_id), company_zone(tx)))
    for record, questions in found:
        if as_json:
            print(json.dumps({**shaped(record), "questions": questions}, ensure_ascii=False))
        else:
            print("\n".join(map(plain, [*_page(record, zone), *lines_of(questions), ""])))
    if not found:
        print(f"no message {message_id} is known: it was not read yet, or its Message-ID is written otherwise")
    return DONE if found else FINDING


def _found(tx: Transaction, message_id: str) -> list[tuple[MessageRecord, list[dict[str, Any]]]]:
    return [(stored.record, questions_of(tx, stored)) for stored in tx.messages.by_message_id(message_id)]


def shaped(record: MessageRecord) -> dict[str, Any]:
    """The stored decision as scripts get it."""
    trace = dict(record.trace)
    trace.pop("visible", None)
    checks = [{"check": name, "passed": passed, "evidence": said} for name, passed, said in trace.pop("checks", [])]
    return {
        "message_id": record.message_id,
        "folder": record.role.value,
        "uid": record.uid,
        "direction": record.direction.value,
        "from": record.from_address,
        "subject": record.subject,
        "arrived_at": instant(record.internal_at),
        "seen_at": instant(record.seen_at),
        "verdict": record.verdict or None,
        "reason": record.reason or None,
        "checks": checks,
        "rule": record.rule,
        "language": record.language,
        "tone": record.tone,
        "verified": record.verified,
        "window": _window(record),
        "trace": trace,
    }


def _window(record: MessageRecord) -> dict[str, str] | None:
    if not record.opens or record.target_at is None or record.limit_at is None:
        return None
    return {"target_at": instant(record.target_at), "limit_at": instant(record.limit_at)}


def _page(record: MessageRecord, zone: tzinfo) -> Iterator[str]:
    trace = record.trace
    yield f"{record.message_id or '(no Message-ID)'}: {record.subject or '(no subject)'}"
    yield f"  from       {record.from_name} <{record.from_address}>, a {record.direction.value}'s message"
    yield f"  arrived    {moment(record.internal_at, zone)}, handled {moment(record.seen_at, zone)}"
    if record.verdict:
        yield f"  verdict    {record.verdict}: {record.reason}"
    for name, passed, said in trace.get("checks", []):
        if not passed:
            yield f"  failed     {name}: {said}"
    if record.verdict:
        yield f"  sender     {'verified' if record.verified else 'not verified'}"
        yield f"  read as    {record.language or 'unknown language'}, {record.tone}, {trace.get('asked', 0)} questions"
    yield from _known(trace.get("known", []))
    if record.rule:
        yield f"  rule       {record.rule}"
    if record.opens and record.limit_at:
        yield f"  by when    {moment(record.limit_at, zone)}"
    if trace.get("form"):
        yield f"  our letter the {trace['form']} text (to staff where the mode says so; `outbox list` shows what waits)"
    if trace.get("silence"):
        yield f"  no answer  {trace['silence']}"


def _known(matches: Sequence[Mapping[str, Any] | None]) -> Iterator[str]:
    """The known answers that came near, question by question."""
    for place, known in enumerate(matches, 1):
        if known:
            yield f"  known to {place:<2}{said_of_known(known)}"
