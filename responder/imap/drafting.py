"""Lays letters into a Drafts folder and takes our own back: the only commands by which the responder changes a mailbox
besides filing copies.

What is taken back is one message by its UID (UID EXPUNGE, RFC 4315 section 2.1): a plain EXPUNGE would also remove what
somebody else has marked as deleted.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from responder.domain.draft import is_touched
from responder.imap.answers import flags_from, number_in_code, place_from
from responder.imap.connection import Connection
from responder.imap.dates import date_time
from responder.imap.quoting import mailbox
from responder.imap.refusals import accept
from responder.ports.mail import Filed


async def append_draft(connection: Connection, name: str, octets: bytes, at: datetime) -> Filed:
    """APPEND with \\Draft and without \\Seen. A server that says NO (quota, a folder that is gone) is no lost server:
    what it said is in the result."""
    size = f"{{{len(octets)}}}"
    reply = await connection.ask("APPEND", mailbox(name), "(\\Draft)", date_time(at), size, literal=octets)
    if reply.status == "NO":
        return Filed(refusal=reply.text)
    accept("APPEND", reply)
    place = place_from(reply)
    return Filed(*place) if place else Filed()


async def flags_of(connection: Connection, uids: Sequence[int]) -> Mapping[int, frozenset[str]]:
    """The flags of those of the messages that are there, in lower case; asking marks nothing."""
    reply = await connection.ask("FETCH", ",".join(map(str, uids)), "(UID FLAGS)", by_uid=True, wants="FETCH")
    if reply.code != "EXPUNGEISSUED":
        accept("FETCH", reply)
    found = (flags_from(response) for response in reply.answers)
    wanted = frozenset(uids)
    return {one[0]: one[1] for one in found if one is not None and one[0] in wanted}


async def remove_draft(connection: Connection, name: str, uidvalidity: int, uid: int) -> bool:
    """Remove one message of ours unless a person has touched it; whether it was removed. The folder stays open for
    writing: open another one, or this one again, afterwards. Never by a plain EXPUNGE, so only with UIDPLUS."""
    if "UIDPLUS" not in connection.capabilities:
        return False
    selected = await connection.must("SELECT", mailbox(name), wants="OK")
    if number_in_code(selected.answers, "UIDVALIDITY") != uidvalidity:
        return False
    flags = (await flags_of(connection, [uid])).get(uid)
    if flags is None or is_touched(flags):
        return False
    await connection.must("STORE", str(uid), "+FLAGS.SILENT", "(\\Deleted)", by_uid=True)
    await connection.must("EXPUNGE", str(uid), by_uid=True)
    return True
