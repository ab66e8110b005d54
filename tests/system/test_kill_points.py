"""The daemon killed at every named point of a letter's way and started again: nothing is lost (docs/crash.md)."""

import os

import pytest

from tests.support import kill_points as points
from tests.support.crash_harness import DEADLY, STATUS
from tests.support.daemon_rules import rules
from tests.support.mails import mail
from tests.support.office import Office
from tests.support.tally import answered_in, tally

ROUNDS = range(1, int(os.environ.get("RESPONDER_SOAK", "1")) + 1)
LETTERS = 3


@pytest.mark.parametrize("round_", ROUNDS)
@pytest.mark.parametrize("point", points.OF_A_LETTER)
async def test_a_kill_on_the_way_of_a_letter_loses_nothing(office: Office, point: str, round_: int) -> None:
    """The trap springs at the second of three letters; in later rounds at another one, or in a backlog of three."""
    killed = await _killed_in_backlog(office, point) if round_ % 2 == 0 else await _killed_at(office, point, 1 + round_)
    sending = answered_in(office, "sending")
    assert sending or point not in points.WHILE_SENDING
    await office.daemon.start()
    written = killed + [office.write(number) for number in range(len(killed) + 1, LETTERS + 1)]
    await office.until_read(LETTERS)
    found = tally(office, written)
    assert (found.lost, found.without_clock, found.never_answered) == ((), (), ())
    assert (found.twice, found.second_ids) == ((), 0)
    assert list(found.uncertain) == sending


async def _killed_at(office: Office, point: str, passes: int) -> list[str]:
    """Letters come one by one until the trap has sprung; what was written."""
    passes = (passes - 1) % LETTERS + 1
    daemon, written = await office.daemon.start(kill=f"{point}:{passes}"), []
    for number in range(1, passes + 1):
        written.append(office.write(number))
        await daemon.until(
            lambda: daemon.status is not None or daemon.settled(len(written)), f"letter {number}", may_end=True
        )
    assert await daemon.ended() == STATUS
    return written


async def _killed_in_backlog(office: Office, point: str) -> list[str]:
    """The letters are there before the start, which meets the trap at once."""
    office.daemon.write_rules(rules(look_back="1h"))
    written = [office.write(number) for number in range(1, LETTERS + 1)]
    office.daemon.launch(kill=f"{point}:1")
    assert await office.daemon.ended() == STATUS
    return written


async def test_a_letter_that_kills_the_daemon_is_set_aside_at_the_fourth_start(office: Office) -> None:
    office.daemon.write_rules(rules(look_back="1h"))
    office.write(1)
    office.account.deliver(mail(message_id="<2@kunde.example>", headers=(f"{DEADLY.decode()} yes",)))
    office.write(3)
    for _ in range(3):
        office.daemon.launch(deadly="yes")
        assert await office.daemon.ended() == STATUS
    await office.daemon.start(deadly="yes")
    await office.until_read(3)
    found = tally(office, ["<1@kunde.example>", "<3@kunde.example>"])
    assert (found.lost, found.never_answered, found.twice) == ((), (), ())
    assert office.daemon.count("quarantine") == 1
    assert office.daemon.count("expectations", "state = 'open'") == 3
