"""Checks that leave a letter to people: whom it was written to, who really wrote it, and where an answer would go."""

from responder.domain.envelope import answer_address, original_path, return_path
from responder.domain.field_values import addresses_in
from responder.domain.guard_case import Case, Finding, fails, passes
from responder.domain.guard_lists import through_own_list
from responder.domain.guard_senders import is_daemon, is_no_reply

_RECIPIENT_FIELDS = (
    "to", "cc", "bcc", "resent-to", "resent-cc", "resent-bcc", "delivered-to", "x-delivered-to", "x-original-to",
    "envelope-to", "x-envelope-to", "x-rcpt-to", "x-forwarded-to",
)  # fmt: skip
# Defects after which what was read may not be what was written (see mail.parse); lesser ones stop nothing.
UNREADABLE = frozenset({"no_header", "header_too_long", "torn_header", "too_many_fields"})
# Defects that matter only when no text at all was left.
_WORDLESS = frozenset({"html_refused", "no_parts", "too_many_parts", "too_deep"})


def ambiguous_from(case: Case) -> Finding:
    """Demand exactly one author: none or several leave open who would be answered (RFC 5322 section 3.6.2)."""
    authors = case.message.from_
    fields = len(case.values("from"))
    if len(authors) != 1 or fields > 1:
        return fails(f"{len(authors)} addresses in {fields} From fields")
    return passes("one author")


def rewritten_from(case: Case) -> Finding:
    """Find a letter in which our own list put its address in the place of the customer's (DMARC mitigation)."""
    author = case.message.author
    if author is not None and case.is_own_list(author.key) and through_own_list(case):
        return fails(f"our list {author.key} replaced the author's address")
    return passes("author not replaced by a list")


def unparseable(case: Case) -> Finding:
    """Find a letter so broken that what was read may not be what was written (RFC 3834 section 2)."""
    grave = UNREADABLE if case.message.text.strip() else UNREADABLE | _WORDLESS
    broken = sorted(grave.intersection(case.message.defects))
    return fails(", ".join(broken)) if broken else passes("could be read")


def failed_authentication(case: Case) -> Finding:
    """Find a sender whom the mailbox's own server found to be false."""
    found = case.verification
    return fails(found.evidence) if found.failed else passes(found.evidence)


def return_path_aligned(case: Case) -> Finding:
    """Allow an answer to From when the sender is verified, or else when the envelope speaks for it.

    Without a word from a trusted server Return-Path must be at From's organisational domain, once SRS, BATV and `+`
    tags are undone; what came through our own list may carry the list's. Whether there must be one the operator
    decides.
    """
    verification, author = case.verification, case.message.author
    if verification.verified:
        return passes(verification.evidence)
    if verification.had_trusted_result:
        return fails(verification.evidence)
    paths = case.values("return-path")
    if not paths:
        accepted = case.book.trust.accept_missing_return_path
        return passes("no Return-Path, which is accepted") if accepted else fails("no Return-Path")
    domain = original_path(return_path(paths[0])).domain
    home = case.organisational_domain(domain)
    if author is not None and domain and home == case.organisational_domain(author.domain):
        return passes(f"Return-Path is at {home} as From is")
    if through_own_list(case) and home in _list_homes(case):
        return passes(f"Return-Path is our own list's at {home}")
    return fails(f"Return-Path is at {domain or 'nowhere'}, From at {author.domain if author else 'nowhere'}")


def addressed_to_us(case: Case) -> Finding:
    """Demand one of our addresses among the recipients (RFC 5230 section 4.5): blind copies are mass mail.

    Skipped while no own address is known.
    """
    message = case.message
    if not case.book.company.addresses:
        return passes("no own address is configured")
    parsed = (who.key for who in (*message.to, *message.cc))
    written = (address for value in case.values(*_RECIPIENT_FIELDS) for address in addresses_in(value))
    for address in (*parsed, *written):
        if case.is_own(address) or case.is_own_list(address):
            return passes(f"written to {address}")
    return fails("none of our addresses is among the recipients")


def out_of_office(case: Case) -> Finding:
    """Find a letter whose own text says that nobody is there and asks nothing; the subject alone never decides."""
    if case.letter.reading.out_of_office:
        return fails("the text says that nobody is there and asks nothing")
    return passes("the text is no absence note")


def site_form(case: Case) -> Finding:
    """Leave letters of a declared web form to people, unless the operator named the field whose address is answered."""
    author = case.message.author
    if not case.site_form or author is None:
        return passes("not from a declared site form")
    field = case.book.site_forms[author.key]
    if not field:
        return fails(f"site form {author.key}: clock and alert only")
    to = answer_address(case.letter, case.book)
    if to is None:
        return fails(f"site form {author.key}: {field} holds no single address")
    if case.is_own(to.key) or case.is_staff(to.key) or is_no_reply(to.local_part) or is_daemon(to.local_part):
        return fails(f"site form {author.key}: {field} is no customer's")
    return passes(f"site form {author.key}: its {field} is answered")


def _list_homes(case: Case) -> frozenset[str]:
    """Return the organisational domains of the company's lists."""
    return frozenset(case.organisational_domain(address.rpartition("@")[2]) for address in case.book.company.lists)
