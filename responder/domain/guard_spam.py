"""The check that believes the mail server's spam filter (SpamAssassin, Exchange, rspamd, Yandex, Mail.ru)."""

import re

from responder.domain.field_values import keyword
from responder.domain.guard_case import Case, Finding, fails, passes

_YES = ("yes", "true", "spam", "1", "probable_spam", "confirmed_spam")
_YES_FIELDS = (
    "x-spam-flag", "x-spam-status", "x-spam", "x-dspam-result", "x-bogosity", "x-barracuda-spam-status",
    "x-ksmg-antispam-status", "x-klms-antispam-status", "x-mras",
)  # fmt: skip
_RSPAMD_ACTIONS = ("reject", "add", "rewrite")  # as in `add header`, `rewrite subject`; `no action` and `greylist` pass
_YANDEX_SPAM = "4"
_LEAST_SCL = 5  # Exchange moves letters to Junk from this spam confidence level on
_SCL = re.compile(r"(?:^|;)\s?scl:\s?(-?\d{1,2})(?:;|$)")


def spam_mark(case: Case) -> Finding:
    """Find the word of a spam filter that this is spam; scores below its own threshold do not matter."""
    for name in _YES_FIELDS:
        for value in case.values(name):
            if keyword(value) in _YES:
                return fails(f"{name}: {value}")
    level = _confidence(case)
    if level >= _LEAST_SCL:
        return fails(f"spam confidence level {level}")
    if any(keyword(value) in _RSPAMD_ACTIONS for value in case.values("x-rspamd-action")):
        return fails(f"X-Rspamd-Action: {case.values('x-rspamd-action')[0]}")
    if any(value.lower().startswith("default: true") for value in case.values("x-spamd-result")):
        return fails(f"X-Spamd-Result: {case.values('x-spamd-result')[0]}")
    if any(keyword(value) == _YANDEX_SPAM for value in case.values("x-yandex-spam")):
        return fails("X-Yandex-Spam: 4")
    return passes("no spam filter objects")


def _confidence(case: Case) -> int:
    """Return the highest spam confidence level that Exchange or Microsoft 365 wrote, -1 when none."""
    stated = [value.strip() for value in case.values("x-ms-exchange-organization-scl")]
    stated += [level for value in case.values("x-forefront-antispam-report") for level in _SCL.findall(value.lower())]
    levels = [int(level) for level in stated if level.removeprefix("-").isdecimal() and len(level) <= 2]
    return max(levels, default=-1)
