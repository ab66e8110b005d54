"""Decides which lines really begin with a label, by their neighbours of the same row."""

from collections.abc import Container, Sequence

from responder.reading.labels import Label, Style, as_letter, label_of
from responder.reading.lines import Line

_DASHES = "-–—"
_WIDEST_SKIP = 5
_FARTHEST_SECOND = 3


def settled_labels(
    lines: Sequence[Line], label_words: frozenset[str], without: Container[int] = ()
) -> list[Label | None]:
    """The label of each line; doubtful ones count only beside a neighbour of the same row."""
    labels = [None if i in without else label_of(line.text, label_words) for i, line in enumerate(lines)]
    rows: dict[tuple[Style, str], list[int]] = {}
    for i, label in enumerate(labels):
        if label is None:
            continue
        letters = rows.get((Style.LATIN, label.delimiter))
        own = _after_letters(label, labels[letters[-1]]) if letters else label
        labels[i] = own
        rows.setdefault((own.style, own.delimiter), []).append(i)
    for row in rows.values():
        _settle(row, labels, lines)
    return labels


def _after_letters(label: Label, before: Label | None) -> Label:
    """An `i` that follows an `h` is a letter, any other is Roman."""
    if label.style is not Style.ROMAN or len(label.text or "") != 1 or before is None:
        return label
    letter = as_letter(label)
    return letter if letter.value == before.value + 1 else label


def _settle(row: list[int], labels: list[Label | None], lines: Sequence[Line]) -> None:
    found = [label for label in (labels[i] for i in row) if label]
    kept = False
    for at, i in enumerate(row):
        before = found[at - 1].value if at else None
        after = found[at + 1].value if at + 1 < len(found) else None
        counts = _counts(found[at], lines[i], before, after, kept)
        kept = counts or (kept and found[at].weak)
        if not counts:
            labels[i] = None


def _counts(label: Label, line: Line, before: int | None, after: int | None, kept: bool) -> bool:
    """Whether a candidate is a label, judged by its neighbours of the same row and by the line it begins."""
    value = label.value
    next_to = (before is not None and value - before == 1) or (after is not None and after - value == 1)
    if label.style is Style.BULLET and label.weak:
        return before is not None or after is not None
    if label.style is Style.BULLET:
        return not (line.wrapped and label.delimiter in _DASHES and before is None and after is None)
    if label.style is Style.DOTTED:
        return before is not None or after is not None
    if label.delimiter == "word.":
        return before is not None or after is not None
    if label.delimiter == " ":
        return (value == 1 and after == 2) or (kept and before == value - 1)
    if label.weak:
        skips = kept and before is not None and 0 <= value - before <= _WIDEST_SKIP and not line.wrapped
        leads = value == 1 and after is not None and after <= _FARTHEST_SECOND
        return next_to or leads or (skips and label.delimiter == "-")
    if line.wrapped:
        return next_to or value == 1
    if label.style is not Style.DIGIT:
        return value == 1 or next_to
    return True
