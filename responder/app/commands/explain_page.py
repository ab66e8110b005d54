"""Lays out an explained letter for a person: verdict first, then why, what is asked, by when, what would be sent."""

from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Any

from responder.app.covered import lines as covered_lines
from responder.app.words import plain, said_of_known

_VERDICTS = {
    "answer": "a person's letter: it would be acknowledged",
    "machine": "a machine's letter: no acknowledgement, no clock",
    "doubt": "in doubt: no acknowledgement, but its clock runs and staff are told",
    "spam": "spam: no acknowledgement, no clock",
}


def page(found: Mapping[str, Any]) -> str:
    """The page of one object of `explain`; it ends in an empty line. Nothing in the letter can steer the terminal."""
    lines = (
        _error(found) if "error" in found else chain(_head(found), _content(found), _coverage(found), _answer(found))
    )
    return "\n".join([*map(plain, lines), ""])


def _error(found: Mapping[str, Any]) -> Iterator[str]:
    yield f"{found['file']}: {found['error']}"


def _head(found: Mapping[str, Any]) -> Iterator[str]:
    yield f"{found['file']}: {found['subject'] or '(no subject)'}"
    verdict = _VERDICTS[found["verdict"]]
    if found["verdict"] == "answer" and found["silence"]:
        verdict = f"a person's letter, but no acknowledgement: {found['silence']}"
    yield f"  verdict    {verdict}"
    failed = [check for check in found["checks"] if not check["passed"]]
    yield f"  why        {found['reason']}" + ("" if failed else f", all {len(found['checks'])} checks passed")
    for check in failed:
        yield f"  failed     {check['check']}: {check['evidence']}"
    if found["defects"]:
        yield f"  defects    {', '.join(found['defects'])}"


def _content(found: Mapping[str, Any]) -> Iterator[str]:
    if found["rule"]:
        yield f"  rule       {found['rule']}"
    tone = found["tone"]
    words = ", ".join(f"«{word}»" for word in tone["evidence"])
    yield f"  language   {found['language'] or 'not known'}"
    yield f"  tone       {tone['label']}" + (f": {words}" if words else "")
    yield f"  sender     {'verified' if found['verified'] else 'not verified'}"
    for question in found["questions"]:
        label = f"{question['number']}. " if question["number"] else "- "
        kind = " (request)" if question["request"] else ""
        yield f"  asked      {label}{question['text']}{kind}"
        if "known" in question:
            yield f"  known      {said_of_known(question['known'])}"


def _coverage(found: Mapping[str, Any]) -> Iterator[str]:
    if "coverage" in found:
        yield "  a reply to the letter explained before it:"
        yield from (f"    {line}" for line in covered_lines(found["coverage"]))


def _answer(found: Mapping[str, Any]) -> Iterator[str]:
    if found["window"]:
        at_once = ", and a person is called at once" if found["at_once"] else ""
        yield f"  by when    {found['window']['limit_at']}, our own aim {found['window']['target_at']}{at_once}"
    told = found["acknowledgement"]
    if told:
        yield f"  to         {told['to']} ({told['form']})"
        yield f"  subject    {told['subject']}"
        yield from (f"  | {line}" for line in told["text"].rstrip("\n").split("\n"))
    if found["draft"]:
        yield "  draft      for staff to complete, in Drafts"
        yield from (f"  : {line}" for line in found["draft"]["text"].rstrip("\n").split("\n"))
