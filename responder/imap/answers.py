"""Reads the responses the responder asks for: status codes, SEARCH, LIST, FETCH."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from responder.imap.framing import NonsenseError, Response
from responder.imap.quoting import mailbox_name, unquoted

SEARCH_MAX = 1_000_000
"""Messages a search may find."""

_STATUS = re.compile(rb"\s*\[([A-Za-z0-9.-]+)(?: ([^\]]*))?\]\s*")
_TOKEN = re.compile(rb'\s*(?:([()])|"((?:[^"\\]|\\.)*)"|((?:\[[^\]]*\]|[^\s()"\[])+))', re.DOTALL)
_SPACE = re.compile(rb"\s*\Z")
_ALL = re.compile(rb" ALL ([0-9:,]+)", re.IGNORECASE)
_NUMBER = re.compile(rb"\d{1,10}")
_APPENDED = re.compile(r"\[APPENDUID (\d{1,10}) (\d{1,10})\]", re.IGNORECASE)
_UID = re.compile(rb"[ (]UID (\d{1,10})", re.IGNORECASE)
_FLAGS = re.compile(rb"[ (]FLAGS \(([^()]*)\)", re.IGNORECASE)
_UNPRINTABLE = re.compile(r"[^\x20-\x7e]+")


@dataclass(frozen=True, slots=True)
class Reply:
    """How the server ended a command: `status` is OK, NO or BAD, `code` in capitals (RFC 5530) or empty.

    `answers` came before it; `text` is fit for a log: printable ASCII, at most 200 characters.
    """

    status: str
    code: str
    text: str
    answers: tuple[Response, ...] = ()


@dataclass(frozen=True, slots=True)
class ListedFolder:
    """One folder as LIST showed it: decoded name, hierarchy delimiter (empty when flat), attributes in lower case."""

    name: str
    delimiter: str
    attributes: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Token:
    """A parenthesis, or a value; strings are told from atoms because only the atom NIL means nothing."""

    octets: bytes
    is_string: bool = False


def reply_from(status: str, rest: bytes, answers: Iterable[Response] = ()) -> Reply:
    """A tagged response taken apart; `rest` is what follows OK, NO or BAD."""
    found = _STATUS.match(rest)
    code = found.group(1).decode("ascii").upper() if found else ""
    return Reply(status, code, printable(rest), tuple(answers))


def printable(octets: bytes) -> str:
    """Server text made safe for logs."""
    return _UNPRINTABLE.sub("?", octets.decode("ascii", "replace"))[:200].strip()


def number_in_code(responses: Iterable[Response], code: str) -> int | None:
    """The number of the response code `code` (such as UIDVALIDITY) among untagged OK responses."""
    for response in responses:
        found = re.search(rb"\[" + code.encode("ascii") + rb" (\d{1,10})\]", response.line, re.IGNORECASE)
        if found:
            return int(found.group(1))
    return None


def place_from(reply: Reply) -> tuple[int, int] | None:
    """UIDVALIDITY and UID that an APPEND was given (RFC 4315 section 3), None where the server does not say."""
    found = _APPENDED.search(reply.text)
    return (int(found[1]), int(found[2])) if found else None


def flags_from(response: Response) -> tuple[int, frozenset[str]] | None:
    """The UID and the flags in a FETCH response, in lower case; None where one of them is not told."""
    uid, flags = _UID.search(response.line), _FLAGS.search(response.line)
    if uid is None or flags is None:
        return None
    return int(uid[1]), frozenset(flags[1].decode("ascii", "replace").lower().split())


def capabilities_from(responses: Iterable[Response]) -> frozenset[str]:
    """The capabilities in CAPABILITY responses, in capitals."""
    return frozenset(word.upper() for r in responses for word in r.line.decode("ascii", "replace").split()[2:])


def numbers_from(responses: Iterable[Response]) -> list[int]:
    """The numbers in SEARCH and ESEARCH responses, ascending, each once. Raises NonsenseError.

    IMAP4rev1 answers a search with SEARCH (RFC 3501 section 7.2.5), IMAP4rev2 with ESEARCH (RFC 9051 section 7.3.4).
    """
    found: set[int] = set()
    for word in (word for response in responses for word in _found_words(response.line)):
        found.update(_numbers(word))
        if len(found) > SEARCH_MAX:
            raise NonsenseError(f"more than {SEARCH_MAX} search results")
    return sorted(found)


def _found_words(line: bytes) -> list[bytes]:
    if line[:10].upper() == b"* ESEARCH ":
        sequence = _ALL.search(line)
        return sequence.group(1).split(b",") if sequence else []
    return line.partition(b"(")[0].split()[2:]


def _numbers(word: bytes) -> range:
    """What `7` or `3:5` stands for."""
    ends = [int(end) if _NUMBER.fullmatch(end) else 0 for end in word.split(b":")]
    if len(ends) > 2 or min(ends) < 1 or max(ends) - min(ends) > SEARCH_MAX:
        raise NonsenseError("a search result that is not a list of numbers")
    return range(min(ends), max(ends) + 1)


def folder_from(response: Response) -> ListedFolder | None:
    """The folder in a LIST response, or None when it has no readable name. Raises NonsenseError."""
    tokens = list(_tokens(response))[2:]
    closing = next((i for i, token in enumerate(tokens) if token == _Token(b")")), None)
    if closing is None or len(tokens) < closing + 3:
        raise NonsenseError("a LIST response without a name")
    attributes = frozenset(token.octets.decode("ascii", "replace").lower() for token in tokens[1:closing])
    delimiter, name = tokens[closing + 1], tokens[closing + 2]
    try:
        flat = not delimiter.is_string
        return ListedFolder(mailbox_name(name.octets), "" if flat else delimiter.octets.decode("ascii"), attributes)
    except ValueError:
        return None


def items_from(response: Response) -> Mapping[str, bytes | None]:
    """The attributes of a FETCH response by name in capitals; None for NIL and for lists, which are never asked for.

    Raises NonsenseError.
    """
    tokens = list(_tokens(response))[3:]
    if tokens[:1] != [_Token(b"(")] or tokens[-1:] != [_Token(b")")]:
        raise NonsenseError("a FETCH response that is not a list")
    items: dict[str, bytes | None] = {}
    rest = iter(tokens[1:-1])
    for name in rest:
        items[name.octets.decode("ascii", "replace").upper()] = _value(rest)
    return items


def _value(rest: Iterator[_Token]) -> bytes | None:
    token = next(rest, None)
    if token is None:
        raise NonsenseError("a FETCH attribute without a value")
    if token == _Token(b"("):
        _skip_list(rest)
        return None
    if not token.is_string and token.octets.upper() == b"NIL":
        return None
    return token.octets


def _skip_list(rest: Iterator[_Token]) -> None:
    depth = 1
    for token in rest:
        depth += (token == _Token(b"(")) - (token == _Token(b")"))
        if depth == 0:
            return
    raise NonsenseError("a list without an end")


def _tokens(response: Response) -> Iterator[_Token]:
    for place, chunk in enumerate(response.chunks):
        if place % 2:
            yield _Token(chunk, is_string=True)
        else:
            yield from _tokens_of_text(chunk)


def _tokens_of_text(text: bytes) -> Iterator[_Token]:
    at = 0
    while not _SPACE.match(text, at):
        found = _TOKEN.match(text, at)
        if found is None:
            raise NonsenseError("a response that cannot be read")
        parenthesis, string, atom = found.groups()
        yield _Token(unquoted(string), is_string=True) if string is not None else _Token(parenthesis or atom)
        at = found.end()
