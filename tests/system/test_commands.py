"""Commands as whole programs: what they import, what they write, and that they end as others expect."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.mails import mail

NOT_FOR_EXPLAIN = (
    "aioimaplib", "aiosmtplib", "alembic", "apprise", "apscheduler", "asyncio", "pydantic", "sqlalchemy", "starlette",
    "structlog", "uvicorn",
)  # fmt: skip


def run(
    *words: str, home: Path, program: tuple[str, ...] = ("-m", "responder"), **environ: str
) -> tuple[int, bytes, bytes]:
    """Run a program of this Python in `home` with nothing else in its environment; status, output, errors."""
    done = subprocess.run(
        [sys.executable, *program, *words],
        cwd=home,
        env={"PATH": os.environ["PATH"], "PYTHONDONTWRITEBYTECODE": "1", **environ},
        capture_output=True,
        timeout=60,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    path = tmp_path / "a.eml"
    path.write_bytes(mail("Здравствуйте! Когда придёт заказ? 😀", subject="Заказ"))
    return path


def test_explain_loads_no_server_no_database_and_no_settings_library(letter: Path) -> None:
    program = "import sys; from responder.app.cli import main; main(); print(sorted(sys.modules), file=sys.stderr)"
    status, _, loaded = run("explain", str(letter), home=letter.parent, program=("-c", program))
    assert status == 0
    assert [name for name in NOT_FOR_EXPLAIN if f"'{name}'" in loaded.decode()] == []


def test_help_loads_nothing_but_the_standard_library(tmp_path: Path) -> None:
    program = (
        "import sys\nfrom responder.app.cli import main\n"
        "try: main(['--help'])\nexcept SystemExit: pass\n"
        "known = set(sys.stdlib_module_names) | {'responder', '__main__'}\n"
        "print(sorted({n.split('.')[0] for n in sys.modules if not n.startswith('_')} - known), file=sys.stderr)"
    )
    _, _, loaded = run(home=tmp_path, program=("-c", program))
    assert [
        name for name in (*NOT_FOR_EXPLAIN, "jinja2", "ruamel", "selectolax") if f"'{name}'" in loaded.decode()
    ] == []


@pytest.mark.parametrize("locale", ["C", "POSIX", "ru_RU.KOI8-R", "en_US.UTF-8"])
def test_output_is_utf_8_whatever_the_locale(letter: Path, locale: str) -> None:
    status, out, errors = run(
        "explain", "--json", str(letter), home=letter.parent, LC_ALL=locale, PYTHONCOERCECLOCALE="0"
    )
    assert (status, errors) == (0, b"")
    assert json.loads(out.decode("utf-8"))["questions"][0]["text"] == "Когда придёт заказ?"


def test_a_file_name_that_is_no_text_is_printed_as_json_all_the_same(letter: Path) -> None:
    odd = os.fsencode(letter.parent) + b"/\xff.eml"
    Path(os.fsdecode(odd)).write_bytes(letter.read_bytes())
    status, out, _ = run("explain", "--json", os.fsdecode(odd), home=letter.parent)
    assert status == 0
    assert os.fsencode(json.loads(out)["file"]) == odd


def test_a_letter_may_come_through_a_pipe(letter: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "responder", "explain", "--json", "-"],
        input=letter.read_bytes(), capture_output=True, timeout=60, check=True, cwd=letter.parent,
    )  # fmt: skip
    assert json.loads(done.stdout)["file"] == "-"


def test_a_reader_who_leaves_early_causes_no_noise(letter: Path) -> None:
    words = [sys.executable, "-m", "responder", "explain", "--json", *[str(letter)] * 200]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=letter.parent) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""
        process.wait(60)
    assert process.returncode == 1


def test_run_names_everything_that_is_missing_and_does_not_start(tmp_path: Path) -> None:
    status, out, errors = run("run", home=tmp_path, RESPONDER_HTTP="8025", RESPONDER_SMTP_PASSWORD_FILE="/nowhere")
    assert (status, out) == (2, b"")
    said = errors.decode()
    for name in ("RESPONDER_IMAP_URL", "RESPONDER_SMTP_URL", "RESPONDER_HTTP", "RESPONDER_SMTP_PASSWORD_FILE"):
        assert name in said
    assert "Traceback" not in said


def test_run_refuses_a_url_that_cannot_work(tmp_path: Path) -> None:
    status, _, errors = run(
        "run", home=tmp_path, RESPONDER_IMAP_URL="imap://me@mail.example.org?tls=none", RESPONDER_SMTP_URL="gopher://x"
    )
    assert status == 2
    assert b"RESPONDER_IMAP_URL: " in errors
    assert b"RESPONDER_SMTP_URL: " in errors
    assert b"Traceback" not in errors


def test_run_refuses_rules_that_are_wrong_when_none_were_ever_accepted(tmp_path: Path) -> None:
    (tmp_path / "rules.yaml").write_text("mode: lve\nanswer: {limit: 3 hous}\n", encoding="utf-8")
    status, _, errors = run(
        "run", home=tmp_path, RESPONDER_IMAP_URL="imap://me@127.0.0.1:1?tls=none",
        RESPONDER_SMTP_URL="smtp://127.0.0.1:1?tls=none",
    )  # fmt: skip
    assert status == 2
    assert b"rules.yaml:1: mode" in errors
    assert b"rules.yaml:2: answer.limit" in errors
    assert b"Traceback" not in errors
