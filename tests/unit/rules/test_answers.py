"""Known answers are taken from rules.yaml as they stand there."""

from responder.domain.known_answer import KnownAnswer
from responder.rules.read import read_rules

DUTY = "alerts: {people: [duty@example.org]}\n"


def test_a_known_answer_is_kept_word_for_word() -> None:
    written = """
answers:
  act: {like: [when do we get the act, когда акт], en: "By the 5th: {{ 7 * 7 }}", ru: До 5-го., send: yes}
  parking:
    like: where can we park
    EN: |
      In the yard.

      Ring the bell.
"""
    result = read_rules(DUTY + written, year=2026)

    assert result.book
    act, parking = result.book.answers
    texts = (("en", "By the 5th: {{ 7 * 7 }}"), ("ru", "До 5-го."))
    assert act == KnownAnswer("act", ("when do we get the act", "когда акт"), texts, send=True, line=4)
    assert parking == KnownAnswer(
        "parking", ("where can we park",), (("en", "In the yard.\n\nRing the bell."),), line=5
    )


def test_an_answer_that_is_written_like_a_template_is_told() -> None:
    result = read_rules(DUTY + 'answers: {act: {like: when is it, en: "By {{ day }}"}}', year=2026)

    assert result.book
    assert [warning for warning in result.warnings if "answers.act.en: this is no template" in warning]
