"""What the author wrote, by language and mail program: each mark alone, wrapped, quoted again, in whole letters."""

import textwrap
from collections.abc import Callable

import pytest

from responder.mail.zones import zones
from tests.unit.mail.marks_by_language import TONGUES

ATTRIBUTIONS = [(xx, who, mark) for xx, t in TONGUES.items() for who, mark in t.attributions.items()]
WEAK = [(xx, who, mark) for xx, t in TONGUES.items() for who, mark in t.weak.items()]
BLOCKS = [(xx, who, mark) for xx, t in TONGUES.items() for who, mark in t.blocks.items()]
FORWARDS = [(xx, mark) for xx, t in TONGUES.items() for mark in t.forwards]
PARTINGS = [(xx, mark) for xx, t in TONGUES.items() for mark in t.partings]
DEVICES = [(xx, mark) for xx, t in TONGUES.items() for mark in t.devices]
NOTICES = [(xx, mark) for xx, t in TONGUES.items() for mark in t.notices]


def quoted(text: str) -> str:
    return "\n".join(f"> {line}" for line in text.split("\n"))


WRAPS: dict[str, Callable[[str], str]] = {
    "behind the bracket": lambda mark: mark.replace("<", "<\n"),
    "before the bracket": lambda mark: mark.replace(" <", "\n<"),
    "address alone": lambda mark: mark.replace("<", "\n<").replace(">", ">\n", 1),
    "before the last word": lambda mark: "\n".join(mark.rsplit(" ", 1)),
    "at forty columns": lambda mark: "\n".join(textwrap.wrap(mark, 40)),
    "bracket alone": lambda mark: mark.replace("<", "<\n").replace(">", "\n>", 1),
}


@pytest.mark.parametrize(("xx", "program", "mark"), ATTRIBUTIONS + WEAK)
def test_an_attribution_above_quoted_lines_is_history(xx: str, program: str, mark: str) -> None:
    tongue = TONGUES[xx]
    cut = zones(f"{tongue.words}\n\n{mark}\n\n{quoted(tongue.old)}\n")
    assert cut.visible == tongue.words
    assert tongue.old in cut.quoted


@pytest.mark.parametrize(("xx", "program", "mark"), ATTRIBUTIONS)
def test_unquoted_history_below_an_address_is_history(xx: str, program: str, mark: str) -> None:
    tongue = TONGUES[xx]
    if not mark.startswith(">"):
        assert zones(f"{tongue.words}\n\n{mark}\n\n{tongue.old}\n\n{tongue.old}").visible == tongue.words


@pytest.mark.parametrize("wrap", WRAPS)
@pytest.mark.parametrize(("xx", "program", "mark"), ATTRIBUTIONS)
def test_a_wrapped_attribution_is_history(xx: str, program: str, mark: str, wrap: str) -> None:
    tongue = TONGUES[xx]
    broken = WRAPS[wrap](mark)
    assert zones(f"{tongue.words}\n\n{broken}\n\n{quoted(tongue.old)}\n").visible == tongue.words
    deeper = quoted(f"{mark}\n\n{quoted(tongue.old)}")
    assert zones(f"{tongue.words}\n\n{broken}\n{deeper}\n").visible == tongue.words


@pytest.mark.parametrize("wrap", WRAPS)
@pytest.mark.parametrize("xx", TONGUES)
def test_a_quoted_attribution_that_lost_a_mark_by_wrapping_is_history(xx: str, wrap: str) -> None:
    tongue = TONGUES[xx]
    mark = tongue.attributions["gmail" if "gmail" in tongue.attributions else "gmail br"]
    broken = "> " + WRAPS[wrap](mark)
    assert zones(f"{tongue.words}\n\n> Ja.\n{broken}\n>\n{quoted(quoted(tongue.old))}\n").visible == tongue.words


@pytest.mark.parametrize(("xx", "program", "mark"), ATTRIBUTIONS + WEAK)
def test_answers_between_quoted_lines_are_the_authors(xx: str, program: str, mark: str) -> None:
    tongue = TONGUES[xx]
    cut = zones(f"{mark}\n> {tongue.old}\n{tongue.words}\n> {tongue.old}\n\nOK.\n")
    assert cut.visible == f"{tongue.words}\n\nOK."


@pytest.mark.parametrize(("xx", "program", "mark"), BLOCKS)
def test_a_block_of_headers_begins_the_history(xx: str, program: str, mark: str) -> None:
    tongue = TONGUES[xx]
    assert zones(f"{tongue.words}\n\n{mark}\n\n{tongue.old}\n").visible == tongue.words


@pytest.mark.parametrize(("xx", "program", "mark"), BLOCKS)
def test_words_below_a_quoted_letter_are_the_authors(xx: str, program: str, mark: str) -> None:
    tongue = TONGUES[xx]
    assert zones(f"{mark}\n\n{quoted(tongue.old)}\n\n{tongue.words}\n").visible == tongue.words


@pytest.mark.parametrize(("xx", "mark"), FORWARDS)
def test_words_above_a_forwarded_letter_are_the_authors(xx: str, mark: str) -> None:
    tongue = TONGUES[xx]
    block = next(iter(tongue.blocks.values()))
    cut = zones(f"{tongue.words}\n\n{mark}\n{block}\n\n{tongue.old}\n")
    assert cut.visible == tongue.words
    assert tongue.old in cut.quoted
    assert tongue.old in zones(f"{mark}\n{block}\n\n{tongue.old}\n").visible


@pytest.mark.parametrize(("xx", "mark"), PARTINGS)
def test_a_sign_off_begins_the_signature(xx: str, mark: str) -> None:
    tongue = TONGUES[xx]
    for signature in (f"{mark}\nNora Quist", f"{mark}\n\nNora Quist\nEinkauf\n+49 30 5550100"):
        cut = zones(f"{tongue.words}\n\n{signature}")
        assert cut.visible == tongue.words
        assert cut.signature == signature


@pytest.mark.parametrize(("xx", "mark"), DEVICES)
def test_a_line_of_a_device_is_a_signature(xx: str, mark: str) -> None:
    tongue = TONGUES[xx]
    history = f"{next(iter(tongue.attributions.values()))}\n{quoted(tongue.old)}"
    for tail in ("", f"\n\n{history}"):
        for device in (mark, f"-- \n{mark}", f"{tongue.partings[0]}\nNora\n\n{mark}"):
            cut = zones(f"{tongue.words}\n\n{device}{tail}")
            assert cut.visible == tongue.words
            assert cut.signature.split() == device.split()


@pytest.mark.parametrize(("xx", "mark"), NOTICES)
def test_a_notice_is_a_disclaimer(xx: str, mark: str) -> None:
    tongue = TONGUES[xx]
    for rule in ("", "*****\n", "________________\n"):
        cut = zones(f"{tongue.words}\n\n{tongue.partings[0]}\nNora\n\n{rule}{mark}")
        assert cut.visible == tongue.words
        assert cut.disclaimer == f"{rule}{mark}"


@pytest.mark.parametrize("xx", TONGUES)
def test_answers_written_into_a_letter_without_marks_stay(xx: str) -> None:
    tongue = TONGUES[xx]
    block = next(iter(tongue.blocks.values()))
    for announced in tongue.answers:
        visible = zones(f"{announced}\n\n{block}\n\n1. {tongue.old}\n{tongue.words}\n").visible
        assert tongue.words in visible
        assert block not in visible


@pytest.mark.parametrize("xx", TONGUES)
def test_a_letter_with_everything_is_cut_where_a_person_would(xx: str) -> None:
    tongue = TONGUES[xx]
    for mark in tongue.attributions.values():
        cut = zones(
            f"{tongue.words}\n\n{tongue.partings[0]}\nNora Quist\n\n{tongue.devices[0]}\n\n{tongue.notices[0]}\n\n"
            f"{mark}\n{quoted(tongue.old)}\n>\n{quoted(tongue.notices[0])}\n"
        )
        assert cut.visible == tongue.words
        assert cut.disclaimer == tongue.notices[0]
