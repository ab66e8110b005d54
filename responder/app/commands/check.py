"""`responder check`: everything that is wrong, found before the daemon meets it; nothing is changed."""

import asyncio
import logging
import os
from datetime import UTC, datetime
from pathlib import Path

from responder.app.commands.refusal import DONE, FINDING
from responder.app.confused import confused
from responder.app.findings import Found, Weight, fine, odd, page, wrong
from responder.app.places import rules_path, templates_path
from responder.app.reach import look_at_alerts
from responder.app.settings import Settings, SettingsError, read_settings
from responder.app.urls import url_problems
from responder.domain.rule import Book
from responder.ports.errors import StoreAwayError
from responder.render.check import faults_of
from responder.render.templates import TemplateSet, load_templates
from responder.render.wanting import warnings_of
from responder.rules.read import read_rules
from responder.store.migrate import revision


def check(*, connect: bool) -> int:
    """Look at everything and print what was found; FINDING when something has to be mended."""
    settings, found = look_at_settings(servers_needed=connect)
    book, more = look_at_book(
        settings.rules if settings else rules_path(os.environ),
        settings.templates if settings else templates_path(os.environ),
    )
    found += more
    if settings is not None and book is not None:
        found += look_at_alerts(book, settings)
    if settings is not None and not url_problems(settings):
        found += look_at_database(settings.database_url)
        if connect:
            from responder.app.commands.check_connect import look_at_servers
            from responder.app.logs import configure_logs

            configure_logs("console", level=logging.ERROR)  # what rooms warn of is among the findings
            found += asyncio.run(look_at_servers(settings, book or Book()))
    print("\n".join(page(found)))
    return FINDING if any(one.weight is Weight.WRONG for one in found) else DONE


def look_at_settings(*, servers_needed: bool) -> tuple[Settings | None, list[Found]]:
    """The settings, None where they cannot be used, and what is wrong with them."""
    try:
        settings = read_settings(dict(os.environ), servers_needed=servers_needed)
    except SettingsError as error:
        return None, wrong(error.problems)
    return settings, [*wrong(url_problems(settings)), *odd(settings.warnings)]


def look_at_book(rules: Path, templates: Path) -> tuple[Book | None, list[Found]]:
    """The rules, None where they are wrong, and every problem of rules.yaml and of the templates."""
    shown, found = _templates(templates)
    try:
        octets = rules.read_bytes()
    except OSError as error:
        return None, [*found, *wrong([f"{rules}: cannot be read ({error.strerror}): set RESPONDER_RULES"])]
    families = shown.families if shown else None
    result = read_rules(octets, str(rules), year=datetime.now(UTC).year, templates=families)
    found += [*wrong(result.errors), *odd(result.warnings)]
    if result.book is not None:
        found += odd(confused(result.book, str(rules)))
        found += fine(f"{rules}: mode {result.book.mode.value}, {_rules(len(result.book.rules))}")
        if shown is not None:
            found += [*wrong(faults_of(shown, result.book)), *odd(warnings_of(shown))]
    return result.book, found


def _templates(path: Path) -> tuple[TemplateSet | None, list[Found]]:
    try:
        templates, faults = load_templates(path)
    except OSError as error:
        return None, wrong([f"{path}: cannot be read ({error.strerror}): set RESPONDER_TEMPLATES"])
    return templates, wrong(faults)


def look_at_database(url: str) -> list[Found]:
    """Whether the database can be used by this version; one that is not there yet is no problem."""
    try:
        current, newest = revision(url)
    except StoreAwayError as error:
        return wrong([f"RESPONDER_DATABASE_URL: {error}"])
    if current is None:
        return fine("database: no tables yet, `responder run` makes them")
    if current > newest:
        newer = f"database: revision {current} is of a newer version of the program, this one knows {newest}"
        return wrong([f"{newer}: install the newer one again"])
    older = f", `responder run` brings it to {newest}" if current != newest else ""
    return fine(f"database: revision {current}{older}")


def _rules(count: int) -> str:
    return "1 rule" if count == 1 else f"{count} rules"
