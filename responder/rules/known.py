"""What one part of rules.yaml has to know of the others while it is checked: people, channels, the general limit."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta

from pydantic import ValidationInfo

from responder.domain.calendar import Span
from responder.domain.rule import Window
from responder.rules.times import span, span_order

_BUILT_IN = Window()
EVERY_LEAD = "lead"
"""Names everybody with `lead: yes` wherever people are listed."""


@dataclass(frozen=True, slots=True)
class Known:
    """Taken from the raw tree, so that a mistake in one place does not hide those in another.

    `checks` and `templates` None: not known here, so any name is accepted.
    """

    people: tuple[str, ...] = ()
    leads: bool = False
    channels: tuple[str, ...] = ()
    window: Window = _BUILT_IN
    checks: Collection[str] | None = None
    templates: Collection[str] | None = None


def known_in(tree: object, checks: Collection[str] | None, templates: Collection[str] | None) -> Known:
    """Gather what the parts of `tree` say about each other; whatever is not as it should be is left out."""
    root = _keys(tree)
    people = _keys(root.get("people"))
    return Known(
        people=tuple(people),
        leads=any("lead" in _keys(person) for person in people.values()),
        channels=tuple(_keys(_keys(root.get("alerts")).get("channels"))),
        window=_window(_keys(root.get("answer"))),
        checks=checks,
        templates=templates,
    )


def known(info: ValidationInfo) -> Known:
    """Return what was gathered for the validation under way."""
    return info.context if isinstance(info.context, Known) else Known()


def _keys(node: object) -> dict[str, object]:
    return node if isinstance(node, dict) else {}


def _window(answer: dict[str, object]) -> Window:
    return window(_span(answer.get("target")), _span(answer.get("limit")), _BUILT_IN)


def _span(value: object) -> Span | None:
    try:
        return span(value)
    except ValueError:
        return None


def window(target: Span | None, limit: Span | None, general: Window) -> Window:
    """Fill in what was not written from `general`; a shorter limit alone shortens the target in proportion."""
    if limit is None:
        return Window(target or general.target, general.limit)
    return Window(target or _target_within(limit, general), limit)


def _target_within(limit: Span, general: Window) -> Span:
    if span_order(general.target) < span_order(limit):
        return general.target
    if limit.working_days or general.limit.working_days or general.target.working_days:
        return limit
    minutes = int(limit.time * (general.target.time / general.limit.time) / timedelta(minutes=1))
    return Span(timedelta(minutes=max(1, minutes)))


def refuse_late_target(found: Window) -> None:
    """Raise ValueError when the target comes after the limit."""
    if span_order(found.target) > span_order(found.limit):
        raise ValueError(
            f"the target ({said(found.target)}) is later than the limit ({said(found.limit)}): "
            "the target is when you aim to answer, the limit is what customers are told"
        )


def said(length: Span) -> str:
    """Return `length` as the operator would write it."""
    if length.working_days:
        return f"{length.working_days} working day{'s' if length.working_days > 1 else ''}"
    hours, minutes = divmod(round(length.time / timedelta(minutes=1)), 60)
    return (f"{hours}h" if hours else "") + (f"{minutes}m" if minutes or not hours else "")
