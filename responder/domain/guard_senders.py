"""Checks of who wrote: ourselves, our staff, and addresses behind which nobody reads. Display names never matter."""

import re
from collections.abc import Callable

from responder.domain.guard_case import Case, Finding, fails, passes
from responder.domain.guard_lists import through_own_list
from responder.domain.values import Address

_NO_REPLY = (
    r"(?:(?:no|not|do[-_.]?not|dont)[-_.]?repl(?:y|ies)"
    r"|no[-_.]?responder|n[aã]o[-_.]?respond(?:a|er)|non[-_.]?rispondere|ne[-_.]?pas[-_.]?repondre"
    r"|nicht[-_.]?antworten|keine[-_.]?antwort|ne[-_.]?otvecha(?:t|y|i))"
)
# At the beginning (`noreply7`, `no.reply`), or as a last piece (`accounts-noreply`, `mail+noreply`); a dot joins first
# names and surnames, so what stands behind one is left to people.
_IS_NO_REPLY = re.compile(rf"{_NO_REPLY}|.{{1,60}}[-_+]{_NO_REPLY}(?:$|[^a-z])")
_DAEMONS = frozenset({
    "mailer-daemon", "mailerdaemon", "mail-daemon", "mailer", "daemon", "root", "cron", "nobody", "null", "devnull",
    "listserv", "listproc", "majordomo", "mailman", "sympa", "autoreply", "auto-reply", "autoresponder",
    "auto-responder", "autoresponse", "automailer", "auto-confirm", "bounce", "bounces", "notification",
    "notifications", "notify", "notifier", "alert", "alerts", "newsletter", "newsletters",
})  # fmt: skip
_IS_DAEMON = re.compile(r"owner-.|bounces?[-_+=.0-9]|.{1,60}-(?:request|bounces?|notifications?)$|.{1,60}-bounces?\+")


def own_sender(case: Case) -> Finding:
    """Find a letter that claims to come from the company's own address, as our own mail does when it comes back."""
    own = next((who for who in _senders(case) if case.is_own(who.key)), None)
    if own is None or _is_our_list(case, own):
        return passes("not from an own address")
    return fails(f"from our own address {own.key}")


def staff_sender(case: Case) -> Finding:
    """Find a letter of our own staff: colleagues are no customers."""
    staff = next((who for who in _senders(case) if case.is_staff(who.key) and not case.is_own(who.key)), None)
    if staff is None or _is_our_list(case, staff):
        return passes("not from staff")
    return fails(f"from staff: {staff.key}")


def no_reply_sender(case: Case) -> Finding:
    """Find an address that says itself that nobody reads it."""
    return _by_local_part(case, is_no_reply, "a no-reply address")


def daemon_sender(case: Case) -> Finding:
    """Find the addresses of mail software; `postmaster`, `info`, `office`, `sales` and `abuse` are people."""
    return _by_local_part(case, is_daemon, "an address of mail software")


def is_no_reply(local_part: str) -> bool:
    """Whether the local part means "do not reply": `no-reply`, `noreply-2`, `do_not_reply`, `accounts-noreply`."""
    return _IS_NO_REPLY.match(local_part.lower()) is not None


def is_daemon(local_part: str) -> bool:
    """Whether the local part is one that programs send from (RFC 5230 section 4.6 and bounces of mass mail)."""
    name = local_part.lower()
    return name in _DAEMONS or _IS_DAEMON.match(name) is not None


def _senders(case: Case) -> tuple[Address, ...]:
    return (*case.message.from_, *case.message.sender)


def _is_our_list(case: Case, address: Address) -> bool:
    """Whether the address is only the list's own, by which it replaced or complemented the customer's."""
    return case.is_own_list(address.key) and through_own_list(case)


def _by_local_part(case: Case, is_one: Callable[[str], bool], meaning: str) -> Finding:
    found = next((who for who in case.message.from_ if is_one(who.local_part)), None)
    return fails(f"{found.key} is {meaning}") if found else passes(f"not {meaning}")
