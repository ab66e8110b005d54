"""A draft of ours that is sent with some blanks is read as what it is: those questions were not answered."""

from itertools import product

import pytest

from responder.domain.answer import Reply
from responder.domain.draft import DraftedQuestion, DraftFacts
from responder.domain.question import Question
from responder.domain.values import Address
from responder.flows.read_letter import read_letter
from responder.mail.compose import Outgoing, compose
from responder.mail.parse import read_octets
from responder.reading.coverage import coverage
from tests.golden.scenes import RENDERER, book
from tests.golden.words import QUESTIONS, WORDS
from tests.support.world import NOON, SUPPORT

ANSWERS = {
    "en": ("Yes, it can be moved.", "Your director signs it.", "Yes, it is included."),
    "ru": ("Да, можно.", "Ваш директор.", "Да, входит."),
}


def sent(language: str, answered: tuple[bool, ...], labels: tuple[str, ...], *, html: bool) -> Reply:
    """The draft as a mail program sends it, with these answers typed in."""
    said = [answer if there else "" for answer, there in zip(ANSWERS[language], answered, strict=True)]
    asked = tuple(map(DraftedQuestion, labels, QUESTIONS[language], said))
    to = Address("maria@sever.example", "Maria")
    words = WORDS[language]
    rendered = RENDERER.draft(DraftFacts(to, (), language, words["name"], "Hi", asked, words["team"]), book(language))
    assert rendered.html is not None
    outgoing = Outgoing(
        from_=Address(SUPPORT), to=to, subject=rendered.subject, text=rendered.text, message_id="<a@b.example>",
        date=NOON, auto_submitted=None,
    )  # fmt: skip
    octets = compose(outgoing)
    if html:
        head, _, _ = octets.partition(b"\r\n\r\n")
        head = head.replace(b"text/plain", b"text/html").replace(b"quoted-printable", b"8bit")
        head = head.replace(b"base64", b"8bit").replace(b"7bit", b"8bit")
        octets = head + b"\r\n\r\n" + rendered.html.encode()
    letter = read_letter("test", read_octets(octets))
    return Reply(letter.message.text, letter.zones.visible)


@pytest.mark.parametrize("html", [False, True], ids=["plain", "html"])
@pytest.mark.parametrize("labels", [("1", "2", "3"), ("a", "b", "c"), ("", "1", "2")], ids="-".join)
@pytest.mark.parametrize("language", ["en", "ru"])
def test_every_blank_is_found_and_every_answer_counts(language: str, labels: tuple[str, ...], html: bool) -> None:
    questions = [Question(label or None, text) for label, text in zip(labels, QUESTIONS[language], strict=False)]
    for answered in product((True, False), repeat=3):
        found = coverage(questions, sent(language, answered, labels, html=html), language)
        assert tuple(not answer.blank for answer in found.answers) == answered
        assert tuple(answer.state == "answered" for answer in found.answers) == answered
