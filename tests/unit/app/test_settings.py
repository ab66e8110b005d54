import os
from pathlib import Path

import pytest

from responder.app.settings import Settings, SettingsError, read_settings

IMAP = "imaps://support%40nordlicht.example@imap.nordlicht.example"
SMTP = "smtps://support%40nordlicht.example@smtp.nordlicht.example"


def read(monkeypatch: pytest.MonkeyPatch, *, servers_needed: bool = True, **variables: str) -> Settings:
    environ = {f"RESPONDER_{name}": value for name, value in variables.items()}
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    return read_settings(environ, servers_needed=servers_needed)


@pytest.fixture(autouse=True)
def _bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No variable of whoever runs the tests, and no file beside them, is a setting here."""
    for name in [name for name in os.environ if name.startswith("RESPONDER_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


def test_what_is_not_set_is_as_documented(monkeypatch: pytest.MonkeyPatch) -> None:
    found = read(monkeypatch, IMAP_URL=IMAP, SMTP_URL=SMTP)
    assert found.database_url == "sqlite:///responder.db"
    assert (found.http_host, found.http_port, found.log) == ("127.0.0.1", 8025, "")
    assert found.mailbox_address == "support@nordlicht.example"
    assert (found.imap_password, found.smtp_password, found.warnings) == (None, None, ())


def test_a_secret_may_lie_in_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "imap").write_text("sword fish \n")
    (tmp_path / "chat").write_text("tgram://token\n")
    found = read(
        monkeypatch,
        IMAP_URL=IMAP,
        SMTP_URL=SMTP,
        IMAP_PASSWORD_FILE=str(tmp_path / "imap"),
        SMTP_PASSWORD="perch",
        SECRET_CHAT_FILE=str(tmp_path / "chat"),
        SECRET_DESK="json://desk.example",
    )
    assert (found.imap_password, found.smtp_password) == ("sword fish ", "perch")
    assert found.secrets == {"chat": "tgram://token", "desk": "json://desk.example"}


def test_everything_that_is_wrong_is_named_at_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as refused:
        read(
            monkeypatch,
            IMAP_PASSWORD="a",
            IMAP_PASSWORD_FILE=str(tmp_path / "none"),
            SECRET_CHAT="x",
            SECRET_CHAT_FILE=str(tmp_path / "none"),
            HTTP="8025",
            LOG="pretty",
        )
    named = "\n".join(refused.value.problems)
    for what in (
        "RESPONDER_IMAP_URL is not set",
        "RESPONDER_SMTP_URL is not set",
        "RESPONDER_IMAP_PASSWORD and RESPONDER_IMAP_PASSWORD_FILE are both set",
        "RESPONDER_SECRET_CHAT and RESPONDER_SECRET_CHAT_FILE are both set",
        "RESPONDER_HTTP is '8025'",
        "RESPONDER_LOG is 'pretty'",
    ):
        assert what in named


def test_commands_that_talk_to_no_server_need_none(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read(monkeypatch, servers_needed=False).imap_url == ""


def test_a_password_inside_a_url_works_and_is_warned_about(monkeypatch: pytest.MonkeyPatch) -> None:
    found = read(monkeypatch, IMAP_URL=IMAP.replace("@imap", ":fish@imap"), SMTP_URL=SMTP)
    (warning,) = found.warnings
    assert "RESPONDER_IMAP_URL holds a password" in warning
    assert "fish" not in warning


def test_a_variable_that_nothing_reads_is_told_with_the_one_that_was_meant(monkeypatch: pytest.MonkeyPatch) -> None:
    found = read(monkeypatch, IMAP_URL=IMAP, SMTP_URL=SMTP, IMAP_PASSWORT="x", SECRET_CHAT="y")
    assert found.warnings == ("RESPONDER_IMAP_PASSWORT is set and not read: did you mean RESPONDER_IMAP_PASSWORD?",)


def test_servers_that_only_the_daemon_needs_are_missed_in_a_warning(monkeypatch: pytest.MonkeyPatch) -> None:
    warnings = read(monkeypatch, servers_needed=False).warnings
    assert [warning.split(" is not set")[0] for warning in warnings] == ["RESPONDER_IMAP_URL", "RESPONDER_SMTP_URL"]


def test_no_repr_shows_a_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    found = read(monkeypatch, IMAP_URL=IMAP, SMTP_URL=SMTP, IMAP_PASSWORD="swordfish", SECRET_CHAT="tgram://token")
    assert "swordfish" not in repr(found)
    assert "token" not in repr(found)


@pytest.mark.parametrize(
    ("user", "address"), [("support", ""), ("Support%40Nordlicht.example", "support@nordlicht.example")]
)
def test_the_login_is_an_own_address_when_it_is_one(monkeypatch: pytest.MonkeyPatch, user: str, address: str) -> None:
    url = f"imaps://{user}@imap.nordlicht.example"
    assert read(monkeypatch, IMAP_URL=url, SMTP_URL=SMTP).mailbox_address == address


@pytest.mark.parametrize(("text", "host", "port"), [("0.0.0.0:80", "0.0.0.0", 80), ("[::1]:8025", "::1", 8025)])
def test_health_may_be_served_elsewhere(monkeypatch: pytest.MonkeyPatch, text: str, host: str, port: int) -> None:
    found = read(monkeypatch, servers_needed=False, HTTP=text)
    assert (found.http_host, found.http_port) == (host, port)
