"""Reads address lists by the grammar of RFC 5322 section 3.4, and rather finds nobody than the wrong one.

Programs that guess at malformed lists disagree about whom they name, which is how a letter is made to look like
somebody else's (CVE-2023-27043). Here a malformed entry names nobody, and an author's field that has one names nobody.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from responder.domain.values import Address
from responder.mail import limits
from responder.mail.words import decode_words, one_line

_NAME_CHARACTERS: Final = 200
_TOKEN: Final = re.compile(
    r"""(?P<blank>\s+)
    |(?P<word>=\?[^?\s]{1,60}\?[bBqQ]\?[^?]{0,1000}\?=)
    |"(?P<quoted>(?:[^"\\]|\\.)*)"
    |(?P<literal>\[[^\[\]\\\s]{0,80}\])
    |(?P<atom>[^\s()<>\[\]:;@\\,"]+)
    |(?P<special>.)""",
    re.VERBOSE | re.DOTALL,
)
_QUOTED_PAIR: Final = re.compile(r"\\(.)", re.DOTALL)
_COMMENT_MARK: Final = re.compile(r"[()\\]")
_LOCAL: Final = re.compile(
    r"[^\s()<>\[\]:;@\\,\"\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]{1,64}"
)
_LABEL: Final = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
_ONLY_ADDRESS: Final = re.compile(r"[^\s()<>\[\]:;@\\,\"]{1,64}@[^\s()<>\[\]:;@\\,\"]{1,253}")


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str


@dataclass(slots=True)
class _Entry:
    """What stands between two commas: tokens before, within and behind the angle brackets, and its comments."""

    before: list[_Token] = field(default_factory=list)
    inside: list[_Token] | None = None
    closed: bool = False
    comments: list[str] = field(default_factory=list)
    broken: bool = False


def read_addresses(values: Sequence[str]) -> tuple[Address, ...]:
    """The mailboxes of all the field's values in order, at most 200; malformed entries are passed over."""
    found: list[Address] = []
    for value in values:
        found.extend(address for address, _ in _entries(value) if address is not None)
    return tuple(found[: limits.ADDRESSES])


def read_authors(values: Sequence[str]) -> tuple[Address, ...]:
    """The mailboxes of From: exactly one only where no reading could name another.

    Nobody at all when an entry with an @ in it is malformed, or when one of several From fields names nobody.
    """
    found: list[Address] = []
    for value in values:
        entries = list(_entries(value))
        named = [address for address, _ in entries if address is not None]
        if any(broken for _, broken in entries) or (not named and len(values) > 1):
            return ()
        found.extend(named)
    if len(values) > 1 and len(found) < 2:
        return ()
    return tuple(found[: limits.ADDRESSES])


def _entries(value: str) -> Iterator[tuple[Address | None, bool]]:
    """Each entry's address, and whether the entry has an @ but names nobody."""
    pending = ""
    for entry in _split(value):
        address = _address(entry, value)
        if address is not None:
            name = one_line(f"{pending}, {address.name}", _NAME_CHARACTERS) if pending else address.name
            yield Address(address.address, name), False
            pending = ""
        elif entry.broken or _has_at(entry):
            yield None, True
            pending = ""
        else:  # the part of an unquoted `Surname, Name <address>` before its comma
            pending = _phrase(entry.before) or pending


def _split(value: str) -> Iterator[_Entry]:
    entry, in_group, count = _Entry(), False, 0
    for token in _tokens(value):
        if token.kind == "special" and token.text in ",;" and not (entry.inside is not None and not entry.closed):
            yield entry
            entry, count = _Entry(), count + 1
            in_group = in_group and token.text == ","
            if count > limits.ADDRESSES:
                return
        elif token.kind == "special" and token.text == ":" and entry.inside is None and not in_group:
            entry = _Entry(broken=entry.broken or _has_at(entry))
            in_group = True
        else:
            _place(entry, token)
    yield entry


def _place(entry: _Entry, token: _Token) -> None:
    if token.kind == "comment":
        entry.comments.append(token.text)
    elif token.kind == "special" and token.text == "<":
        entry.broken = entry.broken or entry.inside is not None
        entry.inside = [] if entry.inside is None else entry.inside
    elif token.kind == "special" and token.text == ">":
        entry.broken = entry.broken or entry.inside is None or entry.closed
        entry.closed = True
    elif entry.inside is None:
        entry.before.append(token)
    elif not entry.closed:
        entry.inside.append(token)
    elif token.kind != "blank":
        entry.broken = True
    if token.kind == "special" and token.text not in "<>@":
        entry.broken = True


def _tokens(value: str) -> Iterator[_Token]:
    position = 0
    while position < len(value):
        if value[position] == "(":
            end = _comment_end(value, position)
            text = value[position + 1 : end - 1] if end > 0 else ""
            yield _Token("comment", text) if end > 0 else _Token("special", "(")
            position = end if end > 0 else len(value)
            continue
        found = _TOKEN.match(value, position)
        if found is None or found.lastgroup is None:  # pragma: no cover - the last alternative matches any character
            return
        yield _Token(found.lastgroup, found[found.lastgroup])
        # A quote that is never closed leaves nothing behind it that could be trusted.
        position = len(value) if found[0] == '"' else found.end()


def _comment_end(value: str, start: int) -> int:
    """Where the comment that opens at `start` ends, comments within it included; 0 when it does not end."""
    depth, position = 0, start
    while (mark := _COMMENT_MARK.search(value, position)) is not None:
        position = mark.end() + (mark[0] == "\\")
        depth += {"(": 1, ")": -1}.get(mark[0], 0)
        if depth == 0:
            return position
    return 0


def _has_at(entry: _Entry) -> bool:
    return any("@" in token.text for token in entry.before if token.kind == "special") or entry.inside is not None


def _address(entry: _Entry, value: str) -> Address | None:
    if entry.broken or (entry.inside is not None and not entry.closed):
        return _only_address(value)
    if entry.inside is None:
        spec = _addr_spec(_trimmed(entry.before))
        comment = entry.comments[-1] if entry.comments else ""
        return Address(spec, one_line(decode_words(comment), _NAME_CHARACTERS)) if spec else None
    spec = _addr_spec(_trimmed(entry.inside))
    at_in_name = any(token.kind == "special" for token in entry.before)
    if spec is None or (at_in_name and _addr_spec(_trimmed(entry.before)) != spec):
        return None
    return Address(spec, "" if at_in_name else _phrase(entry.before))


def _only_address(value: str) -> Address | None:
    """The one address of a value that is malformed but has a single @, so that nobody else could be meant."""
    if value.count("@") != 1 or "(" in value or (found := _ONLY_ADDRESS.search(value)) is None:
        return None
    local, _, domain = found[0].rpartition("@")
    host = to_a_labels(domain)
    return Address(f"{local}@{host}") if host and _LOCAL.fullmatch(local) else None


def _trimmed(tokens: list[_Token]) -> list[_Token]:
    kinds = [token.kind == "blank" for token in tokens]
    start = next((i for i, blank in enumerate(kinds) if not blank), len(tokens))
    end = next((i for i in range(len(tokens), start, -1) if not kinds[i - 1]), start)
    return tokens[start:end]


def _addr_spec(tokens: list[_Token]) -> str | None:
    """The addr-spec that exactly three tokens make: local part, @, domain; blanks and comments within are refused."""
    if len(tokens) != 3 or tokens[1] != _Token("special", "@"):
        return None
    local, domain = tokens[0], tokens[2]
    if local.kind == "quoted" and 0 < len(local.text) <= 64 and local.text.isprintable():
        local_part = f'"{local.text}"'
    elif local.kind == "atom" and _LOCAL.fullmatch(local.text):
        local_part = local.text
    else:
        return None
    if domain.kind == "literal":
        return f"{local_part}@{domain.text.lower()}" if domain.text.isascii() and domain.text.isprintable() else None
    host = to_a_labels(domain.text) if domain.kind == "atom" else ""
    return f"{local_part}@{host}" if host else None


def to_a_labels(domain: str) -> str:
    """The domain in lower case with international labels as A-labels (RFC 5890); empty when it is no domain name.

    Sharp s and its like stay the letters they are, as in the registries since 2010 (RFC 5891), and are not rewritten.
    """
    if len(domain) > 253:
        return ""
    if domain.isascii():
        labels = domain.lower().split(".")
    else:
        folded = unicodedata.normalize("NFKC", domain.lower()).replace("\u3002", ".")
        labels = [_a_label(label) for label in folded.split(".")]
    labels = labels[:-1] if len(labels) > 1 and not labels[-1] else labels
    return ".".join(labels) if all(_LABEL.fullmatch(label) for label in labels) else ""


def _a_label(label: str) -> str:
    if label.isascii():
        return label
    if len(label) > 59 or any(unicodedata.category(letter)[0] not in "LMN" and letter != "-" for letter in label):
        return ""
    return "xn--" + label.encode("punycode").decode("ascii")


def _phrase(tokens: list[_Token]) -> str:
    """The display name that the tokens spell, decoded (also where it was wrongly encoded within quotes)."""
    pieces = []
    for token in tokens:
        text = _QUOTED_PAIR.sub(r"\1", token.text) if token.kind == "quoted" else token.text
        pieces.append(" " if token.kind == "blank" else text)
    return one_line(decode_words("".join(pieces)), _NAME_CHARACTERS)
