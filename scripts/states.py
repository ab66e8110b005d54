"""Writes docs/states.md from the transition tables of responder/domain: `make states`."""

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path

from responder.domain import answer, delivery, draft, expectation

TARGET = Path(__file__).parents[1] / "docs" / "states.md"
Table = Mapping[StrEnum, Mapping[StrEnum, StrEnum]]

INTRODUCTION = """# States

Written by `make states` from the transition tables in `responder/domain`; a test fails when it is out of date.
The tables are total: every event is answered in every state. The diagrams leave out the events that change nothing,
the tables show them as `·`.
"""
MACHINES: tuple[tuple[str, str, Table], ...] = (
    ("Expectation", "What a customer was led to expect (`responder/domain/expectation.py`).", expectation.TRANSITIONS),
    ("Delivery", "One letter of ours in the outbox (`responder/domain/delivery.py`).", delivery.TRANSITIONS),
    ("Question", "What became of a customer's question (`responder/domain/answer.py`).", answer.TRANSITIONS),
    ("Draft", "A reply laid out for staff in the Drafts folder (`responder/domain/draft.py`).", draft.TRANSITIONS),
)


def document() -> str:
    """Return the whole page."""
    return INTRODUCTION + "".join(_section(*machine) for machine in MACHINES)


def _section(title: str, meaning: str, table: Table) -> str:
    return f"\n## {title}\n\n{meaning}\n\n{_diagram(table)}\n{_grid(table)}"


def _diagram(table: Table) -> str:
    first = next(iter(table))
    lines = ["```mermaid", "stateDiagram-v2", f"    [*] --> {first}"]
    for state, row in table.items():
        ways: dict[StrEnum, list[str]] = {}
        for event, after in row.items():
            if after is not state:
                ways.setdefault(after, []).append(event)
        lines += [f"    {state} --> {after}: {', '.join(events)}" for after, events in ways.items()]
    return "\n".join([*lines, "```", ""])


def _grid(table: Table) -> str:
    events = list(next(iter(table.values())))
    lines = ["| state | " + " | ".join(events) + " |", "|---" * (len(events) + 1) + "|"]
    for state, row in table.items():
        cells = ["·" if row[event] is state else str(row[event]) for event in events]
        lines.append(f"| **{state}** | " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    TARGET.write_text(document(), encoding="utf-8")
