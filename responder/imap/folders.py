"""Finds out which of a server's folders is Sent, Junk, Trash and Drafts."""

import logging
import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from responder.domain.message import FolderRole
from responder.imap.answers import ListedFolder
from responder.imap.folder_names import ATTRIBUTES, NAMES, PARENTS

log = logging.getLogger("responder.imap")

_NO_MAILBOX = frozenset({"\\noselect", "\\nonexistent"})


def folders_by_role(
    listed: Iterable[ListedFolder], inbox: str, configured: Mapping[FolderRole, str]
) -> Mapping[FolderRole, str]:
    """The folder of each role: by special-use attribute, else by configured name, else by a known name; else absent.

    A configured folder that is not there is logged and then looked for by the known names.
    """
    folders = [folder for folder in listed if not folder.attributes & _NO_MAILBOX]
    found = {FolderRole.INBOX: inbox}
    for role in ATTRIBUTES:
        name = (
            _by_attribute(role, folders)
            or _as_configured(role, configured.get(role), folders)
            or _by_known_name(role, folders)
        )
        if name is not None:
            found[role] = name
    return found


def _by_attribute(role: FolderRole, folders: Sequence[ListedFolder]) -> str | None:
    """Several folders may carry one attribute: then the one with a known name, else the first."""
    marked = [folder for folder in folders if ATTRIBUTES[role] in folder.attributes]
    if len(marked) > 1:
        log.warning("folder.ambiguous", extra={"fields": {"role": role.value, "count": len(marked)}})
    return _by_known_name(role, marked) or next((folder.name for folder in marked), None)


def _as_configured(role: FolderRole, name: str | None, folders: Sequence[ListedFolder]) -> str | None:
    if name is None:
        return None
    found = [folder.name for folder in folders if name in (folder.name, _without_parent(folder))]
    if not found:
        log.warning("folder.absent", extra={"fields": {"role": role.value, "configured": name}})
    return name if name in found else next(iter(found), None)


def _by_known_name(role: FolderRole, folders: Sequence[ListedFolder]) -> str | None:
    by_name: dict[str, str] = {}
    for folder in folders:
        by_name.setdefault(_folded(_without_parent(folder)), folder.name)
    return next((by_name[_folded(name)] for name in NAMES[role] if _folded(name) in by_name), None)


def _without_parent(folder: ListedFolder) -> str:
    if not folder.delimiter:
        return folder.name
    parent, delimiter, rest = folder.name.partition(folder.delimiter)
    return rest if delimiter and _folded(parent) in {_folded(known) for known in PARENTS} else folder.name


def _folded(name: str) -> str:
    """macOS writes é as e and an accent, and nobody agrees on capitals."""
    return unicodedata.normalize("NFC", name).strip().casefold()
