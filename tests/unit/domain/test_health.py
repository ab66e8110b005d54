from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from responder.domain.alert_trouble import Alarm, Finding, Trouble
from responder.domain.health import Facts, FolderFacts, Health, LedgerFacts, LoopFacts, RulesFacts, Status
from responder.domain.health_checks import CHECKS, judge

NOON = datetime(2026, 11, 17, 12, 0, tzinfo=UTC)
READ = FolderFacts(connected=True, idle=True, caught_up_at=NOON - timedelta(seconds=20), last_uid=42)
WELL = Facts(
    now=NOON,
    started_at=NOON - timedelta(hours=1),
    inbox=READ,
    sent=READ,
    loops={"watch": LoopFacts(NOON - timedelta(seconds=15))},
    ledger=LedgerFacts(NOON),
    rules=RulesFacts(NOON - timedelta(hours=1), "abc"),
)


def health(**changes: Any) -> Health:
    return judge(replace(WELL, **changes), {})


def status(check: str, **changes: Any) -> Status:
    return health(**changes).checks[check].status


def alarmed(trouble: Trouble, **finding: Any) -> LedgerFacts:
    since_at = NOON - timedelta(minutes=20)
    return LedgerFacts(NOON, alarms=(Alarm(Finding(trouble, **finding), since_at, since_at),))


def test_all_is_well_when_nothing_is_wrong() -> None:
    found = health()
    assert found.status is Status.OK
    assert {check.status for check in found.checks.values()} == {Status.OK}
    assert [check.detail for check in found.checks.values() if check.detail] == []


@pytest.mark.parametrize("folder", ["inbox", "sent"])
@pytest.mark.parametrize(
    ("unread", "expected"),
    [
        (timedelta(minutes=5), Status.OK),
        (timedelta(minutes=5, seconds=1), Status.DEGRADED),
        (timedelta(minutes=10), Status.DEGRADED),
        (timedelta(minutes=10, seconds=1), Status.FAILING),
    ],
)
def test_a_folder_that_is_not_read_degrades_after_five_minutes_and_fails_after_ten(
    folder: str, unread: timedelta, expected: Status
) -> None:
    name = "mailbox" if folder == "inbox" else folder
    assert status(name, **{folder: replace(READ, caught_up_at=NOON - unread)}) is expected


def test_the_reason_why_the_mailbox_is_not_read_is_told_and_since_when() -> None:
    away = replace(READ, connected=False, error="the server hung up", caught_up_at=NOON - timedelta(minutes=30))
    check = health(inbox=away).checks["mailbox"]
    assert (check.status, check.since_at) == (Status.FAILING, NOON - timedelta(minutes=30))
    assert check.detail == "INBOX has not been read since 2026-11-17 11:30:00 UTC: the server hung up"


def test_a_start_after_a_long_pause_is_no_blindness() -> None:
    long_ago = replace(READ, caught_up_at=NOON - timedelta(days=3))
    assert status("mailbox", inbox=long_ago, started_at=NOON - timedelta(minutes=1)) is Status.OK


def test_a_folder_that_was_never_read_counts_from_the_start() -> None:
    never = FolderFacts()
    assert status("mailbox", inbox=never, started_at=NOON - timedelta(minutes=1)) is Status.OK
    assert status("mailbox", inbox=never, started_at=NOON - timedelta(minutes=11)) is Status.FAILING


def test_a_backlog_on_which_progress_is_made_degrades_but_does_not_fail() -> None:
    busy = replace(READ, caught_up_at=NOON - timedelta(minutes=40), took_in_at=NOON - timedelta(seconds=2))
    check = health(inbox=busy).checks["mailbox"]
    assert check.status is Status.DEGRADED
    assert "being caught up with" in check.detail


def test_a_refused_login_degrades_at_once() -> None:
    refused = replace(READ, connected=False, error="the password is wrong", refused=True)
    assert status("mailbox", inbox=refused) is Status.DEGRADED


def test_a_short_loss_of_the_connection_is_said_and_no_more() -> None:
    check = health(inbox=replace(READ, connected=False, error="reset")).checks["mailbox"]
    assert (check.status, check.detail) == (Status.OK, "not connected now: reset")


def test_a_database_that_is_away_fails() -> None:
    found = health(store_error="the database does not answer: disk I/O error")
    assert found.status is Status.FAILING
    assert found.checks["database"].detail == "the database does not answer: disk I/O error"


@pytest.mark.parametrize(("seconds", "expected"), [(3, Status.DEGRADED), (30, Status.DEGRADED), (31, Status.FAILING)])
def test_a_database_that_is_silent_degrades_and_fails_after_half_a_minute(seconds: int, expected: Status) -> None:
    assert status("database", store_silent_since_at=NOON - timedelta(seconds=seconds)) is expected


def test_what_only_the_database_knows_is_not_called_fine_without_it() -> None:
    checks = health(ledger=None, store_error="away").checks
    assert {name for name, check in checks.items() if check.status is Status.DEGRADED} == {
        "sending",
        "quarantine",
        "breaker",
    }


def test_a_loop_that_is_silent_for_a_minute_fails() -> None:
    assert status("loops", loops={"watch": LoopFacts(NOON - timedelta(seconds=60))}) is Status.OK
    check = health(loops={"watch": LoopFacts(NOON - timedelta(seconds=61))}).checks["loops"]
    assert (check.status, check.detail) == (Status.FAILING, "no sign of life from watch")


def test_a_loop_that_waits_for_a_server_may_be_silent_longer() -> None:
    waiting = LoopFacts(NOON - timedelta(minutes=5), quiet_for=timedelta(minutes=11))
    assert status("loops", loops={"listen.inbox": waiting}) is Status.OK
    assert status("loops", loops={"listen.inbox": replace(waiting, beat_at=NOON - timedelta(minutes=13))}) is (
        Status.FAILING
    )


def test_a_loop_that_died_and_was_started_again_degrades() -> None:
    died = Finding(Trouble.LOOP_DIED, detail="watch: KeyError('a')")
    assert status("loops", troubles={Trouble.LOOP_DIED: died}) is Status.DEGRADED


@pytest.mark.parametrize(
    ("trouble", "check", "expected"),
    [
        (Trouble.SENDING_STUCK, "sending", Status.FAILING),
        (Trouble.DELIVERY_UNCERTAIN, "sending", Status.DEGRADED),
        (Trouble.DELIVERY_FAILED, "sending", Status.DEGRADED),
        (Trouble.CHANNEL_FAILED, "alert_channels", Status.DEGRADED),
    ],
)
def test_what_staff_were_alerted_to_shows_in_health(trouble: Trouble, check: str, expected: Status) -> None:
    found = health(ledger=alarmed(trouble, count=2, about="team", detail="550 <a@vector.example>")).checks[check]
    assert (found.status, found.since_at) == (expected, NOON - timedelta(minutes=20))
    assert "vector.example" not in found.detail


@pytest.mark.parametrize(
    ("check", "changes"),
    [
        ("rules", {"rules": RulesFacts(NOON, "abc", ("rules.yaml:3: mode: what?",))}),
        ("quarantine", {"ledger": LedgerFacts(NOON, quarantined=1, quarantined_since_at=NOON)}),
        ("breaker", {"ledger": LedgerFacts(NOON, breaker_opened_at=NOON)}),
        ("clock", {"inbox": replace(READ, clock_offset_s=-61.0)}),
        ("disk", {"troubles": {Trouble.DISK_NEARLY_FULL: Finding(Trouble.DISK_NEARLY_FULL, measure=120)}}),
        ("quota", {"quota_used": 0.9}),
        ("alert_channels", {"told": 0}),
    ],
)
def test_what_somebody_should_look_at_degrades_and_wakes_nobody(check: str, changes: dict[str, Any]) -> None:
    found = health(**changes)
    assert found.status is Status.DEGRADED
    assert [name for name, one in found.checks.items() if one.status is not Status.OK] == [check]
    assert found.checks[check].detail


def test_email_alone_is_said_but_degrades_nothing() -> None:
    found = health(only_mail=True)
    assert found.status is Status.OK
    assert found.checks["alert_channels"].detail.startswith("e-mail alone")


def test_a_check_keeps_its_since_until_its_status_changes() -> None:
    first = health(quota_used=0.95)
    later = judge(replace(WELL, quota_used=0.96, now=NOON + timedelta(hours=1)), first.checks)
    assert later.checks["quota"].since_at == NOON
    over = judge(replace(WELL, now=NOON + timedelta(hours=2)), later.checks)
    assert over.checks["quota"].since_at == NOON + timedelta(hours=2)


def test_the_worst_check_is_the_whole() -> None:
    assert health(quota_used=1.0, store_error="away").status is Status.FAILING


def test_it_is_ready_once_both_folders_were_read_by_this_process() -> None:
    assert WELL.ready
    assert not replace(WELL, sent=replace(READ, caught_up_at=WELL.started_at - timedelta(days=1))).ready
    assert not replace(WELL, inbox=FolderFacts()).ready


def test_the_checks_are_those_that_monitoring_knows_by_name() -> None:
    assert list(CHECKS) == [
        "mailbox",
        "sent",
        "sending",
        "database",
        "loops",
        "rules",
        "quarantine",
        "breaker",
        "clock",
        "disk",
        "alert_channels",
        "quota",
    ]
