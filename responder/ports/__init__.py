"""What the flows need from the world: small Protocols, their values and their errors."""

from responder.ports.errors import (
    FolderMissingError,
    LoginRefusedError,
    MailboxAwayError,
    StoreAwayError,
    WorldAwayError,
)
from responder.ports.mail import Courier, Fetched, FolderView, MailSession, MailSessions
from responder.ports.store import FolderCursor, Store, Transaction

__all__ = [
    "Courier",
    "Fetched",
    "FolderCursor",
    "FolderMissingError",
    "FolderView",
    "LoginRefusedError",
    "MailSession",
    "MailSessions",
    "MailboxAwayError",
    "Store",
    "StoreAwayError",
    "Transaction",
    "WorldAwayError",
]
