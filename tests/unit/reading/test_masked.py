"""No secret of a customer is written back to the customer."""

import pytest

from responder.reading.echo import MASK, masked


@pytest.mark.parametrize(
    ("text", "secrets"),
    [
        ("Why was my card 4276 3800 1234 5670 (CVV 123456) charged twice?", ("4276", "5670", "123456")),
        ("My password: Qwerty!2026 does not work, why?", ("Qwerty!2026",)),
        ("Паспорт 4510 123456, подойдёт?", ("123456",)),
        ("password is hunter22 and pin 998877, ok?", ("hunter22", "998877")),
    ],
)
def test_secrets_are_masked_and_the_question_stays(text: str, secrets: tuple[str, ...]) -> None:
    shown = masked(text)
    assert MASK in shown
    assert shown.endswith("?")
    assert not [secret for secret in secrets if secret in shown]


@pytest.mark.parametrize("text", ["When is order 4711 coming?", "Сколько стоит тариф на 2027 год?", ""])
def test_ordinary_numbers_stay(text: str) -> None:
    assert masked(text) == text
