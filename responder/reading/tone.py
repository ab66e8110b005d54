"""Hears how a letter sounds, from the words that show it; politeness and irony are not mistaken for fury."""

import re
from collections.abc import Iterable, Sequence

from responder.domain.question import Tone, ToneLabel
from responder.reading.phrases import WORD, Hit, Kind
from responder.reading.sentences import Sentence

_MOST_EVIDENCE = 5
_FURIOUS = 4
_WEIGHT = {Kind.INSULT: 3, Kind.ANGER: 2, Kind.THREAT: 2, Kind.UPSET: 1}
_SHOUT = re.compile(r"!{2,}|\?!+|!+\?")
_ORDINARY_CAPITALS = 5


def tone_of(row: Sequence[Sentence], text: str) -> Tone:
    """The tone of a letter's sentences and the words that show it, at most five; `text` is heard for loudness only.

    Death and accidents come before everything; fury before the courts, because a furious writer threatens with them.
    """
    grief = _evidence(row, Kind.GRIEF)
    if grief:
        return Tone(ToneLabel.SENSITIVE, grief)
    angry = _evidence(row, Kind.INSULT, Kind.ANGER, Kind.THREAT)
    heat = sum(_WEIGHT[kind] for s in row for kind in _WEIGHT for _ in _standing(s, kind))
    loud = _loudness(text)
    if angry and heat >= 2 and heat + loud >= _FURIOUS:
        return Tone(ToneLabel.FURIOUS, angry)
    if court := _evidence(row, Kind.COURT):
        return Tone(ToneLabel.SENSITIVE, court)
    upset = _evidence(row, Kind.UPSET, Kind.ANGER, Kind.INSULT, Kind.THREAT)
    urgent = () if any(s.has(Kind.NOT_URGENT) for s in row) else _evidence(row, Kind.URGENT)
    if urgent and heat < 2:
        return Tone(ToneLabel.URGENT, urgent)
    if upset:
        return Tone(ToneLabel.UPSET, upset)
    return Tone(ToneLabel.URGENT, urgent) if urgent else Tone()


def is_heated(row: Sequence[Sentence]) -> bool:
    """Whether the writer of some sentences is angry."""
    return any(_standing(one, kind) for one in row for kind in (Kind.INSULT, Kind.ANGER, Kind.THREAT))


def _standing(one: Sentence, kind: Kind) -> list[Hit]:
    """Phrases of a kind that no "terribly sorry" takes back, each word counted once."""
    if kind not in one.hits:
        return []
    taken = {i for hit in one.at(Kind.HARMLESS) for i in range(hit.start, hit.end)}
    standing = []
    for hit in one.at(kind):
        if taken.isdisjoint(range(hit.start, hit.end)):
            standing.append(hit)
            taken.update(range(hit.start, hit.end))
    return standing


def _evidence(row: Iterable[Sentence], *kinds: Kind) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for one in row:
        if not one.has(*kinds):
            continue
        hits = sorted((hit for kind in kinds for hit in _standing(one, kind)), key=lambda hit: hit.start)
        for hit in hits[: 2 * _MOST_EVIDENCE]:
            found.setdefault(_words_at(one, hit), None)
        if len(found) >= _MOST_EVIDENCE:
            break
    return tuple(found)[:_MOST_EVIDENCE]


def _words_at(one: Sentence, hit: Hit) -> str:
    """The words of a hit as the writer wrote them."""
    spots = [m.span() for m in WORD.finditer(one.text)]
    if hit.end > len(spots) or len(spots) != len(one.words):
        return " ".join(one.words[hit.start : hit.end])
    return one.text[spots[hit.start][0] : spots[hit.end - 1][1]]


def _loudness(text: str) -> int:
    """Exclamation marks in rows and shouting in capitals, at most two; without angry words they mean nothing."""
    words = [w for w in WORD.findall(text[:20_000]) if len(w) > 3]
    shouted = sum(w.isupper() and w.isalpha() for w in words)
    return min(2, len(_SHOUT.findall(text[:20_000]))) if shouted <= _ORDINARY_CAPITALS else 2
