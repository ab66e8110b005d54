"""Settings from the environment: where the mailbox, the database and the files are; behaviour is in rules.yaml."""

import re
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from urllib.parse import unquote, urlsplit

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from responder.app.places import rules_path, templates_path

SECRET = re.compile(r"RESPONDER_SECRET_([A-Z0-9_]+?)(_FILE)?")


class Environment(BaseSettings):
    """The variables as they were set; what an operator may write is in the README's table."""

    model_config = SettingsConfigDict(env_prefix="RESPONDER_", extra="ignore", hide_input_in_errors=True)

    imap_url: str = ""
    imap_password: str | None = Field(default=None, repr=False)
    imap_password_file: Path | None = None
    smtp_url: str = ""
    smtp_password: str | None = Field(default=None, repr=False)
    smtp_password_file: Path | None = None
    database_url: str = "sqlite:///responder.db"
    http: str = "127.0.0.1:8025"
    log: str = ""


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings, checked. Passwords and channel URLs never show in a repr.

    `mailbox_address` is the IMAP user where that is an address, else empty.
    """

    imap_url: str = field(repr=False)
    imap_password: str | None = field(repr=False)
    smtp_url: str = field(repr=False)
    smtp_password: str | None = field(repr=False)
    database_url: str = field(repr=False)
    rules: Path
    templates: Path
    http_host: str
    http_port: int
    log: str
    secrets: dict[str, str] = field(repr=False)
    warnings: tuple[str, ...] = ()

    @property
    def mailbox_address(self) -> str:
        """The own address that the IMAP login names, in lower case."""
        user = unquote(urlsplit(self.imap_url).username or "")
        return user.lower() if "@" in user else ""


class SettingsError(Exception):
    """Settings that cannot work; `problems` names every one of them and its mend."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = problems


def read_settings(environ: dict[str, str], *, servers_needed: bool) -> Settings:
    """Read and check the settings. Raises SettingsError with every problem at once.

    `servers_needed`: the command talks to IMAP and SMTP, so their URLs must be there.
    """
    found = Environment()
    problems: list[str] = []
    imap_password = _secret("RESPONDER_IMAP_PASSWORD", found.imap_password, found.imap_password_file, problems)
    smtp_password = _secret("RESPONDER_SMTP_PASSWORD", found.smtp_password, found.smtp_password_file, problems)
    if servers_needed:
        problems += _missing(found)
    host, port = _http(found.http, problems)
    if found.log not in ("", "json", "console"):
        problems.append(f"RESPONDER_LOG is {found.log!r}: write json or console, or leave it out")
    settings = Settings(
        imap_url=found.imap_url,
        imap_password=imap_password,
        smtp_url=found.smtp_url,
        smtp_password=smtp_password,
        database_url=found.database_url,
        rules=rules_path(environ),
        templates=templates_path(environ),
        http_host=host,
        http_port=port,
        log=found.log,
        secrets=_named_secrets(environ, problems),
        warnings=(*_password_warnings(found), *_unread(environ), *([] if servers_needed else _missing(found))),
    )
    if problems:
        raise SettingsError(problems)
    return settings


def _missing(found: Environment) -> list[str]:
    wanted = (
        ("RESPONDER_IMAP_URL", found.imap_url, "imaps://support%40example.org@imap.example.org"),
        ("RESPONDER_SMTP_URL", found.smtp_url, "smtps://support%40example.org@smtp.example.org"),
    )
    missing = ((name, example) for name, value, example in wanted if not value)
    return [f"{name} is not set, and `responder run` needs it: for example {example}" for name, example in missing]


def _unread(environ: dict[str, str]) -> list[str]:
    """Variables that look like ours and that nothing reads: misspelt, or of another version."""
    known = [
        "RESPONDER_RULES",
        "RESPONDER_TEMPLATES",
        *(f"RESPONDER_{name.upper()}" for name in Environment.model_fields),
    ]
    problems = []
    for name in sorted(environ):
        if name.startswith("RESPONDER_") and name not in known and not SECRET.fullmatch(name):
            near = get_close_matches(name, known, 1)
            problems.append(f"{name} is set and not read" + (f": did you mean {near[0]}?" if near else ""))
    return problems


def _secret(name: str, value: str | None, file: Path | None, problems: list[str]) -> str | None:
    if value is not None and file is not None:
        problems.append(f"{name} and {name}_FILE are both set: keep one")
    if file is None:
        return value
    try:
        return file.read_text(encoding="utf-8").rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        problems.append(f"{name}_FILE cannot be read: {type(error).__name__}: {file}")
        return None


def _named_secrets(environ: dict[str, str], problems: list[str]) -> dict[str, str]:
    """What rules.yaml calls `secret:name`, by its lower-case name."""
    secrets: dict[str, str] = {}
    for variable, value in environ.items():
        found = SECRET.fullmatch(variable)
        if found is None:
            continue
        name = found[1]
        if name.lower() in secrets:
            problems.append(f"RESPONDER_SECRET_{name} and RESPONDER_SECRET_{name}_FILE are both set: keep one")
        read = _secret(f"RESPONDER_SECRET_{name}", None, Path(value), problems) if found[2] else value
        secrets[name.lower()] = read or ""
    return secrets


def _http(text: str, problems: list[str]) -> tuple[str, int]:
    host, _, port = text.rpartition(":")
    if host and port.isdigit() and int(port) < 65_536:
        return host.strip("[]"), int(port)
    problems.append(f"RESPONDER_HTTP is {text!r}: write host:port, for example 127.0.0.1:8025")
    return "127.0.0.1", 8025


def _password_warnings(found: Environment) -> tuple[str, ...]:
    urls = (("RESPONDER_IMAP_URL", found.imap_url), ("RESPONDER_SMTP_URL", found.smtp_url))
    return tuple(
        f"{name} holds a password: move it to {name.replace('_URL', '_PASSWORD_FILE')}"
        for name, url in urls
        if url and urlsplit(url).password
    )
