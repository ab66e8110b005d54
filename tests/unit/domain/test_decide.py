from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from responder.domain.acknowledge import Silence
from responder.domain.acknowledgement import Form
from responder.domain.calendar import Calendar, Interval, Span
from responder.domain.past import Past, QueuedAcknowledgement
from responder.domain.question import Question, Reading
from responder.domain.rule import Company, Condition, Rule
from responder.domain.verdict import Verdict
from tests.support.decided import ASKS, AT, FURIOUS, OPEN_PAST, decided
from tests.support.letters import NORDLICHT


def test_a_first_letter_is_told_the_limit_on_a_full_quarter_hour() -> None:
    decision = decided()
    assert decision.acknowledgement is not None
    assert decision.acknowledgement.limit_at == datetime(2026, 11, 17, 13, 15, tzinfo=UTC)
    assert decision.window is not None
    assert decision.window.limit_at == decision.acknowledgement.limit_at
    assert decision.window.target_at == AT + timedelta(hours=2)
    assert decision.acknowledgement.form is Form.FULL


@pytest.mark.parametrize(
    ("past", "reading", "why"),
    [
        (Past(conversation_id=1, answered_at=AT + timedelta(seconds=1)), ASKS, Silence.ANSWERED_ALREADY),
        (Past(conversation_id=1, furious_before=True), ASKS, Silence.HUSHED),
        (OPEN_PAST, replace(ASKS, questions=()), Silence.OPEN_ALREADY),
        (OPEN_PAST, FURIOUS, Silence.OPEN_ALREADY),
        (replace(OPEN_PAST, additions_today=1), ASKS, Silence.NOTED_TODAY),
        (replace(OPEN_PAST, repeats=frozenset({0})), ASKS, Silence.OPEN_ALREADY),
        (replace(OPEN_PAST, written_at=AT - timedelta(minutes=1)), ASKS, Silence.TOO_SOON),
        (Past(conversation_id=1, acknowledged=True), Reading("en", thanks_only=True), Silence.THANKS_ONLY),
        (Past(conversation_id=1, acknowledged=True, takes_back=True), Reading("en"), Silence.TAKEN_BACK),
    ],
)
def test_it_keeps_silent_where_a_letter_would_be_noise(past: Past, reading: Reading, why: Silence) -> None:
    decision = decided(reading, past)
    assert decision.verdict is Verdict.ANSWER
    assert (decision.acknowledgement, decision.silence) == (None, why)


def test_thanks_alone_in_a_known_conversation_start_no_clock() -> None:
    past = Past(conversation_id=1, acknowledged=True)
    assert decided(Reading("en", thanks_only=True), past).window is None
    assert decided(Reading("en", thanks_only=True)).window is not None


def test_a_letter_older_than_a_day_starts_its_clock_in_silence() -> None:
    decision = decided(after=timedelta(hours=25))
    assert decision.silence == Silence.TOO_OLD
    assert decision.window is not None


def test_a_question_added_to_an_open_letter_keeps_the_told_time_and_counts_on() -> None:
    told = decided(past=OPEN_PAST).acknowledgement
    assert told is not None
    assert told.form is Form.ADDITION
    assert told.limit_at == OPEN_PAST.open_limit_at
    assert [one.label for one in told.questions] == ["3"]


def test_a_new_question_after_an_answer_gets_the_short_form_with_its_own_time() -> None:
    told = decided(past=Past(conversation_id=1, acknowledged=True)).acknowledgement
    assert told is not None
    assert told.form is Form.SHORT
    assert told.limit_at == datetime(2026, 11, 17, 13, 15, tzinfo=UTC)


def test_letters_answered_together_show_all_their_questions() -> None:
    queued = QueuedAcknowledgement(AT, ((Question(None, "First?"),),), echo=True)
    told = decided(past=replace(OPEN_PAST, queued=queued)).acknowledgement
    assert told is not None
    assert told.form is Form.FULL
    assert [one.text for one in told.questions] == ["First?", "When will it come?"]
    assert told.limit_at == OPEN_PAST.open_limit_at


def test_a_late_acknowledgement_names_a_new_time_and_keeps_the_first_window() -> None:
    decision = decided(after=timedelta(hours=4))
    told = decision.acknowledgement
    assert told is not None
    assert decision.promise is not None
    assert decision.window is not None
    assert told.late
    assert told.limit_at == decision.promise.limit_at == datetime(2026, 11, 17, 16, 15, tzinfo=UTC)
    assert decision.window.limit_at == datetime(2026, 11, 17, 13, 15, tzinfo=UTC)


def test_no_addition_is_sent_shortly_before_the_told_time() -> None:
    past = replace(OPEN_PAST, open_limit_at=AT + timedelta(minutes=10))
    assert decided(past=past).silence == Silence.OPEN_ALREADY


def test_a_silent_rule_makes_the_letter_a_machines() -> None:
    book = replace(NORDLICHT, rules=(Rule("bank", Condition(from_=("kunde.example",)), silence=True),))
    decision = decided(book=book)
    assert (decision.verdict, decision.judgement.reason, decision.window) == (Verdict.MACHINE, "rule_silence", None)


def test_a_rule_narrows_the_window_and_signs() -> None:
    rule = Rule("orders", Condition(subject=("order",)), limit=Span(timedelta(hours=1)), signed_by="the order desk")
    decision = decided(book=replace(NORDLICHT, rules=(rule,)))
    assert decision.acknowledgement is not None
    assert decision.acknowledgement.signed_by == "the order desk"
    assert decision.acknowledgement.limit_at == datetime(2026, 11, 17, 11, 15, tzinfo=UTC)
    assert decision.window is not None
    assert decision.window.target_at <= decision.window.limit_at


def test_a_rule_that_names_the_calm_text_hushes() -> None:
    book = replace(NORDLICHT, rules=(Rule("angry", Condition(), template="calm"),))
    told = decided(book=book).acknowledgement
    assert told is not None
    assert told.form is Form.CALM
    assert told.questions == ()


def test_a_rules_own_template_stands_for_the_full_text_only() -> None:
    book = replace(NORDLICHT, rules=(Rule("orders", Condition(), template="orders"),))
    assert getattr(decided(book=book).acknowledgement, "family", "") == "orders"
    assert getattr(decided(book=book, verified=False).acknowledgement, "family", "") == "unverified"


def test_out_of_hours_it_says_when_somebody_is_there_again() -> None:
    nine_to_six = (Interval(540, 1080),)
    weekly = (nine_to_six,) * 5 + ((), ())
    book = replace(NORDLICHT, calendar=Calendar("Europe/Berlin", weekly))
    told = decided(book=book, after=timedelta(hours=9)).acknowledgement
    assert told is not None
    assert told.opens_at == datetime(2026, 11, 18, 8, 0, tzinfo=UTC)
    inside = decided(book=book).acknowledgement
    assert inside is not None
    assert inside.opens_at is None


def test_machine_mail_gets_neither_clock_nor_letter() -> None:
    decision = decided(headers={"Auto-Submitted": "auto-replied"})
    assert (decision.verdict, decision.window, decision.acknowledgement) == (Verdict.MACHINE, None, None)


def test_a_doubtful_letter_starts_the_clock_only() -> None:
    decision = decided(headers={"To": "elsewhere@example.org"})
    assert decision.verdict is Verdict.DOUBT
    assert decision.window is not None
    assert decision.acknowledgement is None


def test_it_writes_in_a_language_the_company_speaks() -> None:
    book = replace(NORDLICHT, company=Company("N", frozenset({"support@nordlicht.example"}), languages=("ru", "en")))
    assert decided(replace(ASKS, language="de"), book=book).language == "ru"
    assert decided(replace(ASKS, language="en"), book=book).language == "en"
    assert decided(replace(ASKS, language=None), Past(conversation_id=1, language="en"), book).language == "en"


def test_the_customers_zone_is_told_only_when_the_date_field_surely_says_it() -> None:
    plus_one = decided(headers={"Date": "Tue, 17 Nov 2026 11:07:00 +0100"}).acknowledgement
    assert plus_one is not None
    assert plus_one.customer_offset == timedelta(hours=1)
    utc = decided(headers={"Date": "Tue, 17 Nov 2026 10:07:00 +0000"}).acknowledgement
    assert utc is not None
    assert utc.customer_offset is None


def test_a_letter_just_come_is_not_late_however_short_its_window_is() -> None:
    rule = Rule("quick", Condition(), target=Span(timedelta(minutes=1)), limit=Span(timedelta(minutes=3)))
    told = decided(book=replace(NORDLICHT, rules=(rule,))).acknowledgement
    assert told is not None
    assert not told.late
