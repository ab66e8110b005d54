"""HTML as people read it."""

import pytest

from responder.mail.html import is_refused, text_of, without_tags


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>one</p><p>two</p>", "one\n\ntwo"),
        ("<div>one</div><div>two<br>three</div>", "one\ntwo\nthree"),
        ("one<br><br>two", "one\n\ntwo"),
        ("in<b>li</b>ne <i>words</i>\n  fold", "inline words fold"),
        ("a&nbsp;&amp;&nbsp;b &lt;c&gt; &#8364; &euro;", "a & b <c> € €"),
        ("a\u200bb\ufeffc&shy;d", "abcd"),
        ("<script>x()</script><style>p{}</style><title>t</title><p>seen</p>", "seen"),
        ('<div style="display:none">no</div><p hidden>no</p><span style="mso-hide:all">no</span>yes', "yes"),
        ("<!-- no --><!--[if mso]>no<![endif]-->yes", "yes"),
        (
            "<p class=MsoNormal>one<o:p></o:p></p><p class=MsoNormal><o:p>&nbsp;</o:p></p><p class=MsoNormal>two</p>",
            "one\n\ntwo",
        ),
        ("<pre>a\n  b\n\nc</pre>", "a\n  b\n\nc"),
        ("<h1>Head</h1>text", "Head\n\ntext"),
        ('<img alt="1️⃣"> one <img alt="Company logo">', "1️⃣ one"),
        ("", ""),
    ],
)
def test_it_reads_blocks_and_inline_text(html: str, text: str) -> None:
    assert text_of(html) == text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<ol><li>a<li>b</ol>", "1. a\n2. b"),
        ("<ol start=3><li>a</li><li value=7>b</li><li>c</li></ol>", "3. a\n7. b\n8. c"),
        ("<ol type=a><li>x</li><li>y</li></ol>", "a. x\nb. y"),
        ("<ol type=I><li>x</li><li>y</li><li>z</li><li>w</li></ol>", "I. x\nII. y\nIII. z\nIV. w"),
        ("<ul><li>a</li><li>b</li></ul>", "- a\n- b"),
        ("<ol><li>a<ul><li>b</li></ul></li><li>c</li></ol>", "1. a\n   - b\n2. c"),
        ("<ol><li><p>a</p></li><li><p>b</p></li></ol>", "1. a\n\n2. b"),
        ("Ask:<ol><li>a</li></ol>end", "Ask:\n\n1. a\n\nend"),
        ("<ol start=99999999999><li>a</ol>", "1. a"),
    ],
)
def test_it_labels_list_items(html: str, text: str) -> None:
    assert text_of(html) == text


def test_it_keeps_table_rows_on_a_line() -> None:
    html = "<table><tr><th>Item</th><th>Count</th></tr><tr><td><p>Act</p></td><td><div>2</div></td></tr></table>"
    assert text_of(html) == "Item | Count\nAct | 2"


def test_it_reads_layout_tables_as_lines() -> None:
    html = "<table><tr><td><table><tr><td>one<br>two</td></tr></table></td><td>three</td></tr></table>"
    assert text_of(html) == "one\ntwo\nthree"


@pytest.mark.parametrize(
    "quoted",
    [
        "<blockquote type=cite>old</blockquote>",
        "<blockquote>old</blockquote>",
        '<div class="gmail_quote">old</div>',
        '<div class="gmail_quote"><blockquote class="gmail_quote" style="margin:0 0 0 .8ex">old</blockquote></div>',
        '<div class="yahoo_quoted">old</div>',
        '<div class="protonmail_quote">old</div>',
        '<div id="divRplyFwdMsg">old</div>',
        '<div id="appendonsend"></div><div>old</div>',
        '<div><div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3pt 0 0 0"><p>old</p></div></div>',
        '<div class="moz-cite-prefix">old</div>',
        '<div name="quote">old</div>',
    ],
)
def test_it_marks_quoted_history(quoted: str) -> None:
    lines = text_of(f"<p>mine</p>{quoted}").split("\n")
    assert lines[0] == "mine"
    assert lines[-1] == "> old"


def test_what_follows_an_outlook_header_is_history_to_the_end() -> None:
    html = '<p>mine</p><div id="divRplyFwdMsg"><b>From:</b> a</div><div>old</div><p>older</p>'
    assert text_of(html) == "mine\n\n> From: a\n> old\n>\n> older"


def test_answers_between_quotations_stay_the_authors() -> None:
    html = "<div class=gmail_quote><div class=gmail_attr>On Monday Ann wrote:</div><blockquote>one?</blockquote>"
    assert text_of(html + "<div>yes</div><blockquote>two?</blockquote></div><div>no</div>").split("\n") == [
        "> On Monday Ann wrote:",
        "",
        "> one?",
        ">",
        "yes",
        "",
        "> two?",
        ">",
        "no",
    ]


def test_quotations_within_quotations_are_counted() -> None:
    assert text_of("<blockquote>a<blockquote>b</blockquote></blockquote>") == "> a\n>\n>> b"


def test_gmails_indented_text_is_not_quoted() -> None:
    assert text_of('<blockquote style="margin:0 0 0 40px;border:none;padding:0px">mine</blockquote>') == "mine"


def test_it_marks_a_signature_that_the_program_named() -> None:
    assert text_of('<p>text</p><div class="gmail_signature">Ann<br>Company</div>') == "text\n\n-- \nAnn\nCompany"


def test_a_signature_in_front_of_the_authors_words_is_not_marked() -> None:
    assert "-- " not in text_of('<div class="gmail_signature">Ann</div><p>more words</p>')


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 200_000,
        "<b>" * 3000,
        "<p>" + "".join(f"<b id={i}>" for i in range(500)) + "</p>" + "<p>x" * 500,
        "a" * 1_100_000,
        "<div " + "a=b " * 10_000 + ">",
    ],
)
def test_it_refuses_trees_that_cost_more_than_they_say(html: str) -> None:
    assert is_refused(html)


def test_closing_tags_in_front_do_not_hide_the_depth() -> None:
    assert is_refused("</div>" * 5000 + "<div>" * 5000)
    assert is_refused("<div></x>" * 5000)


def test_an_ordinary_long_letter_is_not_refused() -> None:
    assert not is_refused("<div><p><b>word</b> and <a href='x'>link</a><br></p></div>" * 3000)


def test_the_cheap_way_still_reads_the_words() -> None:
    html = "<style>p{}</style><p>one &amp; two<br>three</p><!-- no --><script>no</script><ul><li>four 1 < 2"
    assert without_tags(html) == "one & two\nthree\n\nfour 1 < 2"
