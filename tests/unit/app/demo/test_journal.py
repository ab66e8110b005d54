from responder.app.demo.journal import Journal, Letter, Mail

LETTER = b"From: You <you@example.org>\r\nMessage-ID: <a@example.org>\r\nSubject: Open?\r\n\r\nHello?\r\n"
ANSWER = b"To: you@example.org\r\nIn-Reply-To: <a@example.org>\r\nSubject: Re: Open?\r\n\r\nYes.\r\n"


class Notes:
    """An audience that writes down what it saw."""

    def __init__(self) -> None:
        self.seen: list[tuple[str, str]] = []

    def arrived(self, letter: Letter) -> None:
        self.seen.append(("arrived", letter.subject))

    def settled(self, letter: Letter) -> None:
        self.seen.append(("settled", letter.subject))

    def told(self, mail: Mail) -> None:
        self.seen.append(("told", mail.to))

    def strayed(self, mail: Mail) -> None:
        self.seen.append(("strayed", mail.to))

    def complained(self, event: str, details: str) -> None:
        self.seen.append((event, details))


def _journal() -> tuple[Journal, Notes]:
    notes = Notes()
    return Journal(notes), notes


def _decided(verdict: str, reason: str = "", silence: str = "", uid: int = 1) -> dict[str, object]:
    return {"event": "letter.decided", "uid": uid, "verdict": verdict, "reason": reason, "silence": silence}


def test_a_letter_is_settled_by_its_verdict_and_its_acknowledgement() -> None:
    journal, notes = _journal()
    journal.arrived(1, LETTER)
    journal.logged(_decided("answer", "human_letter"))
    assert notes.seen == [("arrived", "Open?")]
    journal.left("you@example.org", ANSWER)
    assert notes.seen[1:] == [("settled", "Open?")]
    assert journal.letters[0].acknowledgement is not None
    assert journal.letters[0].acknowledgement.text == "Yes."


def test_the_log_may_be_read_later_than_the_acknowledgement() -> None:
    journal, notes = _journal()
    journal.arrived(1, LETTER)
    journal.left("you@example.org", ANSWER)
    assert ("settled", "Open?") not in notes.seen
    journal.logged(_decided("answer", "human_letter"))
    assert ("settled", "Open?") in notes.seen


def test_a_machine_is_settled_by_its_verdict_alone() -> None:
    journal, notes = _journal()
    journal.arrived(1, LETTER)
    journal.logged(_decided("machine", "list_headers"))
    assert journal.letters[0].settled
    assert notes.seen[-1] == ("settled", "Open?")


def test_a_person_who_gets_no_acknowledgement_is_settled_by_the_reason() -> None:
    journal, _ = _journal()
    journal.arrived(1, LETTER)
    journal.logged(_decided("answer", "human_letter", "thanks_only"))
    assert journal.letters[0].settled


def test_a_second_acknowledgement_is_a_stray() -> None:
    journal, notes = _journal()
    journal.arrived(1, LETTER)
    journal.left("you@example.org", ANSWER)
    journal.left("you@example.org", ANSWER)
    assert len(journal.strays) == 1
    assert notes.seen[-1] == ("strayed", "you@example.org")


def test_what_goes_to_a_colleague_is_an_alert() -> None:
    journal, _ = _journal()
    journal.left("anna@lighthouse.example", ANSWER)
    assert [mail.to for mail in journal.told] == ["anna@lighthouse.example"]
    assert journal.strays == []


def test_the_daemons_worries_are_shown_and_its_chatter_is_not() -> None:
    journal, notes = _journal()
    journal.logged({"event": "folder.connected", "level": "info"})
    journal.logged({"event": "folder.away", "level": "warning", "at": "now", "folder": "inbox"})
    assert notes.seen == [("folder.away", "folder=inbox")]


async def test_it_waits_for_what_comes_and_not_for_what_does_not() -> None:
    journal, _ = _journal()
    journal.replies_seen = 1
    assert await journal.until(lambda: journal.replies_seen == 1, 5)
    assert not await journal.until(lambda: journal.replies_seen == 2, 0.01)
