"""Prints how well the letters with gold are read: `python -m tests.gold [--untouched] [--worst N] [LANGUAGE ...]`."""

import argparse
from collections.abc import Sequence

from tests.gold.gold import LETTERS, UNTOUCHED, Score, Total, cases, score


def main() -> None:
    """Measure the letters and print a line a language, then what was read wrongly."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("languages", nargs="*")
    parser.add_argument("--untouched", action="store_true", help="the letters that are kept for the last word")
    parser.add_argument("--worst", type=int, default=20, help="how many letters with mistakes to show")
    options = parser.parse_args()
    folder = UNTOUCHED if options.untouched else LETTERS
    scores = [score(case) for case in cases(folder) if not options.languages or case.language in options.languages]
    if not scores:
        parser.error(f"no letters in {folder}")
    for language in sorted({one.case.language for one in scores}):
        _line(language, [one for one in scores if one.case.language == language])
    _line("all", scores)
    wrong = sorted((one for one in scores if not one.right), key=lambda one: -len(one.lost) - len(one.extra))
    for one in wrong[: options.worst]:
        print(f"{one.case.language}/{one.case.name}")
        for mark, texts in (("lost", one.lost), ("extra", one.extra)):
            for text in texts[:5]:
                print(f"    {mark}: {text[:140]}")


def _line(name: str, scores: Sequence[Score]) -> None:
    total = Total(tuple(scores))
    print(
        f"{name:4} letters {len(scores):3}  F1 {total.f1:.3f}  entirely right {total.right:.3f}  "
        f"numbers {total.numbers:.3f}  in order {total.in_order:.3f}  "
        f"shown {total.shown:.3f}, of these right {total.shown_right:.3f}"
    )


if __name__ == "__main__":
    main()
