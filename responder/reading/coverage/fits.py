"""Tells which kinds of answers a sentence of a reply holds: a time, a price, a place, a yes or no."""

import re

from responder.reading.coverage.asked import Want
from responder.reading.coverage.lore import Lore
from responder.reading.phrases import Kind
from responder.reading.sentences import Sentence

_DIGIT = re.compile(r"\d")
_CLOCK = re.compile(
    r"\b\d{1,2}[:.]\d{2}\b|\b\d{1,2}[./]\d{1,2}(?:[./]\d{2,4})?\b|\b\d{1,2}\s?(?:am|pm|h|uhr)\b|\d{4}-\d\d-\d\d|24/7",
    re.IGNORECASE,
)
_MONEY = re.compile(r"[€$£₽₴%¥]|\b\d+(?:[.,]\d+)?\s?(?:р|руб|тыс|eur|usd|gbp|kr|zł|грн|chf)\b", re.IGNORECASE)
_LINK = re.compile(r"https?://|www\.|\b[\w-]+\.(?:example|com|org|net|ru|de|io|test|html|pdf)\b|@")
_EARLY = 5
_SHORTEST_PLACE = 5

_SAYS = {
    Kind.SAYS_TIME: (Want.TIME, Want.SPAN),
    Kind.SAYS_PRICE: (Want.PRICE, Want.COUNT),
    Kind.SAYS_COUNT: (Want.COUNT, Want.SPAN),
    Kind.SAYS_PLACE: (Want.PLACE,),
    Kind.SAYS_PERSON: (Want.PERSON,),
    Kind.SAYS_REASON: (Want.REASON,),
    Kind.ATTACHED: (Want.FILE, Want.ACT),
    Kind.DONE: (Want.ACT, Want.FILE),
    Kind.AFFIRM: (Want.WHETHER,),
    Kind.REFUSAL: (Want.WHETHER,),
    Kind.MODAL: (Want.WHETHER,),
    Kind.DONT_KNOW: tuple(Want),
}
_SURELY = {
    Kind.SAYS_TIME: (Want.TIME, Want.SPAN),
    Kind.SAYS_PRICE: (Want.PRICE,),
    Kind.REFUSAL: (Want.WHETHER,),
    Kind.DONT_KNOW: (Want.WHETHER,),
    Kind.DONE: (Want.ACT,),
    Kind.ATTACHED: (Want.FILE,),
}


def kinds_in(one: Sentence, text: str, lore: Lore) -> tuple[frozenset[Want], frozenset[Want]]:
    """The kinds of answers that a sentence may hold, and those that it surely holds."""
    fits = {want for kind, wants in _SAYS.items() if kind in one.hits for want in wants}
    surely = {want for kind, wants in _SURELY.items() if kind in one.hits for want in wants} | _figures(one, text)
    if _DIGIT.search(text):
        fits |= {Want.COUNT, Want.SPAN, Want.TIME} | _amounts(one, text)
    if _LINK.search(text):
        fits |= set(Want) - {Want.PERSON, Want.WHETHER}
        surely |= {Want.PLACE}
    if any(hit.start <= one.start + 1 or hit.start in one.clause_starts for hit in one.at(Kind.AFFIRM)):
        surely |= {Want.WHETHER}
    if any(hit.start <= one.start for kind in (Kind.AFFIRM, Kind.REFUSAL) for hit in one.at(kind)):
        fits |= {Want.ACT, Want.FILE}
    if _reports(one, lore):
        surely |= {Want.ACT}
    return frozenset(fits | surely), frozenset(surely)


def _figures(one: Sentence, text: str) -> set[Want]:
    """What figures and places are surely in a sentence."""
    found = {Want.COUNT} if _DIGIT.search(text) else set()
    if _CLOCK.search(text):
        found |= {Want.TIME}
    if _MONEY.search(text):
        found |= {Want.PRICE}
    if any(len(one.words[hit.start]) >= _SHORTEST_PLACE for hit in one.at(Kind.SAYS_PLACE)):
        found |= {Want.PLACE}
    return found


def _amounts(one: Sentence, text: str) -> set[Want]:
    """A price, where a figure stands that is neither a time of day nor followed by "days" or the like."""
    units = {hit.start for hit in one.at(Kind.SAYS_TIME)}
    left = _CLOCK.sub(" ", text)
    figures = [i for i, word in enumerate(one.words) if word[:1].isdigit() and word in left]
    return {Want.PRICE} if any(i + 1 not in units and i - 1 not in units for i in figures) else set()


def _reports(one: Sentence, lore: Lore) -> bool:
    """Whether a verb in the past stands near its beginning, in languages that show it by its ending: "Остановили"."""
    return any(len(word) > _EARLY and word.endswith(lore.past) for word in one.words[:_EARLY]) if lore.past else False


def holds_figures(text: str) -> bool:
    """Whether there are figures or an address in a text without words."""
    return bool(_DIGIT.search(text) or _LINK.search(text))


def holds_digits(text: str) -> bool:
    """Whether there is a digit in a text."""
    return _DIGIT.search(text) is not None


def holds_money(text: str) -> bool:
    """Whether there is an amount of money in a text."""
    return _MONEY.search(text) is not None
