"""What a colleague does with a draft in a mail program, by the IMAP commands that such programs use."""

import imaplib
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from tests.support.account import Account

DRAFTS, SENT = "Drafts", "Sent"


class MailProgram:
    """One colleague at one mailbox. Each change stores a new message and expunges the old one, as programs do."""

    def __init__(self, account: Account) -> None:
        self._account = account
        self._saved = 0

    def drafts(self) -> dict[int, EmailMessage]:
        """The drafts by UID, as the list of the folder shows them: nothing is marked by looking."""
        uids = self._account.uids(DRAFTS)
        return dict(zip(uids, map(_read, self._account.messages(DRAFTS)), strict=True)) if uids else {}

    def open(self, uid: int) -> EmailMessage:
        """Open a draft to edit it, which marks it as read."""
        with self._account.imap(DRAFTS) as client:
            answer = client.uid("FETCH", str(uid), "(BODY[])")[1]
        return _read(next(item[1] for item in answer if isinstance(item, tuple)))

    def save(self, uid: int, typed: dict[str, str]) -> int:
        """Type over parts of the text, in both of its forms, and save; the UID it has now."""
        message = self.open(uid)
        for part in message.walk():
            if part.get_content_maintype() == "text" and isinstance(part, EmailMessage):
                text = part.get_content()
                for old, new in typed.items():
                    assert old in text, f"{old!r} is not in the {part.get_content_subtype()} part"
                    text = text.replace(old, new)
                part.set_content(text, subtype=part.get_content_subtype())
        self._saved += 1
        message.replace_header("Message-ID", f"<saved-{self._saved}@program.example>")
        newer = self._account.append(message.as_bytes(), DRAFTS, flags="(\\Draft \\Seen)")
        self._expunge(uid)
        return newer

    def send(self, uid: int) -> EmailMessage:
        """Send it: a copy is filed in Sent, and the draft is gone."""
        message = self.open(uid)
        self._saved += 1
        message.replace_header("Message-ID", f"<sent-{self._saved}@program.example>")
        message.replace_header("Date", format_datetime(datetime.now(UTC)))
        self._account.append(message.as_bytes(), SENT, flags="(\\Seen)")
        self._expunge(uid)
        return message

    def delete(self, uid: int) -> None:
        """Throw a draft away."""
        self._expunge(uid)

    def _expunge(self, uid: int) -> None:
        with self._account.imap(DRAFTS) as client:
            client.uid("STORE", str(uid), "+FLAGS.SILENT", "(\\Deleted)")
            _check(client.uid("EXPUNGE", str(uid)))


def plain(message: EmailMessage) -> str:
    """The plain text of a message."""
    body = message.get_body(("plain",))
    assert isinstance(body, EmailMessage)
    return str(body.get_content()).replace("\r\n", "\n").strip()


def _read(octets: bytes) -> EmailMessage:
    message = message_from_bytes(octets, policy=SMTP)
    assert isinstance(message, EmailMessage)
    return message


def _check(answer: tuple[str, list[object]]) -> None:
    if answer[0] != "OK":
        raise imaplib.IMAP4.error(answer[1])
