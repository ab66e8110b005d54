"""`responder check --connect`: logs in where the daemon would, reads only, and says what it met there."""

from datetime import UTC, datetime

from responder.app.commands.check_trust import look_at_trust
from responder.app.findings import Found, fine, odd, wrong
from responder.app.settings import Settings
from responder.domain.message import FolderRole, Message
from responder.domain.provider import Provider, provider_for
from responder.domain.rule import Book
from responder.imap.account import ImapAccount
from responder.imap.connect import ImapSessions
from responder.imap.session import ImapSession
from responder.mail.parse import parse
from responder.ports.errors import WorldAwayError
from responder.smtp.account import account_from_url
from responder.smtp.courier import SmtpCourier

LETTERS = 50
"""So many of the last letters are looked at."""

_WITHOUT = {
    FolderRole.SENT: "staff replies are not seen until there is one: send one letter from your mail program",
    FolderRole.JUNK: "letters moved to Junk are not noticed",
    FolderRole.TRASH: "letters moved to Trash are not noticed",
    FolderRole.DRAFTS: "no replies are laid out for staff (folders.drafts in rules.yaml names it)",
}


async def look_at_servers(settings: Settings, book: Book) -> list[Found]:
    """Everything that only a connection shows; takes at most a few minutes when servers hang."""
    return [*await _look_at_smtp(settings), *await _look_at_imap(settings, book)]


async def _look_at_smtp(settings: Settings) -> list[Found]:
    domain = settings.mailbox_address.rpartition("@")[2] or "localhost"
    account = account_from_url(settings.smtp_url, settings.smtp_password, domain)
    trouble = await SmtpCourier(account, _now).check()
    if trouble is not None:
        return wrong(
            [f"SMTP {account.host}:{account.port}: {trouble} (see RESPONDER_SMTP_URL, RESPONDER_SMTP_PASSWORD)"]
        )
    login = f"logged in as {account.user}" if account.user else "connected, without login"
    return fine(
        f"SMTP {account.host}:{account.port}: {login}", _sending(provider_for(account.host, settings.mailbox_address))
    )


def _sending(provider: Provider) -> str:
    filed = (
        "puts what is sent into Sent by itself" if provider.files_sent else "does not fill Sent: copies are put there"
    )
    per_day = f", about {provider.per_day} letters a day" if provider.per_day else ""
    per_minute = f", {provider.per_minute} a minute" if provider.per_minute else ""
    return f"provider {provider.name}: {filed}{per_day}{per_minute}"


async def _look_at_imap(settings: Settings, book: Book) -> list[Found]:
    account = ImapAccount.from_url(settings.imap_url, settings.imap_password)
    where = f"IMAP {account.host}:{account.port}"
    try:
        session = await ImapSessions(account, clock=_now, folder_names=lambda: book.folders).connect()
    except WorldAwayError as error:
        return wrong([f"{where}: {error} (see RESPONDER_IMAP_URL, RESPONDER_IMAP_PASSWORD)"])
    try:
        found = fine(f"{where}: logged in as {account.user}")
        found += _idle(session)
        found += await _folders(session)
        found += _removal(session, book)
        messages = await _last_letters(session, account.folder)
        return found + look_at_trust(messages, book, provider_for(account.host, settings.mailbox_address))
    except WorldAwayError as error:
        return wrong([f"{where}: after the login: {error}"])
    finally:
        await session.close()


def _idle(session: ImapSession) -> list[Found]:
    if "IDLE" in session.capabilities:
        return fine("IDLE: new letters are noticed at once")
    return odd(["the server has no IDLE: new letters are noticed by looking every 60 seconds"])


def _removal(session: ImapSession, book: Book) -> list[Found]:
    if book.drafts.from_questions is None or session.can_remove:
        return []
    return odd(["the server cannot remove one message alone (UIDPLUS): drafts are laid, but not renewed or removed"])


async def _folders(session: ImapSession) -> list[Found]:
    by_role = await session.folders()
    found = fine(*(f"folder {role.value}: {name}" for role, name in by_role.items()))
    return found + odd(f"no {role.value} folder: {what}" for role, what in _WITHOUT.items() if role not in by_role)


async def _last_letters(session: ImapSession, folder: str) -> list[Message]:
    """The header fields of the newest letters; how far back their numbers lie is found by looking ever further."""
    view = await session.open(folder, FolderRole.INBOX)
    reach = LETTERS
    while True:
        after = max(0, view.uidnext - 1 - reach)
        uids = await session.uids_after(after)
        if len(uids) >= LETTERS or after == 0:
            return [parse(fetched.raw) for fetched in await session.fetch_headers(uids[-LETTERS:])]
        reach *= 8


def _now() -> datetime:
    return datetime.now(UTC)
