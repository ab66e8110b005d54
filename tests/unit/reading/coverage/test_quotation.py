"""The author's own words are found in a reply, and nothing else is taken for them."""

from responder.domain.answer import QuestionState, Reply
from responder.domain.question import Question
from responder.reading.coverage import coverage
from responder.reading.coverage.quotation import is_device, says_who_wrote
from responder.reading.coverage.reply import stretches

LETTER = """Hello,

does the heater of the small greenhouse run on gas, and would it be fine on
a balcony that is open on one side?

Greta Lind"""
QUOTED = "".join(f"> {line}\n" for line in LETTER.splitlines())


def _own(text: str, visible: str) -> list[str]:
    found = stretches(Reply(text, visible), LETTER, written_inside=False)
    return [line for one in found for line in one.lines if line.strip()]


def test_the_foot_of_a_mailing_list_is_nobodys_answer() -> None:
    foot = "> ____________\n> Greenhouse mailing list\n> list@lists.example\n"
    assert _own(f"It does.\n\n{QUOTED}{foot}\n____\nGreenhouse mailing list\n", "It does.") == ["It does."]


def test_a_wrapped_attribution_is_nobodys_answer() -> None:
    above = "On Sat, Oct 10, 2026 at 7:49 AM Greta Lind via Greenhouse <\nlist@lists.example> wrote:\n"
    assert _own(f"It does.\n\n{above}\n{QUOTED}", "It does.") == ["It does."]
    rows = [(False, line) for line in above.splitlines()]
    assert says_who_wrote(rows, 0)
    assert says_who_wrote(rows, 1)


def test_a_line_typed_into_the_quotation_is_the_authors() -> None:
    row = QUOTED.splitlines()
    row.insert(4, "> It does, and no, not on a balcony.")
    assert _own("\n".join(row), "") == ["> It does, and no, not on a balcony.".removeprefix("> ")]


def test_what_a_line_break_cut_off_is_still_the_customers() -> None:
    wrapped = QUOTED.replace("open on one side?", "open on one\n> side?")
    assert _own(f"It does.\n\n{wrapped}", "It does.") == ["It does."]


def test_what_telephones_write_is_no_answer() -> None:
    assert is_device("Sent from my phone")
    assert is_device("Отправлено с телефона")
    assert not is_device("Sent yesterday with the other parcel")


def test_alternatives_share_their_answer() -> None:
    asked = [Question(None, "May I drain the boiler myself?"), Question(None, "Or is there another way to empty it?")]
    found = coverage(asked, Reply("You may drain the boiler yourself.", "You may drain the boiler yourself."), "en")
    assert [one.state for one in found.answers] == [QuestionState.ANSWERED, QuestionState.UNSURE]


def test_a_guess_beside_a_promise_to_look_is_put_off() -> None:
    text = "Возможно, дело в прокладке. Смогу точно ответить через неделю."
    found = coverage([Question(None, "Это брак или износ?")], Reply(text, text), "ru")
    assert found.answers[0].state is QuestionState.DEFERRED


def test_what_nobody_claimed_may_answer_in_words_of_its_own() -> None:
    asked = [Question(None, "How do I get the lid off?"), Question(None, "Is the pump in stock?")]
    text = "Turn it to the left and pull hard. The pump is in stock."
    assert coverage(asked, Reply(text, text), "en").answers[0].state in (QuestionState.UNSURE, QuestionState.ANSWERED)
