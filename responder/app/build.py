"""The composition root: settings in, a daemon out; the one page that knows every room."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from responder.app.reader import ProcessReader
from responder.app.rulebook import Rulebook
from responder.app.settings import Settings
from responder.domain.delivery import Delivery, Outcome
from responder.domain.message import FolderRole
from responder.domain.provider import provider_for, reverse_path
from responder.domain.rule import Book
from responder.flows.bell import Bell
from responder.flows.deliver import Lane
from responder.flows.draft import draft
from responder.flows.listen import Ear
from responder.flows.observe import observe
from responder.flows.open_folder import FIRST_STARTED_AT
from responder.flows.receive import receive
from responder.flows.tidy_sent import tidy_sent
from responder.flows.vitals import Vitals
from responder.flows.world import Identity, World
from responder.imap.account import ImapAccount
from responder.imap.connect import ImapSessions
from responder.mail.suffix import organisational_domain
from responder.notify.courier import NotifyCourier
from responder.ports.mail import Courier
from responder.ports.store import Transaction
from responder.render.renderer import TemplateRenderer
from responder.smtp.account import SmtpAccount, account_from_url
from responder.smtp.courier import SmtpCourier
from responder.store.sql_store import SqlStore

MESSAGE_ID_KEY = "message_id_key"
"""Name of the setting that holds the key of our Message-IDs: losing it means not recognising our own letters."""

CHANNELS_AT_ONCE = 2


def now() -> datetime:
    """The present instant, aware UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Daemon:
    """Everything that runs: the shared world, who listens and delivers, and the rules with their file."""

    world: World
    rulebook: Rulebook
    store: SqlStore
    reader: ProcessReader
    ears: tuple[Ear, ...]
    lanes: tuple[Lane, ...]


async def build(settings: Settings, store: SqlStore) -> Daemon:
    """Put the daemon together on a migrated database; nothing is connected yet. Raises NoRulesError or ValueError."""
    vitals = Vitals(started_at=now())
    rulebook = _rulebook(settings, store, vitals)
    await rulebook.start()
    key = await store.run(_first_start)
    imap = ImapAccount.from_url(settings.imap_url, settings.imap_password)
    smtp = smtp_account(settings, rulebook.book())
    reader = ProcessReader(imap.user)
    world = _world(store, reader, rulebook, vitals, identity(imap.user, smtp, rulebook.book(), key), smtp)
    sessions = ImapSessions(imap, clock=now, folder_names=lambda: rulebook.book().folders)
    sent = Ear(FolderRole.SENT, observe, sessions, errand=tidy_sent, small_errand=draft, bell=world.draft_bell)
    inbox = Ear(FolderRole.INBOX, receive, sessions, wait_for=sent.read)
    return Daemon(world, rulebook, store, reader, (sent, inbox), _lanes(settings, world, smtp))


def offline_world(settings: Settings, store: SqlStore) -> World:
    """What commands need that change rows while the daemon runs: the same rules, no connection. Raises NoRulesError."""
    vitals = Vitals(started_at=now())
    rulebook = _rulebook(settings, store, vitals)
    store.run_here(rulebook.start_in)
    key = store.run_here(_first_start)
    imap = ImapAccount.from_url(settings.imap_url, settings.imap_password)
    smtp = smtp_account(settings, rulebook.book())
    return _world(
        store, ProcessReader(imap.user), rulebook, vitals, identity(imap.user, smtp, rulebook.book(), key), smtp
    )


def smtp_account(settings: Settings, book: Book) -> SmtpAccount:
    """The submission server of the settings; EHLO names the mailbox's own domain. Raises ValueError."""
    domain = own_address(settings.mailbox_address, book).rpartition("@")[2] or "localhost"
    return account_from_url(settings.smtp_url, settings.smtp_password, domain)


def own_address(user: str, book: Book) -> str:
    """The address we write from: the login where it is one, else the first of `company.addresses`."""
    return user.lower() if "@" in user else min(book.company.addresses, default="")


def identity(user: str, smtp: SmtpAccount, book: Book, key: bytes) -> Identity:
    """Who we are towards mail servers, with the reverse-path the provider (or `sending.envelope`) asks for."""
    address = own_address(user, book)
    wish = book.acknowledge.envelope
    profile = provider_for(smtp.host, address)
    by_profile = reverse_path(profile, address, authenticated=bool(smtp.user))
    envelope_from = {"mailbox": address, "null": ""}.get(wish, by_profile)
    return Identity(user, address, key, envelope_from)


def _rulebook(settings: Settings, store: SqlStore, vitals: Vitals) -> Rulebook:
    address = settings.mailbox_address
    provider = provider_for(ImapAccount.from_url(settings.imap_url, settings.imap_password).host, address)
    return Rulebook(settings.rules, settings.templates, address, provider, store, now, vitals)


def _world(
    store: SqlStore, reader: ProcessReader, rulebook: Rulebook, vitals: Vitals, who: Identity, smtp: SmtpAccount
) -> World:
    return World(
        store=store,
        reader=reader,
        renderer=TemplateRenderer(rulebook.templates),
        clock=now,
        book=rulebook.book,
        identity=who,
        provider=provider_for(smtp.host, who.address),
        vitals=vitals,
        mail_bell=Bell(),
        notify_bell=Bell(),
        watch_bell=Bell(),
        draft_bell=Bell(),
        organisational_domain=organisational_domain,
    )


def _first_start(tx: Transaction) -> bytes:
    """The key of our Message-IDs and the instant of the very first start, both made once and kept."""
    key = tx.settings.get(MESSAGE_ID_KEY)
    if key is None:
        key = secrets.token_hex(32)
        tx.settings.put(MESSAGE_ID_KEY, key)
    if tx.settings.get(FIRST_STARTED_AT) is None:
        tx.settings.put(FIRST_STARTED_AT, now().isoformat())
    return bytes.fromhex(key)


def _lanes(settings: Settings, world: World, smtp: SmtpAccount) -> tuple[Lane, ...]:
    width = world.provider.max_connections
    mail = SmtpCourier(smtp, now, connections=width)
    channels = _ReloadingNotifier(world, settings.secrets)
    return (
        Lane("mail", mail, mail=True, width=width, bell=world.mail_bell),
        Lane("channels", channels, mail=False, width=CHANNELS_AT_ONCE, bell=world.notify_bell),
    )


class _ReloadingNotifier:
    """The notification courier for the channels that the rules in force name; made anew when they change."""

    def __init__(self, world: World, secrets_by_name: Mapping[str, str]) -> None:
        self._world = world
        self._secrets = secrets_by_name
        self._courier: Courier = NotifyCourier({})
        self._channels: Mapping[str, str] = {}

    async def send(self, delivery: Delivery) -> Outcome:
        """Hand one text to its channel."""
        channels = self._world.book().alerts.channels
        if channels != self._channels:
            urls = {name: self._secrets.get(secret.lower(), "") for name, secret in channels.items()}
            self._courier = NotifyCourier({name: url for name, url in urls.items() if url})
            self._channels = channels
        return await self._courier.send(delivery)

    async def close(self) -> None:
        """Nothing is kept open."""
        await self._courier.close()
