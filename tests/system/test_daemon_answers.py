"""The way of a letter through the running daemon."""

import base64

from tests.support.daemon_rules import rules
from tests.support.mails import mail
from tests.support.office import Office

LEAD = "lead@nordlicht.example"


async def test_a_letter_is_acknowledged_and_its_clock_runs(office: Office) -> None:
    await office.daemon.start()
    office.write(1)
    (answer,) = await office.until_sent(1)
    assert answer["To"] == "Ann Berg <ann@kunde.example>"
    assert answer["In-Reply-To"] == "<1@kunde.example>"
    assert answer["Auto-Submitted"] == "auto-replied"
    await office.until_read(1)
    assert office.expectations() == [("<1@kunde.example>", "open")]
    await office.daemon.until(lambda: office.daemon.health()["expectations"]["open"] == 1, "it in /health")


async def test_in_shadow_staff_see_the_proof_and_live_begins_when_the_file_is_saved(office: Office) -> None:
    office.daemon.write_rules(rules("shadow"))
    await office.daemon.start()
    office.write(1)
    (proof,) = await office.until_sent(1)
    assert proof["To"] == LEAD
    assert "ann@kunde.example" in proof.get_body(("plain",)).get_content()  # type: ignore[union-attr]  # it has one
    office.daemon.write_rules(rules("live"))
    await office.daemon.until_event("rules.loaded", mode="live")
    office.write(2)
    await office.until_sent(2)
    assert office.answered() == ["<2@kunde.example>"]


async def test_in_pilot_only_those_listed_are_answered(office: Office) -> None:
    office.daemon.write_rules(rules("pilot"))
    await office.daemon.start()
    office.write(1)
    office.write(2, sender="Ida <ida@pilot.example>")
    await office.until_sent(2)
    assert office.answered() == ["<2@kunde.example>"]
    assert [str(one["To"]) for one in office.sent(LEAD)] == [LEAD]


async def test_in_off_nothing_is_sent_and_no_clock_runs(office: Office) -> None:
    office.daemon.write_rules(rules("off"))
    await office.daemon.start()
    office.write(1)
    await office.until_read(1)
    assert (office.sent(), office.expectations()) == ([], [])


async def test_machines_are_not_answered(office: Office) -> None:
    await office.daemon.start()
    for number, field in enumerate(("Auto-Submitted: auto-replied", "List-Id: <news.kunde.example>"), 1):
        office.account.deliver(mail(message_id=f"<m{number}@kunde.example>", headers=(field,)), "ann@kunde.example")
    office.write(3)
    await office.until_sent(1)
    assert office.answered() == ["<3@kunde.example>"]
    assert office.daemon.count("messages", "direction = 'machine'") == 2
    assert office.expectations() == [("<3@kunde.example>", "open")]


async def test_questions_behind_a_large_attachment_are_found(office: Office) -> None:
    await office.daemon.start()
    drawing = base64.encodebytes(bytes(2_000_000)).replace(b"\n", b"\r\n")
    office.account.deliver(_with_parts(drawing, b"1. When will it come?\r\n2. Who brings it?"), "ann@kunde.example")
    (answer,) = await office.until_sent(1)
    text = answer.get_body(("plain",)).get_content()  # type: ignore[union-attr]  # it has one
    assert text.index("1. When will it come?") < text.index("2. Who brings it?")


async def test_a_letter_of_40_mb_costs_no_more_memory_than_a_small_one(office: Office) -> None:
    await office.daemon.start()
    for number in range(1, 6):
        office.write(number)
    await office.until_read(5)
    before = office.daemon.peak_memory_mb()
    office.account.append(_with_parts(b"AAAA" * 18 * 1024 + b"\r\n", b"When will it come?", times=550))
    await office.until_read(6)
    assert office.daemon.peak_memory_mb() - before < 16


async def test_a_missing_or_repeated_message_id_loses_no_letter_and_answers_none_twice(office: Office) -> None:
    await office.daemon.start()
    office.account.deliver(mail("Where is it?", message_id=""), "ann@kunde.example")
    for name in ("bob", "cid"):
        sender = f"{name}@{name}.example"
        office.account.deliver(mail(f"{name} asks?", message_id="<same@kunde.example>", sender=sender), sender)
    await office.until_sent(3)
    await office.until_read(3)
    assert await office.daemon.stop() == 0
    await office.daemon.start()
    office.write(4)
    await office.until_read(4)
    assert sorted(str(one["To"]) for one in office.acknowledgements()) == [
        "Ann Berg <ann@kunde.example>", "Ann Berg <ann@kunde.example>", "bob@bob.example", "cid@cid.example",
    ]  # fmt: skip


async def test_nothing_in_the_mailbox_is_marked_or_moved(office: Office) -> None:
    for number in (1, 2):
        office.account.append(mail(message_id=f"<{number}@kunde.example>"), flags="\\Flagged" if number == 1 else "")
    office.daemon.write_rules(rules(look_back="1h"))
    office.account.append(mail(message_id="<old@kunde.example>"), "Sent", flags="\\Seen")
    before = {folder: office.account.flags(folder) for folder in ("INBOX", "Sent")}
    await office.daemon.start()
    await office.until_read(2)
    office.write(3)
    await office.until_read(3)
    assert await office.daemon.stop() == 0
    after = {folder: office.account.flags(folder) for folder in ("INBOX", "Sent")}
    new = max(after["INBOX"])
    assert after["INBOX"].pop(new) <= {"\\Recent"}
    assert _lasting(after) == _lasting(before)
    assert [office.account.count(folder) for folder in ("Drafts", "Junk", "Trash")] == [0, 0, 0]


def _lasting(flags: dict[str, dict[int, set[str]]]) -> dict[str, dict[int, set[str]]]:
    """Without \\Recent, which says only that no client has looked before."""
    return {folder: {uid: found - {"\\Recent"} for uid, found in seen.items()} for folder, seen in flags.items()}


async def test_a_copy_is_filed_in_sent_and_is_no_reply(office: Office) -> None:
    office.daemon.write_rules(rules(sent_copy="auto"))
    await office.daemon.start(full_check_s="0.5")
    office.write(1)
    await office.daemon.until(lambda: office.account.count("Sent") == 1, "the copy in Sent")
    await office.daemon.until(lambda: office.daemon.count("messages", "direction = 'ours'") == 1, "the copy seen")
    assert b"X-Responder-Kind: acknowledgement" in office.account.messages("Sent")[0]
    assert office.expectations() == [("<1@kunde.example>", "open")]


def _with_parts(attachment: bytes, text: bytes, times: int = 1) -> bytes:
    """A letter whose text stands behind its attachment."""
    head, _, _ = mail(headers=("MIME-Version: 1.0", 'Content-Type: multipart/mixed; boundary="b"')).partition(
        b"\r\n\r\n"
    )
    file = b"Content-Type: application/pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n" + attachment * times
    note = b"Content-Type: text/plain; charset=utf-8\r\n\r\n" + text
    return head + b"\r\n\r\n--b\r\n" + file + b"\r\n--b\r\n" + note + b"\r\n--b--\r\n"
