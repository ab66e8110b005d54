"""Says numbers with their nouns: three questions, три вопроса."""

from responder.render.wording.words import Words


def number(words: Words, count: int) -> str:
    """A small number in words, a larger one in figures."""
    return words.cardinals[count] if 0 <= count < len(words.cardinals) else str(count)


def counted(words: Words, noun: str, count: int, *, figures: bool = False) -> str:
    """A number and its noun (a key of `Words.nouns`) in agreement; `figures`: `3 вопроса` rather than `три вопроса`."""
    return f"{count if figures else number(words, count)} {words.nouns[noun][words.plural(count)]}"


def more(words: Words, count: int) -> str:
    """How many are left out, empty when none: `ещё два`."""
    return words.more.format(number=number(words, count)) if count > 0 else ""
