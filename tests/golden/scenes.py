"""Invented occasions, each with the facts from which the shipped templates make a letter or an alert."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path

from responder.domain.acknowledgement import Acknowledgement, Form, ShownQuestion
from responder.domain.alert import AlertFacts
from responder.domain.alert_line import AlertLine
from responder.domain.alert_trouble import Trouble, TroubleFacts, TroubleNews
from responder.domain.calendar import Calendar, Interval
from responder.domain.draft import DraftedQuestion, DraftFacts
from responder.domain.expectation import ExpectationKind
from responder.domain.open_questions import OpenQuestion
from responder.domain.rule import Alerts, Book, Company, Mode, Urgent
from responder.domain.values import Address
from responder.ports.reading import Rendered
from responder.render.renderer import TemplateRenderer
from responder.render.templates import load_templates
from tests.golden.words import QUESTIONS, WORDS

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES, FAULTS = load_templates(ROOT / "templates")
RENDERER = TemplateRenderer(lambda: TEMPLATES)

Scene = Callable[[], Rendered]


def hours(*spans: tuple[int, int]) -> tuple[Interval, ...]:
    return tuple(Interval(start * 60, end * 60) for start, end in spans)


OFFICE = (*[hours((9, 13), (14, 18))] * 5, (), ())
TELEPHONE = (*[hours((9, 20))] * 5, *[hours((10, 18))] * 2)
HOLIDAYS = frozenset(date(2027, 1, day) for day in range(1, 9)) | {date(2026, 12, 31)}
ZONE = "Europe/Moscow"


def moscow(text: str) -> datetime:
    """An instant, written as Moscow's clock shows it."""
    return (datetime.fromisoformat(text) - timedelta(hours=3)).replace(tzinfo=UTC)


def book(language: str, **changes: object) -> Book:
    plain = Book(
        mode=Mode.SHADOW,
        company=Company(WORDS[language]["company"], frozenset({"help@vesna.example"}), languages=(language,)),
        calendar=Calendar(ZONE, OFFICE, closed=HOLIDAYS),
        urgent=Urgent("+7 495 000-00-00", Calendar(ZONE, TELEPHONE, closed=HOLIDAYS)),
        alerts=Alerts(language=language),
    )
    return replace(plain, **changes)  # type: ignore[arg-type]  # names and values are the test's own


def letter(language: str, form: Form, family: str, at: str, limit: str, **changes: object) -> Acknowledgement:
    words = WORDS[language]
    plain = Acknowledgement(
        form=form,
        family=family,
        to=Address("maria@sever.example", "Maria"),
        language=language,
        limit_at=moscow(limit),
        written_at=moscow(at),
        name=words["name"],
        subject=words["subject"],
        mailbox="help@vesna.example",
    )
    return replace(plain, **changes)  # type: ignore[arg-type]  # names and values are the test's own


def asked(language: str, count: int, *, first: int = 1, more: int = 0) -> dict[str, object]:
    shown = tuple(ShownQuestion(str(first + place), text) for place, text in enumerate(QUESTIONS[language][:count]))
    return {"questions": shown, "asked": count + more, "more": more}


def letters(language: str) -> Iterator[tuple[str, Scene]]:
    """Every form of an acknowledgement."""
    opens = {"opens_at": moscow("2026-11-23 09:00")}
    saturday, monday = ("2026-11-21 01:00", "2026-11-23 12:00")
    tuesday, today = ("2026-11-24 12:20", "2026-11-24 15:30")
    full = partial(letter, language, Form.FULL, "acknowledge")
    three = asked(language, 3)
    facts = {
        "acknowledge_at_the_weekend": full(saturday, monday, **opens, **three),
        "acknowledge_today": full(tuesday, today, **asked(language, 1)),
        "acknowledge_tomorrow": full("2026-11-24 17:40", "2026-11-25 10:45", signed_by=WORDS[language]["team"]),
        "acknowledge_until_midnight": full("2026-11-24 17:40", "2026-11-25 00:00"),
        "acknowledge_at_night": full("2026-11-24 23:10", "2026-11-25 12:00", opens_at=moscow("2026-11-25 09:00")),
        "acknowledge_before_work": full("2026-11-24 07:30", "2026-11-24 12:00", opens_at=moscow("2026-11-24 09:00")),
        "acknowledge_after_work": full("2026-11-24 18:30", "2026-11-25 12:00", opens_at=moscow("2026-11-25 09:00")),
        "acknowledge_in_a_break": full("2026-11-24 13:10", "2026-11-24 17:00", opens_at=moscow("2026-11-24 14:00")),
        "acknowledge_on_holidays": full("2026-12-31 11:00", "2027-01-11 12:00", opens_at=moscow("2027-01-11 09:00")),
        "acknowledge_more_than_seven": full(tuesday, today, **asked(language, 7, more=2)),
        "acknowledge_point_by_point": full(tuesday, today, asked=3),
        "acknowledge_late": full(tuesday, today, late=True, **three),
        "acknowledge_late_at_the_weekend": full(saturday, monday, late=True, **opens),
        "acknowledge_a_stranger": full(tuesday, today, name="", subject=""),
        "acknowledge_in_their_zone": full(tuesday, today, customer_offset=timedelta(hours=5)),
        "acknowledge_on_another_day": full(tuesday, "2026-11-24 18:00", customer_offset=timedelta(hours=11)),
        "short": letter(language, Form.SHORT, "short", tuesday, today),
        "short_with_questions": letter(language, Form.SHORT, "short", saturday, monday, **opens, **three),
        "short_late": letter(language, Form.SHORT, "short", tuesday, today, late=True, asked=2),
        "addition": letter(language, Form.ADDITION, "addition", tuesday, today, **asked(language, 1, first=4)),
        "addition_of_two": letter(language, Form.ADDITION, "addition", saturday, monday, **asked(language, 2, first=4)),
        "addition_asks_for_news": letter(language, Form.ADDITION, "addition", tuesday, today, asks_news=True),
        "calm": letter(language, Form.CALM, "calm", tuesday, today, asked=3),
        "calm_at_the_weekend": letter(language, Form.CALM, "calm", saturday, monday, **opens),
        "calm_late": letter(
            language, Form.CALM, "calm", tuesday, today, late=True, signed_by=WORDS[language]["person"]
        ),
        "bare": letter(language, Form.BARE, "bare", tuesday, today),
        "unverified": letter(language, Form.UNVERIFIED, "unverified", saturday, monday, **opens, **three),
    }
    for name, one in facts.items():
        yield name, partial(RENDERER.acknowledgement, one, book(language))


def answers(language: str) -> Iterator[tuple[str, Scene]]:
    """Acknowledgements that answer: to three questions, and to one without a label."""
    texts, answer = QUESTIONS[language][:3], WORDS[language]["answer"]
    shown = tuple(ShownQuestion(str(place), text, answer) for place, text in enumerate(texts, 1))
    several = letter(language, Form.ANSWERS, "answers", "2026-11-24 12:20", "2026-11-24 15:30", asked=3)
    one = letter(language, Form.ANSWERS, "answers", "2026-11-21 01:00", "2026-11-23 12:00", asked=1)
    opens_at = moscow("2026-11-23 09:00")
    yield "answers", partial(RENDERER.acknowledgement, replace(several, questions=shown), book(language))
    alone = replace(one, questions=(replace(shown[0], label="–"),), opens_at=opens_at)
    yield "answers_to_one", partial(RENDERER.acknowledgement, alone, book(language))


def drafts(language: str) -> Iterator[tuple[str, Scene]]:
    """Replies that staff complete: blank, with a known answer, to one question and to none."""
    words = WORDS[language]
    asked = tuple(DraftedQuestion(str(place), text) for place, text in enumerate(QUESTIONS[language][:3], 1))
    known = (asked[0], replace(asked[1], answer=words["answer"]), asked[2])
    to = Address("maria@sever.example", "Maria")
    full = DraftFacts(to, (), language, words["name"], f"Re: {words['subject']}", known, words["team"])
    facts = {
        "draft": full,
        "draft_of_blanks": replace(full, questions=asked, name="", subject="", signed_by=""),
        "draft_for_one": replace(full, questions=asked[:1], signed_by=words["company"]),
        "draft_for_none": replace(full, questions=()),
    }
    for name, one in facts.items():
        yield name, partial(RENDERER.draft, one, book(language))


def line(language: str, limit: str, now: datetime, **changes: object) -> AlertLine:
    words = WORDS[language]
    plain = AlertLine(
        expectation_id=1,
        stages=("75%",),
        kind=ExpectationKind.FIRST_REPLY,
        opened_at=moscow("2026-11-21 01:00"),
        target_at=moscow("2026-11-23 11:00"),
        limit_at=moscow(limit),
        left=moscow(limit) - now,
        missed=moscow(limit) < now,
        target_passed=False,
        customer="maria@sever.example",
        customer_name=words["full_name"],
        subject=f"Re: {words['subject']}",
        message_id="<20261121010000.4711@sever.example>",
        rule=words["rule"],
        questions=3,
    )
    return replace(plain, **changes)  # type: ignore[arg-type]  # names and values are the test's own


def _asked(language: str, *, hidden: bool = False) -> tuple[OpenQuestion, ...]:
    first, _, third = ("", "", "") if hidden else QUESTIONS[language][:3]
    return OpenQuestion("2", first, asked_again=1), OpenQuestion("#4", third)


def alerts(language: str) -> Iterator[tuple[str, Scene]]:
    """Alerts about waiting letters: one, several with missed ones, many, and with names hidden."""
    now = moscow("2026-11-23 11:15")
    of = partial(line, language, now=now)
    one = of("2026-11-23 12:00")
    other = of("2026-11-23 12:15", customer="oleg@west.example", customer_name="", rule="", questions=1, message_id="")
    missed = of("2026-11-23 10:00", repeat=2, kind=ExpectationKind.PROMISE)
    hidden = {"customer": "", "customer_name": "", "subject": "", "message_id": "", "rule": ""}
    plain = AlertFacts("Anna", language, ZONE, "full", now, (one,))
    left = replace(one, questions=2, asked=_asked(language), left_open=True)
    unsaid = {"customer": "", "subject": "", "message_id": "", "asked": _asked(language, hidden=True)}
    facts = {
        "alert": plain,
        "alert_tomorrow": replace(plain, lines=(of("2026-11-24 10:00", target_passed=True),)),
        "alert_of_several": replace(plain, lines=(missed, one, other), sent_not_seen_since=moscow("2026-11-23 11:02")),
        "alert_of_a_letter_with_labels": replace(
            plain, lines=(replace(one, questions=2, asked=_asked(language), drafted=True),)
        ),
        "alert_left_open": replace(plain, lines=(left,)),
        "alert_left_open_names_only": replace(plain, show="name", lines=(replace(left, **unsaid),)),
        "alert_left_open_counts_only": replace(plain, show="count", lines=(replace(left, **hidden, asked=()),)),
        "alert_left_open_beside_another": replace(plain, lines=(left, replace(other, repeat=0))),
        "alert_blank_sent": replace(plain, lines=(replace(left, left_open=False, blank_sent=True, stages=()),)),
        "alert_counts_only": replace(plain, show="count", lines=(replace(one, **hidden), replace(other, **hidden))),
    }
    for name, told in facts.items():
        yield name, partial(RENDERER.alert, told, book(language))


def troubles(language: str) -> Iterator[tuple[str, Scene]]:
    """Every trouble as it is raised, is still there and is over."""
    now = moscow("2026-11-23 11:15")
    details = {Trouble.RULES_REJECTED: "rules.yaml:12: mode: `liv` is no mode, did you mean `live`?"}
    for trouble in Trouble:
        facts = TroubleFacts(
            "Anna", language, ZONE, trouble, TroubleNews.RAISED, now, moscow("2026-11-23 11:05"), count=3, measure=95
        )
        facts = replace(facts, detail=details.get(trouble, ""))
        if trouble is Trouble.BLIND:
            facts = replace(facts, about="inbox", lines=(line(language, "2026-11-23 12:00", now),))
        if trouble is Trouble.CHANNEL_FAILED:
            facts = replace(facts, about="chat")
        over = replace(facts, news=TroubleNews.OVER, until_at=now)
        yield f"trouble_{trouble}", partial(RENDERER.trouble, facts, book(language))
        yield f"trouble_{trouble}_over", partial(RENDERER.trouble, over, book(language))
    blind = TroubleFacts("Anna", language, ZONE, Trouble.BLIND, TroubleNews.STILL, now, moscow("2026-11-20 11:05"))
    yield "trouble_blind_still", partial(RENDERER.trouble, replace(blind, about="sent", times=4), book(language))


def proofs(language: str) -> Iterator[tuple[str, Scene]]:
    """What staff see in shadow and in pilot mode."""
    shown = Rendered("Re: Sample", "Good morning!\n\n1. A sample?\n", None)
    for mode in (Mode.SHADOW, Mode.PILOT):
        proof = partial(RENDERER.proof, shown, "maria@sever.example", book(language, mode=mode))
        yield f"proof_in_{mode}", proof


def scenes() -> dict[str, Scene]:
    """Every scene under the name of its file, `ru/calm`."""
    return {
        f"{language}/{name}": scene
        for language in ("en", "ru")
        for kind in (letters, answers, drafts, alerts, troubles, proofs)
        for name, scene in kind(language)
    }


def page(rendered: Rendered) -> str:
    """A letter as it is kept in its file."""
    return f"Subject: {rendered.subject}\n\n{rendered.text}"
