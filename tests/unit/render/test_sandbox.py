import pytest

from responder.render.failure import TemplateError
from responder.render.sandbox import MOST_OUTPUT, compiled, names_used, rendered


def write(source: str, path: str = "t/body.txt", **facts: object) -> str:
    return rendered(compiled(path, source), facts)


def test_a_line_of_tags_alone_writes_no_line() -> None:
    source = "A\n{% if yes %}\nB\n  {% else %}\nC\n{% endif %}\nD\n"
    assert write(source, yes=True) == "A\nB\nD"
    assert write(source, yes=False) == "A\nC\nD"


def test_a_line_with_words_keeps_its_break() -> None:
    assert write("A {% if yes %}B{% endif %}\nC", yes=True) == "A B\nC"


@pytest.mark.parametrize(
    ("source", "problem"),
    [
        ("A\n{% if yes %}\nB", "t/body.txt:3: Unexpected end of template"),
        ("A\n\n{{ nme }}", "t/body.txt:3: 'nme' is undefined"),
        ("{% if yes %}\n{{ yes.no }}\n{% endif %}", "t/body.txt:2: 'bool object' has no attribute 'no'"),
        ("A\n{{ 1 // 0 }}", "t/body.txt:2: ZeroDivisionError"),
        ("A\n{{ yes|nofilter }}", "t/body.txt:2: No filter named 'nofilter'"),
        ("{{ yes", "t/body.txt:1: unexpected end of template"),
    ],
)
def test_a_mistake_is_named_with_its_line(source: str, problem: str) -> None:
    with pytest.raises(TemplateError) as raised:
        write(source, yes=True)
    assert str(raised.value).startswith(problem)


@pytest.mark.parametrize(
    "source",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ yes.__init__.__globals__ }}",
        "{{ 'a' * 1000000000 }}",
        "{{ [1] * 1000000000 }}",
        "{{ 9 ** 99999999 }}",
        "{{ '%1000000000d' % 1 }}",
        "{{ '{:1000000000}'.format(1) }}",
        "{{ 'a'.ljust(1000000000) }}",
        "{{ 'a'|center(1000000000) }}",
        "{% for n in range(9999999) %}a{% endfor %}",
        "{% include '/etc/passwd' %}",
        "{% import 'os' as os %}",
        "{{ facts.clear() }}",
    ],
)
def test_a_template_cannot_leave_its_sandbox(source: str) -> None:
    with pytest.raises(TemplateError):
        write(source, yes=True, facts={})


def test_small_sums_are_allowed() -> None:
    assert write("{{ 2 * 3 + 1 }}") == "7"


def test_output_is_capped() -> None:
    with pytest.raises(TemplateError, match=f"t/body.txt:1: it writes more than {MOST_OUTPUT} characters"):
        write("{% for n in many %}0123456789{% endfor %}", many=range(5000))


def test_values_are_never_template_code() -> None:
    assert write("{{ name }}", name="{{ 7 * 7 }}{% raw %}") == "{{ 7 * 7 }}{% raw %}"


def test_html_templates_escape_values() -> None:
    assert write("<p>{{ name }}</p>", "t/body.html", name="<b>") == "<p>&lt;b&gt;</p>"
    assert write("{{ name }}", name="<b>") == "<b>"


def test_a_sentence_begins_with_a_capital() -> None:
    assert write("{{ a|sentence }} {{ b|sentence }}", a="завтра с 9:00, Анна", b="") == "Завтра с 9:00, Анна "


def test_variables_are_found_wherever_they_stand() -> None:
    source = "{% if a %}\n{% for q in b %}{{ q.text }}{% endfor %}\n{% endif %}\n{% set c = 1 %}{{ c }}"
    assert names_used(source) == [("a", 1), ("b", 2)]
