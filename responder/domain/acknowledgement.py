"""What an acknowledgement will say, before any template turns it into words."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from responder.domain.values import Address


class Form(StrEnum):
    """Which text fits: FULL for the first letter, SHORT for a new one in an answered conversation, ADDITION when an
    open letter gains a question or asks for news, CALM for fury, BARE for grief and courts, UNVERIFIED for everyone
    whose address nobody vouches for, ANSWERS for a first letter that known answers answer as a whole."""

    FULL = "full"
    SHORT = "short"
    ADDITION = "addition"
    CALM = "calm"
    BARE = "bare"
    UNVERIFIED = "unverified"
    ANSWERS = "answers"


@dataclass(frozen=True, slots=True)
class ShownQuestion:
    """A question as the customer may see it again: the label it gets in our list, its text cut to 140 characters, and
    the known answer that is sent with it, word for word (empty: none)."""

    label: str
    text: str
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """The facts of one acknowledgement; every word of the customer's in it passed the echo rule (decision 4).

    `family` is the template family under templates/. `name` and `subject` are empty for an unverified sender. `asked`
    is how many questions were understood, `questions` those shown, `more` how many are left out. `limit_at` is the
    one time that is told. `late`: it leaves so late that the time is a new promise. `opens_at`: when somebody is at
    work again, None while open. `customer_offset`: the customer's own zone, None where it is not surely another one.
    `urgent_open`: whether the urgent contact is there now. `asks_news`: the letter asks how things stand.
    """

    form: Form
    family: str
    to: Address
    language: str
    limit_at: datetime
    written_at: datetime
    name: str = ""
    subject: str = ""
    questions: tuple[ShownQuestion, ...] = ()
    more: int = 0
    asked: int = 0
    late: bool = False
    opens_at: datetime | None = None
    customer_offset: timedelta | None = None
    signed_by: str = ""
    asks_news: bool = False
    mailbox: str = ""
