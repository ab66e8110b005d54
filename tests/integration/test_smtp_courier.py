"""The courier against a server that misbehaves at every verb."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import Any

import pytest

from responder.domain.delivery import Accepted, Deferred, Outcome, Refused, Uncertain
from responder.smtp.account import Encryption, SmtpAccount, Timeouts
from responder.smtp.courier import SmtpCourier
from tests.support.deliveries import NOON, acknowledgement
from tests.support.scripted_smtp import Drop, ScriptedSmtp, Stall

pytestmark = pytest.mark.integration

VERBS = ["CONNECT", "EHLO", "MAIL", "RCPT", "DATA"]
SHORT = Timeouts(connect_s=0.2, greeting_s=0.2, command_s=0.2, data_s=0.2, dot_s=0.2, probe_s=0.2)


class HandClock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now


def account(server: ScriptedSmtp, **changes: Any) -> SmtpAccount:
    fields: dict[str, Any] = {
        "host": "127.0.0.1",
        "port": server.port,
        "encryption": Encryption.NONE,
        "local_hostname": "romashka.example",
    }
    return SmtpAccount(**{**fields, **changes})


@asynccontextmanager
async def courier_to(server: ScriptedSmtp, **options: Any) -> AsyncIterator[SmtpCourier]:
    who = options.pop("account", None) or account(server)
    courier = SmtpCourier(who, options.pop("clock", HandClock()), **options)
    try:
        yield courier
    finally:
        await courier.close()


@pytest.fixture
async def server() -> AsyncIterator[ScriptedSmtp]:
    async with ScriptedSmtp() as running:
        yield running


async def send_to(server: ScriptedSmtp, **options: Any) -> Outcome:
    async with courier_to(server, **options) as courier:
        return await courier.send(acknowledgement())


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


async def test_letters_share_a_connection(server: ScriptedSmtp) -> None:
    async with courier_to(server) as courier:
        for number in range(5):
            assert isinstance(await courier.send(acknowledgement(id=number)), Accepted)
    assert server.connections == 1
    assert server.verbs(1)[-1] == "QUIT"


async def test_many_letters_at_once_use_no_more_connections_than_allowed(server: ScriptedSmtp) -> None:
    async with courier_to(server, connections=3) as courier:
        outcomes = await asyncio.gather(*(courier.send(acknowledgement(id=n)) for n in range(30)))
    assert all(isinstance(outcome, Accepted) for outcome in outcomes)
    assert len(server.letters) == 30
    assert server.most_open_connections == 3


async def test_an_idle_connection_is_closed_politely(server: ScriptedSmtp) -> None:
    async with courier_to(server, idle_s=0.01) as courier:
        await courier.send(acknowledgement())
        await server.wait_until(lambda: server.open_connections == 0)
        assert server.verbs(1)[-1] == "QUIT"
        assert isinstance(await courier.send(acknowledgement(id=2)), Accepted)
    assert server.connections == 2


async def test_a_kept_connection_that_died_costs_no_attempt(server: ScriptedSmtp) -> None:
    async with courier_to(server) as courier:
        await courier.send(acknowledgement())
        server.script("MAIL", Drop())
        assert isinstance(await courier.send(acknowledgement(id=2)), Accepted)
        server.script("MAIL", "421 4.4.2 idle for too long")
        assert isinstance(await courier.send(acknowledgement(id=3)), Accepted)
    assert server.connections == 3
    assert len(server.letters) == 3


async def test_a_connection_that_lay_idle_is_tried_with_rset(
    server: ScriptedSmtp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("responder.smtp.connection._FRESH_WITHIN_S", -1.0)
    async with courier_to(server, timeouts=SHORT) as courier:
        await courier.send(acknowledgement())
        assert isinstance(await courier.send(acknowledgement(id=2)), Accepted)
        assert server.verbs(1).count("RSET") == 1
        server.script("RSET", Stall())
        assert isinstance(await courier.send(acknowledgement(id=3)), Accepted)
    assert server.connections == 2


async def test_a_connection_is_renewed_after_a_hundred_letters(
    server: ScriptedSmtp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("responder.smtp.pool.LETTERS_A_CONNECTION", 2)
    async with courier_to(server) as courier:
        for number in range(4):
            await courier.send(acknowledgement(id=number))
    assert server.connections == 2


async def test_a_broken_transaction_never_reaches_the_next_letter(server: ScriptedSmtp) -> None:
    server.script("RCPT", Stall())
    async with courier_to(server, timeouts=SHORT, connections=1) as courier:
        assert isinstance(await courier.send(acknowledgement()), Deferred)
        assert isinstance(await courier.send(acknowledgement(id=2)), Accepted)
    assert server.connections == 2


async def test_an_unreachable_server_is_left_in_peace_for_a_moment() -> None:
    clock = HandClock()
    async with ScriptedSmtp() as server:
        server.script("CONNECT", Drop())
        async with courier_to(server, clock=clock) as courier:
            first = await courier.send(acknowledgement())
            assert await courier.send(acknowledgement(id=2)) == first
            assert server.connections == 1
            clock.now += timedelta(seconds=11)
            assert isinstance(await courier.send(acknowledgement(id=2)), Accepted)


async def test_letters_that_wait_their_turn_do_not_knock_at_a_server_that_is_away(server: ScriptedSmtp) -> None:
    server.script("CONNECT", Drop(), always=True)
    async with courier_to(server, connections=2) as courier:
        outcomes = await asyncio.gather(*(courier.send(acknowledgement(id=n)) for n in range(20)))
    assert all(isinstance(outcome, Deferred) for outcome in outcomes)
    assert server.connections == 2


async def test_a_server_that_wants_fewer_connections_goes_on_getting_letters(server: ScriptedSmtp) -> None:
    async with courier_to(server) as courier:
        hold = server.hold("DOT")
        first = asyncio.create_task(courier.send(acknowledgement(id=1)))
        await hold.reached.wait()
        server.script("CONNECT", "421 4.3.2 too many connections")
        assert isinstance(await courier.send(acknowledgement(id=2)), Deferred)
        hold.release()
        assert isinstance(await first, Accepted)
        assert isinstance(await courier.send(acknowledgement(id=2)), Accepted)


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


async def test_a_days_quota_stops_every_attempt_for_a_day(server: ScriptedSmtp) -> None:
    clock = HandClock()
    server.script("DOT", "554 5.2.0 STOREDRV.Submission.Exception:SubmissionQuotaExceededException")
    async with courier_to(server, clock=clock) as courier:
        outcome = await courier.send(acknowledgement())
        assert isinstance(outcome, Deferred)
        assert outcome.retry_after == timedelta(hours=24)
        clock.now += timedelta(hours=1)
        held = await courier.send(acknowledgement(id=2))
        assert isinstance(held, Deferred)
        assert held.retry_after == timedelta(hours=23)
        assert server.verbs().count("MAIL") == 1
        clock.now += timedelta(hours=23)
        assert isinstance(await courier.send(acknowledgement(id=2)), Accepted)


async def test_check_says_what_is_wrong() -> None:
    async with ScriptedSmtp(users={"support": "right"}) as server:
        async with courier_to(server, account=account(server, user="support", password="right")) as courier:
            assert await courier.check() is None
        async with courier_to(server, account=account(server, user="support", password="wrong")) as courier:
            assert "refused the login" in (await courier.check() or "")


async def test_the_final_dot_is_seen_from_outside(server: ScriptedSmtp) -> None:
    at_data, at_dot = server.hold("DATA"), server.hold("DOT")
    async with courier_to(server) as courier:
        sending = asyncio.create_task(courier.send(acknowledgement(id=7)))
        await at_data.reached.wait()
        assert courier.awaiting_reply == frozenset()
        at_data.release()
        await at_dot.reached.wait()
        assert courier.awaiting_reply == {7}
        at_dot.release()
        assert isinstance(await sending, Accepted)
        assert courier.awaiting_reply == frozenset()


@pytest.mark.parametrize("verb", ["MAIL", "DATA", "DOT"])
async def test_cancelling_the_caller_does_not_cut_the_transfer(server: ScriptedSmtp, verb: str) -> None:
    hold = server.hold(verb)
    async with courier_to(server) as courier:
        sending = asyncio.create_task(courier.send(acknowledgement()))
        await hold.reached.wait()
        sending.cancel()
        with pytest.raises(asyncio.CancelledError):
            await sending
        hold.release()
        await server.wait_for_letters(1)


async def closing(courier: SmtpCourier, server: ScriptedSmtp, verb: str, *, answered: bool) -> Outcome:
    hold = server.hold(verb)
    sending = asyncio.create_task(courier.send(acknowledgement()))
    await hold.reached.wait()
    close = asyncio.create_task(courier.close())
    if answered:
        hold.release()
    await close
    assert sending.done(), "whoever waits for close has the answers"
    return await sending


@pytest.mark.parametrize("verb", ["CONNECT", "MAIL", "RCPT", "DATA"])
async def test_closing_gives_back_what_has_not_reached_its_final_dot(server: ScriptedSmtp, verb: str) -> None:
    async with courier_to(server) as courier:
        outcome = await closing(courier, server, verb, answered=False)
        assert outcome == Deferred("the responder is stopping")
        assert await courier.send(acknowledgement(id=2)) == outcome
    assert not server.letters


async def test_closing_waits_for_the_reply_to_a_final_dot(server: ScriptedSmtp) -> None:
    async with courier_to(server) as courier:
        assert isinstance(await closing(courier, server, "DOT", answered=True), Accepted)


async def test_closing_does_not_wait_for_ever(server: ScriptedSmtp) -> None:
    async with courier_to(server, grace_s=0.01) as courier:
        with pytest.raises(asyncio.CancelledError):
            await closing(courier, server, "DOT", answered=False)
