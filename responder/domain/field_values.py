"""How structured header values are read: comments dropped, words and addresses found, all in linear time."""

import re

_LONGEST = 4096
# A quoted pair, a quoted string (to the end when it is not closed), a parenthesis, or anything in between.
_PIECE = re.compile(r'\\.|"(?:[^"\\]|\\.)*(?:"|\\?\Z)|[()]|[^()"\\]+|.', re.DOTALL)
_ADDRESS = re.compile(r"[^\s<>,;:\"()\[\]\\@]{1,192}@[^\s<>,;:\"()\[\]\\@]{1,255}")


def without_comments(value: str) -> str:
    """Return the value with every comment (RFC 5322 section 3.2.2) replaced by a space.

    Quoted strings are kept as they are, also when they hold a parenthesis; inside a comment they are passed over whole,
    so that no quoted text can pretend to end it. An unclosed comment swallows the rest.
    """
    if "(" not in value:
        return value
    kept: list[str] = []
    depth = 0
    for piece in _PIECE.findall(value[:_LONGEST]):
        if piece == "(":
            depth += 1
        elif not depth:
            kept.append(piece)
        elif piece == ")":
            depth -= 1
            kept.append("" if depth else " ")
    return "".join(kept)


def split_unquoted(value: str, separators: str) -> list[str]:
    """Return the stretches between any of the separators that stand outside quoted strings, empty ones left out."""
    found: list[str] = []
    stretch: list[str] = []
    quoted = escaped = False
    for character in value[:_LONGEST]:
        if character in separators and not quoted:
            found.append("".join(stretch))
            stretch = []
            continue
        stretch.append(character)
        if escaped:
            escaped = False
        elif character == "\\":
            escaped = True
        elif character == '"':
            quoted = not quoted
    found.append("".join(stretch))
    return [piece for piece in map(str.strip, found) if piece]


def keyword(value: str) -> str:
    """Return the first word in lower case, without comments, parameters and quotes: `No; x=1 (a)` gives `no`."""
    words = without_comments(value).replace(";", " ").replace(",", " ").split()
    return words[0].strip("\"'").lower() if words else ""


def keywords(value: str) -> frozenset[str]:
    """Return all words of a list separated by commas, semicolons or blanks, in lower case, without comments."""
    return frozenset(without_comments(value).replace(";", " ").replace(",", " ").lower().split())


def addresses_in(value: str) -> tuple[str, ...]:
    """Return whatever looks like an addr-spec in the value, in lower case and in order."""
    return tuple(match.group().lower() for match in _ADDRESS.finditer(value[:_LONGEST]))
