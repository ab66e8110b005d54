"""Checks that recognise mailing lists and mass mail, and let the company's own lists through (RFC 2369, RFC 2919)."""

from responder.domain.field_values import addresses_in, keyword, without_comments
from responder.domain.guard_case import Case, Finding, fails, passes

_LIST_FIELDS = ("mailing-list", "x-mailing-list", "x-beenthere", "x-mailman-version", "x-google-group-id")
_PRECEDENCE_FIELDS = ("precedence", "x-precedence", "preference", "x-preference")
# Other words (`normal`, `first-class`, `urgent`, `special-delivery`) are what careless clients write for people.
_MACHINE_PRECEDENCE = ("bulk", "junk", "list", "auto_reply", "auto-reply", "autoreply")
_CAMPAIGN_FIELDS = (
    "x-msfbl", "x-campaign", "x-campaign-id", "x-campaignid", "x-mc-user", "x-csa-complaints", "x-newsletter",
    "x-mailer-recptid", "x-bulkmail", "cfbl-address",
)  # fmt: skip
# Providers that write Feedback-ID into every letter, also into those that people type.
_FEEDBACK_OF_PEOPLE = (":fastmail", ":user:proton", "webmail:", "esmtp")


def list_headers(case: Case) -> Finding:
    """Find any List-* field or list software's mark that is not of the company's own list."""
    marks = [name for name in case.headers if name.startswith("list-") or name in _LIST_FIELDS]
    if not marks:
        return passes("no list headers")
    if through_own_list(case):
        return passes("sent through our own list")
    return fails(f"{marks[0]}: {case.headers[marks[0]][0]}")


def precedence(case: Case) -> Finding:
    """Find a Precedence that only software writes; other values say nothing (RFC 3834 section 2)."""
    for value in case.values(*_PRECEDENCE_FIELDS):
        word = keyword(value)
        if word in _MACHINE_PRECEDENCE and not (word == "list" and through_own_list(case)):
            return fails(f"Precedence: {value}")
    return passes("no precedence of bulk, junk, list or auto_reply")


def bulk_sender(case: Case) -> Finding:
    """Find two marks of mass mail that stand together: one alone is also seen on letters that people wrote."""
    marks = [name for name in _CAMPAIGN_FIELDS if name in case.headers]
    marks += [f"feedback-id: {value}" for value in case.values("feedback-id") if not _is_of_people(value)]
    if len(marks) >= 2:
        return fails(f"marks of mass mail: {', '.join(marks)}")
    return passes("fewer than two marks of mass mail")


def through_own_list(case: Case) -> bool:
    """Whether the letter came through a list of the company, and through no other one."""
    own = case.book.company.lists
    if not own or any(len(values) > 1 for name, values in case.headers.items() if name.startswith("list-")):
        return False
    ids = [_list_id(value) for value in case.values("list-id")]
    if ids:
        return all(any(found == address.replace("@", ".") for address in own) for found in ids)
    named = [address for value in case.values("list-post", *_LIST_FIELDS[:3]) for address in addresses_in(value)]
    return any(case.is_own_list(address.removeprefix("mailto:")) for address in named)


def _list_id(value: str) -> str:
    """Return the id between the brackets of a List-Id value, or the bare value (RFC 2919 section 3)."""
    bare = without_comments(value).strip().lower()
    return bare.rpartition("<")[2].partition(">")[0].strip() if "<" in bare else bare


def _is_of_people(feedback_id: str) -> bool:
    """Whether this Feedback-ID is one that a provider writes into all letters of its users."""
    value = feedback_id.strip().lower()
    return value.endswith(_FEEDBACK_OF_PEOPLE[:2]) or value.startswith(_FEEDBACK_OF_PEOPLE[2:])
