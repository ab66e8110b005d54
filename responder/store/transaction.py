"""One transaction as its repositories, made when first asked for."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property

from sqlalchemy import Connection

from responder.ports.errors import StoreAwayError
from responder.store.alarms import SqlTroubles
from responder.store.budget import SqlBudget
from responder.store.conversations import SqlConversations
from responder.store.drafts import SqlDrafts
from responder.store.expectations import SqlExpectations
from responder.store.folders import SqlFolders
from responder.store.messages import SqlMessages
from responder.store.outbox import SqlOutbox
from responder.store.prepared import Statements
from responder.store.quarantine import SqlQuarantine
from responder.store.settings import SqlSettings


class SqlTransaction:
    """Implements `ports.Transaction` on an open connection for one mailbox."""

    def __init__(self, connection: Connection, mailbox_id: int) -> None:
        self._statements = Statements(connection)
        self._mailbox_id = mailbox_id

    @cached_property
    def folders(self) -> SqlFolders:
        """Cursors."""
        return SqlFolders(self._statements, self._mailbox_id)

    @cached_property
    def messages(self) -> SqlMessages:
        """Handled messages and their questions."""
        return SqlMessages(self._statements, self._mailbox_id)

    @cached_property
    def conversations(self) -> SqlConversations:
        """Threads."""
        return SqlConversations(self._statements, self._mailbox_id)

    @cached_property
    def expectations(self) -> SqlExpectations:
        """The ledger of expectations."""
        return SqlExpectations(self._statements, self._mailbox_id)

    @cached_property
    def outbox(self) -> SqlOutbox:
        """Letters of ours."""
        return SqlOutbox(self._statements, self._mailbox_id)

    @cached_property
    def drafts(self) -> SqlDrafts:
        """Replies laid out for staff."""
        return SqlDrafts(self._statements, self._mailbox_id)

    @cached_property
    def budget(self) -> SqlBudget:
        """Counters and suppressed addresses."""
        return SqlBudget(self._statements, self._mailbox_id)

    @cached_property
    def settings(self) -> SqlSettings:
        """Small lasting values."""
        return SqlSettings(self._statements, self._mailbox_id)

    @cached_property
    def quarantine(self) -> SqlQuarantine:
        """Messages set aside."""
        return SqlQuarantine(self._statements, self._mailbox_id)

    @cached_property
    def troubles(self) -> SqlTroubles:
        """What is wrong now."""
        return SqlTroubles(self._statements, self._mailbox_id)

    @contextmanager
    def savepoint(self) -> Iterator[None]:
        """Undo what happens inside when it raises. Nested ones may share a name: the innermost counts."""
        self._statements.say("SAVEPOINT inside")
        try:
            yield
        except StoreAwayError:
            raise  # the whole transaction is lost
        except BaseException:
            self._statements.say("ROLLBACK TO SAVEPOINT inside")
            self._statements.say("RELEASE SAVEPOINT inside")
            self.__dict__.pop("settings", None)  # it remembers what it read
            raise
        self._statements.say("RELEASE SAVEPOINT inside")
