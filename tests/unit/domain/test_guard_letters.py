"""Whole letters, of people and of machines, through the real parser and the guard."""

from collections import Counter

import pytest

from responder.domain.guard import CHECK_NAMES, judge
from responder.domain.past import Past
from responder.mail.suffix import organisational_domain
from tests.support.letters import MAIL, NORDLICHT, sample

EXPECTED = [
    tuple(line.split())
    for line in (MAIL / "guard" / "expected.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


@pytest.mark.parametrize(("name", "verdict", "reason"), EXPECTED, ids=[row[0] for row in EXPECTED])
def test_it_judges_the_letter_as_expected(name: str, verdict: str, reason: str) -> None:
    judgement = judge(sample(f"guard/{name}"), Past(), NORDLICHT, organisational_domain=organisational_domain)
    failed = [(check.check, check.evidence) for check in judgement.checks if not check.passed]
    assert (judgement.verdict.value, judgement.reason) == (verdict, reason), failed


def test_every_sample_letter_has_an_expected_verdict_and_there_are_enough_of_each() -> None:
    files = {path.stem for path in (MAIL / "guard").glob("*.eml")}
    assert files == {row[0] for row in EXPECTED}
    counts = Counter(row[1] for row in EXPECTED)
    assert counts["answer"] >= 60
    assert counts["machine"] >= 60


def test_every_check_that_headers_alone_can_fail_decides_some_sample_letter() -> None:
    by_past_or_text = {"suppressed", "budget", "breaker", "out_of_office", "failed_authentication", "unparseable"}
    assert {row[2] for row in EXPECTED} - {"human_letter"} == set(CHECK_NAMES) - by_past_or_text
