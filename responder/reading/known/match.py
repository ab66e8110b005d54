"""Finds the known answer to a question, and says what speaks against sending it unseen."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from responder.domain.known_answer import KnownAnswer, Match
from responder.domain.question import Question
from responder.reading.known.index import Index, Near, index_of
from responder.reading.known.speech import Part, Said, Speech

SUGGESTED, SURE, MARGIN = 0.5, 0.85, 0.05
_LEAST = 0.2
_JOINT = re.compile("[<>]")
_MOST_MATCHED = 100
_TURNED = {"negation": "a negation", "condition": "a condition", "further": "asks something further"}


def matched(
    answers: tuple[KnownAnswer, ...], questions: Sequence[Question], language: str | None
) -> tuple[Match | None, ...]:
    """The known answer nearest to each question, in their order; None where none comes near.

    `language` is the ISO 639-1 code of the letter, None where it is not known. Only the first hundred are looked at.
    """
    if not answers or not questions:
        return (None,) * len(questions)
    index = index_of(answers, language)
    found = [_match(answers, index, question.text) for question in questions[:_MOST_MATCHED]]
    return (*found, *[None] * (len(questions) - len(found)))


def prepare(answers: tuple[KnownAnswer, ...], languages: Iterable[str]) -> None:
    """Compile the answers for these languages, so that the first letter does not wait for it."""
    for language in languages if answers else ():
        index_of(answers, language)


def _match(answers: Sequence[KnownAnswer], index: Index, text: str) -> Match | None:
    said = index.speech.said(text)
    near = index.near(said)
    if not near or near[0].score < _LEAST:
        return None
    winner = near[0].phrasing.answer
    second = next((one for one in near if one.phrasing.answer != winner), None)
    tied = [(list(doubts_of(text, said, one, index.speech)), one) for one in near if one.phrasing.answer == winner]
    doubts, best = min(tied, key=lambda row: (len(row[0]), -row[1].score))
    margin = best.score - (second.score if second else 0.0)
    runner_up = answers[second.phrasing.answer].name if second else ""
    if best.score < SURE and not doubts:
        doubts.append(f"only {best.score:.2f} alike")
    if margin < MARGIN:
        doubts.append(f"as near to “{runner_up}”")
    return Match(
        name=answers[winner].name,
        score=round(best.score, 3),
        margin=round(margin, 3),
        runner_up=runner_up,
        phrasing=best.phrasing.text,
        words=tuple(best.words),
        suggested=best.score >= SUGGESTED,
        doubts=tuple(doubts),
    )


def doubts_of(text: str, said: Said, near: Near, speech: Speech) -> Iterator[str]:
    """What the question says besides the example, or does not say of it; nothing where both say the same.

    Only words that are known to change nothing may differ. A question in the very words of an example is in no doubt.
    """
    example = near.phrasing.said
    if said.words == example.words and said.signs == example.signs:
        return
    if said.cut:
        yield "too long"
    for kind, words in _TURNED.items():
        if turned := [word for what, word in said.turns if what == kind]:
            yield f"{words}: {_quoted(turned)}"
    if text.count("?") > 1:
        yield "asks more than once"
    yield from _other_words(said, example, near)
    yield from _other_forms(said, example, speech)


def _other_words(said: Said, example: Said, near: Near) -> Iterator[str]:
    turned = {word for _, word in said.turns}
    if spelt := [word for word, how in near.words.items() if how == "spelt"]:
        yield f"spelt otherwise: {_quoted(spelt)}"
    if synonyms := [word for word, how in near.words.items() if how == "synonym"]:
        yield f"in other words: {_quoted(synonyms)}"
    told = {*near.words, *turned}
    if more := [term.word for term in said.terms if term.stem not in example.stems and term.word not in told]:
        yield f"says more: {_quoted(more)}"
    if less := [term.word for term in example.terms if term.stem not in said.stems]:
        yield f"does not say: {_quoted(less)}"
    if said.bound != example.bound and said.stems == example.stems:
        yield f"joined otherwise: {_quoted(sorted(_JOINT.sub(' ', one).strip() for one in said.bound ^ example.bound))}"


def _other_forms(said: Said, example: Said, speech: Speech) -> Iterator[str]:
    if said.person and example.person and said.person != example.person:
        yield "another person acts"
    if said.tells != example.tells:
        yield "told, not asked" if said.tells else "asked, not told"
    if said.owners and example.owners and said.owners != example.owners:
        yield "about somebody else's"
    if said.signs != example.signs:
        yield f"other signs: {_quoted(sorted(said.signs ^ example.signs))}"
    words = {term.stem: term.word for term in example.terms}
    if said.stems == example.stems and _order_matters(said, example, words):
        yield "in another order"
    if said.twice != example.twice:
        yield f"says twice: {_quoted([words.get(stem, stem) for stem in sorted(said.twice ^ example.twice)])}"
    forms = [t.word for t in said.terms if speech.form(t.word) != speech.form(words.get(t.stem, t.word))]
    if forms:
        yield f"in another form: {_quoted(forms)}"


def _order_matters(said: Said, example: Said, words: Mapping[str, str]) -> bool:
    """Whether who does what to whom may have changed: by the order of words, where endings do not tell the same."""
    if [t.stem for t in said.terms if t.part is not Part.ASKING] == [
        t.stem for t in example.terms if t.part is not Part.ASKING
    ]:
        return False
    return any(t.word.isascii() or t.word != words[t.stem] for t in said.terms)


def _quoted(words: Sequence[str]) -> str:
    return ", ".join(f"“{word}”" for word in dict.fromkeys(words))
