"""`responder status`: who waits for an answer, by the time left, and whether the daemon is well."""

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, tzinfo
from typing import Any

from responder.app.commands.ask_health import NO_ANSWER, health
from responder.app.commands.opened import opened, settings_for
from responder.app.commands.refusal import DONE
from responder.app.overview import overview, standing
from responder.app.words import columns, moment, short, span
from responder.app.zone import company_zone

_HEAD = ("LEFT", "UNTIL", "CUSTOMER", "SUBJECT", "OPEN QUESTIONS", "MESSAGE-ID")
_ENDED_HEAD = ("ENDED", "HOW", "CUSTOMER", "SUBJECT", "MESSAGE-ID")


_UNSURE_HEAD = ("QUESTION", "TEXT", "MAY BE ANSWERED BY", "CUSTOMER", "MESSAGE-ID")


def status(*, as_json: bool, with_closed: bool) -> int:
    """Print what waits and how things are."""
    settings = settings_for()
    now = datetime.now(UTC)
    with opened(settings) as store:
        found, zone = store.run_here(lambda tx: (standing(tx, now, with_closed=with_closed), company_zone(tx)))
    shaped = overview(found, health(settings.http_host, settings.http_port))
    print(json.dumps(shaped, ensure_ascii=False) if as_json else "\n".join(_page(shaped, now, zone)))
    return DONE


def _page(shaped: Mapping[str, Any], now: datetime, zone: tzinfo) -> Iterator[str]:
    waiting = [row for row in shaped["expectations"] if "closed_at" not in row]
    ended = [row for row in shaped["expectations"] if "closed_at" in row]
    yield f"{len(waiting)} waiting for an answer" if waiting else "nobody waits for an answer"
    if waiting:
        yield from columns(_HEAD, [_waiting(row, now, zone) for row in waiting])
    if ended:
        yield f"\n{len(ended)} ended in the last 7 days"
        yield from columns(_ENDED_HEAD, [_ended(row, zone) for row in ended])
    if shaped["perhaps_unanswered"]:
        yield "\nperhaps unanswered in the last 7 days"
        yield from columns(_UNSURE_HEAD, [_unsure(one) for one in shaped["perhaps_unanswered"]])
    echo = shaped["echo"]
    yield (
        f"\nlast 7 days: {shaped['doubt']} in doubt, {shaped['spam']} spam; "
        f"echo: {echo['verified']} of {echo['letters']} letters verified"
    )
    yield from _health(shaped["health"])


def _waiting(row: Mapping[str, Any], now: datetime, zone: tzinfo) -> tuple[str, ...]:
    limit_at = datetime.fromisoformat(row["limit_at"])
    left = span(limit_at - now) if limit_at > now else f"late {span(now - limit_at)}"
    asked = ", ".join(f"{label} (again)" if label in row["asked_again"] else label for label in row["questions_open"])
    return (left, moment(limit_at, zone), _customer(row), short(row["subject"], 40), short(asked or "-", 20), _id(row))


def _ended(row: Mapping[str, Any], zone: tzinfo) -> tuple[str, ...]:
    at = moment(datetime.fromisoformat(row["closed_at"]), zone) if row["closed_at"] else "-"
    return (at, short(f"{row['state']}: {row['how']}", 40), _customer(row), short(row["subject"], 40), _id(row))


def _unsure(one: Mapping[str, Any]) -> tuple[str, ...]:
    customer = short(one["customer"], 30)
    return (one["question"], short(one["text"], 40), short(one["evidence"], 40), customer, one["message_id"] or "-")


def _customer(row: Mapping[str, Any]) -> str:
    return short(row["customer_name"] or row["customer"] or "(unread message)", 30)


def _id(row: Mapping[str, Any]) -> str:
    return row["message_id"] or "-"


def _health(health: Mapping[str, Any]) -> Iterator[str]:
    yield f"health: {health.get('status')}"
    if health.get("status") == NO_ANSWER:
        yield f"  {health.get('detail')}"
    for name, check in (health.get("checks") or {}).items():
        if check.get("status") != "ok":
            yield f"  {name}: {check.get('status')} {check.get('detail') or ''}".rstrip()
