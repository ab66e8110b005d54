"""Checks that recognise bounces, receipts, complaint reports and invitations (RFC 3464, 8098, 5965, 5546)."""

from responder.domain.envelope import return_path
from responder.domain.field_values import without_comments
from responder.domain.guard_case import Case, Finding, fails, passes

_REPORTS = {"delivery-status": "dsn", "disposition-notification": "mdn", "feedback-report": "feedback_report"}
_PARTS = {
    "message/delivery-status": "dsn",
    "message/global-delivery-status": "dsn",
    "message/disposition-notification": "mdn",
    "message/global-disposition-notification": "mdn",
    "message/feedback-report": "feedback_report",
}
# Of Exchange and its SMTP service, also on bounces that a gateway wrapped once more.
_BOUNCE_FIELDS = ("x-ms-embedded-report", "x-dsncontext")
_CALENDAR = "text/calendar"
# What software does on its own (RFC 5546 section 1.4); `publish` is a file that somebody hands on.
_ASKING = ("request", "reply", "cancel", "counter", "declinecounter", "refresh", "add")


def null_return_path(case: Case) -> Finding:
    """Find the empty envelope sender to which nothing may be sent (RFC 5321 section 4.5.5), also written into From."""
    paths = case.values("return-path")
    if any(not return_path(value) for value in paths):
        return fails("Return-Path: <>")
    if not case.message.from_ and any(_is_empty(value) for value in case.values("from")):
        return fails("From is empty")
    return passes("Return-Path is not empty" if paths else "no Return-Path")


def dsn(case: Case) -> Finding:
    """Find a bounce: a delivery report, a report of a kind that nobody knows, or a field that only bounces have."""
    failed = case.values("x-failed-recipients")
    if failed:
        return fails(f"X-Failed-Recipients: {failed[0]}")
    mark = next((name for name in _BOUNCE_FIELDS if name in case.headers), None)
    if mark:
        return fails(f"carries {mark}")
    return _report(case, "dsn", "no delivery report")


def mdn(case: Case) -> Finding:
    """Find a read receipt. A letter that merely asks for one (Disposition-Notification-To) passes."""
    return _report(case, "mdn", "no read receipt")


def feedback_report(case: Case) -> Finding:
    """Find a complaint or abuse report written by software."""
    return _report(case, "feedback_report", "no feedback report")


def calendar(case: Case) -> Finding:
    """Find an invitation or the answer to one. A calendar file that somebody attached to a letter passes."""
    message = case.message
    if message.content_type == _CALENDAR:
        return fails("Content-Type: text/calendar")
    if any("urn:content-classes:calendarmessage" in value.lower() for value in case.values("content-class")):
        return fails("Content-Class: calendarmessage")
    parts = [part for part in message.part_types if part.partition(";")[0].strip() == _CALENDAR]
    files = [file for file in message.attachments if file.content_type == _CALENDAR and file.name]
    asking = next((part for part in parts if part.partition("method=")[2] in _ASKING), None)
    if asking or len(parts) > len(files):
        return fails(asking or "text/calendar as part of the letter")
    return passes("no invitation")


def _report(case: Case, kind: str, nothing: str) -> Finding:
    message = case.message
    stated = message.content_params.get("report-type", "").strip().lower()
    if message.content_type == "multipart/report":
        if _REPORTS.get(stated, "dsn") == kind:
            return fails(f"multipart/report; report-type={stated or '?'}")
    elif message.content_type.startswith("multipart/") and _REPORTS.get(stated) == kind:
        return fails(f"{message.content_type}; report-type={stated}")
    part = next((part for part in message.part_types if _PARTS.get(part) == kind), None)
    return fails(f"has a part {part}") if part else passes(nothing)


def _is_empty(from_value: str) -> bool:
    """Whether a From field names nobody on purpose: blank, or a display name with `<>`."""
    bare = "".join(without_comments(from_value).split())
    return not bare or bare.endswith("<>")
