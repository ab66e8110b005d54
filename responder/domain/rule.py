"""What the operator wrote, in the program's own terms: the `Book` that every decision is made by."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum

from responder.domain.calendar import Calendar, Span
from responder.domain.known_answer import KnownAnswer
from responder.domain.message import FolderRole
from responder.domain.question import ToneLabel


class Mode(StrEnum):
    """How far the responder goes: `shadow` decides and alerts but shows customers nothing."""

    OFF = "off"
    SHADOW = "shadow"
    PILOT = "pilot"
    LIVE = "live"


@dataclass(frozen=True, slots=True)
class Company:
    """Who we are. `addresses` and `lists` are lower-case addresses; `languages` ISO 639-1, the first is the
    fallback."""

    name: str = ""
    addresses: frozenset[str] = frozenset()
    lists: frozenset[str] = frozenset()
    languages: tuple[str, ...] = ("en",)


@dataclass(frozen=True, slots=True)
class Trust:
    """Whose Authentication-Results are believed.

    `authserv_ids` are exact ids, suffixes (`*.yandex.net`) or the empty string for "header without id" (Microsoft 365).
    `accept_missing_return_path`: whether a letter without Return-Path may be answered. `by_provider`: the operator
    names no server, so those of the mailbox's provider are believed where it is a known one.
    """

    authserv_ids: tuple[str, ...] = ()
    accept_missing_return_path: bool = True
    by_provider: bool = False


TWO_HOURS = Span(timedelta(hours=2))
THREE_HOURS = Span(timedelta(hours=3))
ROUND_THE_CLOCK = Calendar()


@dataclass(frozen=True, slots=True)
class Window:
    """How long an answer may take: `target` is internal, `limit` is what the customer is told."""

    target: Span = TWO_HOURS
    limit: Span = THREE_HOURS


@dataclass(frozen=True, slots=True)
class Urgent:
    """What to do when it cannot wait: words such as a telephone number, and when somebody is there."""

    say: str
    open: Calendar


@dataclass(frozen=True, slots=True)
class Acknowledge:
    """How acknowledgements behave. `repeat_questions`: `when sure`, `when numbered` or `never`; `next_letter`: `short`
    or `never`; `wait` is how long further letters of one sender are waited for."""

    wait: timedelta = timedelta(seconds=30)
    repeat_questions: str = "when sure"
    next_letter: str = "short"
    within: timedelta = timedelta(hours=24)
    envelope: str = "auto"


@dataclass(frozen=True, slots=True)
class Drafts:
    """When a reply is laid out in the Drafts folder: from so many open questions on (0: always, None: never); and
    whether one that nobody opened is removed once the letter is answered."""

    from_questions: int | None = 2
    remove: bool = True


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who answers or is called: a name (may be empty), a mail address, and channels tried for them in order.

    A channel is `mail` or a name from `Alerts.channels`.
    """

    name: str
    address: str
    channels: tuple[str, ...] = ("mail",)
    lead: bool = False


@dataclass(frozen=True, slots=True)
class Stage:
    """One warning on the way to the limit: `share` of the working time (0.5 is 50 %) or `left` before the limit.

    `people` overrides whom to call; empty means the rule's, then the general ones.
    """

    share: float | None = None
    left: timedelta | None = None
    people: tuple[Person, ...] = ()

    @property
    def key(self) -> str:
        """How the stage is named in records: `50%` or `45m`."""
        if self.share is not None:
            return f"{round(self.share * 100)}%"
        return f"{round((self.left or timedelta()).total_seconds() / 60)}m"


@dataclass(frozen=True, slots=True)
class Alerts:
    """Who is called, when and how much is said.

    `quiet` is a local interval of minutes of the day (start may be after end: over midnight) in which no warning is
    sent. `show`: `full`, `name` or `count`. `channels` maps a channel's name to the name of the secret that holds its
    URL. `repeat_every` goes on after the last stage, at most `repeat_at_most` times.
    """

    stages: tuple[Stage, ...] = (Stage(0.5), Stage(0.75), Stage(0.9), Stage(1.0))
    people: tuple[Person, ...] = ()
    trouble_people: tuple[Person, ...] = ()
    together: timedelta = timedelta(minutes=10)
    repeat_every: timedelta = timedelta(hours=1)
    repeat_at_most: int = 3
    quiet: tuple[int, int] | None = None
    show: str = "full"
    language: str = "en"
    channels: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Budgets:
    """How many automatic letters may leave, counted by the hour of INTERNALDATE (decision 7)."""

    mailbox_per_hour: int = 300
    domain_per_hour: int = 20
    alike_per_hour: int = 5
    address_per_day: int = 3


@dataclass(frozen=True, slots=True)
class Condition:
    """What a letter must be for a rule to hold: every given kind must match, by any one of its values.

    Values are words and globs (`*`, `?`), never regular expressions, compared without case. `from_` takes addresses and
    domains (a domain covers its subdomains), `words` looks into subject and what the author wrote, `subject` into the
    subject alone; words match at word beginnings (`счёт` finds `счёта`; ё and е are the same).
    """

    from_: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    subject: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    language: tuple[str, ...] = ()
    tone: tuple[ToneLabel, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of the operator's policy; the first whose condition holds is used. None means: as generally.

    `template` names a family under templates/ (`acknowledge`, `calm`, `bare`, or the operator's own).
    """

    name: str
    when: Condition
    template: str | None = None
    target: Span | None = None
    limit: Span | None = None
    people: tuple[Person, ...] = ()
    signed_by: str | None = None
    language: str | None = None
    silence: bool = False


@dataclass(frozen=True, slots=True)
class Book:
    """Everything the operator wrote, checked and with defaults filled in. Built by `rules.build`; never changed.

    `staff`, `pilot`: lower-case domains and addresses. `site_forms`: lower-case form sender -> field whose address is
    answered (`Reply-To`) or the empty string (clock and alert only). `checks`: guard checks switched by name.
    `folders`: the names of Sent, Junk, Trash and Drafts for servers that do not mark them. `per_minute`, `per_day`:
    overrides of the provider's sending profile. `digest` names this version of the rules.
    """

    mode: Mode = Mode.SHADOW
    company: Company = Company()
    staff: tuple[str, ...] = ()
    trust: Trust = Trust()
    answer: Window = Window()
    calendar: Calendar = ROUND_THE_CLOCK
    urgent: Urgent | None = None
    acknowledge: Acknowledge = Acknowledge()
    alerts: Alerts = Alerts()
    checks: Mapping[str, bool] = field(default_factory=dict)
    budgets: Budgets = Budgets()
    proofs_to: tuple[Person, ...] = ()
    pilot: tuple[str, ...] = ()
    look_back: timedelta = timedelta()
    site_forms: Mapping[str, str] = field(default_factory=dict)
    folders: Mapping[FolderRole, str] = field(default_factory=dict)
    per_minute: int | None = None
    per_day: int | None = None
    sent_copy: str = "auto"
    signed_by: str | None = None
    drafts: Drafts = Drafts()
    answers: tuple[KnownAnswer, ...] = ()
    rules: tuple[Rule, ...] = ()
    digest: str = ""
