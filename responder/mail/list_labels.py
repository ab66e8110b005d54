"""Numbers list items as HTML's list types do: in digits, letters or Roman numerals."""

from typing import Final

_ROMAN: Final = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def number_in(text: str | None, otherwise: int) -> int:
    """The number that an attribute states, or `otherwise`."""
    digits = (text or "").strip()
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) <= 5 else otherwise


def label(number: int, style: str) -> str:
    """How HTML's list type `style` (`1`, `a`, `A`, `i`, `I`) writes a number."""
    if style in "aA" and 1 <= number <= 26:
        return chr(ord(style) + number - 1)
    if style in "iI" and 1 <= number < 400:
        roman = _roman(number)
        return roman.upper() if style == "I" else roman
    return str(number)


def _roman(number: int) -> str:
    digits = ""
    for value, letters in _ROMAN:
        digits += letters * (number // value)
        number %= value
    return digits
