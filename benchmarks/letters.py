"""Letters for the benchmarks: invented, each from another customer, about 11.7 KB in the mean."""

import random
from collections.abc import Iterator
from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import format_datetime

AUTHSERV_ID = "mx.bench.example"
ENGLISH = """
delivery invoice engine contract server printer window carpet garden ticket report account bicycle kitchen monday
office customer machine service request letter answer warehouse pallet driver colour handle cable
"""
RUSSIAN = """
доставка счёт договор сервер принтер окно ковёр сад билет отчёт велосипед кухня понедельник клиент машина письмо
ответ склад водитель цвет ручка кабель срок оплата возврат замена гарантия филиал
"""


def letters(count: int, to: str, seed: int = 1) -> Iterator[tuple[str, bytes]]:
    """Give (envelope sender, octets) for so many letters: half English, half Russian, a third with numbered questions,
    some with a quoted history, some with an HTML twin."""
    chance = random.Random(seed)
    for number in range(count):
        yield _letter(number, to, chance)


def _letter(number: int, to: str, chance: random.Random) -> tuple[str, bytes]:
    russian = number % 2 == 1
    words = (RUSSIAN if russian else ENGLISH).split()
    sender = f"person{number}@firm{number}.example"
    message = EmailMessage()
    message["From"] = f"{'Мария Петрова' if russian else 'Mary Miller'} <{sender}>"
    message["To"] = to
    message["Subject"] = " ".join(chance.sample(words, 4)).capitalize() + f" {number}"
    message["Date"] = format_datetime(datetime.now(UTC))
    message["Message-ID"] = f"<bench.{number}.{chance.getrandbits(40)}@firm{number}.example>"
    text = _text(words, chance, russian=russian, numbered=number % 3 == 0)
    message.set_content(text, cte="base64" if russian else "quoted-printable")
    if number % 4 == 0:
        message.add_alternative("<p>" + text.replace("\n", "<br>\n") + "</p>", subtype="html")
    passed = f"Authentication-Results: {AUTHSERV_ID}; dmarc=pass header.from=firm{number}.example"
    head = f"Return-Path: <{sender}>\r\n{passed}\r\n"
    return sender, head.encode() + message.as_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")


def _text(words: list[str], chance: random.Random, *, russian: bool, numbered: bool) -> str:
    def sentence(end: str) -> str:
        return " ".join(chance.choices(words, k=chance.randint(6, 14))).capitalize() + end

    def paragraph() -> str:
        return " ".join(sentence(".") for _ in range(chance.randint(2, 5)))

    asked = [sentence("?") for _ in range(3)]
    if numbered:
        asked = [f"{place}. {question}" for place, question in enumerate(asked, start=1)]
    greeting = "Здравствуйте!" if russian else "Hello,"
    parts = [greeting, paragraph(), "\n".join(asked), *(paragraph() for _ in range(chance.randint(1, 4)))]
    parts.append("С уважением,\nМария Петрова" if russian else "Best regards,\nMary Miller")
    if chance.random() < 0.6:
        history = "\n".join("> " + paragraph() for _ in range(chance.randint(10, 40)))
        english_line, russian_line = "On 16 Nov 2026, at 12:00, Nordlicht wrote:", "16.11.2026 12:00, Nordlicht пишет:"
        said = russian_line if russian else english_line
        parts.append(f"{said}\n{history}")
    return "\n\n".join(parts)
