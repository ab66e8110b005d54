"""Fills a database with old rows, so that a benchmark shows whether age slows the daemon down."""

import sqlite3
from pathlib import Path


def grow_database(path: Path, rows: int, dovecot_uids: int) -> None:
    """Multiply what the daemon stored until `messages` and `message_ids` together hold so many more rows."""
    connection = sqlite3.connect(path)
    try:
        connection.execute("PRAGMA foreign_keys=OFF")
        columns = [row[1] for row in connection.execute("PRAGMA table_info(messages)") if row[1] != "id"]
        connection.execute("INSERT OR IGNORE INTO mailboxes (name) VALUES ('default')")
        (mailbox,) = connection.execute("SELECT id FROM mailboxes").fetchone()
        for number in range(rows // 2):
            _grow_one(connection, mailbox, number, columns)
        connection.commit()
        print(
            f"grown to {connection.execute('SELECT count(*) FROM messages').fetchone()[0]} messages "
            f"({dovecot_uids} letters lie in the folder)",
            flush=True,
        )
    finally:
        connection.close()


def _grow_one(connection: sqlite3.Connection, mailbox: int, number: int, columns: list[str]) -> None:
    at = "2026-06-01 12:00:00.000000"
    customer = f"old{number}@old{number}.example"
    (conversation,) = connection.execute(
        "INSERT INTO conversations (mailbox_id, customer, topic, opened_at, last_at, hushed)"
        " VALUES (?, ?, ?, ?, ?, 0) RETURNING id",
        (mailbox, customer, f"old topic {number}", at, at),
    ).fetchone()
    connection.execute(
        "INSERT INTO message_ids (mailbox_id, message_id, conversation_id, kind, addresses)"
        " VALUES (?, ?, ?, 'letter', '[]')",
        (mailbox, f"<old.{number}@old.example>", conversation),
    )
    values = {
        "mailbox_id": mailbox,
        "dedupe_key": f"{number:064x}",
        "message_id": f"<old.{number}@old.example>",
        "conversation_id": conversation,
        "role": "inbox",
        "uidvalidity": 1,
        "uid": number,
        "direction": "customer",
        "from_address": customer,
        "from_name": "",
        "subject": f"Old topic {number}",
        "at": at,
        "internal_at": at,
        "seen_at": at,
        "verdict": "answer",
        "reason": "human_letter",
        "opens": 1,
        "verified": 1,
        "reaches": "[]",
        "trace": "{}",
        "text": "old " * 50,
    }
    known = {name: value for name, value in values.items() if name in columns}
    marks = ", ".join("?" for _ in known)
    connection.execute(f"INSERT INTO messages ({', '.join(known)}) VALUES ({marks})", tuple(known.values()))
