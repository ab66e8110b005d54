"""Reads a later letter of the customer: what it takes back, and what it asks again."""

from collections.abc import Sequence

from responder.domain.question import Question
from responder.reading.coverage.asked import Index, asked_of, keys_of
from responder.reading.coverage.lore import lore_of, words_of
from responder.reading.coverage.references import References
from responder.reading.coverage.reply import parts_of
from responder.reading.phrases import Hit, Kind
from responder.reading.sentences import Sentence, sentences

_SAME = 0.6
_MAX_LETTER = 20_000
_SHARED = 0.5
_NOT = frozenset({"not", "не", "nicht", "pas", "no", "non", "não", "nie", "niet"})


def withdrawn(asked: Sequence[Question], letter_text: str, language: str | None) -> frozenset[int]:
    """Which of the open questions a later letter of the customer takes back, by place.

    A letter that takes back and names nothing means the only question there is, or all of them when it asks nothing.
    """
    lore = lore_of(language, letter_text)
    questions = asked_of(asked, lore)
    index, references = Index(questions, lore), References(questions, lore)
    found: set[int] = set()
    vague = asks = False
    row = [one for part in parts_of(letter_text[:_MAX_LETTER].splitlines()) for one in sentences(part, lore.book)]
    for one in row:
        asks = asks or one.mark == "?"
        if one.mark == "?" or not any(_stands(one, hit) for hit in one.at(Kind.WITHDRAWN)):
            continue
        head = references.at_head(one.text)
        named = [*([head] if head else []), *references.inside(one.text)]
        if named:
            found.update(place for name in named for place in name.places)
            continue
        shared = index.shared(tuple(lore.terms(one.words)))
        scores = {place: sum(w for w, _ in hits.values()) for place, hits in shared.items()}
        best = max(scores.values(), default=0.0)
        if best >= _SHARED:
            found.update(place for place, score in scores.items() if score == best)
        else:
            vague = True
    if vague and not found and (len(questions) == 1 or not asks):
        found.update(one.place for one in questions)
    return frozenset(found)


def _stands(one: Sentence, hit: Hit) -> bool:
    """Whether no "not" takes a phrase back: "we have not found it"."""
    before = one.words[hit.start - 1] if hit.start else ""
    return before not in _NOT and not before.endswith("n't")


def same_question(one: Question, other: Question) -> bool:
    """Whether two questions ask the same, literally or in other words; other figures make another question."""
    if words_of(one.text) == words_of(other.text):
        return True
    lore = lore_of(None, f"{one.text} {other.text}")
    left, right = asked_of([one, other], lore)
    if not left.terms or not right.terms:
        return False
    figures = [{t.stem for t in side.terms if t.stem.isdigit()} for side in (left, right)]
    if figures[0] and figures[1] and figures[0] != figures[1]:
        return False
    keys = [[{key for key, worth in keys_of(term) if worth > 0.6} for term in side.terms] for side in (left, right)]
    meets = sum(any(mine & yours for yours in keys[1]) for mine in keys[0])
    met = sum(any(mine & yours for yours in keys[0]) for mine in keys[1])
    alike = (meets + met) / (len(keys[0]) + len(keys[1]))
    kinds = left.all_wants == right.all_wants or bool(left.all_wants & right.all_wants)
    return alike >= _SAME and kinds
