"""Finds what is asked in running text: one question a sentence, ordinals ("secondly") as their own numbers."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from responder.domain.question import Question
from responder.reading.asking import Ask, Verdict, judge
from responder.reading.phrases import WORD, Book, Kind
from responder.reading.sentences import Sentence, sentence, sentences
from responder.reading.within import is_quoted

_AFTER_LABEL = ",:;.)–—-"
# A question with its afterthoughts is read anew for each of them, so a row of them must not become one long question.
_LONGEST_WITH_AFTERTHOUGHTS = 300


@dataclass(frozen=True, slots=True)
class Finding:
    """A question, and whether it could be shown to the customer as it is.

    `wry`: an angry writer does not mean it; `wish`: the background of a question that follows.
    """

    question: Question
    sure: bool
    wry: bool = False
    wish: bool = False


@dataclass(frozen=True, slots=True)
class Judged:
    """A sentence with what it does."""

    sentence: Sentence
    verdict: Verdict


class Reader:
    """Reads and judges the sentences of one letter, each part only once."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self._seen: dict[str, list[Sentence]] = {}

    @property
    def sentences(self) -> list[Sentence]:
        """Every sentence read so far, in order, each once."""
        return list({one.text: one for row in self._seen.values() for one in row}.values())

    def read(self, part: str) -> list[Sentence]:
        """The sentences of a text in one line; an afterthought ("..., dri? when using X?") stays with its question."""
        if part not in self._seen:
            found: list[Sentence] = []
            for one in sentences(part, self.book):
                if found and _is_afterthought(found[-1], one):
                    found[-1] = sentence(f"{found[-1].text} {one.text}", self.book)
                else:
                    found.append(one)
            self._seen[part] = found
        return self._seen[part]

    def judged(self, parts: Iterable[str], *, listed: bool = False) -> list[Judged]:
        """Every sentence of some lines, judged, together with how its neighbours change what it does."""
        own = (part for part in parts if not is_quoted(part))
        found = [Judged(s, judge(s, self.book, listed=listed)) for part in own for s in self.read(part)]
        return [_beside(one, found[i + 1] if i + 1 < len(found) else None) for i, one in enumerate(found)]


def _is_means(one: Judged, after: Judged) -> bool:
    """Whether a question asks how to do what the sentence before it says: "I want to cancel. How do I do that?"."""
    plans = one.sentence.at(Kind.PLAN)
    requests = (*one.sentence.at(Kind.REQUEST), *one.sentence.at(Kind.DEMAND), *one.sentence.at(Kind.PLEASE))
    planned = all(any(plan.start <= hit.start < plan.end for plan in plans) for hit in requests)
    return one.verdict.ask is Ask.REQUEST and bool(plans) and planned and after.sentence.has(Kind.MEANS)


def _is_afterthought(above: Sentence, one: Sentence) -> bool:
    if above.mark != "?" or not one.text[:1].islower() or len(one.words) > 5 or above.text[:1].islower():
        return False
    if len(above.text) > _LONGEST_WITH_AFTERTHOUGHTS:
        return False
    return not one.has(Kind.OPENER, Kind.REQUEST, Kind.THANKS, Kind.PLEASE, Kind.SIGN_OFF)


def _beside(one: Judged, after: Judged | None) -> Judged:
    """What the sentence behind it makes of a sentence.

    Questions that the writer answers at once are rhetoric: "Why? Because nobody cares." "The result? Nothing." A weak
    wish is the background of the question behind it: "I want to move to you. How long does that take?"
    """
    if after is not None and after.verdict.questions and (one.verdict.ask is Ask.WISH or _is_means(one, after)):
        return Judged(one.sentence, Verdict(Ask.STATEMENT, sure=False))
    if not one.verdict.questions or after is None or after.sentence.mark == "?":
        return one
    answered = any(hit.start <= after.sentence.start for hit in after.sentence.at(Kind.BECAUSE))
    verbless = len(one.sentence.words) == 1 and not one.sentence.has(Kind.QUESTION_WORD, Kind.OPENER)
    if answered or (verbless and len(after.sentence.words) <= 4 and not after.verdict.asks):
        return Judged(one.sentence, Verdict(Ask.REFUSED, sure=False))
    return one


def findings(row: Sequence[Judged]) -> Iterator[Finding]:
    """What a row of sentences asks, in order.

    An ordinal holds for the sentences behind it too, unless one before it asked nothing: then they are a report.
    """
    number, begun, reports = None, "", False
    for one in row:
        label, rest = ordinal(one.sentence)
        if label:
            reports = reports or number is not None
            number, begun = label, rest
        elif number and not reports:
            begun = f"{begun} {one.sentence.text}"
        else:
            number = None
        if one.verdict.asks:
            text = begun if number else without_greeting(one.sentence)
            asked = Question(number, text, not one.verdict.questions)
            yield Finding(asked, one.verdict.sure, one.verdict.ask is Ask.WRY, one.verdict.ask is Ask.WISH)
            number, begun = None, ""


def ordinal(sentence: Sentence) -> tuple[str | None, str]:
    """The ordinal word a sentence begins with, as written, and the text behind it."""
    hits = [hit for kind in (Kind.ORDINAL, Kind.COUNTED) for hit in sentence.at(kind)]
    if not hits:
        return None, sentence.text
    spots = [match.span() for match in WORD.finditer(sentence.text)]
    first = hits[0]
    if first.end > len(spots) or (first.start > 1 and sentence.text[spots[first.start - 1][1]] != ":"):
        return None, sentence.text
    rest = sentence.text[spots[first.end - 1][1] :]
    if not sentence.has(Kind.ORDINAL) and not rest.lstrip().startswith(tuple(_AFTER_LABEL)):
        return None, sentence.text
    last = max(first.start, first.end - 1 - any(hit.end == first.end for hit in sentence.at(Kind.LABEL_WORD)))
    return sentence.text[spots[first.start][0] : spots[last][1]], rest.lstrip(_AFTER_LABEL + " ")


def without_greeting(sentence: Sentence) -> str:
    """The sentence without a "Good morning," in front of what it asks."""
    text = sentence.text
    if not any(hit.start == 0 for hit in sentence.at(Kind.GREETING)):
        return text
    head, comma, rest = text.partition(":" if 0 < text.find(":") < text.find("¿") else ",")
    greeting = next(hit for hit in sentence.at(Kind.GREETING) if hit.start == 0)
    if comma and len(WORD.findall(head)) <= max(3, greeting.end) and len(WORD.findall(rest)) >= 3:
        return rest.strip()
    return text
