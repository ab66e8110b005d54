from datetime import timedelta

import pytest

from responder.domain.answer import QuestionState
from responder.domain.question import Question
from responder.domain.question_entry import Entry
from responder.domain.record import Direction, StoredMessage
from responder.ports.store import Transaction
from tests.support.deliveries import NOON
from tests.support.ledger import expectation
from tests.support.records import CUSTOMER, known_id, letter

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
WHEN, WHO = Question("1", "Когда начнём?"), Question(None, "Tell me who comes", request=True)


@pytest.fixture
def thread(tx: Transaction) -> int:
    return tx.conversations.add(CUSTOMER, "the rollout", NOON)


def _key(number: int) -> str:
    return f"{number:064x}"


def test_a_message_comes_back_as_it_was_kept(tx: Transaction, thread: int) -> None:
    kept = letter(conversation_id=thread)
    row = tx.messages.add(kept)
    assert list(tx.messages.rows([row])) == [StoredMessage(row, kept)]


def test_a_message_may_lack_what_is_not_known(tx: Transaction) -> None:
    absent = dict.fromkeys(("message_id", "rule", "language", "tone", "target_at", "limit_at"))
    kept = letter(**absent, reaches=(), trace={}, text="")
    assert tx.messages.rows([tx.messages.add(kept)])[0].record == kept


def test_what_a_database_cannot_hold_is_replaced(tx: Transaction) -> None:
    row = tx.messages.add(letter(subject="nul \0 here", text="lone \udcff surrogate", trace={"defects": ["\0\udcff"]}))
    kept = tx.messages.rows([row])[0].record
    assert (kept.subject, kept.text) == ("nul � here", "lone ? surrogate")
    assert kept.trace == {"defects": ["\0?"]}


def test_handled_keys_are_known(tx: Transaction) -> None:
    tx.messages.add(letter(dedupe_key=_key(1)))
    assert tx.messages.seen([_key(1), _key(2)]) == {_key(1)}
    assert tx.messages.seen([]) == frozenset()


def test_messages_of_one_id_come_newest_first(tx: Transaction) -> None:
    for number, later in enumerate((HOUR, 3 * HOUR, 2 * HOUR)):
        tx.messages.add(letter(dedupe_key=_key(number), at=NOON + later))
    found = tx.messages.by_message_id("letter-1@vector.example")
    assert [stored.record.at - NOON for stored in found] == [3 * HOUR, 2 * HOUR, HOUR]


def test_messages_of_a_conversation_come_by_time_and_row(tx: Transaction, thread: int) -> None:
    first, second, early = (
        tx.messages.add(letter(dedupe_key=_key(number), conversation_id=thread, at=NOON + later))
        for number, later in enumerate((HOUR, HOUR, timedelta()))
    )
    tx.messages.add(letter(dedupe_key=_key(9)))
    assert [stored.row for stored in tx.messages.in_conversation(thread)] == [early, first, second]


def test_questions_come_in_order_of_arrival_and_place(tx: Transaction, thread: int) -> None:
    late = tx.messages.add(letter(dedupe_key=_key(1), conversation_id=thread, at=NOON + HOUR))
    early = tx.messages.add(letter(dedupe_key=_key(2), conversation_id=thread))
    tx.messages.add_questions(late, thread, [WHEN])
    tx.messages.add_questions(early, thread, [WHO, WHEN])
    assert list(tx.messages.asked(thread)) == [
        Entry(early, 1, WHO, NOON, CUSTOMER),
        Entry(early, 2, WHEN, NOON, CUSTOMER),
        Entry(late, 1, WHEN, NOON + HOUR, CUSTOMER),
    ]


def test_what_became_of_a_question_comes_back_as_it_was_judged(tx: Transaction, thread: int) -> None:
    row = tx.messages.add(letter(conversation_id=thread))
    reply = tx.messages.add(letter(dedupe_key=_key(1), conversation_id=thread, direction=Direction.STAFF))
    tx.messages.add_questions(row, thread, [WHEN, WHO])
    judged = Entry(
        row, 2, WHO, NOON, CUSTOMER, QuestionState.UNSURE, "Иван придёт", "meaning", reply, NOON + HOUR, 2, True, True
    )
    tx.messages.save_asked([judged])
    assert list(tx.messages.asked(thread)) == [Entry(row, 1, WHEN, NOON, CUSTOMER), judged]


def test_conversations_with_a_question_that_is_perhaps_answered_are_found_the_latest_first(tx: Transaction) -> None:
    threads = [tx.conversations.add(CUSTOMER, f"topic {number}", NOON) for number in range(3)]
    states = (QuestionState.UNSURE, QuestionState.ANSWERED, QuestionState.UNSURE)
    for number, (of, state) in enumerate(zip(threads, states, strict=True)):
        row = tx.messages.add(letter(dedupe_key=_key(number), conversation_id=of))
        tx.messages.add_questions(row, of, [WHEN, WHO])
        when = NOON + number * HOUR
        tx.messages.save_asked([Entry(row, place, WHEN, NOON, CUSTOMER, state, answered_at=when) for place in (1, 2)])
    assert list(tx.messages.unsure_since(NOON)) == [threads[2], threads[0]]
    assert list(tx.messages.unsure_since(NOON + HOUR)) == [threads[2]]


def test_letters_are_counted_by_verdict(tx: Transaction) -> None:
    letters = [
        letter(verdict="answer"),
        letter(verdict="answer", verified=False),
        letter(verdict="doubt", verified=False),
        letter(verdict="machine", direction=Direction.MACHINE),
        letter(verdict="", direction=Direction.STAFF),
        letter(verdict="", direction=Direction.OURS),
        letter(verdict="answer", seen_at=NOON - HOUR),
    ]
    for number, one in enumerate(letters):
        tx.messages.add(letter(**{**_fields(one), "dedupe_key": _key(number)}))
    assert tx.messages.counts_since(NOON) == {"answer": 2, "doubt": 1, "machine": 1, "letters": 3, "verified": 1}


def _fields(record: object) -> dict[str, object]:
    return {name: getattr(record, name) for name in ("verdict", "verified", "direction", "seen_at")}


def test_nothing_counted_is_zero(tx: Transaction) -> None:
    assert tx.messages.counts_since(NOON) == {"letters": 0, "verified": 0}


def test_old_words_are_forgotten_and_keys_are_not(tx: Transaction, thread: int) -> None:
    old = tx.messages.add(letter(conversation_id=thread, seen_at=NOON))
    new = tx.messages.add(letter(dedupe_key=_key(1), conversation_id=thread, seen_at=NOON + DAY))
    tx.messages.add_questions(old, thread, [WHEN])
    tx.messages.save_asked([Entry(old, 1, WHEN, NOON, CUSTOMER, QuestionState.PARTIAL, "On Monday")])
    tx.budget.count(NOON - DAY, "vector.example", "like", CUSTOMER)
    assert tx.messages.prune(NOON + HOUR, NOON - 400 * DAY) == 2 + 4
    forgotten, kept = (stored.record for stored in tx.messages.rows([old, new]))
    assert (forgotten.text, forgotten.trace, forgotten.from_address) == ("", {}, CUSTOMER)
    assert (kept.text, kept.trace) == (letter().text, letter().trace)
    assert [(entry.question.text, entry.evidence) for entry in tx.messages.asked(thread)] == [("", "")]
    assert tx.messages.seen([letter().dedupe_key])


def test_old_addresses_are_forgotten_wherever_they_stand(tx: Transaction, thread: int) -> None:
    row = tx.messages.add(letter(conversation_id=thread))
    tx.conversations.know_ids([known_id("<a@vector.example>", thread)])
    closed = expectation(conversation_id=thread, message_row=row, closed_at=NOON, next_check_at=None)
    tx.expectations.add(closed)
    tx.messages.prune(NOON + DAY, NOON + DAY)
    kept = tx.messages.rows([row])[0].record
    assert (kept.from_address, kept.from_name, kept.subject, kept.reaches) == ("", "", "", ())
    conversation = tx.conversations.get(thread)
    assert conversation is not None
    assert (conversation.customer, conversation.topic) == ("", "")
    assert [one.addresses for one in tx.conversations.by_ids(["<a@vector.example>"])] == [frozenset()]
    assert [(one.customer, one.subject) for one in tx.expectations.of_conversation(thread)] == [("", "")]


def test_what_is_forgotten_is_not_touched_again(tx: Transaction, thread: int) -> None:
    tx.messages.add(letter(conversation_id=thread))
    assert tx.messages.prune(NOON + DAY, NOON + DAY) > 0
    assert tx.messages.prune(NOON + DAY, NOON + DAY) == 0


def test_a_waiting_expectation_keeps_its_customer(tx: Transaction, thread: int) -> None:
    row = tx.messages.add(letter(conversation_id=thread))
    waiting = expectation(conversation_id=thread, message_row=row)
    tx.expectations.add(waiting)
    tx.messages.prune(NOON + DAY, NOON + DAY)
    assert [one.customer for one in tx.expectations.waiting()] == [CUSTOMER]


def test_a_conversation_is_counted_and_its_replies_are_found(tx: Transaction, thread: int) -> None:
    tx.messages.add(letter(dedupe_key=_key(1), conversation_id=thread))
    early, late = (
        tx.messages.add(
            letter(dedupe_key=_key(2 + number), conversation_id=thread, at=NOON + later, direction=Direction.STAFF)
        )
        for number, later in enumerate((timedelta(), HOUR))
    )
    assert tx.messages.count_in(thread) == 3
    assert tx.messages.count_in(thread + 1) == 0
    assert [stored.row for stored in tx.messages.replies_in(thread, NOON)] == [early, late]
    assert [stored.row for stored in tx.messages.replies_in(thread, NOON + HOUR)] == [late]
