"""The courier against a server that misbehaves at every verb."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from responder.domain.delivery import Accepted, Deferred, Refused, Uncertain
from tests.support.couriers import SHORT, HandClock, account, courier_to, send_to
from tests.support.deliveries import acknowledgement
from tests.support.scripted_smtp import Drop, ScriptedSmtp, Stall

pytestmark = pytest.mark.integration

VERBS = ["CONNECT", "EHLO", "MAIL", "RCPT", "DATA"]


@pytest.fixture
async def server() -> AsyncIterator[ScriptedSmtp]:
    async with ScriptedSmtp() as running:
        yield running


async def test_a_letter_arrives_octet_for_octet(server: ScriptedSmtp) -> None:
    assert await send_to(server) == Accepted("250 2.0.0 taken")
    (letter,) = server.letters
    assert letter.octets == acknowledgement().octets
    assert (letter.envelope_from, letter.recipients) == ("support@example.org", ("maria@vector.example",))
    assert letter.helo == "romashka.example"


async def test_the_null_path_is_sent_as_such(server: ScriptedSmtp) -> None:
    async with courier_to(server) as courier:
        await courier.send(acknowledgement(envelope_from=""))
    assert server.letters[0].envelope_from == ""


async def test_failures_are_reported_where_the_server_offers_it() -> None:
    async with ScriptedSmtp(extensions=["DSN"]) as server:
        await send_to(server)
    assert server.letters[0].mail_options == ("RET=HDRS", "ENVID=" + "0f" * 32 + ":acknowledgement")
    assert server.letters[0].rcpt_options == ("NOTIFY=FAILURE",)


@pytest.mark.parametrize("verb", [*VERBS, "DOT"])
async def test_a_reply_of_4yz_at_any_verb_defers(server: ScriptedSmtp, verb: str) -> None:
    server.script(verb, "450 4.3.0 later", always=True)
    outcome = await send_to(server)
    assert isinstance(outcome, Deferred)
    assert not server.letters


@pytest.mark.parametrize("verb", [*VERBS, "DOT"])
async def test_a_server_that_goes_away_with_421_defers(server: ScriptedSmtp, verb: str) -> None:
    server.script(verb, "421 4.3.2 closing", always=True)
    assert isinstance(await send_to(server), Deferred)


@pytest.mark.parametrize("verb", ["MAIL", "RCPT", "DATA", "DOT"])
async def test_a_reply_of_5yz_refuses(server: ScriptedSmtp, verb: str) -> None:
    server.script(verb, "554 5.7.1 no")
    assert await send_to(server) == Refused("554 5.7.1 no")


async def test_a_server_that_knows_no_ehlo_is_spoken_to_with_helo(server: ScriptedSmtp) -> None:
    server.script("EHLO", "502 5.5.1 what?")
    assert isinstance(await send_to(server), Accepted)


async def test_a_server_that_serves_nobody_defers(server: ScriptedSmtp) -> None:
    server.script("CONNECT", "554 5.7.1 no service for you")
    assert isinstance(await send_to(server), Deferred)


@pytest.mark.parametrize("verb", VERBS)
async def test_a_connection_lost_before_the_final_dot_defers(server: ScriptedSmtp, verb: str) -> None:
    server.script(verb, Drop(), always=True)
    assert isinstance(await send_to(server), Deferred)


@pytest.mark.parametrize("recorded", [True, False])
async def test_a_connection_lost_after_the_final_dot_is_uncertain(server: ScriptedSmtp, recorded: bool) -> None:
    server.script("DOT", Drop(recorded=recorded))
    assert isinstance(await send_to(server), Uncertain)
    assert len(server.letters) == recorded


@pytest.mark.parametrize("verb", VERBS)
async def test_a_silent_server_defers(server: ScriptedSmtp, verb: str) -> None:
    server.script(verb, Stall(), always=True)
    assert isinstance(await send_to(server, timeouts=SHORT), Deferred)


async def test_silence_after_the_final_dot_is_uncertain(server: ScriptedSmtp) -> None:
    server.script("DOT", Stall(recorded=True))
    assert isinstance(await send_to(server, timeouts=SHORT), Uncertain)


@pytest.mark.parametrize("verb", VERBS)
async def test_gibberish_defers(server: ScriptedSmtp, verb: str) -> None:
    server.script(verb, "HTTP/1.1 400 Bad Request", always=True)
    assert isinstance(await send_to(server), Deferred)


async def test_gibberish_after_the_final_dot_is_uncertain(server: ScriptedSmtp) -> None:
    server.script("DOT", "hm?")
    assert isinstance(await send_to(server), Uncertain)


async def test_nobody_listening_defers() -> None:
    async with ScriptedSmtp() as server:
        pass
    outcome = await send_to(server)
    assert isinstance(outcome, Deferred)
    assert "cannot connect" in outcome.reply


async def test_an_unknown_recipient_is_refused_and_the_connection_kept(server: ScriptedSmtp) -> None:
    server.script("RCPT", "550 5.1.1 no such user")
    async with courier_to(server) as courier:
        assert await courier.send(acknowledgement()) == Refused("550 5.1.1 no such user", suppress=True)
        assert isinstance(await courier.send(acknowledgement(id=2)), Accepted)
    assert server.connections == 1


async def test_what_must_not_be_sent_is_refused_without_a_word_to_the_server(server: ScriptedSmtp) -> None:
    async with courier_to(server) as courier:
        assert isinstance(await courier.send(acknowledgement(octets=b"a\nb")), Refused)
    assert server.connections == 0


async def test_a_refused_login_defers_and_is_not_hammered() -> None:
    clock = HandClock()
    async with ScriptedSmtp(users={"support": "right"}) as server:
        who = account(server, user="support", password="wrong")
        async with courier_to(server, account=who, clock=clock) as courier:
            outcome = await courier.send(acknowledgement())
            assert outcome == Deferred("the server refused the login: 535 5.7.8 wrong user name or password")
            await courier.send(acknowledgement(id=2))
            assert server.verbs().count("AUTH") == 1
            clock.now += timedelta(minutes=1)
            await courier.send(acknowledgement(id=2))
            assert server.verbs().count("AUTH") == 2


@pytest.mark.parametrize("mechanisms", ["PLAIN LOGIN", "LOGIN", "XOAUTH2 LOGIN PLAIN", "CRAM-MD5 PLAIN"])
async def test_the_login_works_with_plain_and_login(mechanisms: str) -> None:
    async with ScriptedSmtp(users={"support": "пароль"}, mechanisms=mechanisms) as server:
        who = account(server, user="support", password="пароль")
        assert isinstance(await send_to(server, account=who), Accepted)
    assert server.letters[0].user == "support"


async def test_a_server_without_a_login_we_know_defers_and_says_so() -> None:
    async with ScriptedSmtp(users={"support": "right"}, mechanisms="XOAUTH2") as server:
        outcome = await send_to(server, account=account(server, user="support", password="right"))
    assert isinstance(outcome, Deferred)
    assert "AUTH" in outcome.reply


async def test_a_missing_login_defers() -> None:
    async with ScriptedSmtp(users={"support": "right"}) as server:
        assert isinstance(await send_to(server), Deferred)


async def test_check_says_what_is_wrong() -> None:
    async with ScriptedSmtp(users={"support": "right"}) as server:
        async with courier_to(server, account=account(server, user="support", password="right")) as courier:
            assert await courier.check() is None
        async with courier_to(server, account=account(server, user="support", password="wrong")) as courier:
            assert "refused the login" in (await courier.check() or "")
