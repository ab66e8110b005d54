"""Counts, after a crash, what was lost and what was done twice; everything is asked from outside the daemon."""

from collections import Counter
from dataclasses import dataclass

from tests.support.office import Office


@dataclass(frozen=True)
class Tally:
    """Message-IDs of letters: not handled, without a clock, never acknowledged although nothing says `sending`, of
    unknown fate (and so listed), acknowledged twice; and how many letters of ours left under a second Message-ID."""

    lost: tuple[str, ...]
    without_clock: tuple[str, ...]
    never_answered: tuple[str, ...]
    uncertain: tuple[str, ...]
    twice: tuple[str, ...]
    second_ids: int


def tally(office: Office, written: list[str]) -> Tally:
    """What became of these letters, by the SMTP server and the database."""
    daemon = office.daemon
    handled = [row["message_id"] for row in daemon.rows("SELECT message_id FROM messages WHERE direction = 'customer'")]
    clocks = [row["message_id"] for row in daemon.rows("SELECT message_id FROM expectations")]
    assert len(handled) == len(set(handled)), "a letter was handled twice"
    assert len(clocks) == len(set(clocks)), "a letter has two clocks"
    answered = Counter(office.answered())
    uncertain = answered_in(office, "uncertain")
    ours = {(one["In-Reply-To"], one["Message-ID"]) for one in office.acknowledgements()}
    return Tally(
        lost=tuple(sorted(set(written) - set(handled))),
        without_clock=tuple(sorted(set(written) - set(clocks))),
        never_answered=tuple(sorted(set(written) - set(answered) - set(uncertain))),
        uncertain=tuple(uncertain),
        twice=tuple(sorted(one for one, times in answered.items() if times > 1)),
        second_ids=len(ours) - len(answered),
    )


def answered_in(office: Office, state: str) -> list[str]:
    """The Message-IDs of the letters whose acknowledgement is in this state."""
    rows = office.daemon.rows(
        "SELECT e.message_id FROM outbox o JOIN expectations e ON e.conversation_id = o.conversation_id"
        f" WHERE o.kind = 'acknowledgement' AND o.state = '{state}' ORDER BY e.message_id"
    )
    return [row["message_id"] for row in rows]
