"""The daemon killed between its final dot and the reply, with servers that took the letter and that did not."""

import os

import pytest

from tests.support import kill_points as points
from tests.support.crash_harness import STATUS
from tests.support.office import Office
from tests.support.scripted_smtp import Drop
from tests.support.tally import tally

ROUNDS = range(1, int(os.environ.get("RESPONDER_SOAK", "1")) + 1)
LOOK_AT_ONCE = {
    "files_sent": "yes", "full_check_s": "0.3",
    "set": "responder.domain.settle.LOOK_IN_SENT_WITHIN=1s",
}  # fmt: skip
TOLD_AT_ONCE = {"set": "responder.flows.alarm.UNCERTAIN_AFTER=0s;responder.flows.alarm.LOOK_EVERY_S=0.5"}


@pytest.mark.parametrize("round_", ROUNDS)
@pytest.mark.parametrize("taken", [True, False])
async def test_a_kill_while_the_server_thinks_repeats_nothing(office: Office, taken: bool, round_: int) -> None:
    written = await _killed_behind_the_dot(office, taken)
    await office.daemon.start(**TOLD_AT_ONCE)
    await office.until_read(1)
    found = tally(office, written)
    assert (found.lost, found.without_clock, found.never_answered, found.twice) == ((), (), (), ())
    assert found.uncertain == tuple(written)
    assert office.answered() == (written if taken else [])
    await office.daemon.until_event("trouble.told", trouble="delivery_uncertain")


@pytest.mark.parametrize("round_", ROUNDS)
async def test_a_letter_that_the_provider_filed_in_sent_is_not_sent_again(office: Office, round_: int) -> None:
    written = await _killed_behind_the_dot(office, taken=True)
    office.account.append(office.smtp.letters[0].octets, "Sent")
    await office.daemon.start(**LOOK_AT_ONCE)
    await office.daemon.until(lambda: office.daemon.count("outbox", "state = 'sent'") == 1, "the letter found in Sent")
    assert office.answered() == written


@pytest.mark.parametrize("round_", ROUNDS)
@pytest.mark.parametrize("point", [points.BEFORE_DATA, points.AFTER_250])
async def test_where_sent_does_not_show_it_the_same_octets_are_sent_again(
    office: Office, point: str, round_: int
) -> None:
    await office.daemon.start(kill=point, **LOOK_AT_ONCE)
    written = [office.write()]
    assert await office.daemon.ended() == STATUS
    before = len(office.smtp.letters)
    await office.daemon.start(**LOOK_AT_ONCE)
    await office.until_sent(before + 1)
    await office.until_read(1)
    found = tally(office, written)
    assert (found.never_answered, found.uncertain, found.second_ids) == ((), (), 0)
    assert found.twice == (tuple(written) if point in points.TAKEN_UNSETTLED else ())
    assert len({one.octets for one in office.smtp.letters}) == 1


async def _killed_behind_the_dot(office: Office, taken: bool) -> list[str]:
    hold = office.smtp.hold("DOT", Drop(recorded=taken))
    await office.daemon.start()
    written = [office.write()]
    await office.daemon.until(hold.reached.is_set, "the final dot")
    office.daemon.kill()
    hold.release()
    await office.smtp.wait_until(lambda: office.smtp.open_connections == 0)
    return written
