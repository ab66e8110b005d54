"""However the folders are read while drafts are laid and staff use them, the ledger ends as without any draft."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from responder.domain.rule import Book, Drafts
from tests.support.interleaving import AFTER_ALL, PEOPLE, Happening, in_time, play
from tests.support.interleaving_drafts import DOES, Act, DraftsDesk
from tests.support.interleaving_stories import stories
from tests.support.world import BOOK

ASKED = [
    "When will it come?",
    "1. Where is my order?\n2. When will it come?",
    "1. How much is the delivery?\n2. Can I pay by card?\n3. When will it come?",
    "Never mind, it is no longer needed.",
    "Thank you very much!",
]
FILLED_IN = [
    "Hello,\n\n> 1. Where is my order?\nIn our store.\n\n> 2. When will it come?\nOn Friday.",
    "Hello,\n\n> 1. Where is my order?\nIn our store.\n\n> 2. When will it come?\n[answer 2]",
    "Hello,\n\n> 1. How much is the delivery?\n10 euros.\n\n> 2. Can I pay by card?\nYes, by card.\n\n"
    "> 3. When will it come?\n[answer 3]",
    "It comes on Friday.",
    "Thank you for your letter. We will get back to you soon.",
]
MINUTES = st.integers(0, 900)
AT_THE_END = Act("errand", AFTER_ALL // timedelta(minutes=1))


def with_drafts(least: int | None) -> Book:
    return replace(BOOK, drafts=Drafts(from_questions=least))


@st.composite
def days(draw: st.DrawFn) -> tuple[list[Happening], list[Act]]:
    """A story and what is done to the drafts meanwhile; some of the replies are drafts that are sent."""
    story = draw(stories(ASKED, FILLED_IN))
    minutes = [one.minute for one in story]
    acts = [AT_THE_END]
    for place, one in enumerate(story):
        after = one.minute + one.lag
        if draw(st.booleans()):
            acts.append(Act("errand", draw(st.sampled_from([one.minute, after, after + 1]))))
        if one.kind == "reply" and minutes.count(one.minute) == 1 and draw(st.booleans()):
            acts.append(Act("send", one.minute, one.who, place, draw(st.booleans()), draw(st.booleans())))
    for does in draw(st.lists(st.sampled_from([does for does in DOES if does != "send"]), max_size=6)):
        who = draw(st.sampled_from(sorted(PEOPLE)))
        acts.append(Act(does, draw(MINUTES), who, None, draw(st.booleans()), draw(st.booleans())))
    return story, sorted(acts, key=lambda act: act.minute)


@pytest.mark.timeout(3_600)
@settings(max_examples=settings.default.max_examples // 3, suppress_health_check=[HealthCheck.too_slow])
@given(days(), st.sampled_from([timedelta(), timedelta(seconds=30), timedelta(minutes=5)]), st.sampled_from([1, 2]))
def test_drafts_and_what_staff_do_with_them_change_nothing_in_the_ledger(
    day: tuple[list[Happening], list[Act]], wait: timedelta, least: int
) -> None:
    story, acts = day
    drafted = asyncio.run(play(story, wait, with_drafts(least), DraftsDesk(acts)))
    assert drafted == asyncio.run(play(in_time(story), wait, with_drafts(None)))


def shown(story: list[Happening], acts: list[Act]) -> list[bytes]:
    """What lies in the folder in the end, where all that is checked of a day holds."""
    desk = DraftsDesk([*acts, AT_THE_END])
    outcome = asyncio.run(play(story, timedelta(), with_drafts(1), desk))
    assert outcome == asyncio.run(play(in_time(story), timedelta(), with_drafts(None)))
    return [octets for _, _, octets in desk.here()]


WHERE, WHEN, CARD = "Where is my order?", "When will it come?", "Can I pay by card?"


def test_a_letter_that_is_read_after_the_draft_of_a_later_wait_brings_no_earlier_one_back() -> None:
    story = [
        Happening("letter", 0, text=f"1. {WHERE}\n2. {WHEN}"),
        Happening("letter", 20, lag=100, about=0, text=CARD),
        Happening("reply", 30, about=0, text="1. In our store."),
        Happening("letter", 40, lag=30, about=0, text="How much is the delivery?"),
    ]
    for errands in ([], [10], [10, 71], [10, 121], [10, 71, 121]):
        (one,) = shown(story, [Act("errand", minute) for minute in errands])
        assert CARD.encode() in one
        assert b"How much" in one


def test_two_conversations_that_turn_out_to_be_one_keep_one_draft() -> None:
    story = [
        Happening("letter", 0, text=WHERE),
        Happening("reply", 5, lag=50, about=0, subject="B", text="What is your order number?"),
        Happening("letter", 10, about=1, subject="B", text=f"1. {WHEN}\n2. {CARD}"),
        Happening("letter", 70, about=2, subject="B", text="How much is the delivery?"),
    ]
    for errands in ([], [1], [1, 11], [11, 56], [1, 11, 71]):
        (one,) = shown(story, [Act("errand", minute) for minute in errands])
        assert CARD.encode() in one
        assert b"How much" in one
