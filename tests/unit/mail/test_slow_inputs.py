"""Every input known to make mail parsers slow, read within a bound: the documented exception to asserting on time.

The bound is processor time, so that a busy machine does not fail the test; the usual figure is a tenth of it.
"""

import time
from collections.abc import Callable

import pytest

from responder.domain.letter import RawMessage
from responder.mail.html import text_of
from responder.mail.ids import likeness, topic
from responder.mail.parse import parse, read_octets
from responder.mail.zones import zones

pytestmark = pytest.mark.bound

BOUND_S = 0.5
FROM = b"From: a@example.org\r\n"
MIXED = FROM + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n"
HTML = FROM + b"Content-Type: text/html; charset=utf-8\r\n\r\n"


def nested(count: int) -> bytes:
    return FROM + b"".join(
        b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (i, i) for i in range(count)
    )


LETTERS = {
    "semicolons": FROM + b"Content-Type: text/plain" + b";" * 16_000 + b"\r\n\r\nhi",
    "parameters": FROM + b"Content-Type: text/plain" + b";a=b" * 20_000 + b"\r\n\r\nhi",
    "numbered parameters": FROM + b"Content-Type: a/b" + b"".join(b";a*%d=b" % i for i in range(9000)) + b"\r\n\r\nhi",
    "addresses": b"To: " + b", ".join(b"u%d@example.org" % i for i in range(8000)) + b"\r\n\r\nhi",
    "encoded words": b"Subject: " + b"=?utf-8?Q?a?= " * 8000 + b"\r\n\r\nhi",
    "torn encoded words": b"Subject: " + b"=?a?b?" * 10_000 + b"\r\n\r\nhi",
    "parentheses": b"From: " + b"(" * 500 + b"\r\n\r\nhi",
    "many parentheses": b"From: " + b"(" * 100_000 + b"\r\n\r\nhi",
    "comments": b"From: " + b"(a)" * 30_000 + b"\r\n\r\nhi",
    "quotes": b"From: " + b'"\\' * 50_000 + b"\r\n\r\nhi",
    "angles": b"To: " + b"<" * 100_000 + b"\r\n\r\nhi",
    "commas": b"To: " + b"a," * 50_000 + b"\r\n\r\nhi",
    "nested multiparts": nested(1000),
    "more nested multiparts": nested(16_000),
    "flat parts": MIXED + b"--b\r\n\r\nx\r\n" * 100_000,
    "empty parts": MIXED + b"--b\r\n" * 200_000,
    "dashes": MIXED + b"\n--" * 330_000,
    "exchange id": FROM + b"Message-ID: <[f00]>\r\n\r\nhi",
    "references": FROM + b"References: " + b"<" * 50_000 + b"<a" * 20_000 + b"\r\n\r\nhi",
    "unknown charset": FROM + b"Content-Type: text/plain; charset=nonsense\r\n\r\n" + b"\xff" * 1_000_000,
    "cyrillic": FROM + b"\r\n" + b"\xc1\xd2" * 500_000,
    "fields": b"".join(b"X-%d: y\r\n" % i for i in range(10_000)) + b"\r\nhi",
    "folds": b"Subject: a" + b"\r\n " * 30_000 + b"\r\n\r\nhi",
    "line ends": FROM + b"\r\n" + b"\n" * 1_000_000,
    "carriage returns": FROM + b"\r\n" + b"\r" * 1_000_000,
    "base64 of nothing": FROM + b"Content-Transfer-Encoding: base64\r\n\r\n" + b"=\n" * 500_000,
    "soft line ends": FROM + b"Content-Transfer-Encoding: quoted-printable\r\n\r\n" + b"=\n= " * 250_000,
    "flowed": FROM + b"Content-Type: text/plain; format=flowed\r\n\r\n" + b">a \n" * 250_000,
    "date": b"Date: Mon, 1" + b" " * 4000 + b"Nov\r\n\r\nhi",
}

TAGS = [
    "<!--",
    "<?",
    "<!",
    "<",
    "</",
    "&",
    '<a href="',
    "<div>",
    "<ul><li>",
    "<b>",
    "<p><b>",
    "<a>",
    "<font color=1><p>",
    "</p><b>",
    "<table>",
    "<table><tr><td>",
    "<td>",
    "<li>",
    "<p>",
    "<p>a",
    "<br>",
    "<br>\n",
    "<blockquote>",
    "<div class=gmail_quote>",
    "<pre>\n",
    "<script>",
    "<style><!--",
    "<title>",
    "<svg><b>",
    "<select><option>",
    "<template>",
    "<x>",
    "<nobr>",
    "<button>",
    "<td>a</td>",
    "<div>a</div>",
    "&#x80000000;",
    "<ol><li value=5>",
]

LINES = [
    "On ",
    "On On wrote:\n",
    "Am Mo schrieb ",
    "> ",
    ">",
    "From: a\n",
    "From: a@b\nSent: 10:00\n\n",
    "-- \n",
    "--\n?\n",
    "-",
    "_",
    "С уважением\n",
    "On 10:00 <a@b>:\n",
    "On 10:00 a\n",
    "10:00 ",
    "a:\n",
    "\n",
    "1",
    "a@",
    "если вы не ",
    "this e-mail and any\n\n",
    "Sent from my \n",
    "Re: ",
    "[a]",
    "Dear A\n",
    "http://",
    "1 aaaaaaaaaaaa, ",
    "> " + "a" * 80 + "\nb\n",
    "> a (http://b\nc)\n",
    "_____\n",
    "_____\nmailing list\n",
    "-Ann\n",
    "Ann Lee\n+1 555 0100\n\n",
    "---\n",
    "my answers below\nFrom: a@b\nSent: 10:00\nTo: c\n[A] d\n",
    "my answers below\n---- Original Message ----\n",
    "From: a@b Date: 10:00 To: c ",
    "On Wed, 1 Nov 2026 10:00 A <a@b> wrote:\n",
    "On Wed, 1 Nov 2026 10:00, A wrote:\n\n",
    "a On Wed, Nov 1, 2026 wrote:\n",
    "<a\n> b:\n",
    "Sent from a\n\n",
]


def seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


@pytest.mark.parametrize("name", LETTERS)
def test_a_slow_letter_is_read_within_the_bound(name: str) -> None:
    octets = LETTERS[name]
    assert seconds(lambda: zones(parse(read_octets(octets)).text)) < BOUND_S


@pytest.mark.parametrize(
    "name", ["flat parts", "empty parts", "nested multiparts", "semicolons", "line ends", "fields"]
)
def test_a_beginning_of_a_megabyte_would_be_read_within_the_bound(name: str) -> None:
    octets = LETTERS[name]
    assert seconds(lambda: parse(RawMessage(octets, len(octets)))) < BOUND_S


@pytest.mark.parametrize("tag", TAGS)
def test_slow_html_is_read_within_the_bound(tag: str) -> None:
    html = (tag * 200_000)[:262_144]
    assert seconds(lambda: text_of(html)) < BOUND_S
    assert seconds(lambda: parse(read_octets(HTML + html.encode()))) < BOUND_S


def test_two_hundred_thousand_open_tags_are_read_within_the_bound() -> None:
    assert seconds(lambda: text_of("<div>" * 200_000)) < BOUND_S
    assert seconds(lambda: text_of("<ul><li>" * 20_000)) < BOUND_S
    assert seconds(lambda: text_of("<!--" * 250_000)) < BOUND_S


@pytest.mark.parametrize("line", LINES)
def test_slow_text_is_cut_within_the_bound(line: str) -> None:
    text = (line * 262_144)[:262_144]
    assert seconds(lambda: zones(text)) < BOUND_S
    assert seconds(lambda: (likeness(text), topic(text))) < BOUND_S
