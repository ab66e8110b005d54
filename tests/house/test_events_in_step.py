"""Log events are `noun.verb`, and docs/logs.md explains each of them and none that is not there."""

import re

from tests.house import documented
from tests.house.sources import document

EVENT = re.compile(r"[a-z_]+\.[a-z_]+")


def _events() -> set[str]:
    return {event for _, call in documented.log_calls() for event in documented.events(call) or []}


def test_an_event_stands_in_the_code_as_it_stands_in_the_log() -> None:
    assert [
        f"{source.path}:{call.lineno}" for source, call in documented.log_calls() if documented.events(call) is None
    ] == []


def test_an_event_is_noun_dot_verb() -> None:
    assert {event for event in _events() if not EVENT.fullmatch(event)} == set()


def test_every_event_is_explained() -> None:
    page = document("docs/logs.md")
    assert {event for event in _events() if f"`{event}`" not in page} == set()


def test_no_event_is_explained_that_is_never_written() -> None:
    explained = set(re.findall(r"^\| `([a-z_]+\.[a-z_]+)`", document("docs/logs.md"), re.MULTILINE))
    assert explained - _events() == set()
