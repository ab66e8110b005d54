"""What must hold between the parts of rules.yaml, and what is allowed but probably not meant."""

from collections.abc import Iterator
from datetime import UTC, datetime

from responder.domain.calendar import Calendar
from responder.domain.rule import Mode
from responder.domain.working_time import opens_at_all
from responder.rules.known import said
from responder.rules.later import NOT_YET
from responder.rules.load import Loaded
from responder.rules.problem import Problem
from responder.rules.schema import BookSpec
from responder.rules.schema_answers import doubtful_answers

PLACEHOLDERS = ("company.example", "Example Ltd", "Example support", "+00 000 000 00 00")
"""How the texts end that stand in the sample and are nobody's; the domain cannot be had (RFC 2606)."""


def missing_parts(loaded: Loaded) -> Iterator[Problem]:
    """Yield what the chosen mode needs and nobody wrote; looks at the raw tree, so that it never waits for the rest."""
    mode = _at(loaded.tree, "mode") or Mode.SHADOW
    if mode == Mode.LIVE and not _at(loaded.tree, "hours"):
        yield loaded.problem(
            ("mode",), "`live` needs `hours` first: write when somebody is at work, or hours: always if that is true"
        )
    if mode == Mode.LIVE and not _at(loaded.tree, "company", "addresses"):
        yield loaded.problem(("mode",), "`live` needs company.addresses first: the addresses that customers write to")
    if mode == Mode.PILOT and not _at(loaded.tree, "pilot"):
        yield loaded.problem(("mode",), "`pilot` needs the key `pilot`: the senders who are answered")
    if mode != Mode.OFF and not _at(loaded.tree, "alerts", "people"):
        yield loaded.problem(
            ("alerts",),
            "needs alerts.people: who is called when a letter waits too long, like people: [anna@example.org]",
        )


def names_twice(loaded: Loaded) -> Iterator[Problem]:
    """Yield each rule that has the name of an earlier one."""
    rules = _at(loaded.tree, "rules")
    seen: dict[str, int] = {}
    for index, rule in enumerate(rules if isinstance(rules, list) else []):
        name = _at(rule, "name")
        if isinstance(name, str):
            line = loaded.lines[("rules", index, "name")]
            if name in seen:
                yield loaded.problem(
                    ("rules", index, "name"), f"another rule is called `{name}` already, in line {seen[name]}"
                )
            seen.setdefault(name, line)


def clashing_dates(spec: BookSpec, loaded: Loaded) -> Iterator[Problem]:
    """Yield the dates that are both closed and open."""
    closed = {day for dates in spec.closed for day in dates.dates()}
    for index, dates in enumerate(spec.open):
        both = closed.intersection(dates.dates())
        if both:
            yield loaded.problem(("open", index), f"{min(both)} is under `closed` too")


def never_open(calendar: Calendar, loaded: Loaded, year: int) -> Iterator[Problem]:
    """Yield a problem when no working time is left from the beginning of `year` on."""
    if not opens_at_all(calendar, datetime(year, 1, 1, tzinfo=UTC)):
        yield loaded.problem(("closed",), "no working day is left, so nobody could ever be promised an answer")


def warnings(spec: BookSpec, loaded: Loaded) -> Iterator[Problem]:
    """Yield what is allowed but probably not meant."""
    for key in NOT_YET:
        if _at(loaded.tree, key):
            yield loaded.problem((key,), "is understood but not yet acted on by this version")
    yield from _texts_to_look_at(spec, loaded)
    yield from _never_reached(spec, loaded)
    yield from _early_stages(spec, loaded)
    yield from _languages_not_spoken(spec, loaded)
    yield from doubtful_answers(spec.answers, spec.company.languages, loaded)
    if spec.mode in (Mode.LIVE, Mode.PILOT) and not spec.company.name:
        yield loaded.problem(("company",), "has no name: letters to customers will not say who writes")


def _texts_to_look_at(spec: BookSpec, loaded: Loaded) -> Iterator[Problem]:
    for path in loaded.lines:
        text = _at(loaded.tree, *path)
        if not isinstance(text, str):
            continue
        if text.endswith(PLACEHOLDERS):
            yield loaded.problem(path, f"`{text}` is only the example: write your own")
        elif path[0] != "company" and text.casefold() in spec.company.addresses:
            yield loaded.problem(
                path, "is the mailbox that is watched: notes to staff would lie among customers' letters"
            )
        elif path[0] in ("hours", "urgent") and text.endswith("23:59"):
            yield loaded.problem(path, "leaves the last minute of the day closed: write 24:00 for the end of the day")


def _never_reached(spec: BookSpec, loaded: Loaded) -> Iterator[Problem]:
    for index, rule in enumerate(spec.rules[:-1]):
        if rule.when is None or not rule.when.model_fields_set:
            yield loaded.problem(
                ("rules", index), "has no `when` and so holds for every letter: the rules below it are never reached"
            )
            return


def _early_stages(spec: BookSpec, loaded: Loaded) -> Iterator[Problem]:
    limit = spec.answer.limit
    for index, stage in enumerate(spec.alerts.stages):
        if stage.at.left and not limit.working_days and stage.at.left >= limit.time:
            yield loaded.problem(
                ("alerts", "stages", index), f"is not within the limit of {said(limit)}: the warning comes at once"
            )


def _languages_not_spoken(spec: BookSpec, loaded: Loaded) -> Iterator[Problem]:
    for index, rule in enumerate(spec.rules):
        if rule.then.language and rule.then.language not in spec.company.languages:
            place = ("rules", index, "then", "language")
            yield loaded.problem(place, f"`{rule.then.language}` is not among company.languages, so it changes nothing")


def _at(tree: object, *path: str | int) -> object:
    for part in path:
        if isinstance(tree, dict):
            tree = tree.get(part)
        elif isinstance(tree, list) and isinstance(part, int):
            tree = tree[part]
        else:
            return None
    return tree
