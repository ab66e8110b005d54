import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer

from responder.domain.message import FolderRole
from tests.support.command_line import CommandLine
from tests.support.mails import mail, staff_reply
from tests.support.world import NOON, TestWorld

SPAM = ("X-Spam-Flag: YES",)


async def a_day(test: TestWorld) -> None:
    """Two letters wait, one of them with questions; one was answered; one is spam, one in doubt."""
    await test.arrive(mail("1. When?\n2. How much?", message_id="<two@kunde.example>", subject="Two questions"))
    test.pass_time(timedelta(minutes=10))
    await test.arrive(mail(message_id="<1@kunde.example>", sender="bob@other.example", verified=False))
    await test.arrive(mail(message_id="<spam@x.example>", sender="eve@x.example", headers=SPAM, verified=False))
    away = ("X-Auto-Response-Suppress: All",)
    await test.arrive(mail(message_id="<away@y.example>", sender="jo@y.example", headers=away, verified=False))
    test.pass_time(timedelta(minutes=10))
    reply = staff_reply(to="bob@other.example")
    await test.arrive(reply, FolderRole.SENT)


def test_open_expectations_come_by_the_time_left(responder: CommandLine) -> None:
    responder.filled(a_day)
    said = responder("status", "--json")
    assert said.status == 0
    (found,) = said.objects
    first = found["expectations"][0]
    assert [row["message_id"] for row in found["expectations"]] == ["<two@kunde.example>", "<away@y.example>"]
    assert first == {
        "kind": "first_reply",
        "state": "open",
        "message_id": "<two@kunde.example>",
        "customer": "ann@kunde.example",
        "customer_name": "Ann Berg",
        "subject": "Two questions",
        "rule": None,
        "opened_at": "2026-11-17T12:00:00+00:00",
        "target_at": (NOON + timedelta(hours=2)).isoformat(),
        "limit_at": (NOON + timedelta(hours=3)).isoformat(),
        "questions_open": ["1", "2"],
        "asked_again": [],
    }


def test_what_ended_is_shown_when_asked_for(responder: CommandLine) -> None:
    responder.filled(a_day)
    (found,) = responder("status", "--json", "--all").objects
    ended = [row for row in found["expectations"] if "closed_at" in row]
    assert [(row["message_id"], row["state"], row["how"]) for row in ended] == [
        ("<1@kunde.example>", "kept", "answered")
    ]
    assert ended[0]["closed_at"] == (NOON + timedelta(minutes=20)).isoformat()


def test_spam_doubt_and_the_share_of_verified_letters_are_counted(responder: CommandLine) -> None:
    responder.filled(a_day)
    (found,) = responder("status", "--json").objects
    assert (found["spam"], found["doubt"]) == (1, 1)
    assert found["echo"] == {"verified": 1, "letters": 3}


def test_that_no_daemon_answers_is_said(responder: CommandLine) -> None:
    responder.filled(a_day)
    said = responder("status")
    assert "health: no answer" in said.out
    assert "responder run" in said.out
    (found,) = responder("status", "--json").objects
    assert found["health"]["status"] == "no answer"


def test_a_person_reads_who_waits_and_for_what(responder: CommandLine) -> None:
    responder.filled(a_day)
    out = responder("status", "--all").out
    assert out.startswith("2 waiting for an answer\n")
    assert "Ann Berg" in out
    assert "<two@kunde.example>" in out
    assert "1 ended in the last 7 days" in out
    assert "echo: 1 of 3 letters verified" in out


def test_nobody_waiting_is_said_in_words(responder: CommandLine) -> None:
    async def nothing(test: TestWorld) -> None:
        pass

    responder.filled(nothing)
    assert responder("status").out.startswith("nobody waits for an answer\n")


@contextmanager
def daemon(status: int, body: bytes) -> Iterator[int]:
    """A server that answers every request alike; its port."""

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status)
            self.end_headers()
            self.wfile.write(body)

        def log_request(self, code: object = "-", size: object = "-") -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Answer)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def test_the_daemons_own_word_on_its_health_is_passed_on_even_when_it_fails(responder: CommandLine) -> None:
    responder.filled(a_day)
    sick = {"status": "failing", "checks": {"mailbox": {"status": "failing", "detail": "not read for 12 min"}}}
    with daemon(503, json.dumps(sick).encode()) as port:
        responder.set(HTTP=f"0.0.0.0:{port}")
        (found,) = responder("status", "--json").objects
        said = responder("status").out
    assert found["health"] == sick
    assert "health: failing" in said
    assert "mailbox: failing not read for 12 min" in said


def test_another_program_on_the_port_is_no_daemon(responder: CommandLine) -> None:
    responder.filled(a_day)
    with daemon(200, b"<html>hello</html>") as port:
        responder.set(HTTP=f"127.0.0.1:{port}")
        (found,) = responder("status", "--json").objects
    assert found["health"]["status"] == "no answer"


def test_a_database_that_is_not_there_is_not_made(responder: CommandLine) -> None:
    said = responder("status")
    assert said.status == 2
    assert "there is no database" in said.err
    assert "responder run" in said.err
    assert list(responder.home.iterdir()) == [responder.home / "rules.yaml"]


def test_a_database_without_tables_is_told_what_makes_them(responder: CommandLine) -> None:
    (responder.home / "responder.db").write_bytes(b"")
    said = responder("status")
    assert (said.status, said.out) == (2, "")
    assert "responder run" in said.err
