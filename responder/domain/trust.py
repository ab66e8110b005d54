"""Whether the sender is who From says: by the mailbox's own server's word, or because they answer a letter of ours."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from responder.domain.field_values import without_comments
from responder.domain.message import Message
from responder.domain.past import Past
from responder.domain.provider import Provider
from responder.domain.rule import Trust
from responder.domain.trust_results import AuthenticationResults, Result, read_results
from responder.domain.values import Address

OrganisationalDomain = Callable[[str], str]
"""Maps a domain to the one its owner registered, by the public suffix list: `mail.example.co.uk` to `example.co.uk`."""

_METHODS = ("dmarc", "dkim", "spf")
# `none`, `neutral` and the errors say nothing for or against anyone (RFC 7208 section 8, RFC 6376 section 3.9).
_STATED = ("pass", "fail", "hardfail", "softfail", "policy")
# Microsoft 365 writes no authserv-id; these are the hosts that receive for it.
_HOMES_OF_THE_NAMELESS = frozenset({"outlook.com", "office365.com"})


@dataclass(frozen=True, slots=True)
class Verification:
    """The word on one sender. `verified`: the result covers From, or the letter answers one of ours.

    `failed`: the trusted server saw DMARC fail, or SPF fail without any DKIM pass. `had_trusted_result`: it said
    anything for or against at all; results such as `none` say nothing.
    """

    verified: bool
    failed: bool
    evidence: str
    had_trusted_result: bool


def verified(message: Message, past: Past, trust: Trust, organisational_domain: OrganisationalDomain) -> Verification:
    """Judge the sender of a message by the topmost Authentication-Results of a trusted server, and by our own letters.

    Never raises: a header that cannot be read says nothing.
    """
    said = trusted_results(message, trust, organisational_domain)
    results = [result for result in said.results if result.method in _METHODS and result.result in _STATED]
    author = message.author
    failure = _failure(results)
    passed = None if author is None or failure else _aligned(results, author.domain, organisational_domain)
    speaker = said.authserv_id or "the mail server"
    if author is not None and passed is not None:
        return Verification(True, False, f"{speaker}: {passed} for {author.domain}", True)
    if author is not None and _answers_ours(author, past):
        evidence = "answers a letter that was sent to this very address"
        return Verification(True, failure is not None, evidence, bool(results))
    if not results:
        return Verification(False, False, "no word from a trusted server", False)
    stated = ", ".join(str(result) for result in results)
    return Verification(False, failure is not None, f"{speaker}: {failure or stated + ', not for From'}", True)


def trust_at(provider: Provider, trust: Trust) -> Trust:
    """The operator's word on whom to believe; where he names no server, the provider's own servers are believed. A
    provider that nobody knows has none."""
    return replace(trust, authserv_ids=provider.authserv_ids) if trust.by_provider else trust


def trusted_results(
    message: Message, trust: Trust, organisational_domain: OrganisationalDomain
) -> AuthenticationResults:
    """Return what the trusted server nearest to the mailbox said, empty when none did.

    Filters of one server may each write a header of their own (OpenDMARC over OpenDKIM): further ones of the same id
    that follow before the next Received are counted too, but only for methods of which nothing was said above, and
    never for DMARC, which is always written last and thus topmost. Below the server's own boundary nothing counts,
    whoever claims to have written it (RFC 8601 section 5).
    """
    above: list[str] = []
    found: AuthenticationResults | None = None
    for header in message.fields:
        name = header.name.lower()
        if name == "received":
            if found is not None:
                break
            above.append(header.value)
        elif name == "authentication-results":
            read = read_results(header.value)
            if found is None and _is_trusted(read.authserv_id, trust):
                found = read
            elif found is not None and read.authserv_id == found.authserv_id:
                spoken = {"dmarc", *(result.method for result in found.results)}
                more = tuple(result for result in read.results if result.method not in spoken)
                found = AuthenticationResults(found.authserv_id, found.results + more)
    if found is None or _left_home(above, found.authserv_id, organisational_domain):
        return AuthenticationResults("")
    return found


def _is_trusted(authserv_id: str, trust: Trust) -> bool:
    """Whether the id is one of the exact ids, ends as a `*.suffix` says, or is empty and empty ones are trusted."""
    for pattern in map(str.lower, trust.authserv_ids):
        if pattern == authserv_id or (pattern.startswith("*.") and authserv_id.endswith(pattern[1:])):
            return True
    return False


def _left_home(received: list[str], authserv_id: str, organisational_domain: OrganisationalDomain) -> bool:
    """Whether these Received values, topmost first, lead out of the organisation of the server that is trusted.

    Mail is handed on inside it, so its hosts may be many; once a foreign host stands below one of them, what comes
    further down was written before the letter reached us, by anybody.
    """
    homes = {organisational_domain(authserv_id)} if authserv_id else _HOMES_OF_THE_NAMELESS
    inside = False
    for host in map(_by_host, received):
        if not host or host.replace(".", "").isdigit():
            continue
        if organisational_domain(host) in homes:
            inside = True
        elif inside:
            return True
    return False


def _by_host(received: str) -> str:
    """Return the name of the host that wrote a Received field, empty when it is no domain name."""
    words = without_comments(received).lower().split()
    host = words[words.index("by") + 1] if "by" in words[:-1] else ""
    host = host.rstrip(".;")
    return host if "." in host and ":" not in host else ""


def _failure(results: list[Result]) -> str | None:
    """Return which results say that the sender is not who he claims, or None."""
    if any(result.method == "dmarc" and result.result == "fail" for result in results):
        return "dmarc=fail"
    spf = any(result.method == "spf" and result.result in ("fail", "hardfail") for result in results)
    signed = any(result.method == "dkim" and result.result == "pass" for result in results)
    return "spf=fail without dkim=pass" if spf and not signed else None


def _aligned(results: list[Result], from_domain: str, organisational_domain: OrganisationalDomain) -> Result | None:
    """Return the first pass that covers From, DMARC before DKIM before SPF (relaxed alignment, RFC 7489 3.1)."""
    home = organisational_domain(from_domain)
    for method in _METHODS:
        for result in results:
            if result.method == method and result.result == "pass":
                domain = _identity(result, from_domain)
                if domain and organisational_domain(domain) == home:
                    return result
    return None


def _identity(result: Result, from_domain: str) -> str:
    """Return the domain a pass is about. A DMARC result without `header.from` is about From by its definition."""
    if result.method == "dmarc":
        return result.domain("header.from") or from_domain
    if result.method == "dkim":
        return result.domain("header.d", "header.i")
    return result.domain("smtp.mailfrom", "smtp.mail")


def _answers_ours(author: Address, past: Past) -> bool:
    """Whether the letter refers to a Message-ID, unguessable, that we or staff sent to its author."""
    return any(known.ours and author.key in map(str.lower, known.addresses) for known in past.references_known)
