"""What the author wrote in HTML letters, as the mail programs write them."""

import pytest

from responder.mail.parse import parse, read_octets
from responder.mail.zones import zones

WORDS = "Can the date move to 5 December?"
OLD = "Here is the act."
HEAD = (
    "<b>From:</b> Nora &lt;nora@example.test&gt;<br><b>Sent:</b> Monday, November 16, 2026 12:00<br>"
    "<b>To:</b> Ann<br><b>Subject:</b> Act"
)
WROTE = "On Mon, Nov 16, 2026 at 12:00 PM Nora &lt;<a href='mailto:nora@example.test'>nora@example.test</a>&gt; wrote:"

REPLIES = {
    "gmail": f"<div dir=ltr>{WORDS}</div><br><div class='gmail_quote gmail_quote_container'>"
    f"<div dir=ltr class=gmail_attr>"
    f"{WROTE}<br></div><blockquote class=gmail_quote style='margin:0 0 0 .8ex;border-left:1px solid "
    f"#ccc'>{OLD}</blockquote></div>",
    "outlook": f"<div class=WordSection1><p class=MsoNormal>{WORDS}</p><div>"
    f"<div style='border:none;border-top:solid #E1E1E1 "
    f"1.0pt;padding:3.0pt 0 0 0'><p class=MsoNormal>{HEAD}</p></div></div><p class=MsoNormal>{OLD}</p></div>",
    "outlook web": f"<div>{WORDS}</div><div id=appendonsend></div><hr><div id=divRplyFwdMsg>"
    f"<font>{HEAD}</font></div><div>{OLD}</div>",
    "outlook mobile": f"<div>{WORDS}</div>"
    f"<div id=ms-outlook-mobile-signature>Get <a href='https://aka.example/x'>Outlook for iOS</a>"
    f"</div><hr><div id=divRplyFwdMsg>{HEAD}</div><div>{OLD}</div>",
    "outlook 2003": f"<p>{WORDS}</p><div><hr size=2 width='100%'><font>{HEAD}</font></div><p>{OLD}</p>",
    "apple": f"<div>{WORDS}</div><div><br><blockquote type=cite><div>{WROTE}</div><br><div>{OLD}</div>"
    f"</blockquote></div>",
    "iphone": f"<div>{WORDS}</div><br id=lineBreakAtBeginningOfSignature>"
    f"<div dir=ltr>Sent from my iPhone</div><div dir=ltr><br>"
    f"<blockquote type=cite>{WROTE}<br><br></blockquote></div><blockquote type=cite><div>{OLD}</div>"
    f"</blockquote>",
    "thunderbird": f"<p>{WORDS}</p><div class=moz-cite-prefix>On 11/16/26 12:00, Nora wrote:<br></div>"
    f"<blockquote type=cite "
    f"cite='mid:1@example.test'>{OLD}</blockquote><pre class=moz-signature cols=72>-- \nAnn</pre>",
    "yandex": f"<div>{WORDS}</div><div> </div><div>16.11.2026, 12:00, \"Nora\" &lt;nora@example.test&gt;:</div>"
    f"<blockquote><div>{OLD}</div></blockquote><div>-- </div><div>Ann</div>",
    "mail.ru": f"<div>{WORDS}</div><div>--</div><div>Ann</div>"
    f"<blockquote style='border-left:1px solid #0857A6;margin:10px'>"
    f"Понедельник, 16 ноября 2026, 12:00 +03:00 от Nora &lt;nora@example.test&gt;:<br><div>{OLD}</div>"
    f"</blockquote>",
    "yahoo": f"<div>{WORDS}</div><div id=ydp1 class=yahoo_quoted><div><div>{WROTE}</div>"
    f"<div>{OLD}</div></div></div>",
    "proton": f"<div>{WORDS}</div><div class='protonmail_signature_block-user'>Ann</div>"
    f"<div class=protonmail_quote>{WROTE}<br>"
    f"<blockquote class=protonmail_quote type=cite>{OLD}</blockquote></div>",
    "zimbra": f"<div>{WORDS}<br><br><hr id=zwchr><b>From: </b>nora@example.test<br>"
    f"<b>To: </b>ann@example.org<br><b>Sent: </b>Monday, "
    f"November 16, 2026 12:00:00 PM<br><b>Subject: </b>Act<br><br>{OLD}<br></div>",
}  # fmt: skip


def visible(html: str, plain: str | None = None) -> str:
    head = "From: ann@example.org\r\nMIME-Version: 1.0\r\nContent-Type: "
    page = "text/html; charset=utf-8\r\n\r\n" + html
    if plain is None:
        text = head + page
    else:
        text = f"{head}multipart/alternative; boundary=b\r\n\r\n--b\r\n"
        text += f"Content-Type: text/plain\r\n\r\n{plain}\r\n--b\r\n"
        text += f"Content-Type: {page}\r\n--b--\r\n"
    return zones(parse(read_octets(text.encode())).text).visible


@pytest.mark.parametrize("program", REPLIES)
def test_a_reply_in_html_is_cut_where_its_program_marks_it(program: str) -> None:
    assert visible(REPLIES[program]) == WORDS


@pytest.mark.parametrize("colour", ["red", "#FF0000", "#c00", "rgb(192, 0, 0)", "#0070C0", "#00B050", "blue"])
@pytest.mark.parametrize("announced", ["See my answers below in red.", "Ответы ниже."])
def test_announced_answers_in_colour_are_the_authors(announced: str, colour: str) -> None:
    font = colour.replace(" ", "")
    body = (
        f"<p>When?</p><p><span style='font-size:11pt;color:{colour}'>On Friday.</span></p>"
        f"<p>Who?</p><p><font color={font}>Ann.</font></p>"
    )
    outlook = f"<p>{announced}</p><div style='border:none;border-top:solid #E1E1E1 1.0pt'><p>{HEAD}</p></div>{body}"
    answers = f"{announced}\n\nOn Friday.\n\nAnn." if "(" not in colour else f"{announced}\n\nOn Friday."
    assert visible(outlook).startswith(answers)
    assert "When?" not in visible(outlook)
    plain = (
        f"{announced}\n\nFrom: Nora <nora@example.test>\nSent: Monday 12:00\nTo: Ann\n"
        f"Subject: Act\n\nWhen?\nOn Friday.\nWho?\nAnn."
    )
    assert visible(outlook, plain) == visible(outlook)


@pytest.mark.parametrize("colour", ["#1F497D", "black", "#333333", "windowtext", "#ffffff", "rgb(0,0,0)"])
def test_the_colours_of_programs_say_nothing(colour: str) -> None:
    html = f"<p>See my answers below.</p><blockquote type=cite><p style='color:{colour}'>When?</p></blockquote>"
    assert visible(html) == "See my answers below."


def test_colour_without_announced_answers_is_decoration() -> None:
    html = f"<p>{WORDS}</p><blockquote type=cite><p style='color:red'>Sale!</p></blockquote>"
    assert visible(html) == WORDS


def test_answers_between_the_parts_of_a_quotation_are_the_authors() -> None:
    html = (
        f"<div class=gmail_quote>{WROTE}<blockquote class=gmail_quote>When?</blockquote>"
        f"<div>On Friday.</div><blockquote class=gmail_quote>Who?</blockquote><div>Ann.</div></div>"
    )
    assert visible(html) == "On Friday.\n\nAnn."
