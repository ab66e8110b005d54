"""Whatever stands in names, subjects, ids and texts, the letter has our header fields and no others."""

import email
import email.policy
import re
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from responder.domain.values import Address
from responder.mail.compose import Outgoing, compose
from responder.mail.encode import body_text, header_text

NASTY = st.sampled_from(
    [
        "\r\nBcc: evil@x.example",
        "\nBcc: evil@x.example\n\nbody",
        "\r",
        "\n",
        "\x0b",
        "\x0c",
        "\x00",
        "\x1c\x1d\x1e",
        "\x85Bcc: evil@x.example",
        "\u2028Bcc: evil@x.example",
        "\u2029",
        "\u202eevil\u202c",
        "=?utf-8?q?=0D=0ABcc:_evil@x.example?=",
        "=?UTF-8?Q?=0A?=Bcc: ",
        "A 💩 …",
        "=?",
        "?=",
        "\ud800",
        "\udfff\ud83d",
        '"',
        "\\",
        "(",
        "<a@b>",
        ",",
        ";",
        ".\r\n.\r\n",
        "\r\n--=_",
        "From ",
        " ",
        "\t",
        "x" * 2_000,
        "Жук " * 500,
        "é",
    ]
)
ANYTHING = st.lists(
    NASTY | st.text(st.characters(codec=None), max_size=30) | st.text("abc ж.:=?", max_size=60), max_size=8
).map("".join)
NAMES = [
    "From",
    "To",
    "Reply-To",
    "Subject",
    "Date",
    "Message-ID",
    "In-Reply-To",
    "References",
    "Auto-Submitted",
    "X-Mark",
    "MIME-Version",
    "Content-Type",
]


def letter(text: str, html: str | None, subject: str, name: str, foreign_id: str) -> Outgoing:
    return Outgoing(
        from_=Address("support@romashka.example", name),
        to=Address("maria@vector.example", name),
        subject=subject,
        text=text,
        html=html,
        message_id="<ack-1@romashka.example>",
        date=datetime(2026, 11, 22, 1, 0, tzinfo=UTC),
        reply_to=Address("support@romashka.example", subject),
        in_reply_to="<question@vector.example>",
        references=(foreign_id, f"<{foreign_id}@x>"),
        extra=(("X-Mark", subject),),
    )


@given(text=ANYTHING, html=ANYTHING | st.none(), subject=ANYTHING, name=ANYTHING, foreign_id=ANYTHING)
def test_nothing_adds_a_header_or_a_bare_line_end(
    text: str, html: str | None, subject: str, name: str, foreign_id: str
) -> None:
    octets = compose(letter(text, html, subject, name, foreign_id))
    assert octets.isascii()
    assert not re.search(rb"\r(?!\n)|(?<!\r)\n", octets)
    assert not re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", octets)
    assert max(map(len, octets.split(b"\r\n"))) <= 998
    head = octets.split(b"\r\n\r\n")[0]
    names = [line.split(b":")[0].decode() for line in head.split(b"\r\n") if not line.startswith(b" ")]
    assert [n for n in names if n != "Content-Transfer-Encoding"] == NAMES
    assert all(len(line) <= 76 or b"<" in line for line in head.split(b"\r\n"))


@given(text=ANYTHING, html=ANYTHING | st.none(), subject=ANYTHING, name=ANYTHING)
def test_another_parser_reads_back_what_was_meant(text: str, html: str | None, subject: str, name: str) -> None:
    octets = compose(letter(text, html, subject, name, "<a@b.example>"))
    message = email.message_from_bytes(octets, policy=email.policy.default)
    assert str(message["Subject"]) == header_text(subject)
    assert str(message["To"].addresses[0].addr_spec) == "maria@vector.example"
    assert len(message["To"].addresses) == 1
    parts = [p for p in message.walk() if not p.is_multipart()]
    wanted = [body_text(text)] if html is None else [body_text(text), body_text(html)]
    read = [p.get_payload(decode=True) for p in parts]
    assert [r.decode().replace("\r\n", "\n") for r in read if isinstance(r, bytes)] == wanted
