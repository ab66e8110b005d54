"""What the daemon makes of the time it was not there, and of servers that go and come back."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.support.account import PASSWORD
from tests.support.daemon import Daemon
from tests.support.daemon_rules import rules
from tests.support.dovecot import Dovecot
from tests.support.mails import mail, staff_reply
from tests.support.office import Office
from tests.support.postgres import Postgres
from tests.support.scripted_smtp import Drop, ScriptedSmtp


async def test_the_first_start_answers_nothing_older(office: Office) -> None:
    office.write(1)
    await office.daemon.start()
    office.write(2)
    await office.until_sent(1)
    assert office.answered() == ["<2@kunde.example>"]
    assert office.expectations() == [("<2@kunde.example>", "open")]


async def test_look_back_answers_what_came_before_the_first_start(office: Office) -> None:
    office.daemon.write_rules(rules(look_back="2h"))
    for number, age in ((1, 180), (2, 90), (3, 60)):
        _earlier(office, number, age)
    _earlier(office, 3, 30, "Sent")
    await office.daemon.start()
    await office.until_read(2)
    assert office.answered() == ["<2@kunde.example>"]
    assert office.expectations() == [("<2@kunde.example>", "open"), ("<3@kunde.example>", "kept")]


async def test_after_an_outage_every_letter_is_handled_and_the_answered_one_not_acknowledged(office: Office) -> None:
    await office.daemon.start()
    office.write(1)
    await office.until_read(1)
    office.daemon.kill()
    for number in range(2, 8):
        office.write(number)
    office.reply(4)
    office.reply(1)
    await office.daemon.start()
    await office.until_read(7)
    assert office.answered() == [f"<{number}@kunde.example>" for number in (1, 2, 3, 5, 6, 7)]
    assert office.expectations() == [
        (f"<{number}@kunde.example>", "kept" if number in {1, 4} else "open") for number in range(1, 8)
    ]


async def test_a_letter_in_an_outage_longer_than_its_limit_is_told_late_and_alerted_once(office: Office) -> None:
    await office.daemon.start()
    office.write(1)
    await office.until_read(1)
    assert await office.daemon.stop() == 0
    _travel(office, hours=8)
    office.account.append(_letter(2), at=datetime.now(UTC) - timedelta(hours=5))
    await office.daemon.start(set="responder.flows.watch.LOOK_EVERY_S=1;responder.domain.advance.RECHECK=1s")
    await office.until_read(2)
    (alert,) = await office.until_sent(1, "duty@nordlicht.example")
    assert "Order 2" in alert.get_body(("plain",)).get_content()  # type: ignore[union-attr]  # it has one
    promise = office.daemon.rows("SELECT message_id FROM expectations WHERE kind = 'promise'")
    assert promise == [{"message_id": "<2@kunde.example>"}]


async def test_it_goes_on_when_the_mail_server_restarts(
    own_dovecot: Dovecot, smtp: ScriptedSmtp, tmp_path: Path
) -> None:
    account = own_dovecot.account("support@nordlicht.example")
    async with Daemon(tmp_path, imap_url=account.url, smtp_port=smtp.port, rules=rules()) as daemon:
        office = Office(account, smtp, daemon)
        await daemon.start()
        office.write(1)
        await office.until_sent(1)
        own_dovecot.restart()
        office.write(2)
        await office.until_sent(2)
        account.kick()
        office.write(3)
        await office.until_sent(3)
        assert len(set(office.answered())) == 3


async def test_a_uidvalidity_change_answers_nobody_twice_and_new_letters_once(office: Office) -> None:
    await office.daemon.start()
    for number in (1, 2, 3):
        office.write(number)
    await office.until_read(3)
    assert await office.daemon.stop() == 0
    office.account.bump_uidvalidity()
    office.account.append(_letter(4))
    office.account.append(_letter(5), at=datetime.now(UTC) - timedelta(days=1, hours=12))
    await office.daemon.start()
    await office.daemon.until_event("folder.renumbered", folder="inbox")
    await office.until_read(5)
    office.write(6)
    await office.until_sent(5)
    assert office.answered() == [f"<{number}@kunde.example>" for number in (1, 2, 3, 4, 6)]
    assert [known_as for known_as, _ in office.expectations()] == office.answered()


async def test_moving_a_letter_to_junk_or_trash_ends_its_clock(office: Office) -> None:
    await office.daemon.start()
    for number in (1, 2, 3):
        office.write(number)
    await office.until_read(3)
    office.move(1, "Junk")
    office.move(2, "Trash")
    office.account.kick()
    closed = "state = 'closed'"
    await office.daemon.until(lambda: office.daemon.count("expectations", closed) == 2, "two clocks ended")
    assert office.expectations()[2] == ("<3@kunde.example>", "open")


async def test_a_letter_moved_back_into_inbox_starts_its_clock_when_it_is_seen(office: Office) -> None:
    await office.daemon.start()
    office.write(1)
    await office.until_read(1)
    _travel(office, hours=48, only_first_start=True)
    before = datetime.now(UTC)
    office.account.append(_letter(2), at=before - timedelta(hours=20))
    await office.until_read(2)
    (row,) = office.daemon.rows("SELECT opened_at FROM expectations WHERE message_id = '<2@kunde.example>'")
    assert _instant(row["opened_at"]) >= before - timedelta(seconds=2)
    assert len(office.answered()) == 2


async def test_a_refused_password_is_told_and_not_hammered_and_it_recovers(
    own_dovecot: Dovecot, smtp: ScriptedSmtp, tmp_path: Path
) -> None:
    account = own_dovecot.account("support@nordlicht.example")
    _change_password(own_dovecot, PASSWORD, "another")
    async with Daemon(tmp_path, imap_url=account.url, smtp_port=smtp.port, rules=rules()) as daemon:
        office = Office(account, smtp, daemon)
        daemon.launch(set="responder.flows.listen.REFUSED_BACK_OFF_S=(3,);responder.flows.alarm.LOOK_EVERY_S=0.5")
        await daemon.until_event("trouble.told", trouble="login_refused")
        attempts = len(re.findall("imap-login.*(?:auth failed|Aborted)", own_dovecot.log()))
        assert attempts <= 4
        assert daemon.health()["checks"]["mailbox"]["status"] != "ok"
        _change_password(own_dovecot, "another", PASSWORD)
        await daemon.until(lambda: daemon.ask("/readyz")[0] == 200, "the login accepted")
        office.write(1)
        await office.until_sent(1, "ann@kunde.example")


async def test_while_smtp_is_down_letters_wait_and_leave_later(office: Office) -> None:
    await office.daemon.start(
        set="responder.domain.settle.RETRY_AFTER=1s,1s;responder.flows.deliver.LOOK_EVERY_S=0.5", pause_s="0.5"
    )
    office.smtp.script("CONNECT", Drop(), always=True)
    office.write(1)
    await office.daemon.until_event("delivery.not_sent", state="queued")
    office.smtp.unscript()
    office.smtp.script("MAIL", "451 4.3.0 later")
    (answer,) = await office.until_sent(1)
    assert answer["In-Reply-To"] == "<1@kunde.example>"
    again = "state = 'sent' AND attempts > 1"
    await office.daemon.until(lambda: office.daemon.count("outbox", again) == 1, "the row settled")


async def test_it_goes_on_when_the_database_restarts(
    dovecot: Dovecot, smtp: ScriptedSmtp, tmp_path: Path, postgres: Postgres, postgres_url: str
) -> None:
    account = dovecot.account("restart@nordlicht.example")
    async with Daemon(
        tmp_path, imap_url=account.url, smtp_port=smtp.port, rules=rules(), database_url=postgres_url
    ) as daemon:
        office = Office(account, smtp, daemon)
        await daemon.start()
        office.write(1)
        await office.until_sent(1)
        postgres.stop()
        office.write(2)
        await daemon.until(lambda: daemon.health()["checks"]["database"]["status"] != "ok", "it in /health")
        postgres.start()
        office.write(3)
        await office.until_sent(3)
        assert office.answered() == [f"<{number}@kunde.example>" for number in (1, 2, 3)]
        assert daemon.status is None


def _letter(number: int) -> bytes:
    return mail(message_id=f"<{number}@kunde.example>", subject=f"Order {number}")


def _earlier(office: Office, number: int, minutes: int, folder: str = "INBOX") -> None:
    """A letter that has been there for so long; in Sent, the reply to it."""
    octets = _letter(number)
    if folder == "Sent":
        octets = staff_reply(in_reply_to=f"<{number}@kunde.example>", subject=f"Re: Order {number}")
    office.account.append(octets, folder, at=datetime.now(UTC) - timedelta(minutes=minutes))


def _travel(office: Office, hours: int, *, only_first_start: bool = False) -> None:
    """Let the daemon have begun earlier: what its database remembers is moved into the past."""
    shift = timedelta(hours=hours)
    (first,) = office.daemon.rows("SELECT value FROM settings WHERE name = 'first_started_at'")
    moved = (datetime.fromisoformat(first["value"]) - shift).isoformat()
    office.daemon.change(f"UPDATE settings SET value = '{moved}' WHERE name = 'first_started_at'")
    if not only_first_start:
        for folder in office.daemon.rows("SELECT role, caught_up_at FROM folders"):
            at = (_instant(folder["caught_up_at"]) - shift).isoformat(" ", "microseconds")
            office.daemon.change(f"UPDATE folders SET caught_up_at = '{at}' WHERE role = '{folder['role']}'")


def _change_password(server: Dovecot, old: str, new: str) -> None:
    server._config.write_text(server._config.read_text().replace(old, new))
    server.restart()


def _instant(stored: object) -> datetime:
    found = stored if isinstance(stored, datetime) else datetime.fromisoformat(str(stored))
    return found if found.tzinfo else found.replace(tzinfo=UTC)
