from pathlib import Path

import pytest

from responder.render.templates import TemplateSet, load_templates, parse_templates
from responder.shipped import shipped


def place(root: Path, name: str, text: str = "Hello\n") -> None:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_the_shipped_templates_have_every_family() -> None:
    templates, faults = load_templates(shipped("templates"))
    assert faults == ()
    assert templates.families == {"acknowledge", "answers", "short", "addition", "calm", "bare", "unverified"}
    assert templates.languages("staff", "alert") == {"en", "ru"}


def test_a_file_of_the_operators_wins_over_the_shipped_one(tmp_path: Path) -> None:
    place(tmp_path, "customer/calm/en/body.txt", "Ours.\n")
    templates, faults = load_templates(tmp_path)
    assert faults == ()
    assert templates.sources["customer/calm/en/body.txt"] == "Ours.\n"
    assert "{{ by }}" in templates.sources["customer/calm/ru/body.txt"]


def test_a_family_of_the_operators_own_is_known(tmp_path: Path) -> None:
    place(tmp_path, "customer/billing/ru/body.txt")
    place(tmp_path, "customer/billing/ru/subject.txt")
    templates, _ = load_templates(tmp_path)
    assert "billing" in templates.families
    assert templates.languages("customer", "billing") == {"ru"}


def test_a_set_survives_being_kept_as_text(tmp_path: Path) -> None:
    place(tmp_path, "customer/calm/en/body.txt", "Ours «é».\n")
    templates, _ = load_templates(tmp_path)
    again = parse_templates(templates.dumped())
    assert again.digest == templates.digest
    assert again.sources == templates.sources


def test_another_text_is_another_digest() -> None:
    assert TemplateSet({"customer/a/en/body.txt": "1"}).digest != TemplateSet({"customer/a/en/body.txt": "2"}).digest


def test_a_syntax_error_is_named_with_file_and_line(tmp_path: Path) -> None:
    place(tmp_path, "customer/calm/en/body.txt", "A\n{% if late %}\n")
    _, faults = load_templates(tmp_path)
    assert len(faults) == 1
    assert faults[0].startswith("templates/customer/calm/en/body.txt:2: Unexpected end of template")


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("customer/calm/body.txt", "a template stands at templates/<family>/<name>/<language>"),
        ("customer/calm/en/deep/body.txt", None),
        ("customer/calm/en/boddy.txt", "`boddy.txt` is never read"),
        ("clients/calm/en/body.txt", "there is no family `clients`"),
        ("staff/digest/en/body.txt", "`digest` is never sent to staff"),
        ("customer/calm/english/body.txt", "`english` is no language"),
        ("customer/calm/en/.body.txt.swp", None),
        ("README.md", None),
    ],
)
def test_a_file_that_would_never_be_read_is_named(tmp_path: Path, name: str, problem: str | None) -> None:
    place(tmp_path, name)
    _, faults = load_templates(tmp_path)
    assert [fault.startswith(f"templates/{name}:1: {problem}") for fault in faults] == ([True] if problem else [])


def test_a_file_that_is_no_utf_8_or_too_large_is_refused(tmp_path: Path) -> None:
    place(tmp_path, "customer/calm/en/body.txt", "A" * 40_000)
    (tmp_path / "customer/calm/en/subject.txt").write_bytes(b"A\n\xff\n")
    _, faults = load_templates(tmp_path)
    assert faults == (
        "templates/customer/calm/en/body.txt:1: a template has at most 32 KB",
        "templates/customer/calm/en/subject.txt:2: this is not UTF-8; save the file as UTF-8",
    )


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(tmp_path: Path) -> None:
    (tmp_path / "customer/calm/en").mkdir(parents=True)
    (tmp_path / "customer/calm/en/body.txt").write_bytes(b"\xef\xbb\xbf{% if late %}\r\nA\r\n{% endif %}\r\nB\r\n")
    templates, faults = load_templates(tmp_path)
    assert faults == ()
    assert templates.sources["customer/calm/en/body.txt"] == "{% if late %}\nA\n{% endif %}\nB\n"


def test_links_of_mounted_configuration_are_followed(tmp_path: Path) -> None:
    place(tmp_path, "..2026/customer/calm/en/body.txt", "Linked.\n")
    (tmp_path / "customer").symlink_to(tmp_path / "..2026" / "customer")
    assert load_templates(tmp_path)[0].sources["customer/calm/en/body.txt"] == "Linked.\n"


def test_a_directory_that_is_not_there_is_the_callers_business(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        load_templates(tmp_path / "nowhere")
