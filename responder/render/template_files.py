"""Finds template files under a directory, and names those that stand where nothing would ever read them."""

from collections.abc import Iterator
from pathlib import Path

CUSTOMER, STAFF = "customer", "staff"
DRAFT = "draft"
"""The one family for customers that is no acknowledgement: a reply that staff complete."""
STAFF_FAMILIES = ("alert", "trouble", "proof")
PARTS = ("subject.txt", "body.txt", "body.html")
MOST_OCTETS = 32 * 1024
DEPTH = 4
_PLACE = "<family>/<name>/<language>/{subject.txt,body.txt,body.html}"


def files_in(directory: Path) -> tuple[dict[str, str], tuple[str, ...]]:
    """The templates under a directory by their path in it, and what is wrong with its files. Raises OSError."""
    sources: dict[str, str] = {}
    faults = []
    for path, name in _walk(directory):
        misplaced = _misplaced(name)
        fault = f"1: {misplaced}" if misplaced else _unreadable(path)
        if fault:
            faults.append(f"templates/{name}:{fault}")
        else:
            sources[name] = path.read_text(encoding="utf-8-sig")
    return sources, tuple(faults)


def _walk(directory: Path, depth: int = 1, above: str = "") -> Iterator[tuple[Path, str]]:
    """Files that look like templates, in order; links are followed (mounted configuration is made of them), hidden and
    backup files are not looked at."""
    for path in sorted(directory.iterdir()):
        if path.name.startswith((".", "#")):
            continue
        name = f"{above}{path.name}"
        if path.is_dir():
            if depth < DEPTH:
                yield from _walk(path, depth + 1, f"{name}/")
        elif path.suffix.lower() in (".txt", ".html", ".htm"):
            yield path, name


def _misplaced(name: str) -> str | None:
    parts = name.split("/")
    if len(parts) != DEPTH:
        return f"a template stands at templates/{_PLACE}"
    group, family, language, part = parts
    if part not in PARTS:
        return f"`{part}` is never read: a template is called {', '.join(PARTS)}"
    if group not in (CUSTOMER, STAFF):
        return (
            f"there is no family `{group}`: letters to customers are under {CUSTOMER}/, those to staff under {STAFF}/"
        )
    if group == STAFF and family not in STAFF_FAMILIES:
        return f"`{family}` is never sent to staff; they get {', '.join(STAFF_FAMILIES)}"
    if not (len(language) == 2 and language.isascii() and language.isalpha() and language.islower()):
        return f"`{language}` is no language: write two small letters as in `ru`"
    return None


def _unreadable(path: Path) -> str | None:
    """The line and what is wrong with it."""
    octets = path.read_bytes()
    if len(octets) > MOST_OCTETS:
        return f"1: a template has at most {MOST_OCTETS // 1024} KB"
    try:
        octets.decode("utf-8")
    except UnicodeDecodeError as error:
        line = octets[: error.start].count(b"\n") + 1
        return f"{line}: this is not UTF-8; save the file as UTF-8"
    return None
