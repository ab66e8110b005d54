"""Code, configuration and logs are told from prose, row by row."""

import pytest

from responder.reading.code import prose

MACHINE = [
    '    p = tinyparse.Parser(strict=False)\n    while True:\n        p.feed(b"")   # why does this even allocate?',
    "$g = new Grafico('barras');\n$g->exportar('salida.pdf');   // ¿falta algún parámetro?",
    "server {\n    listen 80;\n    return 301 https://$host$request_uri;   # może to?\n}",
    "[import] scanning /home/v/music\n[import] crash? dump written to /tmp/x.dmp",
    "[debug] engine=ink2 font=? pages=1\n[warn ] font not embedded",
    "worker-3  waiting on shard 17 (owner=??)\nPOST https://api.example.test/v2?sku=44&seat=MI 504",
    "```\nhelp: consider adding a bound? try `T: Pack`\n```",
    "SELECT id, name\nFROM users\nWHERE status = ? AND name LIKE '%a%'",
    "UPDATE users SET name = ? WHERE id = ?",
    'Traceback (most recent call last):\n  File "/srv/app.py", line 12, in main\nValueError: what is this?',
    "host: example.test\n# is this needed?\nport: 8080\ntls: true",
    "2026-11-21 02:00:14 [renew] ERROR challenge failed (firewall?)",
    "#include <stdio.h>\nint main(void) { return 0; }",
    "------------------------ Sponsor ---------------------",
]

PROSE = [
    "If I set mode=fast, does it help with the slow start?",
    "Why does `a == b` fail (see https://example.test/?a=1)?",
    "Name: Anna\nCan you call me?",
    "Import is slow. Can I see the log?",
    "for the record: we paid",
    "I get ValueError, is that a known problem?",
    "# 1 When do you open?",
    "Price: 40 + 2 = 42 EUR, is that right?",
    "- Can I pay by card?\n- Do you deliver (Mon/Tue)?",
    "1) Do you ship to Norway?\n2) x = y, or is it x <= y?",
    "From Monday on, will you be closed?",
    "while you are at it: please check the pump",
]


@pytest.mark.parametrize("text", MACHINE)
def test_a_program_asks_nothing(text: str) -> None:
    assert not any(prose(text.split("\n")))


@pytest.mark.parametrize("text", PROSE)
def test_people_who_write_of_programs_are_heard(text: str) -> None:
    assert all(prose(text.split("\n")))


def test_prose_around_code_is_kept() -> None:
    rows = ["It stops here:", "", "    x = feed(b'')  # why?", "", "Is that known?", "```", "ask?", "```", "Thanks"]
    assert [row for row, kept in zip(rows, prose(rows), strict=True) if kept and row] == [
        "It stops here:",
        "Is that known?",
        "Thanks",
    ]


def test_a_fence_that_is_never_closed_hides_nothing() -> None:
    assert list(prose(["```", "Can you help?"])) == [False, True]
