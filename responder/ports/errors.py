"""The named errors of a world that is away: back off and try again; their texts are safe to log and say what to do.
And the one of texts that cannot be written."""


class WorldAwayError(Exception):
    """Something outside is not there for now."""


class MailboxAwayError(WorldAwayError):
    """The IMAP server cannot be reached, hung up, timed out, or talks nonsense."""


class LoginRefusedError(WorldAwayError):
    """The server refused the credentials or the account (RFC 5530 AUTHENTICATIONFAILED and the like): a person must
    act."""


class FolderMissingError(WorldAwayError):
    """The folder does not exist on the server (any more)."""


class StoreAwayError(WorldAwayError):
    """The database cannot be reached or refuses to write (disk full, restarting)."""


class UnwritableError(Exception):
    """An operator's template cannot say these facts; the text names file, line and what is wrong."""
