"""Lists that were run into one paragraph: "1) can you ...? 2) is there ...?"."""

import re

from responder.reading.labels import Label, Style, label_of

_CANDIDATE = re.compile(
    r"(?<![^\s:;.,?!])(?:\d{1,2}️?⃣|[①-⑳]|№\s?\d{1,2}[.):]?(?=\s)|[(]?(?:\d{1,2}|[a-zа-я])[.)](?=\s|[^\W\d_]))",
    re.IGNORECASE,
)
_BEFORE_DOT = ".?!:;,)"
_TAIL = re.compile(r"(?:[;,]|\s(?:and|und|et|y|e|и|а также))+$", re.IGNORECASE)


def inline_items(text: str, styles: frozenset[Style] = frozenset(Style)) -> tuple[str, list[Label]] | None:
    """What stands before the list, and its items in order (their text in `rest`); None where there is no list.

    A list begins at 1 or a, and has at least two labels of one row in unbroken order.
    """
    run: list[tuple[int, Label]] = []
    for match in _CANDIDATE.finditer(text):
        label = label_of(text[match.start() : match.end() + 40], frozenset())
        if label is None or label.style not in styles or not _may_stand(text, match):
            continue
        if run and _follows(run[-1][1], label):
            run.append((match.start(), label))
        elif len(run) < 2 and label.value == 1:
            run = [(match.start(), label)]
    if len(run) < 2:
        return None
    ends = [at for at, _ in run[1:]] + [len(text)]
    return text[: run[0][0]].strip(), [_item(text[at:end]) for (at, _), end in zip(run, ends, strict=True)]


def _may_stand(text: str, match: re.Match[str]) -> bool:
    before = text[max(0, match.start() - 40) : match.start()].rstrip()[-1:]
    return not match.group().endswith(".") or not before or before in _BEFORE_DOT


def _follows(last: Label, label: Label) -> bool:
    return label.style == last.style and label.delimiter == last.delimiter and label.value == last.value + 1


def _item(text: str) -> Label:
    label = label_of(text, frozenset())
    if label is None:
        raise AssertionError(f"a label vanished from {text[:20]!r}")
    return Label(
        label.style, label.text, label.value, label.delimiter, _TAIL.sub("", label.rest.strip()).strip(), label.weak
    )
