"""What one language's file of marks has to say; one place so that a missing list is a type error."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Marks:
    """By which words letters in one language show what their author did not write now. All in lower case.

    `verbs` end or stand within a line such as "On Monday at 10:00 Ann wrote:", `sendings` one that says "sent", and
    `attribution_openings` begin it. `separators` stand between dashes above a message, `bare_separators` also
    without, `separator_leads` with more behind them; `forward_ends` close a forwarded one. `headers_...` name the
    fields of the block that Outlook puts above a message. `devices` begin lines that a telephone or program adds,
    `device_leads` do so only where such a line stands last. `partings` begin a sign-off; `greetings` and
    `postscripts` show that the author goes on behind one. `disclaimers` begin, and `disclaimer_parts` stand within,
    legal notices and the banners that gateways put in; `list_footers` stand within what mailing lists append.
    `answers_below` announce answers within the quoted letter, and `answer_marks` begin them.
    """

    verbs: tuple[str, ...] = ()
    sendings: tuple[str, ...] = ()
    attribution_openings: tuple[str, ...] = ()
    separators: tuple[str, ...] = ()
    bare_separators: tuple[str, ...] = ()
    separator_leads: tuple[str, ...] = ()
    forward_ends: tuple[str, ...] = ()
    headers_from: tuple[str, ...] = ()
    headers_date: tuple[str, ...] = ()
    headers_to: tuple[str, ...] = ()
    headers_subject: tuple[str, ...] = ()
    devices: tuple[str, ...] = ()
    device_leads: tuple[str, ...] = ()
    partings: tuple[str, ...] = ()
    greetings: tuple[str, ...] = ()
    postscripts: tuple[str, ...] = ()
    disclaimers: tuple[str, ...] = ()
    disclaimer_parts: tuple[str, ...] = ()
    list_footers: tuple[str, ...] = ()
    answers_below: tuple[str, ...] = ()
    answer_marks: tuple[str, ...] = ()


class Openings:
    """Words that a line may begin with, asked for by the line's first two letters, as most lines begin with none."""

    def __init__(self, words: tuple[str, ...]) -> None:
        self._by_head: dict[str, tuple[str, ...]] = {}
        for word in words:
            self._by_head[word[:2]] = (*self._by_head.get(word[:2], ()), word)

    def open(self, text: str) -> str:
        """The longest of the words that `text` (in lower case) begins with; empty when there is none."""
        words = self._by_head.get(text[:2])
        if words is None or not text.startswith(words):
            return ""
        return next(word for word in words if text.startswith(word))
