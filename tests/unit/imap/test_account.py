"""An account is read from its URL, and never in a way that could show the password to others."""

import pytest

from responder.imap.account import ImapAccount


@pytest.mark.parametrize(
    ("url", "host", "port", "tls", "user", "folder"),
    [
        ("imaps://info@mail.example.org", "mail.example.org", 993, "implicit", "info", "INBOX"),
        ("imaps://a%40b.example@h.example:1993/Box%2FIn", "h.example", 1993, "implicit", "a@b.example", "Box/In"),
        ("imap://u@mail.example.org?tls=starttls", "mail.example.org", 143, "starttls", "u", "INBOX"),
        ("imap://u@mail.example.org", "mail.example.org", 143, "starttls", "u", "INBOX"),
        ("imap://u@127.0.0.1:1143?tls=none", "127.0.0.1", 1143, "none", "u", "INBOX"),
        ("imap://u@[::1]?tls=none", "::1", 143, "none", "u", "INBOX"),
        ("imap://u@localhost/?tls=none", "localhost", 143, "none", "u", "INBOX"),
    ],
)  # fmt: skip
def test_a_url_names_an_account(url: str, host: str, port: int, tls: str, user: str, folder: str) -> None:
    account = ImapAccount.from_url(url, "secret")
    assert (account.host, account.port, account.tls, account.user, account.folder) == (host, port, tls, user, folder)
    assert account.password() == "secret"


def test_the_user_of_a_url_may_hold_an_at_sign() -> None:
    assert ImapAccount.from_url("imaps://info@example.org@mail.example.org", "x").user == "info@example.org"


def test_a_password_beside_the_url_wins_over_one_in_it() -> None:
    assert ImapAccount.from_url("imaps://u:p%40ss@h.example").password() == "p@ss"
    assert ImapAccount.from_url("imaps://u:p%40ss@h.example", "other").password() == "other"


def test_a_password_is_asked_for_anew_each_time() -> None:
    secrets = iter(["one", "two"])
    account = ImapAccount.from_url("imaps://u@h.example", lambda: next(secrets))
    assert [account.password(), account.password()] == ["one", "two"]


@pytest.mark.parametrize(
    "url",
    [
        "imap://u:canary@mail.example.org?tls=none",
        "imap://u:canary@192.168.1.5?tls=none",
        "imap://u:canary@localhost.example.org?tls=none",
        "imaps://u:canary@h.example?tls=none",
        "imap://u:canary@h.example?tls=maybe",
        "http://u:canary@h.example",
        "imaps://u:canary@h.example:99999",
        "imaps://u:canary@h.example:port",
        "imaps://:canary@h.example",
        "imaps://u:canary@",
        "mail.example.org",
    ],
)
def test_a_url_that_is_wrong_or_dangerous_is_refused_without_showing_the_password(url: str) -> None:
    with pytest.raises(ValueError, match=r".+") as refused:
        ImapAccount.from_url(url)
    assert "canary" not in str(refused.value)


def test_the_password_is_not_in_the_representation() -> None:
    assert "canary" not in repr(ImapAccount.from_url("imaps://u@h.example", "canary"))
