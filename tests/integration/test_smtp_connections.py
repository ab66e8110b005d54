"""How connections are kept, paused, renewed and let go of."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from responder.domain.delivery import Accepted, Deferred, Outcome
from responder.smtp.courier import SmtpCourier
from tests.support.couriers import SHORT, HandClock, courier_to
from tests.support.deliveries import acknowledgement
from tests.support.scripted_smtp import Drop, ScriptedSmtp, Stall

pytestmark = pytest.mark.integration


@pytest.fixture
async def server() -> AsyncIterator[ScriptedSmtp]:
    async with ScriptedSmtp() as running:
        yield running


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
    if answered:
        asyncio.get_running_loop().call_soon(hold.release)
    await courier.close()
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
