"""Turns octets of any declared, misdeclared or undeclared charset into text, as people must be read."""

import codecs
import re
from functools import lru_cache
from typing import Final

# Python codecs that are no charset of a mail, or let ASCII octets mean something else than they show.
_REFUSED: Final = frozenset({
    "utf-7", "idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined", "mbcs", "oem", "utf-16", "utf-32",
})  # fmt: skip

# Names seen in mail that Python does not know, and sets whose superset is what their senders really use.
_ALIASES: Final = {
    "iso-8859-1": "cp1252", "latin1": "cp1252", "latin-1": "cp1252", "iso8859-1": "cp1252",
    "iso-8859-8-i": "iso-8859-8",
    "iso-8859-6-i": "iso-8859-6", "iso-8859-9": "cp1254", "tis-620": "cp874", "windows-874": "cp874",
    "gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "gb_2312-80": "gb18030", "euc-cn": "gb18030",
    "ks_c_5601-1987": "cp949", "ks_c_5601": "cp949", "ksc5601": "cp949", "euc-kr": "cp949", "x-windows-949": "cp949",
    "shift_jis": "cp932", "x-sjis": "cp932", "windows-31j": "cp932", "big5": "big5hkscs",
    "x-mac-cyrillic": "mac_cyrillic", "x-mac-roman": "mac_roman", "macintosh": "mac_roman", "koi8-ru": "koi8-u",
    "cp-1251": "cp1251", "win-1251": "cp1251", "win1251": "cp1251", "windows1251": "cp1251", "x-cp1251": "cp1251",
    "cp-1252": "cp1252", "windows1252": "cp1252", "x-ansi": "cp1252", "cp-866": "cp866", "ibm-866": "cp866",
    "unicode-1-1-utf-8": "utf-8", "utf8mb4": "utf-8", "utf-8-strict": "utf-8", "x-unicode-2-0-utf-8": "utf-8",
}  # fmt: skip

_UNDECLARED: Final = frozenset(
    {"", "us-ascii", "ascii", "ansi_x3.4-1968", "unknown-8bit", "x-unknown", "8bit", "binary"}
)
_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.:+-]{0,39}")
_FOREIGN_WORD: Final = re.compile(rb"[\x80-\xff]{4}")
_SAMPLE_OCTETS: Final = 4_096
_COMMON: Final = frozenset("оеаинтсрвлкмпдуя")


def decode(octets: bytes, charset: str | None = None) -> str:
    """Give the text of `octets` in `charset`, or in the charset that fits them when it is missing, unknown or wrong."""
    if octets.isascii() and (charset is None or not _is_stateful(charset)):
        return octets.decode("ascii")
    codec = _codec(_normal(charset))
    if codec is None:
        return guess(octets)
    if _is_single_byte(codec) and (text := _utf8(octets)) is not None:
        return text  # eight-bit text of a one-byte charset is never well-formed UTF-8 by chance
    return _declared(octets, codec)


def is_known(charset: str | None) -> bool:
    """Whether the declared name says how to read eight-bit octets."""
    return _codec(_normal(charset)) is not None


def guess(octets: bytes) -> str:
    """Read eight-bit octets of which nothing is known: as UTF-8, a Cyrillic charset, or at last Windows-1252."""
    if (text := _utf8(octets)) is not None:
        return text
    sample = octets[:_SAMPLE_OCTETS]
    if _FOREIGN_WORD.search(sample):
        codec = max(("cp1251", "koi8-r", "cp866"), key=lambda name: _likelihood(sample.decode(name, "replace")))
        return octets.decode(codec, "replace")
    return octets.decode("cp1252", "replace")


def _normal(charset: str | None) -> str:
    name = (charset or "").strip().strip("\"'").lower()
    return name.partition("*")[0]  # RFC 2231 section 5 lets a language follow


def _is_stateful(charset: str) -> bool:
    """Whether ASCII octets mean something else in it: the escape sequences of RFC 1468, or the pairs of RFC 1843."""
    return _normal(charset).startswith(("iso-2022", "hz"))


@lru_cache(maxsize=256)
def _codec(name: str) -> str | None:
    if name in _UNDECLARED or not _NAME.fullmatch(name):
        return None
    name = _ALIASES.get(name, name)
    try:
        info = codecs.lookup(name)
        b"a".decode(info.name)
    except (LookupError, UnicodeError, ValueError):
        return None
    return None if info.name.replace("_", "-") in _REFUSED else info.name


@lru_cache(maxsize=256)
def _is_single_byte(codec: str) -> bool:
    try:
        return len(bytes(range(0x80, 0x100)).decode(codec, "replace")) == 0x80 and not codec.startswith(
            ("utf", "iso2022", "hz")
        )
    except (LookupError, UnicodeError):  # pragma: no cover - every codec that got here decodes
        return False


def _utf8(octets: bytes) -> str | None:
    try:
        return octets.decode("utf-8")
    except UnicodeDecodeError as error:
        whole = octets[: error.start]
        cut = error.reason == "unexpected end of data" and not whole.isascii()
        return whole.decode("utf-8") if cut else None  # the octets may end within a character


def _declared(octets: bytes, codec: str) -> str:
    try:
        return octets.decode(codec)
    except UnicodeDecodeError:
        text = octets.decode(codec, "replace")
    wrong = text.count("\ufffd")
    return text if wrong <= 1 + len(text) // 50 else guess(octets)


def _likelihood(text: str) -> int:
    """How much the text looks like Russian prose: common small letters speak for it, capitals inside words against."""
    score, before = 0, " "
    for letter in text:
        if letter in _COMMON:
            score += 1
        elif (letter.isupper() and before.islower()) or "\u2500" <= letter <= "\u25ff":
            score -= 3
        before = letter
    return score
