"""A draft from the letter to the last answer, on a real mailbox; `pytest tests/system/test_drafts.py -s` tells the
story."""

import sys
from email.message import EmailMessage

from tests.support.mail_program import MailProgram, plain
from tests.support.office import Office

LETTER = """\
Hello,

we would like to move our rollout and have three questions:

1. Can the start be moved to 5 December?
2. Who signs the acceptance act?
3. Is the training included in the price?

Ann Berg
"""
FOURTH = """\
One more thing:

4. Do we need a new licence?

Ann Berg
"""
FIRST_ANSWERS = {
    "[answer 1]": "Yes, we can start on 5 December.",
    "[answer 3]": "Yes, the training is included in the price.",
}
LAST_ANSWERS = {
    "[answer 2]": "The acceptance act is signed by your director.",
    "[answer 4]": "No, your licence stays valid.",
}


class Transcript:
    """Says what happened, line by line."""

    def note(self, heading: str, text: str = "") -> None:
        lines = "".join(f"   | {line}".rstrip() + "\n" for line in text.strip().splitlines())
        sys.stdout.write(f"\n== {heading}\n{lines}")

    def show(self, heading: str, message: EmailMessage) -> None:
        fields = [f"{name}: {message[name]}" for name in ("To", "Cc", "Subject", "In-Reply-To") if message[name]]
        self.note(heading, "\n".join([*fields, "", plain(message)]))


async def test_from_a_numbered_letter_to_the_last_answer(office: Office) -> None:
    said, program, daemon = Transcript(), MailProgram(office.account), office.daemon
    await daemon.start()

    letter = office.write(1, LETTER, headers=("Cc: Bo Berg <bo@kunde.example>",))  # type: ignore[arg-type]  # a field of `mail`
    said.note("Ann writes", LETTER)
    await daemon.until(program.drafts, "the draft")
    ((uid, draft),) = program.drafts().items()
    said.show("In the Drafts folder there is now", draft)
    assert (draft["To"], draft["Cc"]) == ("Ann Berg <ann@kunde.example>", "Bo Berg <bo@kunde.example>")
    assert draft["In-Reply-To"] == letter
    assert office.account.flags("Drafts")[uid] <= {"\\Draft", "\\Recent"}

    uid = program.save(uid, FIRST_ANSWERS)
    said.show("Ina answers 1 and 3 in her mail program, and saves", program.open(uid))
    sent = program.send(uid)
    said.show("She sends it, with 2 still blank", sent)
    (told,) = await office.until_sent(1, "duty@nordlicht.example")
    said.show("Staff are told at once", told)
    assert "Who signs the acceptance act?" in " ".join(plain(told).split())
    assert "[answer 2]" in plain(sent)
    assert _questions(office) == {"1": "answered", "2": "open", "3": "answered"}

    office.write(2, FOURTH, in_reply_to=letter, subject="Re: Order 1")
    said.note("Ann asks one thing more", FOURTH)
    await daemon.until(program.drafts, "the second draft")
    ((uid, draft),) = program.drafts().items()
    said.show("A new draft holds all that is open", draft)
    assert all(blank in plain(draft) for blank in LAST_ANSWERS)
    assert "[answer 1]" not in plain(draft)
    assert "[answer 3]" not in plain(draft)

    said.show("Ina answers both and sends", program.send(program.save(uid, LAST_ANSWERS)))
    await daemon.until(lambda: not daemon.count("expectations", "state IN ('open', 'breached')"), "nobody waits")
    assert set(_questions(office).values()) == {"answered"}
    said.note("Nobody waits any more", "\n".join(f"{label}: {state}" for label, state in _questions(office).items()))
    assert program.drafts() == {}


async def test_drafts_outlive_kills_and_are_renewed_and_removed_afterwards(office: Office) -> None:
    program, daemon = MailProgram(office.account), office.daemon
    await daemon.start()
    letter = office.write(1, LETTER)
    await daemon.until(program.drafts, "the draft")
    daemon.kill()
    office.write(2, FOURTH, in_reply_to=letter, subject="Re: Order 1")
    await daemon.start()
    await daemon.until(lambda: _holds(program, "[answer 4]"), "the newer draft alone")
    daemon.kill()
    office.reply(1, text="".join(f"{number}. Yes, we do that for you.\n" for number in (1, 2, 3, 4)))
    await daemon.start()
    await daemon.until(lambda: not program.drafts(), "the draft gone")
    assert daemon.count("drafts") == 1


async def test_what_a_colleague_has_opened_is_left_alone(office: Office) -> None:
    program, daemon = MailProgram(office.account), office.daemon
    await daemon.start()
    letter = office.write(1, LETTER)
    await daemon.until(program.drafts, "the draft")
    ((uid, before),) = program.drafts().items()
    program.open(uid)
    office.write(2, FOURTH, in_reply_to=letter, subject="Re: Order 1")
    await daemon.until_event("draft.settled", state="taken_over")
    ((same, after),) = program.drafts().items()
    assert (same, plain(after)) == (uid, plain(before))


def _holds(program: MailProgram, text: str) -> bool:
    drafts = list(program.drafts().values())
    return len(drafts) == 1 and text in plain(drafts[0])


def _questions(office: Office) -> dict[str, str]:
    rows = office.daemon.rows("SELECT number, state FROM questions ORDER BY id")
    return {row["number"]: row["state"] for row in rows}
