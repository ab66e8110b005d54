"""Finds fault with templates before a customer can: every form is rendered with sample facts, in every language."""

from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any

from responder.domain.acknowledge import FAMILIES
from responder.domain.rule import Book
from responder.ports.reading import Rendered
from responder.render.customer_facts import customer_facts
from responder.render.draft_facts import draft_facts
from responder.render.failure import TemplateError
from responder.render.renderer import write
from responder.render.samples import alerts, drafts, letters, troubles
from responder.render.staff_facts import alert_facts, proof_facts, trouble_facts
from responder.render.template_files import CUSTOMER, DRAFT, PARTS, STAFF, STAFF_FAMILIES
from responder.render.templates import TemplateSet
from responder.render.wording.languages import LANGUAGES
from responder.render.wording.words import Words

Facts = dict[str, Any]


def faults_of(templates: TemplateSet, book: Book) -> tuple[str, ...]:
    """What would go wrong with these templates under these rules, as `templates/...:LINE: what is wrong`, at most one a
    line of a template; empty when nothing would."""
    found: dict[str, str] = {}
    for fault in (*templates.faults, *_missing(templates, book), *_in_families(templates, book)):
        place = ":".join(fault.split(":", 2)[:2])
        found.setdefault(place, fault)
    return tuple(found.values())


def _missing(templates: TemplateSet, book: Book) -> Iterator[str]:
    """Languages of the rules in which something cannot be written."""
    customer = [(CUSTOMER, name) for name in sorted(FAMILIES | {DRAFT} | templates.families)]
    wanted = [(language, customer, "company.languages") for language in book.company.languages]
    wanted.append((book.alerts.language, [(STAFF, name) for name in STAFF_FAMILIES], "alerts.language"))
    for language, families, key in wanted:
        if language not in LANGUAGES:
            spoken = ", ".join(sorted(LANGUAGES))
            yield f"templates/{families[0][0]}/{language}:1: {key}: times can be said in {spoken}, not in `{language}`"
            continue
        for group, name in families:
            if language not in templates.languages(group, name):
                yield f"templates/{group}/{name}/{language}:1: {key} names `{language}`, but this is not there"


def _in_families(templates: TemplateSet, book: Book) -> Iterator[str]:
    for group, name, language in templates.families_and_languages():
        words = LANGUAGES.get(language)
        if words is None:
            continue
        samples = _samples(group, name, words, book)
        yield from _unknown_names(templates, f"{group}/{name}/{language}/", samples[0])
        for facts in samples:
            yield from _fault(templates, (group, name), language, facts)


def _samples(group: str, name: str, words: Words, book: Book) -> list[Facts]:
    if (group, name) == (CUSTOMER, DRAFT):
        return [draft_facts(facts, rules, words) for facts, rules in drafts(book)]
    if group == CUSTOMER:
        return [customer_facts(facts, rules, words) for facts, rules in letters(name, book)]
    if name == "alert":
        return [alert_facts(facts, words) for facts in alerts(book)]
    if name == "trouble":
        return [trouble_facts(facts, words) for facts in troubles(book)]
    shown = Rendered("Re: Sample", "A sample letter.\n")
    return [proof_facts(shown, "maria@customer.example", mode, words) for mode in ("shadow", "pilot")]


def _unknown_names(templates: TemplateSet, place: str, known: Facts) -> Iterator[str]:
    """Variables that there are not, wherever they stand: also where no sample comes by."""
    for part in PARTS:
        path = place + part
        for name, line in templates.names_used(path):
            if name not in known:
                near = get_close_matches(name, known, n=1)
                hint = f", did you mean `{near[0]}`?" if near else ""
                yield f"templates/{path}:{line}: there is no variable `{name}`{hint}"


def _fault(templates: TemplateSet, family: tuple[str, str], language: str, facts: Facts) -> Iterator[str]:
    try:
        write(templates, family, language, facts, {})
    except TemplateError as error:
        yield str(error)
