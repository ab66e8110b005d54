"""However the two folders are read, the ledger ends the same (decision 13)."""

import asyncio
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.interleaving import Happening, in_time, play, reading_order
from tests.support.interleaving_stories import stories


@pytest.mark.timeout(3_600)
@settings(max_examples=settings.default.max_examples // 2, suppress_health_check=[HealthCheck.too_slow])
@given(stories(), st.sampled_from([timedelta(), timedelta(seconds=30), timedelta(minutes=5)]))
def test_any_interleaving_of_the_folders_ends_in_the_same_ledger(story: list[Happening], wait: timedelta) -> None:
    assert asyncio.run(play(story, wait)) == asyncio.run(play(in_time(story), wait))


def states(story: list[Happening], wait: timedelta = timedelta()) -> list[str]:
    """The states of the ledger's rows, which are the same when everything is read at once."""
    outcome = asyncio.run(play(story, wait))
    assert outcome == asyncio.run(play(in_time(story), wait))
    return [row[3] for row in outcome.expectations]


def test_a_reply_read_before_its_letter_is_found_by_it() -> None:
    story = [Happening("letter", 0, lag=60), Happening("reply", 30, about=0)]
    assert [place for _, place in reading_order(story)] == [1, 0]
    assert states(story) == ["kept"]


def test_a_reply_read_long_after_the_limit_was_in_time_all_the_same() -> None:
    assert states([Happening("letter", 0), Happening("reply", 170, lag=600, about=0)]) == ["kept"]


def test_thanks_for_a_letter_of_ours_that_is_read_later_wait_for_nothing() -> None:
    thanks = Happening("letter", 10, about=0, text="Thank you very much!")
    assert states([Happening("reply", 0, lag=60), thanks]) == []


def test_thanks_that_begin_a_conversation_wait_although_the_answer_was_read_first() -> None:
    thanks = Happening("letter", 0, lag=60, text="Thank you very much!")
    assert states([thanks, Happening("reply", 20, about=0)]) == ["kept"]


def test_what_we_wrote_under_another_subject_answers_no_letter_that_is_read_later() -> None:
    story = [Happening("letter", 0, lag=60), Happening("reply", 27, subject="B")]
    assert states(story, wait=timedelta(seconds=30)) == ["breached"]


def test_a_colleague_in_inbox_answers_letters_and_not_what_colleagues_wrote() -> None:
    about_a_letter = [Happening("letter", 0), Happening("staff_in_inbox", 5, about=0)]
    assert states(about_a_letter) == ["kept"]
    assert states([Happening("reply", 0, lag=60), Happening("staff_in_inbox", 5, about=0)]) == []


def test_two_letters_at_once_are_one_wait_whatever_was_written_before_them() -> None:
    story = [Happening("reply", 0, lag=400, subject="B"), Happening("letter", 60), Happening("letter", 61, subject="B")]
    assert states(story, wait=timedelta(minutes=5)) == ["breached"]


def test_a_letter_that_answers_what_is_not_read_yet_is_no_part_of_the_one_before() -> None:
    story = [
        Happening("letter", 19, subject="B"),
        Happening("reply", 20, lag=399, subject="A"),
        Happening("letter", 22, about=1, subject="A"),
    ]
    assert states(story, wait=timedelta(minutes=5)) == ["breached", "breached"]


def test_letters_of_one_moment_stay_together_when_the_reply_to_one_was_read_first() -> None:
    story = [
        Happening("letter", 2, lag=396),
        Happening("letter", 2, subject="B"),
        Happening("reply", 34, subject="B", about=1),
    ]
    assert states(story, wait=timedelta(seconds=30)) == ["kept"]


THREE = "1. How much is the delivery?\n2. Can I pay by card?\n3. When will it come?"


def test_a_reply_to_a_part_that_is_read_after_the_whole_one_still_opened_the_rest() -> None:
    story = [
        Happening("letter", 0, text=THREE),
        Happening("reply", 30, lag=300, about=0, text="1. The delivery is 10 euros."),
        Happening("staff_in_inbox", 60, about=0, text="2. Yes, by card.\n3. It comes on Friday."),
    ]
    assert states(story) == ["kept", "kept"]


def test_boilerplate_that_is_read_first_ends_nothing() -> None:
    hollow = Happening("reply", 10, about=0, text="Thank you for your letter. We will get back to you soon.")
    assert states([Happening("letter", 0, lag=60, text=THREE), hollow]) == ["breached"]


def test_what_was_taken_back_is_over_although_the_answer_is_read_later() -> None:
    story = [
        Happening("letter", 0),
        Happening("letter", 20, about=0, text="Never mind, it is no longer needed."),
        Happening("reply", 30, lag=200, about=0),
    ]
    assert states(story) == ["closed"]


def test_a_question_that_is_asked_again_before_the_answer_was_read_is_open_again() -> None:
    story = [Happening("letter", 0), Happening("reply", 20, lag=300, about=0), Happening("letter", 40, about=0)]
    assert states(story) == ["kept", "breached"]
