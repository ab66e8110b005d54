from dataclasses import replace
from datetime import timedelta

import pytest

from responder.domain.alert_trouble import Alarm, Finding, Trouble
from responder.domain.message import FolderRole
from responder.domain.past import Usage
from responder.ports.store import FolderCursor, Transaction
from tests.support.deliveries import NOON
from tests.support.records import CUSTOMER, set_aside

HOUR = timedelta(hours=1)
DOMAIN, LIKENESS = "vector.example", "0123456789abcdef"


def test_a_folder_never_read_has_no_cursor(tx: Transaction) -> None:
    assert tx.folders.get(FolderRole.INBOX) is None


def test_a_cursor_comes_back_as_it_was_put(tx: Transaction) -> None:
    plain = FolderCursor(FolderRole.SENT, "Отправленные", 4_294_967_295, 4_294_967_294)
    full = FolderCursor(FolderRole.INBOX, "INBOX", 7, 12, NOON, 13, 2, 9, NOON - HOUR)
    tx.folders.put(plain)
    tx.folders.put(full)
    assert (tx.folders.get(FolderRole.SENT), tx.folders.get(FolderRole.INBOX)) == (plain, full)


def test_a_cursor_replaces_the_one_before(tx: Transaction) -> None:
    tx.folders.put(FolderCursor(FolderRole.INBOX, "INBOX", 7, 12, NOON, 13, 2, 9, NOON))
    moved = FolderCursor(FolderRole.INBOX, "Inbox", 8, 1)
    tx.folders.put(moved)
    assert tx.folders.get(FolderRole.INBOX) == moved


def test_a_setting_is_read_as_it_was_last_put(tx: Transaction) -> None:
    assert tx.settings.get("secret") is None
    tx.settings.put("secret", "ключ")
    assert tx.settings.get("secret") == "ключ"
    tx.settings.put("secret", "x" * 100_000)
    assert tx.settings.get("secret") == "x" * 100_000


def test_letters_of_one_topic_are_alike_whatever_they_say(tx: Transaction) -> None:
    tx.budget.count(NOON, DOMAIN, "one body", CUSTOMER, "away")
    tx.budget.count(NOON, DOMAIN, "another body", CUSTOMER, "away")
    assert tx.budget.usage(NOON, DOMAIN, "a third body", CUSTOMER, "away").alike_hour == 2
    assert tx.budget.usage(NOON, DOMAIN, "one body", CUSTOMER, "").alike_hour == 1


def test_automatic_letters_are_counted(tx: Transaction) -> None:
    tx.budget.count(NOON, DOMAIN, LIKENESS, CUSTOMER)
    tx.budget.count(NOON + timedelta(minutes=59), DOMAIN, "other", "b@vector.example")
    tx.budget.count(NOON, "other.example", LIKENESS, "c@other.example")
    assert tx.budget.usage(NOON, DOMAIN, LIKENESS, CUSTOMER) == Usage(3, 2, 2, 1)


def test_another_hour_has_its_own_budget(tx: Transaction) -> None:
    tx.budget.count(NOON, DOMAIN, LIKENESS, CUSTOMER)
    assert tx.budget.usage(NOON + HOUR, DOMAIN, LIKENESS, CUSTOMER) == Usage(0, 0, 0, 1)


@pytest.mark.parametrize(("hours", "used"), [(-1, 0), (0, 1), (23, 1), (24, 0)])
def test_an_address_is_counted_for_a_day(tx: Transaction, hours: int, used: int) -> None:
    tx.budget.count(NOON, DOMAIN, LIKENESS, CUSTOMER)
    assert tx.budget.usage(NOON + hours * HOUR, DOMAIN, LIKENESS, CUSTOMER.upper()).address_day == used


def test_letters_without_words_are_not_alike(tx: Transaction) -> None:
    tx.budget.count(NOON, DOMAIN, "", CUSTOMER)
    assert tx.budget.usage(NOON, DOMAIN, "", CUSTOMER) == Usage(1, 1, 0, 1)


def test_nothing_is_used_at_first(tx: Transaction) -> None:
    assert tx.budget.usage(NOON, DOMAIN, LIKENESS, CUSTOMER) == Usage()


def test_an_address_that_bounced_is_written_to_no_more(tx: Transaction) -> None:
    assert not tx.budget.suppressed(CUSTOMER)
    tx.budget.suppress("Maria@Vector.example", "550 no such user", NOON)
    tx.budget.suppress(CUSTOMER, "550 still no such user", NOON + HOUR)
    assert tx.budget.suppressed(CUSTOMER)
    assert not tx.budget.suppressed("other@vector.example")


def test_a_message_set_aside_comes_back_with_its_octets(tx: Transaction) -> None:
    thread = tx.conversations.add("", "", NOON)
    item = set_aside(conversation_id=thread)
    kept = replace(item, id=tx.quarantine.add(item))
    assert tx.quarantine.get(kept.id) == kept
    assert list(tx.quarantine.all()) == [replace(kept, octets=b"")]


def test_messages_set_aside_come_oldest_first(tx: Transaction) -> None:
    late = tx.quarantine.add(set_aside(uid=1, set_aside_at=NOON + HOUR))
    early = tx.quarantine.add(set_aside(uid=2))
    assert [item.id for item in tx.quarantine.all()] == [early, late]


def test_the_same_message_is_set_aside_once(tx: Transaction) -> None:
    first = tx.quarantine.add(set_aside())
    assert tx.quarantine.add(set_aside(trace="again")) == first
    assert [item.trace for item in tx.quarantine.all()] == ["again"]


def test_what_was_retried_is_gone(tx: Transaction) -> None:
    item, other = tx.quarantine.add(set_aside(uid=1)), tx.quarantine.add(set_aside(uid=2))
    tx.quarantine.remove(item)
    assert tx.quarantine.get(item) is None
    assert [kept.id for kept in tx.quarantine.all()] == [other]


def test_exactly_the_alarms_given_last_are_kept(tx: Transaction) -> None:
    blind = Alarm(Finding(Trouble.BLIND, "inbox", "нет связи", 3, 4, NOON - HOUR), NOON, NOON + HOUR, 2, NOON, True)
    stuck = Alarm(Finding(Trouble.DELIVERY_UNCERTAIN), NOON + HOUR, NOON)
    tx.troubles.replace([stuck, blind])
    assert list(tx.troubles.all()) == [blind, stuck]
    tx.troubles.replace([stuck])
    assert list(tx.troubles.all()) == [stuck]
    tx.troubles.replace([])
    assert list(tx.troubles.all()) == []
