"""Which letters get a draft, whom it goes to, and what may become of it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from responder.domain.acknowledge import Silence
from responder.domain.acknowledgement import Form
from responder.domain.draft import (
    ACTIVE,
    DraftedQuestion,
    DraftEvent,
    DraftFacts,
    DraftState,
    Wish,
    advanced,
    changed,
    is_touched,
    placed,
    wish,
)
from responder.domain.question import Reading, Tone, ToneLabel
from responder.domain.reply_all import MOST_IN_COPY, in_copy, reply_to
from responder.domain.rule import Book, Drafts, Mode
from responder.domain.values import Address
from responder.domain.verdict import Verdict
from responder.mail.suffix import organisational_domain
from tests.support.decided import ASKS, decided
from tests.support.drafts import NOON, draft, lying
from tests.support.letters import NORDLICHT, letter

LATER = NOON + timedelta(minutes=5)
OWN = "support@nordlicht.example"


def wished(
    questions: int, *, book: Book = NORDLICHT, reading: Reading = ASKS, active: bool = False, **decision: object
) -> Wish:
    made = replace(decided(reading), **decision)  # type: ignore[arg-type]  # the test names the fields
    return wish(letter(reading=reading), made, book, questions, active=active)


@pytest.mark.parametrize(
    ("make", "questions", "found"),
    [
        (Drafts(), 0, Wish.WITHDRAW),
        (Drafts(), 1, Wish.LEAVE),
        (Drafts(), 2, Wish.MAKE),
        (Drafts(3), 2, Wish.LEAVE),
        (Drafts(3), 3, Wish.MAKE),
        (Drafts(1), 1, Wish.MAKE),
        (Drafts(0), 0, Wish.MAKE),
        (Drafts(None), 9, Wish.LEAVE),
    ],
)
def test_a_draft_is_made_from_as_many_questions_as_the_rules_say(make: Drafts, questions: int, found: Wish) -> None:
    assert wished(questions, book=replace(NORDLICHT, drafts=make)) is found


def test_one_that_lies_there_is_renewed_for_a_single_question_too() -> None:
    assert wished(1, active=True) is Wish.MAKE
    assert wished(0, active=True) is Wish.WITHDRAW


@pytest.mark.parametrize("verdict", [Verdict.DOUBT, Verdict.MACHINE, Verdict.SPAM])
def test_only_letters_that_may_be_answered_get_one(verdict: Verdict) -> None:
    judgement = replace(decided().judgement, verdict=verdict)
    assert wished(3, judgement=judgement) is Wish.LEAVE


def test_none_is_made_while_nothing_is_decided_or_nothing_is_waited_for() -> None:
    assert wished(3, book=replace(NORDLICHT, mode=Mode.OFF)) is Wish.LEAVE
    assert wished(3, window=None) is Wish.LEAVE


@pytest.mark.parametrize("mode", [Mode.SHADOW, Mode.PILOT, Mode.LIVE])
def test_staff_get_drafts_in_every_other_mode(mode: Mode) -> None:
    assert wished(2, book=replace(NORDLICHT, mode=mode)) is Wish.MAKE


@pytest.mark.parametrize("tone", [ToneLabel.FURIOUS, ToneLabel.SENSITIVE])
def test_fury_and_grief_are_answered_without_a_form(tone: ToneLabel) -> None:
    assert wished(3, reading=replace(ASKS, tone=Tone(tone))) is Wish.WITHDRAW


def test_a_rule_that_calls_for_the_calm_text_gets_no_form_either() -> None:
    told = decided().acknowledgement
    assert told is not None
    assert wished(3, acknowledgement=replace(told, form=Form.CALM)) is Wish.WITHDRAW
    assert wished(3, acknowledgement=None, silence=Silence.HUSHED) is Wish.WITHDRAW


@pytest.mark.parametrize("event", list(DraftEvent))
@pytest.mark.parametrize("state", [one for one in DraftState if one not in ACTIVE])
def test_what_is_settled_never_comes_back(state: DraftState, event: DraftEvent) -> None:
    assert advanced(draft(state=state), event, LATER).state not in ACTIVE


def test_a_settled_draft_forgets_its_text_and_knows_when() -> None:
    gone = advanced(lying(octets=b"newer"), DraftEvent.OPENED, LATER)
    assert (gone.state, gone.octets, gone.settled_at) == (DraftState.TAKEN_OVER, b"", LATER)


def test_what_was_never_laid_is_removed_by_not_laying_it() -> None:
    for event in (DraftEvent.REMOVED, DraftEvent.LEFT):
        assert advanced(draft(), event, LATER).state is DraftState.REMOVED


def test_a_deleted_draft_was_taken_over_after_all_when_a_reply_follows() -> None:
    assert advanced(lying(state=DraftState.DISCARDED), DraftEvent.ANSWERED, LATER).state is DraftState.TAKEN_OVER


def test_once_it_lies_there_its_octets_are_not_kept() -> None:
    there = placed(draft(), draft().wanted_id, 7, 9, LATER)
    assert (there.state, there.octets, there.uidvalidity, there.uid) == (DraftState.PLACED, b"", 7, 9)
    assert there.placed_id == there.wanted_id


def test_a_text_that_was_changed_while_it_was_being_laid_still_has_to_follow() -> None:
    newer = changed(draft(), draft(digest="b" * 64, wanted_id="<second@n.example>", octets=b"newer"), LATER)
    there = placed(newer, draft().wanted_id, 7, 9, LATER)
    assert (there.state, there.octets, there.wanted_id) == (DraftState.PLACED, b"newer", "<second@n.example>")
    assert there.placed_id == draft().wanted_id


def test_the_same_questions_again_change_nothing_in_the_folder() -> None:
    again = changed(lying(unwanted=True), draft(letter_row=2, wanted_id="<x@n.example>"), LATER)
    assert again == lying()


def test_back_to_what_lies_there_the_text_is_kept_for_the_case_that_it_is_just_being_replaced() -> None:
    newer = changed(lying(), draft(digest="b" * 64, wanted_id="<second@n.example>", octets=b"newer"), LATER)
    again = changed(newer, draft(octets=b"first"), LATER)
    assert (again.octets, again.wanted_id, again.uid) == (b"first", lying().placed_id, lying().uid)


@pytest.mark.parametrize("flags", [{"\\seen"}, {"\\draft", "\\deleted"}, {"\\flagged"}, {"\\answered", "\\recent"}])
def test_a_flag_shows_that_a_person_was_there(flags: set[str]) -> None:
    assert is_touched(frozenset(flags))


@pytest.mark.parametrize("flags", [set[str](), {"\\draft"}, {"\\draft", "\\recent", "$label1", "nonjunk"}])
def test_what_programs_put_on_everything_shows_nothing(flags: set[str]) -> None:
    assert not is_touched(frozenset(flags))


def test_the_digest_goes_by_what_is_asked_and_suggested() -> None:
    one = DraftFacts(Address("a@b.example"), (), "en", "Ann", "Hi", (DraftedQuestion("1", "When?"),))
    assert one.digest == replace(one, subject="Re: Hi", name="", signed_by="Ina").digest
    for questions in [(), (DraftedQuestion("2", "When?"),), (DraftedQuestion("1", "When?", "Now."),)]:
        assert one.digest != replace(one, questions=questions).digest
    assert one.digest != replace(one, language="ru").digest


def test_everyone_in_copy_gets_the_reply_but_ourselves() -> None:
    written = letter(
        {
            "To": "Support <SUPPORT@nordlicht.example>, Bo <bo@kunde.example>, ann@kunde.example",
            "Cc": "team@lists.nordlicht.example, Ina <ina@nordlicht.example>,BO@kunde.example, hello@nordlicht.example",
        }
    )
    found = in_copy(written.message, Address("ann@kunde.example"), OWN, NORDLICHT.company)
    assert found == (Address("bo@kunde.example", "Bo"), Address("ina@nordlicht.example", "Ina"))


def test_addresses_that_cannot_be_written_to_are_left_out_and_the_rest_is_bounded() -> None:
    many = ", ".join(f"p{number}@kunde.example" for number in range(200))
    written = letter({"Cc": f"undisclosed-recipients:;, <@>, {many}"})
    found = in_copy(written.message, Address("ann@kunde.example"), OWN, NORDLICHT.company)
    assert len(found) == MOST_IN_COPY
    assert found[0] == Address("p0@kunde.example")


@pytest.mark.parametrize(
    ("wanted", "goes_to"),
    [
        ("", "ann@kunde.example"),
        ("Orders <orders@mail.kunde.example>", "orders@mail.kunde.example"),
        ("thief@elsewhere.example", "ann@kunde.example"),
        ("<@>", "ann@kunde.example"),
    ],
)
def test_a_reply_goes_where_the_letter_wants_it_within_the_same_organisation(wanted: str, goes_to: str) -> None:
    written = letter({"Reply-To": wanted} if wanted else {})
    assert reply_to(written.message, Address("ann@kunde.example"), organisational_domain).address == goes_to


@pytest.mark.parametrize(
    ("wanted", "goes_to"), [("thief@gmail.com", "ann@gmail.com"), ("Ann <ANN@gmail.com>", "ANN@gmail.com")]
)
def test_who_has_a_box_at_the_same_public_provider_gets_no_reply(wanted: str, goes_to: str) -> None:
    written = letter({"Reply-To": wanted})
    assert reply_to(written.message, Address("ann@gmail.com"), organisational_domain).address == goes_to
