"""Reads the URLs among the settings once before they are used, so that every mistake in them is named at once."""

from responder.app.settings import Settings
from responder.imap.account import ImapAccount
from responder.smtp.account import account_from_url
from responder.store.engine import database_url


def url_problems(settings: Settings) -> list[str]:
    """What is wrong with the URLs that are set; the texts hold no password."""
    readers = (
        ("RESPONDER_IMAP_URL", settings.imap_url, ImapAccount.from_url),
        ("RESPONDER_SMTP_URL", settings.smtp_url, _smtp),
        ("RESPONDER_DATABASE_URL", settings.database_url, database_url),
    )
    problems = []
    for name, url, read in readers:
        try:
            if url:
                read(url)
        except ValueError as error:
            problems.append(f"{name}: {error}")
    return problems


def _smtp(url: str) -> object:
    return account_from_url(url, None, "localhost")
