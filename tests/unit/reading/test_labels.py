"""Labels are known in whatever manner people number."""

import pytest

from responder.reading.labels import Style, label_of

WORDS = frozenset({"question", "frage", "вопрос", "питання", "pytanie", "nr", "q"})

MANNERS = [
    ("1. Can I?", "1"), ("2) Can I?", "2"), ("(3) Can I?", "3"), ("[4] Can I?", "4"), ("5 - Can I?", "5"),
    ("6: Can I?", "6"), ("7/ Can I?", "7"), ("№8 Можно?", "8"), ("#9 Can I?", "9"), ("n°1 Puis-je ?", "1"),
    ("Nr. 2: Kann ich?", "2"), ("Q3: Can I?", "3"), ("Question 4: Can I?", "4"), ("Question no. 5 - Can I?", "5"),
    ("Frage 6. Kann ich?", "6"), ("Вопрос 7: Можно?", "7"), ("Питання №8: Чи можна?", "8"), ("Pytanie nr 9: Czy?", "9"),
    ("1.- ¿Puedo?", "1"), ("2º ¿Puedo?", "2"), ("3.ª ¿Puedo?", "3"), ("4.¿Puedo?", "4"), ("5️⃣ Can I?", "5"),
    ("⑥ Can I?", "6"), ("⑺ Can I?", "7"), ("**8.** Can I?", "8"), ("**9) Can I?**", "9"), ("## 1. Can I?", "1"),
    ("- 2. Can I?", "2"), ("iv) Can I?", "iv"), ("II – Puis-je ?", "II"), ("b) Can I?", "b"), ("в) Можно?", "в"),
    ("C: Can I?", "C"), ("1.2 Can I?", "1.2"), ("2.b) Can I?", "2.b"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "number"), MANNERS)
def test_a_label_is_read_without_its_punctuation(line: str, number: str) -> None:
    label = label_of(line, WORDS)
    assert label is not None
    assert label.text == number
    assert label.rest.strip("*").startswith(("Can", "Можно", "Puis", "Kann", "Чи", "Czy", "¿Puedo"))


@pytest.mark.parametrize("line", ["2026 was a good year", "1.5 litres", "12:30 at the gate", "Question of the day"])
def test_a_sentence_that_begins_with_a_number_or_letter_has_no_sure_label(line: str) -> None:
    label = label_of(line, WORDS)
    assert label is None or label.weak


@pytest.mark.parametrize("line", ["- milk", "* milk", "• milk", "– milk", "+ milk", "☐ milk", "- [ ] milk", "🔹 milk"])
def test_a_bullet_has_no_number(line: str) -> None:
    label = label_of(line, WORDS)
    assert label is not None
    assert (label.style, label.text, label.rest) == (Style.BULLET, None, "milk")


@pytest.mark.parametrize("line", ["*very* good", "**Note** this", "-5 degrees", "+1"])
def test_emphasis_and_signs_are_no_bullets(line: str) -> None:
    assert label_of(line, WORDS) is None
