"""Single texts, numbers, addresses, places: what is taken, and in which form it comes out."""

from collections.abc import Callable

import pytest

from responder.rules import addresses, places, words


@pytest.mark.parametrize(
    ("written", "meant"), [("yes", True), ("True", True), ("ON", True), ("да", True), ("no", False)]
)
def test_yes_and_no_have_many_spellings(written: str, meant: bool) -> None:
    assert words.yes_no(written) is meant


def test_a_choice_forgives_case_and_blanks() -> None:
    assert words.choice("when sure", "never")("When  Sure") == "when sure"


@pytest.mark.parametrize("reader", [words.plain_text, words.paragraph, words.pattern])
def test_endless_texts_are_refused(reader: Callable[[object], str]) -> None:
    with pytest.raises(ValueError, match="is longer than"):
        reader("word " * 1000)
    with pytest.raises(ValueError, match="is longer than"):
        words.plain_text("w" * 201)


def test_numbers_may_be_grouped() -> None:
    assert words.whole(1, 10_000)("2_000") == words.whole(1, 10_000)("2 000") == 2000


@pytest.mark.parametrize("written", ["[EXTERNAL]", "C++", "100$", "what?", "(offer)", "a*", "e.g. this", "Re: act"])
def test_ordinary_words_are_no_regular_expressions(written: str) -> None:
    assert words.pattern(written) == written


@pytest.mark.parametrize("written", ["invoice.*", ".+", "^act", "(a|b)", r"\d", "[a-z]", "[abc]+"])
def test_regular_expressions_are_refused(written: str) -> None:
    with pytest.raises(ValueError, match="regular expression"):
        words.pattern(written)


@pytest.mark.parametrize("written", ["Anna@Example.org", "a.b+c@sub.example.org", "почта@пример.рф", "root@localhost"])
def test_mail_addresses_come_out_in_lower_case(written: str) -> None:
    assert addresses.address(written) == written.casefold()


@pytest.mark.parametrize("written", ["anna", "anna@", "@example.org", "a b@example.org", "a@example", "a@@example.org"])
def test_what_is_no_mail_address_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="no mail address"):
        addresses.address(written)


@pytest.mark.parametrize("written", ["example.org", "@example.org", "*@example.org", "EXAMPLE.org"])
def test_a_domain_may_be_written_with_an_at_sign(written: str) -> None:
    assert addresses.domain_or_address(written) == "example.org"


@pytest.mark.parametrize("written", ["a.example", "*.example", "*@b.example", "anna-??@b.example", "*"])
def test_senders_may_have_stars(written: str) -> None:
    assert addresses.sender_pattern(written) == written


@pytest.mark.parametrize("written", ["mx.example.org", "*.yandex.net", "mx1", ""])
def test_servers_are_named_exactly_by_ending_or_not_at_all(written: str) -> None:
    assert addresses.authserv_id(written) == written


@pytest.mark.parametrize("written", ["Europe/Moscow", "UTC", "America/Argentina/Buenos_Aires", "Etc/GMT-3"])
def test_zones_are_known_by_name(written: str) -> None:
    assert places.zone(written) == written


@pytest.mark.parametrize(
    "written", ["Europe", "../etc/passwd", "/etc/localtime", "localtime", "posixrules", "мск", "x" * 199]
)
def test_what_is_no_zone_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="no time zone"):
        places.zone(written)


def test_norwegian_is_a_language_and_not_an_answer() -> None:
    assert places.language("no") == "no"


@pytest.mark.parametrize(
    ("written", "meant"), [("RU", "RU"), ("ru", "RU"), ("de-by", "DE-BY"), ("de-augsburg", "DE-AUGSBURG")]
)
def test_countries_may_have_parts(written: str, meant: str) -> None:
    assert places.country(written) == meant
    assert places.holidays_of((meant,), range(2026, 2027))[0]
