import pytest

from responder.smtp.account import Encryption, account_from_url


def test_smtps_is_tls_from_the_first_octet() -> None:
    account = account_from_url("smtps://support@romashka.example@mail.romashka.example", "secret", "romashka.example")
    assert (account.host, account.port, account.encryption) == ("mail.romashka.example", 465, Encryption.IMPLICIT)
    assert (account.user, account.password) == ("support@romashka.example", "secret")
    assert account.local_hostname == "romashka.example"


def test_smtp_requires_starttls() -> None:
    account = account_from_url("smtp://support@mail.romashka.example:2587", None, "romashka.example")
    assert (account.port, account.encryption) == (2587, Encryption.STARTTLS)


def test_a_plain_connection_stays_on_this_machine() -> None:
    account = account_from_url("smtp://127.0.0.1:2525?tls=none", None, "romashka.example")
    assert (account.port, account.encryption, account.user) == (2525, Encryption.NONE, "")
    with pytest.raises(ValueError, match="only for this machine"):
        account_from_url("smtp://mail.romashka.example?tls=none", None, "romashka.example")


def test_a_password_outside_the_url_wins() -> None:
    url = "smtps://support:in%20url@mail.romashka.example"
    assert account_from_url(url, None, "x").password == "in url"
    assert account_from_url(url, "outside", "x").password == "outside"


def test_the_password_is_not_shown() -> None:
    assert "secret" not in repr(account_from_url("smtps://a@mail.romashka.example", "secret", "x"))


@pytest.mark.parametrize(
    "url",
    [
        "http://mail.romashka.example",
        "smtps://",
        "smtps://mail.romashka.example:99999",
        "smtps://mail.romashka.example?tls=none",
        "smtp://mail.romashka.example?tls=maybe",
        "mail.romashka.example",
    ],
)
def test_a_url_that_means_nothing_is_named(url: str) -> None:
    with pytest.raises(ValueError, match="SMTP URL"):
        account_from_url(url, "secret", "x")
