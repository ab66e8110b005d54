"""The kinds of value that keys of rules.yaml take, as pydantic types made of the plain readers."""

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import Annotated, TypeVar

from pydantic import BeforeValidator, PlainValidator, ValidationInfo

from responder.domain.calendar import Span
from responder.rules import addresses, places, times, words
from responder.rules.known import EVERY_LEAD, known
from responder.rules.problem import did_you_mean, listed

T = TypeVar("T")

Line = Annotated[str, PlainValidator(words.plain_text)]
Paragraph = Annotated[str, PlainValidator(words.paragraph)]
YesNo = Annotated[bool, PlainValidator(words.yes_no)]
Count = Annotated[int, PlainValidator(words.whole(1, 10_000_000))]
Pattern = Annotated[str, PlainValidator(words.pattern)]
Address = Annotated[str, PlainValidator(addresses.address)]
DomainOrAddress = Annotated[str, PlainValidator(addresses.domain_or_address)]
StaffSender = Annotated[str, PlainValidator(addresses.staff_sender)]
SenderPattern = Annotated[str, PlainValidator(addresses.sender_pattern)]
AuthservId = Annotated[str, PlainValidator(addresses.authserv_id)]
Zone = Annotated[str, PlainValidator(places.zone)]
Language = Annotated[str, PlainValidator(places.language)]
Country = Annotated[str, PlainValidator(places.country)]
Working = Annotated[Span, PlainValidator(times.span)]
Dates = Annotated[times.DateRange, PlainValidator(times.date_range)]
Listed = Annotated[tuple[T, ...], BeforeValidator(words.as_list)]

_PERCENT = re.compile(r"([0-9]{1,3})\s*%")
_SECRET = re.compile(r"secret:\s*([A-Za-z0-9_]{1,64})")
_CHANNEL_NAME = re.compile(r"\w[\w-]{0,40}")


def _person(value: object, info: ValidationInfo) -> str:
    word = words.plain_text(value)
    here = known(info)
    if word in here.people:
        return word
    if word == EVERY_LEAD:
        if not here.leads:
            raise ValueError("nobody under `people` has `lead: yes`")
        return word
    if "@" not in word:
        hint = did_you_mean(word, [*here.people, EVERY_LEAD])
        raise ValueError(f"`{word}` is neither a name from `people` nor a mail address{hint}")
    return addresses.address(word)


def _secret(value: object) -> str:
    word = words.plain_text(value)
    found = _SECRET.fullmatch(word)
    if found is None:
        raise ValueError(
            "write `secret:NAME` here; the address or token itself goes into the setting RESPONDER_SECRET_NAME"
        )
    return found[1]


def _chat(value: object, info: ValidationInfo) -> str:
    word = words.plain_text(value)
    channels = known(info).channels
    if word in channels:
        return word
    if word.startswith("secret:"):
        return f"secret:{_secret(word)}"
    raise ValueError(f"write `secret:NAME` or a name from alerts.channels{did_you_mean(word, channels)}")


def _way(value: object, info: ValidationInfo) -> str:
    return words.choice(*dict.fromkeys(("mail", "chat", *known(info).channels)))(value)


def _channel_name(value: object) -> str:
    word = words.plain_text(value)
    if not _CHANNEL_NAME.fullmatch(word) or word in ("mail", "chat"):
        raise ValueError(f"`{word}` cannot be the name of a channel: use letters and digits, and neither mail nor chat")
    return word


def _check_name(value: object, info: ValidationInfo) -> str:
    word = words.plain_text(value)
    checks = known(info).checks
    if checks is not None and word not in checks:
        raise ValueError(f"there is no check `{word}`{did_you_mean(word, checks)}")
    return word


def _template(value: object, info: ValidationInfo) -> str:
    word = words.plain_text(value)
    templates = known(info).templates
    if templates is not None and word not in templates:
        there = listed(sorted(templates)) if templates else "none"
        raise ValueError(f"there is no template `{word}`; there are {there}{did_you_mean(word, templates)}")
    return word


@dataclass(frozen=True, slots=True)
class Moment:
    """When a warning comes: a share of the working time until the limit, or so much time before it."""

    share: float | None = None
    left: timedelta | None = None


def _moment(value: object) -> Moment:
    word = words.plain_text(value)
    if percent := _PERCENT.fullmatch(word):
        if not 1 <= int(percent[1]) <= 100:
            raise ValueError(f"must be between 1% and 100% (the limit), not {word}")
        return Moment(share=int(percent[1]) / 100)
    if re.fullmatch(r"[0-9.,]+", word):
        raise ValueError(f"`{word}` of what? Write a share of the time, like 50%, or what is left of it, like 45m")
    return Moment(left=times.duration_between("1m", "48h")(word))


def _quiet(value: object) -> times.ClockRange:
    found = times.clock_range(value)
    if found.end - found.start > 20 * 60:
        raise ValueError("leaves less than four hours a day in which anybody could be warned")
    return found


PersonRef = Annotated[str, PlainValidator(_person)]
Secret = Annotated[str, PlainValidator(_secret)]
Chat = Annotated[str, PlainValidator(_chat)]
Way = Annotated[str, PlainValidator(_way)]
ChannelName = Annotated[str, PlainValidator(_channel_name)]
CheckName = Annotated[str, PlainValidator(_check_name)]
Template = Annotated[str, PlainValidator(_template)]
At = Annotated[Moment, PlainValidator(_moment)]
QuietHours = Annotated[times.ClockRange, PlainValidator(_quiet)]
