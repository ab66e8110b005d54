"""Finds the domain that somebody registered, by the public suffix list that lies inside an installed package."""

from functools import cache, lru_cache

from publicsuffixlist import PublicSuffixList

_LONGEST = 255


@lru_cache(maxsize=4096)
def organisational_domain(domain: str) -> str:
    """Return the organisational domain (RFC 7489 section 3.2) of a domain, in lower case: `example.co.uk` of
    `mail.example.co.uk`.

    Under a top-level domain that the list does not know it is the last two labels. A public suffix itself, a single
    label, an IP address or an empty string is returned as it is, so that it is only ever equal to itself.
    """
    name = domain.strip().rstrip(".").lower()
    labels = name.split(".")
    if len(name) > _LONGEST or not all(labels) or labels[-1].isdigit() or ":" in name:
        return name
    return _list().privatesuffix(name) or name


@cache
def _list() -> PublicSuffixList:
    """The list, read once and only when the first domain is asked for: it takes about 70 ms."""
    return PublicSuffixList()
