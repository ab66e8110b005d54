import base64

import pytest

from responder.app.redaction import HIDDEN, Redactor

CANARY = "k4n'ari\"ä-vogel/9"


@pytest.mark.parametrize(
    "text",
    [
        CANARY,
        f"the server said {CANARY}!",
        repr(f"password {CANARY}"),
        "imaps://me%40x.example:k4n%27ari%22%C3%A4-vogel%2F9@imap.example.org/INBOX",
        base64.b64encode(f"\0me@x.example\0{CANARY}".encode()).decode(),
        base64.b64encode(f"a\0{CANARY}".encode()).decode(),
        base64.b64encode(f"ab\0{CANARY}".encode()).decode(),
    ],
)
def test_a_known_secret_is_hidden_however_it_is_spelt(text: str) -> None:
    shown = Redactor([CANARY]).text(text)
    assert HIDDEN in shown
    assert "vogel" not in shown
    assert base64.b64encode(CANARY.encode()).decode()[4:16] not in shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("A1 AUTHENTICATE PLAIN AG1lAHNlY3JldA==", f"A1 AUTHENTICATE PLAIN {HIDDEN}"),
        ("AUTH LOGIN bWVtZW1lbWU=", f"AUTH LOGIN {HIDDEN}"),
        ('a2 LOGIN "me@x.example" "se cret"', f'a2 LOGIN "me@x.example" {HIDDEN}'),
        ("secret: geheim", f"secret: {HIDDEN}"),
        ("password:geheim", f"password:{HIDDEN}"),
        ("password=geheim, then", f"password={HIDDEN}, then"),
        ('{"token": "abc def"}', f'{{"token": {HIDDEN}}}'),
        ("Authorization: Bearer abcdefghijklmnop", f"Authorization: {HIDDEN} {HIDDEN}"),
        ("smtps://me:geheim@smtp.example.org:465", f"smtps://me:{HIDDEN}@smtp.example.org:465"),
        ("postgresql://db:geheim@host/name", f"postgresql://db:{HIDDEN}@host/name"),
        ("tgram://123:ABC/456", f"tgram://{HIDDEN}"),
        ("https://hooks.chat.example/services/T1/B2", f"https://hooks.chat.example/{HIDDEN}"),
    ],
)
def test_what_looks_like_a_secret_is_hidden(text: str, shown: str) -> None:
    assert Redactor().text(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "535 5.7.8 authentication failed",
        "the IMAP server offers AUTH=PLAIN AUTH=LOGIN",
        "LOGIN failed for me@x.example",
        "sqlite:///var/lib/responder.db",
        "imaps://me%40x.example@imap.example.org/INBOX",
        "http://127.0.0.1:8025/",
        "uid 7 in inbox",
        "rules.yaml names secret:team, write `secret:NAME` here",
    ],
)
def test_harmless_words_stay(text: str) -> None:
    assert Redactor(["geheim"]).text(text) == text


def test_values_are_hidden_by_the_name_of_their_field() -> None:
    fields = {
        "imap_password": "x",
        "uid": 7,
        "inner": {"api_key": ["a", "b"]},
        "why": ValueError("secret: x"),
        "on": True,
    }
    assert Redactor().value(fields) == {
        "imap_password": HIDDEN,
        "uid": 7,
        "inner": {"api_key": HIDDEN},
        "why": f"secret: {HIDDEN}",
        "on": True,
    }


def test_a_very_short_password_does_not_take_every_line_with_it() -> None:
    assert Redactor(["a"]).text("a letter came") == "a letter came"
