"""Tone is heard from words that show it; politeness, irony and dead printers do not make a letter furious or sad."""

import pytest

from responder.domain.question import ToneLabel
from responder.reading.read import read

CALM, UPSET, FURIOUS, URGENT, SENSITIVE = ToneLabel


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Hello, when does the shop open on Monday?", CALM),
        ("I'm terribly sorry to bother you again, but I am afraid I lost the link.", CALM),
        ("My old printer died, which model do you recommend?", CALM),
        ("No rush at all, whenever you have time.", CALM),
        ("I found the setting by accident, it is great!!!", CALM),
        ("I am disappointed, the parcel came late again and nobody answered.", UPSET),
        ("Oh great, another broken kettle. Wonderful service as always.", CALM),
        ("This is unacceptable! Third time I write, you are liars and I will call my lawyer!!!", FURIOUS),
        ("ABSOLUTELY DISGUSTING SERVICE, WORST COMPANY EVER, GIVE ME MY MONEY BACK", FURIOUS),
        ("Urgent: production is down, please call us back as soon as possible.", URGENT),
        ("My husband passed away last week. How do I close his account?", SENSITIVE),
        ("We received a court summons concerning your contract.", SENSITIVE),
        ("Здравствуйте, когда откроется магазин?", CALM),
        ("Простите за беспокойство, ужасно рад, что всё получилось.", CALM),
        ("Умер жёсткий диск, какой посоветуете?", CALM),
        ("Принтер сдох, судя по всему. Где его починить?", CALM),
        ("Не срочно, посмотрите, когда будет время.", CALM),
        ("Очень разочарована: обещали вторник, и до сих пор никто не перезвонил.", UPSET),
        ("Вы издеваетесь?! Верните деньги, мошенники! Иду в суд!!!", FURIOUS),
        ("Это возмутительно, третий раз пишу! Безобразие, буду жаловаться в Роспотребнадзор!", FURIOUS),
        ("Срочно! Линия стоит, перезвоните как можно скорее.", URGENT),
        ("Мой отец скончался, как закрыть его договор?", SENSITIVE),
        ("Мы попали в ДТП на вашей машине, что делать?", SENSITIVE),
        ("Получили повестку в суд по вашему договору.", SENSITIVE),
    ],
)
def test_it_hears_the_tone(text: str, label: ToneLabel) -> None:
    assert read(text).tone.label is label


def test_the_evidence_is_what_the_writer_wrote() -> None:
    assert read("Это Безобразие, верните деньги!!! Жду третью неделю.").tone.evidence == (
        "Безобразие",
        "верните деньги",
    )


def test_a_calm_letter_has_no_evidence() -> None:
    assert read("Thanks, see you on Monday.").tone.evidence == ()


def test_an_urgent_subject_makes_an_urgent_letter() -> None:
    assert read("The lift does not move.", "URGENT: lift").tone.label is URGENT
