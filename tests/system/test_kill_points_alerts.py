"""The daemon killed at every named point of an alert's way: staff hear of every letter that waits."""

import os
import re
from datetime import UTC, datetime, timedelta

import pytest

from tests.support import kill_points as points
from tests.support.crash_harness import STATUS
from tests.support.daemon_rules import rules
from tests.support.mails import mail
from tests.support.office import Office

ROUNDS = range(1, int(os.environ.get("RESPONDER_SOAK", "1")) + 1)
DUTY = "duty@nordlicht.example"
LETTERS = 3


@pytest.mark.parametrize("round_", ROUNDS)
@pytest.mark.parametrize("point", points.OF_AN_ALERT)
async def test_a_kill_on_the_way_of_an_alert_loses_none(office: Office, point: str, round_: int) -> None:
    """The letters came 100 minutes ago, so that half of their time is over at once. They ask not to be answered by a
    machine, so that only alerts pass the points of sending."""
    office.daemon.write_rules(rules(look_back="3h"))
    waiting = [_letter(office, number) for number in range(1, LETTERS + 1)]
    office.daemon.launch(kill=f"{point}:1")
    assert await office.daemon.ended() == STATUS
    await office.daemon.start()
    told = "kind = 'alert' AND state != 'sent'"
    await office.daemon.until(lambda: _told(office) >= set(waiting), "every letter told")
    await office.daemon.until(lambda: office.daemon.count("outbox", told) == 0, "all alerts settled")
    assert {known_as for known_as, _ in office.expectations()} == {f"<{number}@kunde.example>" for number in (1, 2, 3)}
    alerts = [one["Message-ID"] for one in office.sent(DUTY) if one["X-Responder-Kind"] == "alert"]
    assert len(alerts) - len(set(alerts)) == (point in points.TAKEN_UNSETTLED)
    stages = office.daemon.rows("SELECT key FROM outbox WHERE kind = 'alert'")
    assert len(stages) == len(set(alerts))


def _letter(office: Office, number: int) -> str:
    """A letter that has waited for a while; its subject."""
    subject = f"Order {number}"
    octets = mail(message_id=f"<{number}@kunde.example>", subject=subject, headers=("X-Auto-Response-Suppress: All",))
    office.account.append(octets, at=datetime.now(UTC) - timedelta(minutes=100))
    return subject


def _told(office: Office) -> set[str]:
    """The subjects of letters that alerts named."""
    texts = [one.get_body(("plain",)).get_content() for one in office.sent(DUTY)]  # type: ignore[union-attr]  # every alert has a plain part
    return {found for text in texts for found in re.findall(r"Order \d", text)}
