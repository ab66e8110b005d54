import pytest

from responder.store.ids import as_asked, canonical


@pytest.mark.parametrize(
    "spelled", ["<a@x.example>", "a@x.example", "  <a@x.example> ", "<a@x.example", "a@x.example>"]
)
def test_an_id_has_one_spelling(spelled: str) -> None:
    assert canonical(spelled) == "<a@x.example>"


def test_case_is_part_of_an_id() -> None:
    assert canonical("<A@x.example>") != canonical("<a@x.example>")


def test_ids_are_given_back_as_they_were_asked_for() -> None:
    assert as_asked(["a@x.example", "<b@x.example>"]) == {
        "<a@x.example>": "a@x.example", "<b@x.example>": "<b@x.example>",
    }  # fmt: skip
