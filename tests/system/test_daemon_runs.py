"""Starting, stopping, reloading, and what the daemon says of itself."""

import asyncio
import signal
import time
from pathlib import Path

from tests.support.account import PASSWORD
from tests.support.daemon import Daemon
from tests.support.daemon_rules import rules
from tests.support.dovecot import Dovecot
from tests.support.mails import mail
from tests.support.office import Office
from tests.support.scripted_smtp import ScriptedSmtp

TRAP = Path(__file__).parents[1] / "support" / "reader_trap"


async def test_a_bad_file_changes_nothing_and_is_told(office: Office) -> None:
    await office.daemon.start()
    office.daemon.write_rules(rules().replace("limit: 3h", "limit: soon"))
    await office.daemon.until_event("rules.rejected")
    assert "rules.yaml:5" in office.daemon.events("rules.rejected")[0]["problem"]
    await office.daemon.until(lambda: office.daemon.health()["rules"]["rejected"], "it in /health")
    assert office.daemon.health()["checks"]["rules"]["status"] == "degraded"
    office.write(1)
    await office.until_sent(1, "ann@kunde.example")
    office.daemon.write_rules(rules(limit="4h"))
    await office.daemon.until(lambda: not office.daemon.health()["rules"]["rejected"], "good rules again")


async def test_it_starts_on_the_rules_accepted_last_and_refuses_when_there_are_none(office: Office) -> None:
    daemon = office.daemon
    daemon.write_rules("mode: lively\n")
    daemon.launch()
    assert await daemon.ended() == 2
    assert "rules.yaml:1" in daemon.log()
    daemon.write_rules(rules())
    await daemon.start()
    await daemon.stop()
    daemon.write_rules("mode: lively\n")
    await daemon.start()
    office.write(1)
    await office.until_sent(1, "ann@kunde.example")
    assert daemon.events("rules.fallen_back")


async def test_sighup_reads_the_rules_again(office: Office) -> None:
    daemon = office.daemon
    await daemon.start(no_reload="yes")
    daemon.write_rules(rules("pilot"))
    daemon.signal(signal.SIGHUP)
    await daemon.until_event("rules.loaded", mode="pilot")


async def test_sigterm_ends_an_idle_daemon_at_once(office: Office) -> None:
    await office.daemon.start()
    begun = time.monotonic()
    assert await office.daemon.stop() == 0
    assert time.monotonic() - begun < 10
    assert office.daemon.events("daemon.stopped")


async def test_sigterm_waits_for_the_reply_behind_a_final_dot(office: Office) -> None:
    hold = office.smtp.hold("DOT")
    await office.daemon.start()
    office.write(1)
    await office.daemon.until(hold.reached.is_set, "the final dot")
    office.daemon.signal(signal.SIGTERM)
    await office.daemon.until(lambda: office.daemon.ask("/livez")[0] == 0, "the end of its web server")
    hold.release()
    assert await office.daemon.ended(within=12) == 0
    assert office.answered() == ["<1@kunde.example>"]
    assert office.daemon.rows("SELECT state FROM outbox") == [{"state": "sent"}]


async def test_sigterm_leaves_a_letter_without_reply_in_sending(office: Office) -> None:
    hold = office.smtp.hold("DOT")
    await office.daemon.start()
    office.write(1)
    await office.daemon.until(hold.reached.is_set, "the final dot")
    begun = time.monotonic()
    assert await office.daemon.stop() == 0
    assert time.monotonic() - begun < 12
    assert office.daemon.rows("SELECT state FROM outbox") == [{"state": "sending"}]


async def test_a_second_daemon_on_the_same_database_is_refused(office: Office, tmp_path: Path) -> None:
    await office.daemon.start()
    await _refused(office, tmp_path / "second", office.daemon.database_url)
    office.daemon.kill()
    await office.daemon.start()


async def _refused(office: Office, home: Path, database_url: str) -> None:
    await asyncio.to_thread(home.mkdir)
    async with Daemon(
        home, imap_url=office.account.url, smtp_port=office.smtp.port, rules=rules(), database_url=database_url
    ) as second:
        second.launch()
        assert await second.ended() == 1
        assert "in use by another daemon" in second.log()


async def test_it_runs_on_postgresql(dovecot: Dovecot, smtp: ScriptedSmtp, tmp_path: Path, postgres_url: str) -> None:
    account = dovecot.account("postgres@nordlicht.example")
    async with Daemon(
        tmp_path, imap_url=account.url, smtp_port=smtp.port, rules=rules(), database_url=postgres_url
    ) as daemon:
        office = Office(account, smtp, daemon)
        await daemon.start()
        office.write(1)
        await office.until_sent(1)
        await _refused(office, tmp_path / "second", postgres_url)
        daemon.kill()
        office.write(2)
        office.reply(1)
        await daemon.start()
        await office.until_read(2)
        assert office.answered() == ["<1@kunde.example>", "<2@kunde.example>"]
        assert office.expectations() == [("<1@kunde.example>", "kept"), ("<2@kunde.example>", "open")]


async def test_a_letter_that_kills_its_reader_is_set_aside_with_its_clock(office: Office) -> None:
    office.daemon.environment["PYTHONPATH"] = str(TRAP)
    await office.daemon.start()
    office.write(1)
    office.account.deliver(mail(message_id="<2@kunde.example>", headers=("X-Kill-The-Reader: yes",)))
    office.write(3)
    await office.until_read(3)
    assert office.answered() == ["<1@kunde.example>", "<3@kunde.example>"]
    assert office.daemon.count("quarantine") == 1
    assert office.daemon.count("expectations", "state = 'open'") == 3


async def test_logs_hold_no_secrets_and_nothing_of_letters(office: Office) -> None:
    office.daemon.environment["RESPONDER_SECRET_TEAM"] = "https://chat.example/canary-channel"
    await office.daemon.start()
    canaries = ("canarybody", "canarysubject", "canaryname", "canary-channel", PASSWORD)
    fields = {"subject": "canarysubject", "sender": "Canaryname <ann@kunde.example>"}
    office.write(1, "Where is my canarybody?", **fields)
    office.account.deliver(b"\xff\xfe canarybody\r\n: canarysubject\r\n\r\ncanarybody")
    office.smtp.script("DOT", "550 5.7.1 no")
    office.write(2, "Another canarybody?", **fields)
    await office.until_read(2)
    office.account.kick()
    await office.daemon.until_event("folder.connected", 3)
    assert await office.daemon.stop() == 0
    log = office.daemon.log().lower()
    assert [canary for canary in canaries if canary in log] == []
    assert all(line.startswith("{") for line in log.splitlines())
