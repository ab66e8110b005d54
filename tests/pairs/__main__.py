"""Prints how well replies are judged: `python -m tests.pairs [--untouched] [--read] [--worst N] [LANGUAGE ...]`."""

import argparse
from collections import defaultdict
from collections.abc import Sequence

from tests.pairs.pairs import KNOWN, UNTOUCHED, pairs
from tests.pairs.score import Score, Total, score


def main() -> None:
    """Measure the exchanges: a line a language, a line a rule, then what was judged wrongly."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("languages", nargs="*")
    parser.add_argument("--untouched", action="store_true", help="the exchanges that are kept for the last word")
    parser.add_argument("--read", action="store_true", help="judge by the questions that the program reads itself")
    parser.add_argument("--worst", type=int, default=20, help="how many exchanges with mistakes to show")
    options = parser.parse_args()
    folder = UNTOUCHED if options.untouched else KNOWN
    wanted = [pair for pair in pairs(folder) if not options.languages or pair.language in options.languages]
    if not wanted:
        parser.error(f"no exchanges in {folder}")
    scores = [score(pair, read=options.read) for pair in wanted]
    for language in sorted({one.pair.language for one in scores}):
        _line(language, [one for one in scores if one.pair.language == language])
    _line("all", scores)
    _rules(scores)
    for one in [one for one in scores if not one.right][: options.worst]:
        _show(one)


def _line(name: str, scores: Sequence[Score]) -> None:
    total = Total(tuple(scores))
    print(
        f"{name:4} exchanges {len(scores):3}  states right {total.states:.3f}  "
        f"complete ones flagged {total.flagged:.3f}  incomplete ones missed {total.missed:.3f}  "
        f"order right {total.order:.3f}"
    )


def _rules(scores: Sequence[Score]) -> None:
    by = defaultdict(list)
    for one in scores:
        for verdict in one.verdicts:
            by[(verdict.answer.rule or "nothing found") if verdict.answer else "not read"].append(verdict.right)
    for rule, row in sorted(by.items(), key=lambda item: -len(item[1])):
        print(f"     {rule:20} {sum(row):3} of {len(row):3}")


def _show(one: Score) -> None:
    print(f"{one.pair.language}/{one.pair.name}: {one.pair.manner}")
    if not one.order_right:
        print(f"    order: said {one.in_order}")
    for verdict in one.verdicts:
        if not verdict.right:
            answer = verdict.answer
            told = (
                f"{answer.rule}: {answer.evidence[:90]}"
                if answer and answer.rule
                else "not read"
                if not answer
                else "-"
            )
            print(
                f"    {'/'.join(sorted(verdict.states))}, said {verdict.state}: {verdict.question.text[:80]}  [{told}]"
            )


if __name__ == "__main__":
    main()
