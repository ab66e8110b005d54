"""Commands tell the times that customers were told, wherever the machine stands."""

from datetime import UTC
from zoneinfo import ZoneInfo

from responder.app.words import moment
from responder.app.zone import company_zone, remember_zone
from tests.support.world import NOON, open_world


async def test_the_zone_in_force_is_the_one_that_was_accepted_last() -> None:
    store = (await open_world()).store
    assert await store.run(company_zone) is UTC
    await store.run(lambda tx: remember_zone(tx, "Europe/Moscow"))
    assert await store.run(company_zone) == ZoneInfo("Europe/Moscow")
    await store.close()


def test_a_moment_names_its_offset() -> None:
    assert moment(NOON, ZoneInfo("Asia/Kolkata")).endswith("+0530")
