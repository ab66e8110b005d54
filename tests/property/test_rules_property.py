"""Laws of reading rules: no text raises, and there is a book exactly when there is no error."""

import json
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from responder.rules.hours import weekly_hours
from responder.rules.read import read_rules
from responder.rules.times import ClockRange, Days
from responder.rules.translate import key_paths

KEYS = sorted({part for path in key_paths() for part in path.split(".")})
NAMES = ["mon-fri", "sat,sun", "Anna", "addressed_to_us", "list_headers"]
WORDS = [
    "live", "yes", "2h", "50%", "45m", "1 working day", "09:00-18:00", "22:00-06:00", "always", "closed", "en", "RU",
    "DE-BY", "UTC", "Europe/Moscow", "Anna", "lead", "secret:x", "mail", "chat", "a@b.example", "b.example",
    "2026-12-31", "2026-12-28..2027-01-09", "0", "7", "null", "when sure", "short", "Reply-To",
    "furious", "acknowledge", "*", "",
]  # fmt: skip
texts = st.sampled_from(WORDS) | st.text(max_size=12)
trees = st.recursive(
    st.none() | texts,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(KEYS + NAMES) | texts, inner, max_size=5)
    ),
    max_leaves=25,
)
yaml_signs = st.text(alphabet=st.sampled_from("ab:-[]{}&*!|>'\"%@`#,? \n\t\\0é\u00a0\ufeff"), max_size=60)


def check(text: str | bytes) -> None:
    result = read_rules(text, year=2026, templates={"acknowledge"})
    assert (result.book is None) == bool(result.errors)
    assert all(line.startswith("rules.yaml:") and "\n" not in line for line in (*result.errors, *result.warnings))


@settings(deadline=None)
@given(trees)
def test_no_tree_of_known_keys_raises(tree: object) -> None:
    check(json.dumps(tree, ensure_ascii=False))


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from(sorted({path.partition(".")[0] for path in key_paths()})), trees))
def test_no_tree_below_the_right_keys_raises(tree: object) -> None:
    check(json.dumps(tree))


@settings(deadline=None)
@given(yaml_signs | st.text(max_size=200))
def test_no_text_raises(text: str) -> None:
    check(text)


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_no_octets_raise(octets: bytes) -> None:
    check(octets)


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 1439), st.integers(1, 1440)), min_size=1, max_size=12))
def test_weekly_hours_are_ascending_apart_and_hold_every_written_minute(written: list[tuple[int, int, int]]) -> None:
    hours = {
        Days(str(n), (day,)): (ClockRange(start, start + length),) for n, (day, start, length) in enumerate(written)
    }
    weekly = weekly_hours(hours)

    assert weekly is not None
    minutes = {
        (day, minute) for day, one in enumerate(weekly) for piece in one for minute in range(piece.start, piece.end)
    }
    meant = {
        ((day + at // 1440) % 7, at % 1440) for day, start, length in written for at in range(start, start + length)
    }
    assert minutes == meant
    assert all(first.end < second.start for one in weekly for first, second in pairwise(one))
    assert all(0 <= piece.start < piece.end <= 1440 for one in weekly for piece in one)
