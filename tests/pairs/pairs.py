"""Reads the letters with the replies they got, as tests/pairs/README.md describes them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

from responder.domain.letter import Letter
from responder.domain.question import Question
from responder.flows.read_letter import read_letter
from responder.mail.parse import read_octets

HERE = Path(__file__).parent
KNOWN, UNTOUCHED = HERE / "known", HERE / "untouched"

_SECTION = "=== "


@dataclass(frozen=True, slots=True)
class Mail:
    """One letter or reply of an exchange: its fields and its body, plain or HTML."""

    is_reply: bool
    fields: dict[str, str]
    body: str

    def octets(self) -> bytes:
        """The mail as it would come over the wire."""
        message = EmailMessage(policy=SMTP.clone(max_line_length=998))
        message["From"] = self.fields.get("From", "somebody@company.example")
        message["To"] = "support@company.example"
        message["Subject"] = self.fields.get("Subject", "Re: letter")
        message["Date"] = "Tue, 17 Nov 2026 10:12:13 +0300"
        message["Message-ID"] = "<pair@company.example>"
        subtype = "html" if self.fields.get("Format") == "html" else "plain"
        message.set_content(self.body, subtype=subtype, cte="base64")
        for name in self.attached:
            message.add_attachment(b"octets", maintype="application", subtype="octet-stream", filename=name)
        return message.as_bytes()

    @property
    def attached(self) -> tuple[str, ...]:
        """Names of the attached files."""
        return tuple(name for part in self.fields.get("Attached", "").split(",") if (name := part.strip()))

    def read(self) -> Letter:
        """The mail as the program reads it."""
        return read_letter("pairs", read_octets(self.octets()))


@dataclass(frozen=True, slots=True)
class Expected:
    """A question with the states that are right for it at the end of the exchange."""

    question: Question
    states: frozenset[str]


@dataclass(slots=True)
class Pair:
    """One exchange, and what has become of each question at its end; `in_order` None: it cannot be said."""

    name: str
    language: str
    manner: str
    mails: list[Mail] = field(default_factory=list)
    expected: list[Expected] = field(default_factory=list)
    in_order: bool | None = None


def pairs(folder: Path) -> Iterator[Pair]:
    """Every exchange below `folder`; ValueError names a file that is not written as README.md says."""
    for path in sorted(folder.glob("*/*.txt")):
        yield pair_of(path.stem, path.parent.name, path.read_text(encoding="utf-8"))


def pair_of(name: str, language: str, text: str) -> Pair:
    """One exchange from the text of its file."""
    head, *sections = f"\n{text}".split(f"\n{_SECTION}")
    pair = Pair(name, language, head.strip().removeprefix("Manner: "))
    for section in sections:
        title, _, body = section.partition("\n")
        if title.strip() == "questions":
            _judge(pair, body)
        elif title.strip() in ("letter", "reply"):
            pair.mails.append(_mail(title.strip() == "reply", body))
        else:
            raise ValueError(f"{language}/{name}: no such section: {title!r}")
    if not pair.expected or not pair.mails:
        raise ValueError(f"{language}/{name}: wants a letter and {_SECTION + 'questions'!r}")
    return pair


def _mail(is_reply: bool, text: str) -> Mail:
    head, _, body = text.partition("\n\n")
    fields = dict(line.split(": ", 1) for line in head.splitlines() if ": " in line)
    return Mail(is_reply, fields, body.strip("\n") + "\n")


def _judge(pair: Pair, text: str) -> None:
    for line in filter(str.strip, text.splitlines()):
        if line.startswith("order | "):
            pair.in_order = {"yes": True, "no": False, "-": None}[line.removeprefix("order | ").strip()]
            continue
        number, states, asked = (part.strip() for part in line.split(" | ", 2))
        question = Question(None if number == "-" else number, asked, request="?" not in asked)
        pair.expected.append(Expected(question, frozenset(states.split("/"))))
