"""The matter before the guard: one letter with all that its checks may look at, and the form of their findings."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from responder.domain.envelope import is_site_form
from responder.domain.letter import Letter
from responder.domain.message import Message
from responder.domain.past import Past
from responder.domain.rule import Book
from responder.domain.trust import OrganisationalDomain, Verification

_SHOWN = 120


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check found: whether the letter passed it, and the evidence, fit to be shown to staff."""

    passed: bool
    evidence: str


@dataclass(frozen=True, slots=True)
class Case:
    """One letter before the guard. `headers` maps lower-case names to all their values, topmost first; `site_form` is
    true for a letter of a web form that the operator declared."""

    letter: Letter
    past: Past
    book: Book
    verification: Verification
    organisational_domain: OrganisationalDomain
    headers: Mapping[str, tuple[str, ...]]
    site_form: bool

    @property
    def message(self) -> Message:
        """The letter's message."""
        return self.letter.message

    def values(self, *names: str) -> tuple[str, ...]:
        """Return all values of the named fields (given in lower case)."""
        return tuple(value for name in names for value in self.headers.get(name, ()))

    def is_own(self, address: str) -> bool:
        """Whether the lower-case address is one of the company's, `+` tags aside."""
        return without_tag(address) in self.book.company.addresses

    def is_own_list(self, address: str) -> bool:
        """Whether the lower-case address is one of the company's own mailing lists."""
        return without_tag(address) in self.book.company.lists

    def is_staff(self, address: str) -> bool:
        """Whether the lower-case address is a staff address or in a staff domain or below one."""
        return any(_is_of(address, entry) for entry in self.book.staff)


Check = Callable[[Case], Finding]


def bring(
    letter: Letter, past: Past, book: Book, verification: Verification, organisational_domain: OrganisationalDomain
) -> Case:
    """Put a letter before the guard."""
    headers: dict[str, tuple[str, ...]] = {}
    for header in letter.message.fields:
        name = header.name.lower()
        headers[name] = (*headers.get(name, ()), header.value)
    form = is_site_form(letter.message, book)
    return Case(letter, past, book, verification, organisational_domain, headers, form)


def passes(evidence: str) -> Finding:
    """Return the finding of a check that saw nothing against the letter."""
    return Finding(True, evidence)


def fails(evidence: str) -> Finding:
    """Return the finding of a check that speaks against the letter."""
    return Finding(False, shown(evidence))


def shown(evidence: str) -> str:
    """Return evidence on one line and at most 120 characters long: header values are the sender's to write."""
    line = " ".join(evidence.split())
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1] + "…"


def without_tag(address: str) -> str:
    """Return the lower-case address without a `+` tag."""
    local, _, domain = address.lower().rpartition("@")
    return f"{local.partition('+')[0] or local}@{domain}"


def _is_of(address: str, entry: str) -> bool:
    """Whether the address is the entry, or in the entry's domain or below it."""
    if "@" in entry.lstrip("@"):
        return without_tag(address) == entry
    domain = address.rpartition("@")[2]
    wanted = entry.lstrip("@")
    return domain == wanted or domain.endswith("." + wanted)
