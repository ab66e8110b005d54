"""Any charset, declared, wrong or missing, becomes text."""

import pytest

from responder.mail.charset import decode, guess, is_known

RUSSIAN = "Здравствуйте, подскажите, пожалуйста, когда будет готов акт?"


@pytest.mark.parametrize("name", ["utf-8", "windows-1251", "koi8-r", "iso-8859-5", "cp866", "x-mac-cyrillic"])
def test_it_reads_declared_cyrillic_charsets(name: str) -> None:
    codec = "mac_cyrillic" if name == "x-mac-cyrillic" else name
    assert decode(RUSSIAN.encode(codec), name) == RUSSIAN


@pytest.mark.parametrize("name", ["cp-1251", "win-1251", '"windows-1251"', "Windows-1251*ru"])
def test_it_knows_misspelt_names(name: str) -> None:
    assert decode(RUSSIAN.encode("cp1251"), name) == RUSSIAN


def test_it_reads_korean_under_its_old_name() -> None:
    assert decode("안녕하세요".encode("cp949"), "ks_c_5601-1987") == "안녕하세요"


def test_it_reads_the_superset_that_senders_of_gb2312_use() -> None:
    assert decode("镕基".encode("gb18030"), "gb2312") == "镕基"


def test_it_reads_escape_sequences_although_they_are_ascii() -> None:
    octets = "日本".encode("iso-2022-jp")
    assert octets.isascii()
    assert decode(octets, "ISO-2022-JP") == "日本"


@pytest.mark.parametrize("codec", ["utf-8", "cp1251", "koi8-r", "cp866"])
def test_it_guesses_undeclared_russian(codec: str) -> None:
    assert guess(RUSSIAN.encode(codec)) == RUSSIAN
    assert decode(RUSSIAN.encode(codec), "us-ascii") == RUSSIAN
    assert decode(RUSSIAN.encode(codec), "x-unknown") == RUSSIAN


def test_it_takes_undeclared_western_letters_for_windows_1252() -> None:
    assert guess("Grüße aus Köln".encode("latin-1")) == "Grüße aus Köln"


def test_it_reads_utf_8_that_is_declared_as_something_else() -> None:
    assert decode(RUSSIAN.encode(), "iso-8859-1") == RUSSIAN
    assert decode(RUSSIAN.encode(), "windows-1251") == RUSSIAN


def test_it_reads_cyrillic_that_is_declared_as_utf_8() -> None:
    assert decode(RUSSIAN.encode("cp1251"), "utf-8") == RUSSIAN


def test_it_keeps_text_of_which_one_octet_is_broken() -> None:
    assert decode(RUSSIAN.encode() + b"\xff" + b"." * 50, "utf-8").startswith(RUSSIAN)


def test_it_drops_a_character_that_was_cut_in_two() -> None:
    assert guess("да".encode()[:-1]) == "д"


def test_it_does_not_let_utf_7_smuggle_markup() -> None:
    assert decode(b"+ADw-script+AD4-", "utf-7") == "+ADw-script+AD4-"
    assert not is_known("utf-7")


@pytest.mark.parametrize(
    "name", ["zlib", "rot13", "unicode_escape", "../../etc", "a" * 5000, "", "\x00", "idna", "hex"]
)
def test_it_never_takes_other_codecs_for_charsets(name: str) -> None:
    assert not is_known(name)
    assert decode(b"plain \xe4", name) == "plain ä"
