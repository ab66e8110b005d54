"""Reads tables: a question in a cell is asked under the number of its row, a heading and an order line are not."""

from collections.abc import Sequence

from responder.domain.question import Question
from responder.reading.phrases import WORD, Kind
from responder.reading.prose import Finding, Reader
from responder.reading.rows import Row


def asked_in(rows: Sequence[Row], reader: Reader) -> list[Finding]:
    """What the rows of one table ask; the first of several is their heading unless it has a number."""
    head = rows[0].cells if len(rows) > 1 and rows[0].number is None else ()
    asking = any(_names_questions(cell, reader) for cell in head)
    found: list[Finding] = []
    for row in rows[1:] if head else rows:
        cells = [cell for cell in row.cells if _asks(cell, reader, asking)]
        if row.number is None:
            found += [_finding(None, cell) for cell in cells]
        elif cells:
            found.append(_finding(row.number, " ".join(cells)))
    return found


def _names_questions(cell: str, reader: Reader) -> bool:
    words = [word for one in reader.read(cell) for word in one.words]
    return len(words) <= 4 and any(one.has(Kind.ANNOUNCE, Kind.LABEL_WORD) for one in reader.read(cell))


def _asks(cell: str, reader: Reader, asking: bool) -> bool:
    """Whether a cell asks; without a question mark it has to be worded as a question and be more than a few words."""
    if cell.startswith(tuple('«“„"')) and not cell.endswith("?"):
        return False  # a title
    row = reader.judged([cell], listed=asking)
    if any(one.verdict.questions and one.sentence.mark == "?" for one in row):
        return len(WORD.findall(cell)) > 1
    return any(one.verdict.asks and len(one.sentence.words) > (1 if asking else 3) for one in row)


def _finding(number: str | None, text: str) -> Finding:
    return Finding(Question(number, text, request="?" not in text), sure="?" in text)
