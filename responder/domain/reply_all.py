"""Whom a reply goes to when a person presses "reply all": the customer, and in copy who else was written to."""

from collections.abc import Callable

from responder.domain.guard_public_mail import is_public_mail
from responder.domain.message import Message
from responder.domain.rule import Company
from responder.domain.values import Address
from responder.domain.wire_address import wire_address

MOST_IN_COPY = 20
"""A letter to half the town is answered to its beginning only; staff can add whom they miss."""


def reply_to(message: Message, customer: Address, organisational_domain: Callable[[str], str]) -> Address:
    """The customer, or where the letter wants its answer to go (RFC 5322 section 3.6.2) if that is the same
    organisation: a Reply-To to elsewhere is how answers are stolen. Two boxes at a public mail provider are elsewhere
    to each other."""
    wished = next(iter(message.reply_to), None)
    if wished is None or wire_address(wished.address) is None:
        return customer
    domain = organisational_domain(customer.domain)
    same = organisational_domain(wished.domain) == domain and not is_public_mail(domain)
    return wished if same or wished.key == customer.key else customer


def in_copy(message: Message, to: Address, own_address: str, company: Company) -> tuple[Address, ...]:
    """To and Cc of the letter without ourselves, our own addresses and lists, and whom the reply goes to."""
    left_out = {to.key, own_address.lower(), *company.addresses, *company.lists}
    found: dict[str, Address] = {}
    for address in (*message.to, *message.cc):
        if address.key not in left_out and wire_address(address.address) is not None:
            found.setdefault(address.key, address)
    return tuple(found.values())[:MOST_IN_COPY]
