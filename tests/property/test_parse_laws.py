"""Laws of reading: no octets raise, and what does not matter to a reader does not matter to us."""

import re

from hypothesis import given
from hypothesis import strategies as st

from responder.domain.letter import RawMessage
from responder.domain.message import HeaderField, Message
from responder.mail.html import text_of
from responder.mail.ids import dedupe_key, likeness, topic
from responder.mail.parse import parse, read_octets
from responder.mail.walk import PartWalk
from responder.mail.zones import zones

LETTER = (
    "Received: from mx.example.org by mail.example.test; Mon, 16 Nov 2026 12:00:00 +0300\r\n"
    "From: =?utf-8?B?0JDQvdC90LA=?= <ann@example.org>\r\n"
    "To: Support <support@example.test>, two@example.test\r\n"
    "Subject: The act and the date of the rollout\r\n"
    "Date: Mon, 16 Nov 2026 12:00:00 +0300\r\n"
    "Message-ID: <1.2.3@example.org>\r\n"
    "References: <a@example.test> <b@example.test>\r\n"
    "MIME-Version: 1.0\r\n"
    'Content-Type: multipart/mixed; boundary="outer"\r\n'
    "\r\n"
    "--outer\r\n"
    "Content-Type: multipart/alternative; boundary=inner\r\n"
    "\r\n"
    "--inner\r\n"
    "Content-Type: text/plain; charset=utf-8\r\n"
    "Content-Transfer-Encoding: 8bit\r\n"
    "\r\n"
    "Здравствуйте!\r\n1. Когда будет акт?\r\n2. Кто подписывает?\r\n"
    "--inner\r\n"
    "Content-Type: text/html; charset=utf-8\r\n"
    "\r\n"
    "<ol><li>Когда будет акт?<li>Кто подписывает?</ol>\r\n"
    "--inner--\r\n"
    "--outer\r\n"
    "Content-Type: application/pdf; name*=utf-8''%D0%B0.pdf\r\n"
    "Content-Disposition: attachment\r\n"
    "\r\n"
    "PDF\r\n"
    "--outer--\r\n"
).encode()
HEAD, BODY = LETTER.split(b"\r\n\r\n", 1)
FIELDS = HEAD.split(b"\r\n")

pieces = st.lists(
    st.sampled_from(
        [
            b"--outer",
            b"--inner",
            b"--outer--",
            b"\r\n",
            b"\n",
            b"\r",
            b"Content-Type: ",
            b"multipart/mixed; boundary=outer",
            b"text/html",
            b"=?utf-8?B?",
            b"?=",
            b"<",
            b">",
            b'"',
            b"(",
            b")",
            b"@",
            b"From: ",
            b"Date: ",
            b";",
            b"=",
            b"\x00",
            b"\xff",
            b"> ",
            b"<ol><li>",
            b"charset=",
            b"base64",
            b"Content-Transfer-Encoding: ",
            b"<blockquote>",
            b"a",
            b" ",
            b":",
        ]
    )
    | st.binary(max_size=8),
    max_size=60,
).map(b"".join)


def read_all(octets: bytes) -> Message:
    """Everything this room does with octets."""
    message = parse(read_octets(octets))
    cut = zones(message.text)
    assert cut.visible.strip() or not message.text.replace(">", "").strip()
    dedupe_key("default", message)
    likeness(message.text)
    topic(message.subject)
    return message


@given(st.binary(max_size=2000))
def test_random_octets_never_raise(octets: bytes) -> None:
    read_all(octets)


@given(pieces)
def test_octets_made_of_what_mail_is_made_of_never_raise(octets: bytes) -> None:
    read_all(octets)
    read_all(HEAD + b"\r\n\r\n" + octets)


@given(st.integers(0, len(LETTER)), st.integers(0, 40), pieces)
def test_mutated_letters_never_raise(at: int, gone: int, put: bytes) -> None:
    read_all(LETTER[:at] + put + LETTER[at + gone :])


@given(st.integers(0, len(LETTER)), st.data())
def test_a_walk_from_any_cut_ends_whatever_the_server_answers(cut: int, data: st.DataObject) -> None:
    walk = PartWalk(LETTER[:cut])
    for _ in range(100):
        wanted = walk.wanted()
        if wanted is None:
            break
        walk.got(
            wanted.section,
            data.draw(st.none() | st.sampled_from([b"", b"\r\n", b"Content-Type: text/html\r\n\r\n"]) | pieces),
        )
    assert walk.wanted() is None
    parse(RawMessage(LETTER[:cut], len(LETTER), walk.parts()))


@given(st.lists(st.booleans(), min_size=600, max_size=600))
def test_the_case_of_header_names_does_not_matter(upper: list[bool]) -> None:
    def recased(field: bytes) -> bytes:
        name, colon, rest = field.partition(b":")
        letters = [bytes([byte]) for byte in name]
        return b"".join(c.upper() if up else c.lower() for c, up in zip(letters, upper, strict=False)) + colon + rest

    octets = b"\r\n".join(map(recased, FIELDS)) + b"\r\n\r\n" + BODY
    assert _named(parse(read_octets(octets))) == _named(parse(read_octets(LETTER)))


@given(st.sets(st.integers(0, 200)), st.sampled_from([b"\r\n", b"\n"]))
def test_folding_does_not_matter(folds: set[int], line_end: bytes) -> None:
    def folded(field: bytes) -> bytes:
        blanks = iter(range(201))
        return re.sub(rb" (?=\S)", lambda found: line_end + b" " if next(blanks, 0) in folds else found[0], field)

    octets = b"\r\n".join(map(folded, FIELDS)) + b"\r\n\r\n" + BODY
    assert parse(read_octets(octets)) == parse(read_octets(LETTER))


def test_bare_line_feeds_do_not_matter() -> None:
    assert parse(read_octets(LETTER.replace(b"\r\n", b"\n"))) == parse(read_octets(LETTER))


@given(st.text(max_size=2000))
def test_cutting_loses_no_word(text: str) -> None:
    cut = zones(text)
    kept = f"{cut.visible}\n{cut.quoted}\n{cut.signature}\n{cut.disclaimer}"
    assert sorted(re.findall(r"\w+", kept)) == sorted(re.findall(r"\w+", text))


@given(st.text(alphabet="<>/= abdiolpuv\"'&;\n", max_size=500))
def test_any_html_gives_text(html: str) -> None:
    text_of(html)


def _named(message: Message) -> tuple[object, ...]:
    fields = tuple(HeaderField(f.name.lower(), f.value) for f in message.fields)
    return (
        fields,
        message.from_,
        message.subject,
        message.date,
        message.text,
        message.references,
        message.content_params,
    )
