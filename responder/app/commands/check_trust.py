"""Finds out whose word on senders can be believed in this mailbox, and says what to write under `trust`."""

from collections import Counter
from collections.abc import Iterable, Sequence

from responder.app.findings import Found, fine, odd
from responder.domain.message import Message
from responder.domain.provider import Provider
from responder.domain.rule import Book, Trust
from responder.domain.trust import trust_at, trusted_results
from responder.domain.trust_results import read_results
from responder.mail.suffix import organisational_domain

FEWEST_LETTERS = 5
"""Fewer letters show nothing."""

USUAL_SHARE = 0.5
"""What the own server writes stands on most letters; what a sender wrote himself, on a few."""


def look_at_trust(messages: Sequence[Message], book: Book, provider: Provider) -> list[Found]:
    """What the last letters show of Authentication-Results and Return-Path, beside what rules.yaml says."""
    if len(messages) < FEWEST_LETTERS:
        return odd([f"only {len(messages)} letters in the mailbox: what its server writes cannot be seen yet"])
    return [*_results(messages, book, provider), *_return_path(messages, book)]


def _results(messages: Sequence[Message], book: Book, provider: Provider) -> list[Found]:
    trusted = trust_at(provider, book.trust).authserv_ids
    believed = sum(1 for message in messages if _speaks(message, trusted))
    of_all = f"of the last {len(messages)} letters"
    if trusted and believed:
        return fine(f"trust.authserv_ids: {', '.join(map(_shown, trusted))} stands on {believed} {of_all}")
    writes = usual_ids(messages, provider)
    if not writes:
        none = "no server of this mailbox writes Authentication-Results: nobody counts as verified by it, and customers"
        wrongly = f" (trust.authserv_ids {', '.join(map(_shown, trusted))} stands on none {of_all})" if trusted else ""
        return odd([f"{none} are answered without their own words{wrongly}"])
    proposed = ", ".join(map(_quoted, writes))
    seen = sum(1 for message in messages if _speaks(message, writes))
    return odd(
        [
            f"the mailbox's own server writes its word on senders on {seen} {of_all}; if {proposed} is its name, write "
            f"in rules.yaml: trust: {{authserv_ids: [{proposed}]}}"
        ]
    )


def usual_ids(messages: Sequence[Message], provider: Provider) -> tuple[str, ...]:
    """The authserv-ids that the own server writes: the provider's known ones when seen, else what most letters bear.

    Hosts that change from letter to letter become one `*.suffix`.
    """
    least = max(2, int(len(messages) * USUAL_SHARE))
    known = provider.authserv_ids
    if known and sum(1 for message in messages if _speaks(message, known)) >= least:
        return tuple(one for one in known if any(_speaks(message, (one,)) for message in messages))
    exact = Counter(one for message in messages for one in _topmost(message))
    usual, letters = next(iter(exact.most_common(1)), ("", 0))
    if letters >= least:
        return (usual,)
    homes = Counter(organisational_domain(one) for message in messages for one in _topmost(message) if one)
    home, letters = next(iter(homes.most_common(1)), ("", 0))
    return (f"*.{home}",) if letters >= least else ()


def _topmost(message: Message) -> Iterable[str]:
    """The id of the topmost header, if the domain's own law would believe it from there."""
    value = message.first("Authentication-Results")
    if value is not None:
        authserv_id = read_results(value).authserv_id
        if _speaks(message, (authserv_id,)):
            yield authserv_id


def _speaks(message: Message, authserv_ids: tuple[str, ...]) -> bool:
    return bool(trusted_results(message, Trust(authserv_ids), organisational_domain).results)


def _return_path(messages: Sequence[Message], book: Book) -> list[Found]:
    there = sum(1 for message in messages if message.first("Return-Path") is not None)
    share = f"Return-Path stands on {there} of the last {len(messages)} letters"
    accepts = book.trust.accept_missing_return_path
    if there == len(messages) and accepts:
        return odd([f"{share}: you can write in rules.yaml: trust: {{missing_return_path: doubt}}"])
    if there < len(messages) * USUAL_SHARE and not accepts:
        return odd([f"{share}, so most are not answered: write in rules.yaml: trust: {{missing_return_path: accept}}"])
    return fine(share)


def _shown(authserv_id: str) -> str:
    return authserv_id or '""'


def _quoted(authserv_id: str) -> str:
    """As YAML wants it: what begins with a star, or is empty, in quotes."""
    return authserv_id if authserv_id and not authserv_id.startswith("*") else f'"{authserv_id}"'
