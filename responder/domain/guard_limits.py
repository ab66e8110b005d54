"""Checks that keep the number of automatic letters down, whatever a letter looks like (decision 7)."""

from responder.domain.envelope import answer_address
from responder.domain.guard_case import Case, Finding, fails, passes, without_tag
from responder.domain.guard_public_mail import is_public_mail

# Google delivers to one mailbox however many dots its address is written with, and under both names.
_DOTLESS = frozenset({"gmail.com", "googlemail.com"})


def counted_as(address: str) -> str:
    """The lower-case address that stands for all spellings of one mailbox, so that they share one budget: anybody can
    write as `ann+1`, `ann+2` ..., and it is Ann who would get all the answers."""
    local, _, domain = without_tag(address).rpartition("@")
    return f"{local.replace('.', '')}@gmail.com" if domain in _DOTLESS else f"{local}@{domain}"


def suppressed(case: Case) -> Finding:
    """Find an address that bounced before."""
    return fails("mail to this address bounced before") if case.past.suppressed else passes("address did not bounce")


def budget(case: Case) -> Finding:
    """Find a budget that is used up; customers of public mail providers do not share one a domain."""
    used, budgets = case.past.usage, case.book.budgets
    to = answer_address(case.letter, case.book)
    domain = to.domain if to else ""
    counts = [
        ("mailbox this hour", used.mailbox_hour, budgets.mailbox_per_hour),
        ("like letters this hour", used.alike_hour, budgets.alike_per_hour),
        ("this address in a day", used.address_day, budgets.address_per_day),
    ]
    if not is_public_mail(domain):
        counts.append((f"{domain} this hour", used.domain_hour, budgets.domain_per_hour))
    for name, count, limit in counts:
        if count >= limit:
            return fails(f"{name}: {count} of {limit} automatic letters")
    return passes("within all budgets")


def breaker(case: Case) -> Finding:
    """Find the breaker open: the whole mailbox went over its budget and people look into it."""
    return fails("the breaker is open") if case.past.breaker_open else passes("the breaker is closed")
