"""The way of a letter through the running daemon."""

from tests.support.office import Office


async def test_a_letter_is_acknowledged(office: Office) -> None:
    await office.daemon.start()
    office.write(1)
    (answer,) = await office.until_sent(1)
    assert answer["To"] == "Ann Berg <ann@kunde.example>"
    assert answer["In-Reply-To"] == "<1@kunde.example>"
    assert answer["Auto-Submitted"] == "auto-replied"
    await office.until_read(1)
    assert office.expectations() == [("<1@kunde.example>", "open")]
