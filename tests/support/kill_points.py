"""The named points of a message's way at which the daemon is killed, in the order in which they are passed."""

BEFORE_FETCH = "before fetch"
AFTER_FETCH = "after fetch, before BEGIN"
BEFORE_COMMIT = "before COMMIT of the letter"
AFTER_COMMIT = "after COMMIT of the letter, before the bell"
BEFORE_CAUGHT_UP = "between cursor and caught_up"
BEFORE_BEGUN = "before COMMIT of sending"
AFTER_BEGUN = "after COMMIT of sending, before connect"
BEFORE_DATA = "before DATA"
BEFORE_DOT = "after DATA, before the final dot"
AFTER_250 = "after 250, before BEGIN of the settlement"
BEFORE_SETTLED = "before COMMIT of the settlement"
AFTER_SETTLED = "after COMMIT of the settlement"
BEFORE_ALERT = "before an alert is put into the outbox"
AFTER_ALERT = "after an alert is put into the outbox"
BEFORE_WATCH = "before COMMIT of watch"
AFTER_WATCH = "after COMMIT of watch, before the bell"

OF_A_LETTER = (
    BEFORE_FETCH, AFTER_FETCH, BEFORE_COMMIT, AFTER_COMMIT, BEFORE_CAUGHT_UP, BEFORE_BEGUN, AFTER_BEGUN, BEFORE_DATA,
    BEFORE_DOT, AFTER_250, BEFORE_SETTLED, AFTER_SETTLED,
)  # fmt: skip
OF_AN_ALERT = (
    BEFORE_ALERT, AFTER_ALERT, BEFORE_WATCH, AFTER_WATCH, BEFORE_BEGUN, AFTER_BEGUN, BEFORE_DATA, BEFORE_DOT, AFTER_250,
    BEFORE_SETTLED, AFTER_SETTLED,
)  # fmt: skip
EVERY = frozenset({*OF_A_LETTER, *OF_AN_ALERT})

WHILE_SENDING = frozenset({AFTER_BEGUN, BEFORE_DATA, BEFORE_DOT, AFTER_250, BEFORE_SETTLED})
"""A delivery is in `sending` here: what became of it nobody can know."""

TAKEN_UNSETTLED = frozenset({AFTER_250, BEFORE_SETTLED})
"""The server has said 250 and we have not committed that: the one window in which something is sent twice."""

BEFORE_COMMIT_OF = {
    "letters": BEFORE_COMMIT, "begun": BEFORE_BEGUN, "settled": BEFORE_SETTLED, "alerts": BEFORE_WATCH,
}  # fmt: skip
AFTER_COMMIT_OF = {"letters": AFTER_COMMIT, "begun": AFTER_BEGUN, "settled": AFTER_SETTLED, "alerts": AFTER_WATCH}
