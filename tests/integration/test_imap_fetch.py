"""What is fetched is what lies there, whatever else the server says meanwhile."""

from datetime import UTC, datetime

import pytest

from responder.domain.message import FolderRole
from responder.imap.fetching import BEGINNING
from tests.support.imap_sessions import NEVER_S, NOW, in_inbox
from tests.support.scripted_imap import DATE, Line, fetch_answer

BODY = b"Subject: a * b * c (\r\n\r\nHello {3}\r\n* 5 EXISTS\r\nA1 OK\r\n"


async def test_a_message_is_fetched_with_where_and_when_it_lies() -> None:
    async def script(line: Line) -> None:
        await line.answers(
            r"UID FETCH 5 \(UID INTERNALDATE RFC822\.SIZE BODY\.PEEK\[\]<0\.65536>\)$", fetch_answer(5, BODY)
        )

    async with in_inbox(script) as session:
        (fetched,) = await session.fetch([5])
        assert fetched.raw.beginning == BODY
        assert not fetched.raw.truncated
        arrival = fetched.arrival
        assert (arrival.role, arrival.uidvalidity, arrival.uid, arrival.size) == (FolderRole.INBOX, 7, 5, len(BODY))
        assert arrival.internal_at == datetime(2026, 11, 20, 9, tzinfo=UTC)


async def test_a_literal_torn_into_single_octets_is_whole() -> None:
    async def script(line: Line) -> None:
        await line.hears("UID FETCH")
        await line.tears(fetch_answer(5, BODY) + f"\r\n{line.tag} OK done\r\n".encode())
        await line.logs_out()

    async with in_inbox(script) as session:
        assert [f.raw.beginning for f in await session.fetch([5])] == [BODY]


async def test_news_in_the_middle_of_a_fetch_neither_corrupts_nor_is_lost() -> None:
    async def script(line: Line) -> None:
        await line.answers(
            "UID FETCH 5,6", "* 3 EXISTS", fetch_answer(5, BODY), "* 1 FETCH (FLAGS (\\Seen))", "* 2 RECENT",
            "* 2 FETCH (UID 6 FLAGS (\\Answered))", "* VANISHED 9", "* 1 EXPUNGE", fetch_answer(6, BODY * 2, number=2),
            "* 9 FETCH (UID 99 FLAGS ())", "* OK [HIGHESTMODSEQ 5] changed",
        )  # fmt: skip
        await line.falls_silent()

    async with in_inbox(script) as session:
        fetched = await session.fetch([6, 5])
        assert [(f.arrival.uid, f.raw.beginning) for f in fetched] == [(5, BODY), (6, BODY * 2)]
        assert await session.wait_for_push(NEVER_S) is True


async def test_messages_expunged_meanwhile_are_absent() -> None:
    async def script(line: Line) -> None:
        await line.hears("UID FETCH 4,5,6")
        await line.says(fetch_answer(5, BODY), "* 2 FETCH (UID 6 INTERNALDATE NIL BODY[]<0> NIL)")
        await line.no("[EXPUNGEISSUED] some are gone")

    async with in_inbox(script) as session:
        assert [f.arrival.uid for f in await session.fetch([4, 5, 6])] == [5]


async def test_what_nobody_asked_for_is_left_out() -> None:
    async def script(line: Line) -> None:
        await line.answers("UID FETCH 5", fetch_answer(4, b"other"), fetch_answer(5, BODY))

    async with in_inbox(script) as session:
        assert [f.arrival.uid for f in await session.fetch([5])] == [5]


async def test_attributes_may_come_in_several_responses_and_in_any_order() -> None:
    async def script(line: Line) -> None:
        await line.answers(
            "UID FETCH 5", f"* 1 FETCH (INTERNALDATE {DATE} UID 5)", b'* 1 FETCH (BODY[] "short" UID 5)',
            "* 1 FETCH (UID 5 RFC822.SIZE 5)",
        )  # fmt: skip

    async with in_inbox(script) as session:
        (fetched,) = await session.fetch([5])
        assert fetched.raw.beginning == b"short"
        assert fetched.arrival.internal_at == datetime(2026, 11, 20, 9, tzinfo=UTC)


@pytest.mark.parametrize("date", ['"yesterday"', "NIL", '"99-Foo-2026 00:00:00 +0000"'])
async def test_a_message_without_a_readable_date_arrives_now(date: str) -> None:
    async def script(line: Line) -> None:
        await line.answers("UID FETCH 5", f'* 1 FETCH (UID 5 INTERNALDATE {date} RFC822.SIZE 4 BODY[]<0> "text")')

    async with in_inbox(script) as session:
        assert [f.arrival.internal_at for f in await session.fetch([5])] == [NOW]


async def test_a_wrong_size_does_not_make_a_whole_message_look_cut() -> None:
    async def script(line: Line) -> None:
        await line.answers("UID FETCH 5", fetch_answer(5, BODY, size=9_999_999))

    async with in_inbox(script) as session:
        (fetched,) = await session.fetch([5])
        assert fetched.arrival.size == 9_999_999
        assert not fetched.raw.truncated


async def test_many_messages_are_asked_for_in_batches_of_a_hundred() -> None:
    async def script(line: Line) -> None:
        for first in (1, 101, 201):
            uids = range(first, min(first + 100, 251))
            await line.answers(f"UID FETCH {','.join(map(str, uids))} ", *[fetch_answer(uid, b"x") for uid in uids])

    async with in_inbox(script) as session:
        assert [f.arrival.uid for f in await session.fetch([*range(250, 0, -1)])] == [*range(1, 251)]


async def test_no_uids_are_no_question() -> None:
    async def script(line: Line) -> None:
        await line.logs_out()

    async with in_inbox(script) as session:
        assert await session.fetch([]) == []


async def test_headers_are_fetched_alone() -> None:
    async def script(line: Line) -> None:
        await line.answers(
            r"UID FETCH 5 \(UID INTERNALDATE RFC822\.SIZE BODY\.PEEK\[HEADER\]<0\.65536>\)",
            b'* 1 FETCH (UID 5 RFC822.SIZE 900 BODY[HEADER]<0> {14}\r\nSubject: x\r\n\r\n)',
        )  # fmt: skip

    async with in_inbox(script) as session:
        (fetched,) = await session.fetch_headers([5])
        assert fetched.raw.beginning == b"Subject: x\r\n\r\n"
        assert (fetched.arrival.size, fetched.raw.size) == (900, 900)


async def test_a_text_behind_a_large_attachment_is_found_by_its_number() -> None:
    head = b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: image/png\r\n\r\n"
    beginning = head + b"A" * (BEGINNING - len(head))
    text_head = b"Content-Type: text/plain; charset=utf-8\r\n\r\n"

    async def script(line: Line) -> None:
        await line.answers("UID FETCH 5 ", fetch_answer(5, beginning, size=40_000_000))
        await line.answers(
            r"UID FETCH 5 \(UID BODY\.PEEK\[2\.MIME\]<0\.\d+>\)",
            b"* 1 FETCH (UID 5 BODY[2.MIME]<0> {%d}\r\n%s)" % (len(text_head), text_head),
        )
        await line.answers(r"UID FETCH 5 \(UID BODY\.PEEK\[2\]<0\.65536>\)", b'* 1 FETCH (UID 5 BODY[2]<0> "the text")')
        await line.hears(r"UID FETCH 5 \(UID BODY\.PEEK\[3\.MIME\]")
        await line.no("no such part")

    async with in_inbox(script) as session:
        (fetched,) = await session.fetch([5])
        assert fetched.raw.truncated
        assert [(part.section, part.body) for part in fetched.raw.parts] == [("2", b"the text")]
        assert fetched.arrival.size == 40_000_000


async def test_parts_are_fetched_up_to_a_bound() -> None:
    head = b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: image/png\r\n\r\n"
    beginning = head + b"A" * (BEGINNING - len(head))
    text = b"y" * 65_536

    async def script(line: Line) -> None:
        await line.answers("UID FETCH 5 ", fetch_answer(5, beginning, size=40_000_000))
        while "LOGOUT" not in (heard := await line.hears("UID FETCH 5 |LOGOUT")):
            octets = b"Content-Type: text/plain\r\n\r\n" if ".MIME" in heard else text
            await line.says(b"* 1 FETCH (UID 5 BODY[2]<0> {%d}\r\n%s)" % (len(octets), octets))
            await line.ok()

    async with in_inbox(script) as session:
        (fetched,) = await session.fetch([5])
        assert 0 < sum(len(part.body) for part in fetched.raw.parts) <= 262_144


async def test_a_mistake_of_ours_in_finding_parts_costs_only_the_parts(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(beginning: bytes) -> None:
        raise RecursionError

    monkeypatch.setattr("responder.imap.fetching.PartWalk", broken)

    async def script(line: Line) -> None:
        await line.answers("UID FETCH 5 ", fetch_answer(5, b"x" * BEGINNING, size=70_000))

    async with in_inbox(script) as session:
        (fetched,) = await session.fetch([5])
        assert fetched.raw.truncated
        assert fetched.raw.parts == ()
    assert [record.message for record in caplog.records] == ["message.walk_failed"]
