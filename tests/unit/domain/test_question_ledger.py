from collections.abc import Mapping, Sequence
from datetime import timedelta

from responder.domain.answer import Answer, Coverage, QuestionState, Reply
from responder.domain.conversation import ClosedByHand
from responder.domain.expectation import ExpectationEvent
from responder.domain.question import Question
from responder.domain.question_entry import AskedIn, Entry, Ledger, RepliedOut, Understanding
from responder.domain.question_ledger import ledger
from tests.support.ledger import at

S = QuestionState
MARIA, OLEG = "maria@vector.example", "oleg@vector.example"
SIGNS: Mapping[str, Answer] = {
    "+": Answer(S.ANSWERED, "yes", "said"),
    "~": Answer(S.PARTIAL, "half", "said"),
    ">": Answer(S.DEFERRED, "tomorrow", "said"),
    "?": Answer(S.UNSURE, "perhaps", "guessed"),
    "<": Answer(S.OPEN, "which one?", "asks_back", waits=True),
    "_": Answer(S.OPEN, blank=True),
}


def _coverage(asked: Sequence[Question], reply: Reply, language: str | None, letter: str) -> Coverage:
    """A reply's text is `question:sign` words; what it does not name it passes over."""
    said = dict(word.rsplit(":", 1) for word in reply.text.split())
    return Coverage(tuple(SIGNS.get(said.get(question.text, ""), Answer()) for question in asked))


def _withdrawn(asked: Sequence[Question], text: str, language: str | None) -> frozenset[int]:
    return frozenset(place for place, question in enumerate(asked) if f"no {question.text}" in text)


SIMPLE = Understanding(_coverage, _withdrawn, lambda one, other: one.text == other.text)


def letter(row: int, clock: str, *asked: str, customer: str = MARIA, text: str = "", thanks: bool = False) -> AskedIn:
    return AskedIn(row, at(clock), customer, tuple(Question(None, one) for one in asked), text, "en", thanks)


def reply(row: int, clock: str, text: str = "", *to: str) -> RepliedOut:
    return RepliedOut(row, at(clock), Reply(text, text), frozenset(to or (MARIA,)))


def told(*events: AskedIn | RepliedOut | ClosedByHand) -> Ledger:
    def only(kind: type) -> list:  # type: ignore[type-arg]  # each caller takes one kind
        return [event for event in events if isinstance(event, kind)]

    found = ledger(only(AskedIn), only(RepliedOut), only(ClosedByHand), SIMPLE)
    backwards = ledger(only(AskedIn)[::-1], only(RepliedOut)[::-1], only(ClosedByHand)[::-1], SIMPLE)
    assert found == backwards
    return found


def states(found: Ledger) -> list[tuple[str, str]]:
    return [(entry.question.text, entry.state.value) for entry in found.entries]


def test_all_replies_together_answer_a_letter() -> None:
    found = told(letter(1, "09:00", "a", "b"), reply(2, "10:00", "a:+"), reply(3, "11:00", "b:+"))
    assert states(found) == [("a", "answered"), ("b", "answered")]
    assert [(one.reply_row, one.answered_at, one.evidence, one.rule) for one in found.entries] == [
        (2, at("10:00"), "yes", "said"),
        (3, at("11:00"), "yes", "said"),
    ]
    assert found.said[2].leaves == {1}
    assert found.said[2].passes_over
    assert found.said[3].leaves == frozenset()


def test_a_reply_is_asked_only_what_was_asked_before_it_and_is_still_undecided() -> None:
    put: list[list[str]] = []

    def coverage(asked: Sequence[Question], reply: Reply, language: str | None, letter: str) -> Coverage:
        put.append([question.text for question in asked])
        return _coverage(asked, reply, language, letter)

    events = [reply(2, "10:00", "a:+ b:?"), reply(4, "12:00", "b:+")]
    letters = [letter(1, "09:00", "a", "b"), letter(3, "11:00", "c")]
    ledger(letters, events, [], Understanding(coverage, _withdrawn, SIMPLE.same_question))
    assert put == [["a", "b"], ["b", "c"]]


def test_a_reply_at_the_instant_of_a_letter_counts_as_after_it() -> None:
    assert states(told(letter(1, "09:00", "a"), reply(2, "09:00", "a:+"))) == [("a", "answered")]


def test_a_reply_to_somebody_else_answers_nothing_of_this_customer() -> None:
    found = told(letter(1, "09:00", "a"), letter(2, "09:10", "a", customer=OLEG), reply(3, "10:00", "a:+", OLEG))
    assert [(one.customer, one.state) for one in found.entries] == [(MARIA, S.OPEN), (OLEG, S.ANSWERED)]
    assert found.said[3].leaves == frozenset()


def test_what_is_put_off_is_left_but_not_passed_over() -> None:
    said = told(letter(1, "09:00", "a", "b"), reply(2, "10:00", "a:+ b:>")).said[2]
    assert said.leaves == {1}
    assert not said.passes_over


def test_boilerplate_answers_nothing() -> None:
    found = told(letter(1, "09:00", "a"), reply(2, "10:00"))
    assert found.said[2].passes_by == {1}
    assert found.said[2].leaves == {1}
    assert not told(letter(1, "09:00"), reply(2, "10:00")).said


def test_perhaps_counts_as_an_answer_until_a_sure_one_comes() -> None:
    events = letter(1, "09:00", "a"), reply(2, "10:00", "a:?")
    (perhaps,) = told(*events).entries
    assert (perhaps.state, perhaps.answered_at, perhaps.reply_row) == (S.UNSURE, at("10:00"), 2)
    assert not told(*events).said[2].leaves
    (sure,) = told(*events, reply(3, "11:00", "a:+"), reply(4, "12:00", "a:+")).entries
    assert (sure.state, sure.answered_at, sure.reply_row) == (S.ANSWERED, at("11:00"), 3)
    (kept,) = told(*events, reply(3, "11:00", "a:~")).entries
    assert kept == perhaps


def test_a_question_back_waits_for_the_customer_and_then_for_us_again() -> None:
    first = letter(1, "09:00", "a"), reply(2, "10:00", "a:<")
    (entry,) = told(*first).entries
    assert (entry.state, entry.waits, entry.evidence) == (S.OPEN, True, "which one?")
    assert not told(*first).said[2].leaves
    assert not told(*first).said[2].passes_by
    answered = *first, letter(3, "11:00", text="4711")
    assert told(*answered).entries[0].unanswered
    assert told(*answered, reply(4, "12:00")).said[4].leaves == {1, 3}
    assert told(*answered, reply(4, "12:00", "a:+")).entries[0].state is S.ANSWERED
    assert told(*first, letter(3, "11:00", thanks=True)).entries[0].waits


def test_what_is_asked_again_is_the_same_question() -> None:
    found = told(letter(1, "09:00", "a"), letter(2, "10:00", "a", "b"), reply(3, "11:00", "b:+"))
    assert [(one.question.text, one.repeats, one.asked_again) for one in found.entries] == [
        ("a", False, 1),
        ("a", True, 0),
        ("b", False, 0),
    ]
    assert found.said[3].leaves == {1, 2}


def test_what_is_asked_again_after_an_answer_was_not_answered() -> None:
    found = told(letter(1, "09:00", "a"), reply(2, "10:00", "a:+"), letter(3, "11:00", "a"))
    first, again = found.entries
    assert (first.state, first.answered_at, first.reply_row, first.evidence) == (S.OPEN, None, None, "")
    assert again.state is S.OPEN
    assert told(letter(1, "09:00", "a"), reply(2, "10:00", "a:+"), letter(3, "11:00", "a"), reply(4, "12:00")).said[
        4
    ].leaves == {3}


def test_a_repetition_follows_what_it_repeats() -> None:
    _, again = told(letter(1, "09:00", "a"), letter(2, "10:00", "a"), reply(3, "11:00", "a:+")).entries
    assert (again.repeats, again.state, again.reply_row) == (True, S.ANSWERED, 3)


def test_two_customers_may_ask_the_same() -> None:
    found = told(letter(1, "09:00", "a"), letter(2, "10:00", "a", customer=OLEG))
    assert not any(entry.repeats for entry in found.entries)


def test_what_the_customer_takes_back_ends_its_letters() -> None:
    found = told(letter(1, "09:00", "a"), letter(2, "10:00", text="no a"))
    assert states(found) == [("a", "withdrawn")]
    assert (found.entries[0].rule, found.entries[0].reply_row) == ("taken_back", 2)
    assert [(one.message_row, one.at, one.letters) for one in found.taken_back] == [(2, at("10:00"), {1})]
    assert found.settled == {2}


def test_what_is_taken_back_in_part_still_waits() -> None:
    found = told(letter(1, "09:00", "a", "b"), letter(2, "10:00", text="no a"))
    assert (found.taken_back, found.settled) == ((), frozenset())
    more = told(letter(1, "09:00", "a"), letter(2, "10:00", "b", text="no a"))
    assert [one.letters for one in more.taken_back] == [{1}]
    assert more.settled == frozenset()


def test_an_answer_is_not_taken_back() -> None:
    found = told(letter(1, "09:00", "a"), reply(2, "10:00", "a:+"), letter(3, "11:00", text="no a"))
    assert states(found) == [("a", "answered")]
    assert found.settled == frozenset()


def test_nothing_is_waited_for_that_was_closed_by_hand() -> None:
    by_telephone = ClosedByHand(at("10:00"), "by telephone")
    found = told(letter(1, "09:00", "a"), by_telephone, letter(2, "11:00", "b"), reply(3, "12:00", "b:+"))
    assert states(found) == [("a", "withdrawn"), ("b", "answered")]
    assert (found.entries[0].rule, found.entries[0].evidence) == ("closed_by_hand", "by telephone")


def test_a_letter_that_is_moved_away_takes_only_its_own_questions_along() -> None:
    moved = ClosedByHand(at("11:00"), "moved to junk", ExpectationEvent.MOVED_AWAY, 1)
    found = told(letter(1, "09:00", "a", "c"), letter(2, "10:00", "a", "b"), moved)
    assert [(one.question.text, one.state) for one in found.entries if not one.repeats] == [
        ("a", S.OPEN),
        ("c", S.WITHDRAWN),
        ("b", S.OPEN),
    ]


def test_a_blank_that_was_sent_is_noticed() -> None:
    said = told(letter(1, "09:00", "a", "b"), reply(2, "10:00", "a:_ b:+")).said[2]
    assert said.blank
    assert said.leaves == {1}


def test_evidence_is_cut() -> None:
    def long(asked: Sequence[Question], reply: Reply, language: str | None, letter: str) -> Coverage:
        return Coverage((Answer(S.ANSWERED, "x" * 999, "said"),))

    found = ledger(
        [letter(1, "09:00", "a")], [reply(2, "10:00")], [], Understanding(long, _withdrawn, lambda *_: False)
    )
    assert len(found.entries[0].evidence) == 300


def test_an_answered_question_took_until_its_reply() -> None:
    (entry,) = told(letter(1, "09:00", "a"), reply(2, "10:30", "a:+")).entries
    assert isinstance(entry, Entry)
    assert entry.answered_at is not None
    assert entry.answered_at - entry.at == timedelta(minutes=90)
