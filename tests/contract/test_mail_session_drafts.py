"""What every mail session must do with drafts, run against each server we can have here."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest

from responder.domain.draft import is_touched
from responder.domain.message import FolderRole
from responder.imap.session import ImapSession
from tests.support.imap_sessions import NEVER_S, sessions_to
from tests.support.pymap_server import PASSWORD, pymap_server

AT = datetime(2026, 11, 19, 8, 30, tzinfo=UTC)
DRAFTS = FolderRole.DRAFTS


def draft(number: int = 1) -> bytes:
    return (
        f"From: info@example.test\r\nTo: anna@example.org\r\nSubject: Re: Letter {number}\r\n"
        f"Message-ID: <draft-{number}@example.test>\r\nIn-Reply-To: <letter-{number}@example.org>\r\n\r\n[answer 1]\r\n"
    ).encode()


@pytest.fixture(params=["dovecot", "pymap"])
async def session(request: pytest.FixtureRequest) -> AsyncIterator[ImapSession]:
    """A session with an empty folder `Drafts`."""
    if request.param == "dovecot":
        account = request.getfixturevalue("account")
        one = await sessions_to(account.url, account.password).connect()
        yield one
        await one.close()
        return
    async with pymap_server() as url:
        one = await sessions_to(url, PASSWORD).connect()
        await one._connection.must("CREATE", '"Drafts"')
        yield one
        await one.close()


async def test_the_folder_of_drafts_is_found(session: ImapSession) -> None:
    assert (await session.folders())[DRAFTS] == "Drafts"


async def test_a_draft_is_stored_as_one_that_nobody_has_read(session: ImapSession) -> None:
    filed = await session.append_draft("Drafts", draft(), AT)
    view = await session.open("Drafts", DRAFTS)
    assert (filed.refusal, filed.uidvalidity) == ("", view.uidvalidity)
    flags = await session.flags([filed.uid])
    assert "\\draft" in flags[filed.uid]
    assert not is_touched(flags[filed.uid])
    (fetched,) = await session.fetch([filed.uid])
    assert fetched.raw.beginning == draft()
    assert not is_touched((await session.flags([filed.uid]))[filed.uid])


async def test_messages_that_are_gone_have_no_flags(session: ImapSession) -> None:
    filed = await session.append_draft("Drafts", draft(), AT)
    await session.open("Drafts", DRAFTS)
    assert set(await session.flags([filed.uid, filed.uid + 1, 9_999])) == {filed.uid}
    assert await session.flags([]) == {}


async def test_a_draft_is_found_by_its_id_and_by_what_it_answers(session: ImapSession) -> None:
    first = await session.append_draft("Drafts", draft(1), AT)
    await session.append_draft("Drafts", draft(2), AT)
    await session.open("Drafts", DRAFTS)
    assert list(await session.uids_of("<draft-1@example.test>")) == [first.uid]
    assert list(await session.answers_to("<letter-1@example.org>")) == [first.uid]
    assert list(await session.uids_of("<draft-3@example.test>")) == []
    assert list(await session.answers_to("<no\nid@example.org>")) == []


async def test_one_draft_alone_is_removed(session: ImapSession) -> None:
    first, second, third = [await session.append_draft("Drafts", draft(number), AT) for number in (1, 2, 3)]
    await _mark(session, third.uid, "\\Deleted")
    assert session.can_remove
    assert await session.remove_draft("Drafts", first.uidvalidity, first.uid)
    await session.open("Drafts", DRAFTS)
    assert list(await session.uids_after(0)) == [second.uid, third.uid]


@pytest.mark.parametrize("flag", ["\\Seen", "\\Deleted", "\\Flagged", "\\Answered"])
async def test_a_draft_that_somebody_touched_is_never_removed(session: ImapSession, flag: str) -> None:
    filed = await session.append_draft("Drafts", draft(), AT)
    await _mark(session, filed.uid, flag)
    assert not await session.remove_draft("Drafts", filed.uidvalidity, filed.uid)
    await session.open("Drafts", DRAFTS)
    assert flag.lower() in (await session.flags([filed.uid]))[filed.uid]


async def test_nothing_is_removed_from_a_folder_that_was_renumbered_or_where_it_is_gone(session: ImapSession) -> None:
    filed = await session.append_draft("Drafts", draft(), AT)
    assert not await session.remove_draft("Drafts", filed.uidvalidity + 1, filed.uid)
    assert not await session.remove_draft("Drafts", filed.uidvalidity, filed.uid + 1)
    await session.open("Drafts", DRAFTS)
    assert list(await session.uids_after(0)) == [filed.uid]


async def test_a_folder_that_is_not_there_is_a_refusal_and_no_lost_server(session: ImapSession) -> None:
    filed = await session.append_draft("Nowhere", draft(), AT)
    assert filed.refusal
    await session.open("Drafts", DRAFTS)
    assert list(await session.uids_after(0)) == []


async def test_afterwards_the_first_folder_is_read_on_as_before(session: ImapSession) -> None:
    filed = await session.append_draft("Drafts", draft(), AT)
    assert await session.remove_draft("Drafts", filed.uidvalidity, filed.uid)
    await session.open("INBOX", FolderRole.INBOX)
    await session.append("INBOX", draft(7), AT)
    assert await session.wait_for_push(NEVER_S) is True
    assert len(await session.uids_after(0)) == 1


async def _mark(session: ImapSession, uid: int, flag: str) -> None:
    """What a person's mail program does."""
    await session._connection.must("SELECT", '"Drafts"')
    await session._connection.must("STORE", str(uid), "+FLAGS", f"({flag})", by_uid=True)
