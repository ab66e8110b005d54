"""Compares what became of the sample letters with what has to become of them."""

import re
from collections.abc import Collection, Iterator
from itertools import pairwise

from responder.app.demo.journal import Journal, Letter, Mail
from responder.app.demo.samples import ANSWERED_BY_ANNA, SAMPLES, WARNINGS, Sample

Row = tuple[str, str, str, str]

_CYRILLIC = re.compile(r"[а-яё]", re.IGNORECASE)
_LATIN = re.compile(r"[a-z]", re.IGNORECASE)


def summary(journal: Journal) -> list[Row]:
    """A line for each sample: its name, the verdict, the acknowledgement, what is wrong."""
    rows: list[Row] = [("letter", "verdict", "acknowledged", "")]
    for sample in SAMPLES:
        letter = journal.find(sample.message_id)
        wrong = "; ".join(findings(sample, letter))
        rows.append((sample.title, _verdict(letter), _acknowledged(letter), wrong or "ok"))
    return rows


def all_findings(journal: Journal, *, closed_by_reply: bool, drafted: Collection[str]) -> list[str]:
    """Everything that is not as it has to be, in words; empty when all is well."""
    fates = [(sample, journal.find(sample.message_id)) for sample in SAMPLES]
    found = [f"{sample.title}: {one}" for sample, letter in fates for one in findings(sample, letter)]
    found += [f"left unasked: {mail.subject!r} to {mail.to}" for mail in journal.strays]
    found += [f"{person} was not warned about {subject!r}" for subject, person in warnings_missing(journal)]
    if any(ANSWERED_BY_ANNA in mail.text for mail in journal.told):
        found.append(f"somebody was warned about {ANSWERED_BY_ANNA!r}, which was answered")
    found += [
        f"{sample.title}: no draft was laid" for sample in SAMPLES if sample.drafted and sample.name not in drafted
    ]
    if not closed_by_reply:
        found.append("the colleague's answer in Sent closed nothing")
    return found


def warnings_missing(journal: Journal) -> list[tuple[str, str]]:
    """Which subjects were not told to whom so far. An alert's lines are folded for the eye, so are they read."""
    told = [(mail.to, " ".join(mail.text.split())) for mail in journal.told]
    return [
        (subject, person)
        for subject, person in WARNINGS
        if not any(to.startswith(person) and subject in text for to, text in told)
    ]


def findings(sample: Sample, letter: Letter | None) -> list[str]:
    """What is wrong with the fate of one sample."""
    if letter is None:
        return ["did not arrive"]
    found = []
    if (letter.verdict, letter.reason) != (sample.verdict, sample.reason):
        found.append(f"is {letter.verdict or 'undecided'} ({letter.reason}), not {sample.verdict} ({sample.reason})")
    if letter.silence != sample.silence:
        found.append(f"silence is {letter.silence or 'none'}, not {sample.silence or 'none'}")
    if sample.acknowledged and letter.acknowledgement is None:
        found.append("was not acknowledged")
    if not sample.acknowledged and letter.acknowledgement is not None:
        found.append("was acknowledged")
    if letter.acknowledgement is not None:
        found += _faults(sample, letter.acknowledgement)
    return found


def _faults(sample: Sample, mail: Mail) -> Iterator[str]:
    if language_of(mail.text) != sample.language:
        yield f"answered in another language than {sample.language}"
    text = " ".join(mail.text.split())
    missing = [part for part in sample.repeats if part not in text]
    if missing:
        yield f"does not repeat {', '.join(missing)}"
    elif any(text.index(one) > text.rindex(other) for one, other in pairwise(sample.repeats)):
        yield "repeats the questions in another order"
    shown = [part for part in sample.conceals if part in text]
    if shown:
        yield f"shows {', '.join(shown)}"


def language_of(text: str) -> str:
    """Russian or English, by what most letters are."""
    return "ru" if len(_CYRILLIC.findall(text)) > len(_LATIN.findall(text)) else "en"


def _verdict(letter: Letter | None) -> str:
    return f"{letter.verdict} ({letter.reason})" if letter else "-"


def _acknowledged(letter: Letter | None) -> str:
    if letter is None or letter.acknowledgement is None:
        return letter.silence or "no" if letter else "-"
    return f"after {letter.took_s:.2f} s"
