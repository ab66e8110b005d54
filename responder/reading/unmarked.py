"""Finds what is asked without a question mark, by the word a clause begins with and by what stands around it."""

import re

from responder.reading.phrases import WORD, Book, Hit, Kind
from responder.reading.sentences import Sentence
from responder.reading.within import asides

_FARTHEST = 3
_LONGEST_NAME = 3
_SHORTEST_ASKED = 4
_SHORTEST_COMMAND = 5
_QUOTE = re.compile(r"[\"“”«»„]")
_COLON = re.compile(r":\s|\s[-–—]\s")
_COURTEOUS = (Kind.COURTESY, Kind.GREETING, Kind.SIGN_OFF, Kind.THANKS)
_NO_COMMAND = (Kind.NOT_REQUEST, Kind.WISH, *_COURTEOUS, Kind.ADVERT, Kind.RHETORIC)


def asks_unmarked(sentence: Sentence, book: Book, *, listed: bool = False) -> bool | None:
    """Whether a question without its mark is surely one; None where it is none.

    `listed` says that the sentence is an item of a list in which questions are asked.
    """
    if sentence.has(Kind.RHETORIC):
        return None
    openers = [hit for hit in _openers(sentence) if not _is_known(sentence, hit)]
    starts = _main_starts(sentence)
    if sentence.mark == "!":
        cried = {hit.start for hit in sentence.at(Kind.CRIED)}
        return False if any(hit.start in starts & cried for hit in openers) else None
    if listed and (openers or _is_choice(sentence) or any(hit.start in starts for hit in _lone(sentence, book))):
        return bool(openers) or any(hit.start <= sentence.start for hit in sentence.at(Kind.LONE))
    begun = [hit for hit in openers if hit.start in starts]
    if begun:
        begin = begun[0].start
        surely = not _breaks_behind(sentence, begin, _SHORTEST_ASKED) or any(
            hit.start in (begin + 1, begin + 2) for hit in sentence.at(Kind.PARTICLE)
        )
        return begin <= sentence.start and surely
    if not _QUOTE.search(sentence.text) and any(
        not _begins_statement(sentence, hit.start) and not _is_known(sentence, hit) for hit in sentence.at(Kind.RUN_ON)
    ):
        return False
    if sentence.has(Kind.THANKS) or any(hit.start == 0 for hit in sentence.at(Kind.NOT_REQUEST)):
        return None
    lone = [hit for hit in _lone(sentence, book) if hit.start <= sentence.start and not _is_known(sentence, hit)]
    return False if any(not _breaks_behind(sentence, hit.start) for hit in lone) else None


def announces(sentence: Sentence) -> bool:
    """Whether a sentence says that it asks, and then asks in whatever words: "one question: the price is net"."""
    announced = [
        hit for hit in sentence.at(Kind.ANNOUNCE) if not _covered(sentence, hit.start, Kind.STATEMENT, Kind.STEPS)
    ]
    if not announced or sentence.mark == ":" or sentence.has(Kind.KNOWN, Kind.STEPS, Kind.RHETORIC):
        return False
    if any(
        0 <= hit.start - announced[0].end <= _FARTHEST and hit.start in sentence.breaks for hit in _openers(sentence)
    ):
        return True
    colon = _COLON.search(sentence.text)
    head = len(WORD.findall(sentence.text[: colon.start()])) if colon else 0
    if any(hit.start == head and hit.end > head + 1 for hit in sentence.at(Kind.STATEMENT)):
        return False  # "my question is this: there is one thing"
    return announced[0].end <= head <= announced[0].end + _FARTHEST and len(sentence.words) >= head + 2


def commands(sentence: Sentence, book: Book) -> list[Hit]:
    """Imperatives at the beginning of a clause, in languages that show them by their ending."""
    if not book.imperatives or sentence.mark == "?":
        return []
    starts = [sentence.start] if _QUOTE.search(sentence.text) else sorted(sentence.clause_starts)
    return [
        Hit(at, at + 1)
        for at in starts
        if at < len(sentence.words)
        and len(sentence.words[at]) >= _SHORTEST_COMMAND
        and sentence.words[at].endswith(book.imperatives)
        and not _covered(sentence, at, *_NO_COMMAND)
        and not any(hit.end <= at for hit in sentence.at(Kind.KNOWN))
    ]


def is_reported(sentence: Sentence, hit: Hit) -> bool:
    """Whether someone is said to have asked: "they told me: send us the receipt"."""
    return any(known.end == hit.start for known in sentence.at(Kind.KNOWN))


def _openers(sentence: Sentence) -> list[Hit]:
    """Openers, and words that a particle behind them makes openers, where they begin no "as agreed" or "as soon as"."""
    greetings = {hit.start for hit in sentence.at(Kind.GREETING)}
    found = [hit for hit in sentence.at(Kind.OPENER) if hit.start not in greetings]
    for particle in sentence.at(Kind.PARTICLE):
        if _covered(sentence, particle.start, Kind.STATEMENT):
            continue
        near = range(max(0, particle.start - _FARTHEST), particle.start)
        starts = [at for at in near if at in sentence.clause_starts]
        found += [Hit(at, particle.end) for at in starts if not _breaks_between(sentence, at, particle.start)]
    aside = asides(sentence)
    return [hit for hit in found if hit.start not in aside and not _begins_statement(sentence, hit.start)]


def _lone(sentence: Sentence, book: Book) -> list[Hit]:
    """Beginnings that ask where no clause follows; among them verbs that address the reader: "deliver you to ...?"."""
    beginnings = (*sentence.at(Kind.LONE), *(() if sentence.mark else sentence.at(Kind.BARE)))
    found = [hit for hit in beginnings if not _begins_statement(sentence, hit.start)]
    at = sentence.start
    states = any(hit.start == at for hit in sentence.at(Kind.STATEMENT))
    if book.addressing and not states and at in sentence.breaks and sentence.words[at].endswith(book.addressing):
        found.append(Hit(at, at + 1))
    return found


def _main_starts(sentence: Sentence) -> frozenset[int]:
    """Where the sentence itself may begin: at its first word, or behind an address, a condition, thanks or "but"."""
    begin, starts = sentence.start, sentence.clause_starts
    found = set(range(begin + 1))
    first = min((at for at in sentence.breaks if at > begin), default=len(sentence.words))
    fillers = {hit.start for hit in sentence.at(Kind.FILLER)}
    led_in = any(
        hit.start <= begin for kind in (Kind.CONDITION, Kind.THANKS, Kind.GREETING) for hit in sentence.at(kind)
    )
    if (led_in and not _QUOTE.search(sentence.text)) or _is_name(sentence, first):
        found.add(first)
    found |= {at for at in starts if at >= first and at - 1 in sentence.breaks and at - 1 in fillers}
    return frozenset(found)


def _is_name(sentence: Sentence, end: int) -> bool:
    """Whether the sentence begins with the name of the person it is written to, not with a "Think that ..."."""
    if any(hit.start == 0 for row in sentence.hits.values() for hit in row) or _covered(sentence, end, Kind.UNFINISHED):
        return False
    written = WORD.findall(sentence.text[:200])[:end]
    return 0 < len(written) <= _LONGEST_NAME and end < len(sentence.words) and all(w[:1].isupper() for w in written)


def _is_known(sentence: Sentence, hit: Hit) -> bool:
    """Whether another clause takes the question back: "who pays, we have agreed", "I know how it works"."""
    for known in sentence.at(Kind.KNOWN):
        if known.start > hit.start and _covered(sentence, known.start, Kind.PUZZLED):
            continue
        if known.start < hit.start or _breaks_between(sentence, hit.start, known.start):
            return True
    return False


def _is_choice(sentence: Sentence) -> bool:
    """Whether an item of a list offers a choice: "the cot free or at a charge"."""
    states = any(hit.start in (0, sentence.start) for hit in sentence.at(Kind.STATEMENT))
    return sentence.has(Kind.EITHER) and not sentence.mark and not states and not sentence.has(Kind.KNOWN)


def _begins_statement(sentence: Sentence, at: int) -> bool:
    return any(
        hit.start <= at < hit.end and (hit.start < at or hit.end > hit.start + 1) for hit in sentence.at(Kind.STATEMENT)
    )


def _covered(sentence: Sentence, at: int, *kinds: Kind) -> bool:
    return any(hit.start <= at < hit.end for kind in kinds for hit in sentence.at(kind))


def _breaks_between(sentence: Sentence, begin: int, end: int) -> bool:
    return any(begin < at <= end for at in sentence.breaks)


def _breaks_behind(sentence: Sentence, begin: int, within: int = 1000) -> bool:
    return any(begin < at < begin + within for at in sentence.breaks)
