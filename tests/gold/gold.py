"""Reads the letters with gold, has them read by the program, and compares."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

from responder.domain.letter import Letter
from responder.flows.read_letter import read_letter
from responder.mail.parse import read_octets
from responder.reading.phrases import WORD, fold

HERE = Path(__file__).parent
LETTERS, UNTOUCHED = HERE / "letters", HERE / "untouched"
ENOUGH = 0.6
"""Overlap of words from which on two texts are the same question (Dice coefficient)."""

_SECTION = "=== questions"


@dataclass(slots=True)
class Gold:
    """A question a letter asks: its number or None, the texts that count as it, and whether it may be left out."""

    number: str | None
    texts: list[str]
    optional: bool


@dataclass(slots=True)
class Case:
    """One letter with what it asks."""

    name: str
    language: str
    fields: dict[str, str]
    body: str
    gold: list[Gold] = field(default_factory=list)

    def octets(self) -> bytes:
        """The letter as it would come over the wire."""
        message = EmailMessage(policy=SMTP.clone(max_line_length=0))
        message["From"] = self.fields.get("From", "Customer <customer@customer.example>")
        message["To"] = "support@company.example"
        message["Subject"] = self.fields["Subject"]
        message["Date"] = "Tue, 17 Nov 2026 10:12:13 +0300"
        message["Message-ID"] = f"<{self.language}.{self.name}@customer.example>".encode("ascii", "replace").decode()
        subtype = "html" if self.fields.get("Format") == "html" else "plain"
        message.set_content(self.body, subtype=subtype, cte="8bit")
        return message.as_bytes()

    def read(self) -> Letter:
        """The letter as the program reads it."""
        return read_letter("gold", read_octets(self.octets()))


@dataclass(frozen=True, slots=True)
class Score:
    """How well one letter was read; `lost` and `extra` are texts."""

    case: Case
    found: int
    lost: tuple[str, ...]
    extra: tuple[str, ...]
    in_order: bool
    numbers: int
    numbered: int
    shown: bool
    """Whether its list would be shown to the customer."""

    @property
    def right(self) -> bool:
        """Whether every question was found, and nothing else."""
        return not self.lost and not self.extra


@dataclass(frozen=True, slots=True)
class Total:
    """How well a number of letters was read."""

    scores: tuple[Score, ...]

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall over all questions."""
        found = sum(score.found for score in self.scores)
        wrong = sum(len(score.lost) + len(score.extra) for score in self.scores)
        return 2 * found / (2 * found + wrong) if found else 0.0

    @property
    def right(self) -> float:
        """Share of letters read without a mistake."""
        return sum(score.right for score in self.scores) / len(self.scores)

    @property
    def numbers(self) -> float:
        """Share of numbered questions that were found under their own number."""
        return sum(s.numbers for s in self.scores) / max(1, sum(s.numbered for s in self.scores))

    @property
    def in_order(self) -> float:
        """Share of letters whose questions stand in the customer's order."""
        return sum(score.in_order for score in self.scores) / len(self.scores)

    @property
    def shown(self) -> float:
        """Share of the letters that ask something whose list would be shown to the customer."""
        asking = [s for s in self.scores if any(not gold.optional for gold in s.case.gold)]
        return sum(score.shown for score in asking) / max(1, len(asking))

    @property
    def shown_right(self) -> float:
        """Share of the shown lists that are entirely right."""
        shown = [score for score in self.scores if score.shown]
        return sum(score.right for score in shown) / max(1, len(shown))


def cases(folder: Path) -> Iterator[Case]:
    """Every letter below `folder`; ValueError names a file that is not written as README.md says."""
    for path in sorted(folder.glob("*/*.txt")):
        yield case_of(path.stem, path.parent.name, path.read_text(encoding="utf-8"))


def case_of(name: str, language: str, text: str) -> Case:
    """One letter from the text of its file."""
    letter, section, gold = text.partition(_SECTION + "\n")
    head, empty, body = letter.partition("\n\n")
    fields = dict(line.split(": ", 1) for line in head.splitlines() if ": " in line)
    if not section or not empty or "Subject" not in fields:
        raise ValueError(f"{language}/{name}: wants a Subject, an empty line, the letter and {_SECTION!r}")
    case = Case(name, language, fields, body.strip("\n") + "\n")
    for line in filter(str.strip, gold.splitlines()):
        _add(case, line)
    return case


def _add(case: Case, line: str) -> None:
    if line.startswith("= ") and case.gold:
        case.gold[-1].texts.append(line[2:])
        return
    number, bar, text = line.removeprefix("? ").partition(" | ")
    if not bar or not text.strip():
        raise ValueError(f"{case.language}/{case.name}: no question: {line!r} (want 'NUMBER | TEXT' or '- | TEXT')")
    case.gold.append(Gold(None if number == "-" else number, [text], line.startswith("? ")))


def score(case: Case) -> Score:
    """Compares what the program reads in a letter with what it asks."""
    reading = case.read().reading
    texts = [question.text for question in reading.questions]
    pairs = _pairs(case.gold, texts)
    required = [i for i, gold in enumerate(case.gold) if not gold.optional]
    numbered = [i for i in required if case.gold[i].number and i in pairs]
    order = [pairs[i] for i in sorted(pairs)]
    return Score(
        case,
        found=sum(i in pairs for i in required),
        lost=tuple(case.gold[i].texts[0] for i in required if i not in pairs),
        extra=tuple(text for j, text in enumerate(texts) if j not in pairs.values()),
        in_order=order == sorted(order),
        numbers=sum(reading.questions[pairs[i]].number == case.gold[i].number for i in numbered),
        numbered=len(numbered),
        shown=reading.echo,
    )


def _pairs(golds: Sequence[Gold], texts: Sequence[str]) -> Mapping[int, int]:
    """Which text is which question: the best overlaps first, what is required before what is optional."""
    overlaps = sorted(
        (-max(dice(text, other) for other in gold.texts), abs(i - j), i, j)
        for i, gold in enumerate(golds)
        for j, text in enumerate(texts)
    )
    pairs: dict[int, int] = {}
    for optional in (False, True):
        for overlap, _, i, j in overlaps:
            if -overlap >= ENOUGH and golds[i].optional is optional and i not in pairs and j not in pairs.values():
                pairs[i] = j
    return pairs


def dice(one: str, other: str) -> float:
    """Overlap of two texts as multisets of words, 0 to 1."""
    a, b = (Counter(WORD.findall(fold(text))) for text in (one, other))
    return 2 * (a & b).total() / max(1, a.total() + b.total())
