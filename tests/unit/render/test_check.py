import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from responder.domain.rule import Alerts, Company
from responder.render.check import faults_of
from responder.render.templates import TemplateSet, load_templates
from responder.render.wanting import warnings_of
from responder.rules.defaults import default_book
from responder.shipped import shipped

BOOK = default_book()
SHIPPED = load_templates(shipped("templates"))[0].sources


def with_body(text: str) -> TemplateSet:
    return TemplateSet(SHIPPED | {"customer/acknowledge/en/body.txt": text})


PLACE = "templates/customer/acknowledge/en/body.txt"


def test_the_shipped_templates_have_no_fault_and_earn_no_warning() -> None:
    templates = TemplateSet(SHIPPED)
    assert faults_of(templates, BOOK) == ()
    assert warnings_of(templates) == ()


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("Hello\n{{ nmae }}\n", f"{PLACE}:2: there is no variable `nmae`, did you mean `name`?"),
        (
            "Hello\n{% if name == 'Bartholomew' %}{{ zebra }}{% endif %}\n",
            f"{PLACE}:2: there is no variable `zebra`",
        ),
        (
            "{% for q in questions %}\n{{ q.txt }}\n{% endfor %}x",
            f"{PLACE}:2: 'dict object' has no attribute 'txt'",
        ),
        ("{% if late %}\nSorry.\n{% endif %}\n", f"{PLACE}:1: nothing is written"),
        ("{% if late %}{{ by.hour }}{% else %}x{% endif %}", f"{PLACE}:1: 'str object' has no attribute 'hour'"),
        ("{% for a in range(9) %}{% endfor %}", f"{PLACE}:1: there is no variable `range`"),
        ("Hello {{ name\n", f"{PLACE}:1: unexpected end of template, expected 'end of print statement'."),
        (
            "{% for a in by %}{% for b in by %}{% for c in by %}{{ by }}{% endfor %}{% endfor %}{% endfor %}",
            f"{PLACE}:1: it writes more than 32768 characters",
        ),
    ],
)
def test_a_fault_is_named_with_file_and_line(text: str, fault: str) -> None:
    found = faults_of(with_body(text), BOOK)
    assert len(found) == 1
    assert found[0].startswith(fault)


def test_every_fault_is_named_at_once() -> None:
    files = {"customer/calm/ru/body.txt": "{{ a }}\n{{ b }}", "staff/trouble/en/subject.txt": "{{ c }}"}
    assert [fault.partition(" ")[0] for fault in faults_of(TemplateSet(SHIPPED | files), BOOK)] == [
        "templates/customer/calm/ru/body.txt:1:",
        "templates/customer/calm/ru/body.txt:2:",
        "templates/staff/trouble/en/subject.txt:1:",
    ]


def test_a_missing_part_of_a_family_is_a_fault() -> None:
    files = {"customer/billing/en/body.txt": "x", "customer/billing/ru/subject.txt": "x"}
    assert faults_of(TemplateSet(SHIPPED | files), BOOK) == (
        "templates/customer/billing/en/subject.txt:1: there is no such file",
        "templates/customer/billing/ru/body.txt:1: there is no such file",
    )


def test_a_family_must_be_there_in_every_language_of_the_company() -> None:
    files = {"customer/billing/en/body.txt": "x", "customer/billing/en/subject.txt": "x"}
    assert faults_of(TemplateSet(SHIPPED | files), BOOK) == (
        "templates/customer/billing/ru:1: company.languages names `ru`, but this is not there",
    )


def test_a_language_in_which_times_cannot_be_said_is_a_fault() -> None:
    book = replace(BOOK, company=Company(languages=("en", "de")), alerts=Alerts(language="fr"))
    assert faults_of(TemplateSet(SHIPPED), book) == (
        "templates/customer/de:1: company.languages: times can be said in en, ru, not in `de`",
        "templates/staff/fr:1: alerts.language: times can be said in en, ru, not in `fr`",
    )


@pytest.mark.parametrize(
    ("path", "text", "warning"),
    [
        ("acknowledge/en", "Hello\nYour ticket is here.", ":2: “ticket”: customers do not speak like this"),
        ("acknowledge/en", "We answer as soon as possible.", ":1: “as soon as possible”: name the time: {{ by }}"),
        ("short/en", "We will solve it.", ":1: “We will solve”: say that a person will answer"),
        ("short/en", "{# ticket #}\n{{ 'ticket' }}\nDear customer", ":3: “Dear customer”: greet people by name"),
        ("acknowledge/ru", "Ваше обращение принято.", ":1: “обращение”: клиенты так не говорят"),
        ("acknowledge/ru", "Ответим в кратчайшие сроки.", ":1: “в кратчайшие сроки”: назовите время"),
        ("acknowledge/ru", "Данное письмо", ":1: “Данное”: пишите, как говорите"),
        ("acknowledge/ru", "Решим ваш вопрос", ":1: “Решим”: обещайте ответ, а не решение"),
        ("calm/ru", "Мы рядом!", ":1: an exclamation mark, which in this letter hurts"),
        ("bare/en", "{% if name != company %}x{% endif %}\nHello!", ":2: an exclamation mark"),
    ],
)
def test_words_that_customers_should_not_have_to_read_are_warned_of(path: str, text: str, warning: str) -> None:
    name = f"customer/{path}/body.txt"
    found = warnings_of(TemplateSet({name: text}))
    assert len(found) == 1
    assert found[0].startswith(f"templates/{name}{warning}")


def test_staff_may_read_jargon() -> None:
    assert warnings_of(TemplateSet({"staff/alert/en/body.txt": "The queue! ASAP!"})) == ()


def test_an_operators_html_body_is_checked_too(tmp_path: Path) -> None:
    shutil.copytree(shipped("templates"), tmp_path / "templates")
    (tmp_path / "templates/customer/calm/en/body.html").write_text("<p>\n{{ nme }}</p>")
    templates, _ = load_templates(tmp_path / "templates")
    assert faults_of(templates, BOOK) == (
        "templates/customer/calm/en/body.html:2: there is no variable `nme`, did you mean `name`?",
    )
