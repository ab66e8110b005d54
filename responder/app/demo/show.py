"""What the demo prints: readable at a glance in a terminal, plain lines where there is none."""

import sys
import textwrap
from collections.abc import Sequence

from responder.app.demo.journal import Letter, Mail
from responder.app.demo.mailbox import PASSWORD
from responder.app.demo.places import HOST, OWN_ADDRESS, Ports
from responder.domain.guard import CHECK_NAMES
from responder.domain.verdict import Verdict

WIDTH = 96
BOLD, DIM, GREEN, YELLOW, RED = "1", "2", "32", "33", "31"

TRY_IT = """\
python3 -c "import smtplib; smtplib.SMTP('{host}', {port}).sendmail('you@example.org', '{own}', '''
From: You <you@example.org>
To: {own}
Subject: Opening hours

Hello, are you open on Saturday?'''.lstrip())\""""


class Screen:
    """Prints as things happen; the audience of the demo's journal."""

    def __init__(self) -> None:
        self._colours = sys.stdout.isatty()

    def opening(self, ports: Ports) -> None:
        """Say what runs where, and how to write to it."""
        self.line("The real daemon, mode live, beside a mail server inside this program.", BOLD)
        self.line(f"  letters   SMTP {HOST}:{ports.smtp}, to {OWN_ADDRESS}; from any address: it counts as verified")
        self.line("            when the envelope and From name the same domain")
        self.line(f"  mailbox   IMAP {HOST}:{ports.imap} without TLS, user {OWN_ADDRESS}, password {PASSWORD}")
        self.line(f"  health    http://{HOST}:{ports.http}/health")
        self.line("")

    def invitation(self, ports: Ports) -> None:
        """Say how to write a letter by hand, and how to end."""
        self.line("")
        self.line("Now you: send a letter with any mail client, for example", BOLD)
        self.line(TRY_IT.format(host=HOST, port=ports.smtp, own=OWN_ADDRESS))
        self.line(f"or  swaks --server {HOST}:{ports.smtp} --from you@example.org --to {OWN_ADDRESS} --body 'Hello?'")
        self.line("Ctrl-C ends the demo.", BOLD)

    def heading(self, text: str) -> None:
        """Announce what comes next."""
        self.line("")
        self.line(text, BOLD)

    def arrived(self, letter: Letter) -> None:
        """Print that a letter came."""
        self.line(f"  > {letter.sender}: {letter.subject}")

    def settled(self, letter: Letter) -> None:
        """Print what became of a letter."""
        if letter.acknowledgement is None:
            colour = YELLOW if letter.verdict == Verdict.DOUBT else DIM
            self.line(f"    {letter.verdict}: no acknowledgement; {_why_not(letter)}", colour)
            return
        self.line(f"    {letter.verdict} ({letter.reason}), acknowledged after {letter.took_s:.2f} s:", GREEN)
        self._body(letter.acknowledgement)

    def told(self, mail: Mail) -> None:
        """Print what a colleague was told."""
        self.line(f"  ! to {mail.to}: {mail.subject}", YELLOW)
        self._body(mail)

    def drafted(self, draft: Mail) -> None:
        """Print the reply that now lies in Drafts."""
        self.line(f"  = in Drafts, for Anna to complete: to {draft.to}: {draft.subject}", GREEN)
        self._body(draft)

    def strayed(self, mail: Mail) -> None:
        """Print what left and answers no letter."""
        self.line(f"  < to {mail.to}: {mail.subject}", RED)
        self._body(mail)

    def complained(self, event: str, details: str) -> None:
        """Print what worries the daemon."""
        self.line(f"  * the daemon says {event}: {details}", YELLOW)

    def table(self, rows: Sequence[tuple[str, str, str, str]]) -> None:
        """Print rows in columns."""
        widths = [max(len(row[column]) for row in rows) for column in range(4)]
        for row in rows:
            cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
            self.line("  ".join(cells).rstrip())

    def trouble(self, text: str) -> None:
        """Print what went wrong with the demo itself."""
        self.line(text, RED)

    def line(self, text: str, colour: str = "") -> None:
        """Print one line."""
        print(f"\033[{colour}m{text}\033[0m" if colour and self._colours else text, flush=True)

    def _body(self, mail: Mail) -> None:
        for line in mail.text.splitlines():
            for piece in textwrap.wrap(line, WIDTH - 6, break_long_words=False) or [""]:
                self.line(f"    | {piece}".rstrip())


def _why_not(letter: Letter) -> str:
    """The reason as the program names it, with what it means."""
    if letter.silence:
        return letter.silence
    meaning = CHECK_NAMES.get(letter.reason)
    return f"{letter.reason}: the letter {meaning}" if meaning else letter.reason
