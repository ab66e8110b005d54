"""Laws of the guard, of trust and of matching, over letters nobody thought of."""

from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from responder.domain.envelope import original_path, return_path
from responder.domain.field_values import addresses_in, keyword, split_unquoted, without_comments
from responder.domain.guard import CHECK_NAMES, CHECKS, judge
from responder.domain.match import folded, has_words, is_like
from responder.domain.message import HeaderField, Message
from responder.domain.past import Past
from responder.domain.rule import Trust
from responder.domain.trust import verified
from responder.domain.trust_results import read_results
from responder.domain.verdict import Judgement, Verdict
from responder.mail.suffix import organisational_domain
from tests.support.letters import MAIL, NORDLICHT, letter_of

SAMPLES = sorted((MAIL / "guard").glob("*.eml"))
TRUSTED = replace(NORDLICHT, trust=Trust(("mx.nordlicht.example", "*.yandex.net", "")))
_NAMES = """
    Auto-Submitted Precedence Return-Path List-Id X-Loop Authentication-Results X-Spam-Status X-Auto-Response-Suppress
    From To Received X-MS-Exchange-Organization-SCL Content-Class Feedback-ID X-Forefront-Antispam-Report X-Autoreply
    Delivered-To
"""
NAMES = st.sampled_from(_NAMES.split())
VALUES = st.text(
    st.sampled_from('no auto=;:,()<>"\\@.*+-_ё\t x9') | st.characters(exclude_categories=["Cs"]), max_size=80
)


def judged(raw: bytes) -> Judgement:
    return judge(letter_of(raw), Past(), TRUSTED, organisational_domain=organisational_domain)


def refolded(head: bytes, draw: st.DataObject) -> bytes:
    """The header block with every name in another case and folded at some of its blanks (RFC 5322 section 2.2.3)."""
    lines = []
    for line in head.split(b"\n"):
        if line[:1] in (b" ", b"\t"):
            lines.append(line)
            continue
        name, colon, value = line.partition(b":")
        changed = draw.draw(st.sampled_from([bytes.upper, bytes.lower, bytes.swapcase, bytes.title]))(name)
        at = value.find(b" ", draw.draw(st.integers(0, 40)))
        if at >= 0 and draw.draw(st.booleans()):
            value = value[:at] + b"\n" + value[at:]
        lines.append(changed + colon + value)
    return b"\n".join(lines)


@given(st.sampled_from(SAMPLES), st.data())
@settings(max_examples=300)
def test_neither_the_case_of_names_nor_folding_changes_a_verdict(path: object, data: st.DataObject) -> None:
    raw = next(sample for sample in SAMPLES if sample == path).read_bytes()
    head, gap, body = raw.partition(b"\n\n")
    before, after = judged(raw), judged(refolded(head, data) + gap + body)
    assert (after.verdict, after.reason) == (before.verdict, before.reason)


@given(st.lists(st.tuples(NAMES, VALUES), max_size=12))
def test_the_guard_judges_whatever_stands_in_the_header(fields: list[tuple[str, str]]) -> None:
    raw = "".join(f"{name}: {value}\r\n" for name, value in fields) + "\r\nhello"
    judgement = judged(raw.encode("utf-8", "replace"))
    assert [check.check for check in judgement.checks] == list(CHECK_NAMES)
    failed = [check for check in judgement.checks if not check.passed]
    assert (judgement.verdict is Verdict.ANSWER) is (not failed)
    assert judgement.reason == "human_letter" or judgement.reason in {check.check for check in failed}


@given(st.sampled_from(SAMPLES), st.sets(st.sampled_from(list(CHECK_NAMES))))
def test_switching_checks_off_never_makes_a_verdict_graver(path: object, off: set[str]) -> None:
    of = letter_of(next(sample for sample in SAMPLES if sample == path).read_bytes())
    order = [Verdict.ANSWER, Verdict.DOUBT, Verdict.SPAM, Verdict.MACHINE]
    book = replace(NORDLICHT, checks=dict.fromkeys(off, False))
    with_all = judge(of, Past(), NORDLICHT, organisational_domain=organisational_domain)
    with_some = judge(of, Past(), book, organisational_domain=organisational_domain)
    assert order.index(with_some.verdict) <= order.index(with_all.verdict)


def test_with_every_check_off_every_letter_is_answered() -> None:
    book = replace(NORDLICHT, checks={check.name: False for check in CHECKS})
    for path in SAMPLES:
        judgement = judge(letter_of(path.read_bytes()), Past(), book, organisational_domain=organisational_domain)
        assert judgement.verdict is Verdict.ANSWER


@given(VALUES | st.text(max_size=200))
@example('a; dkim=pass (" header.d=x')
def test_reading_header_values_never_fails(value: str) -> None:
    read_results(value)
    keyword(value)
    addresses_in(value)
    return_path(value)
    original_path(value)
    assert "(" in value or without_comments(value) == value
    assert all(piece.strip() for piece in split_unquoted(value, ";"))


_PIECES = 'dkim=pass spf=pass dmarc=pass header.d=v.example header.from=v.example smtp.mailfrom=v.example ; " ( ) \\ x'


@given(st.lists(st.sampled_from(_PIECES.split()), max_size=12))
def test_nothing_in_a_quoted_envelope_sender_verifies_anyone(words: list[str]) -> None:
    local = " ".join(words).replace("\\", "").replace('"', "")
    value = f'mx.nordlicht.example; spf=pass (domain of "{local}"@evil.example ok) smtp.mailfrom="{local}"@evil.example'
    field = HeaderField("Authentication-Results", value)
    message = Message((field,), from_=letter_of(b"From: a@v.example\r\n\r\n").message.from_)
    assert not verified(message, Past(), TRUSTED.trust, organisational_domain).verified


@given(st.text("ab*?", max_size=8), st.text("abc", max_size=12))
def test_globs_mean_what_a_naive_matcher_says(pattern: str, text: str) -> None:
    assert is_like(pattern, text) is _naive(pattern, text)


@given(st.text("ab", min_size=1, max_size=3), st.lists(st.text("abc", min_size=1, max_size=6), max_size=6))
def test_a_word_is_found_exactly_where_a_word_begins_with_it(word: str, words: list[str]) -> None:
    assert has_words(word, " ".join(words)) is any(other.startswith(word) for other in words)


@given(st.text("ab*?", min_size=1, max_size=6).filter(lambda p: p.strip("*")), st.text("ab", min_size=1, max_size=9))
def test_within_one_word_a_pattern_means_a_glob_with_an_open_end(pattern: str, word: str) -> None:
    assert has_words(pattern, word) is is_like(pattern + "*", word)


@given(st.text(max_size=60))
def test_folded_text_has_single_blanks_and_is_found_in_any_case(text: str) -> None:
    assert folded(text).split(" ") == (folded(text).split() or [""])
    assert "ё" not in folded(text.upper())


@pytest.mark.timeout(20)
def test_hostile_text_and_headers_are_read_before_the_time_out() -> None:
    for text in ("a" * 65_536, "a-" * 32_768, "a " * 32_768, "ab" * 32_768):
        for pattern in ("a*a*a*a*b", "*a*a*b", "a?a?a?b", "a-a-a*b", "a a a*c"):
            has_words(pattern, folded(text))
    for value in (
        "(" * 4096,
        "()" * 2048,
        '"' * 4096,
        "a@" * 2048,
        ";" * 4096,
        "a=b;" * 1024,
        "\\" * 4096,
        " =" * 2048,
    ):
        read_results(value)
        addresses_in(value)
        original_path(return_path(value))


def _naive(pattern: str, text: str) -> bool:
    if not pattern:
        return not text
    if pattern[0] == "*":
        return any(_naive(pattern[1:], text[start:]) for start in range(len(text) + 1))
    return bool(text) and pattern[0] in ("?", text[0]) and _naive(pattern[1:], text[1:])
