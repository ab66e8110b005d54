"""Writes acknowledgements and alerts: facts into variables, variables into the operator's templates."""

from collections.abc import Callable, Mapping
from typing import Any

from responder.domain.acknowledgement import Acknowledgement
from responder.domain.alert import AlertFacts
from responder.domain.alert_trouble import TroubleFacts
from responder.domain.draft import DraftFacts
from responder.domain.rule import Book
from responder.ports.reading import Rendered
from responder.render.customer_facts import customer_facts
from responder.render.draft_facts import draft_facts
from responder.render.failure import TemplateError
from responder.render.hypertext import Links, hypertext, own_links
from responder.render.plain import tidy, tidy_line
from responder.render.sandbox import rendered
from responder.render.staff_facts import alert_facts, proof_facts, trouble_facts
from responder.render.template_files import CUSTOMER, DRAFT, STAFF
from responder.render.templates import HTML, SUBJECT, TEXT, TemplateSet
from responder.render.wording.languages import LANGUAGES
from responder.render.wording.words import Words

LAST_RESORT = "en"


class TemplateRenderer:
    """Renders with the templates that are in force at the moment of each call; may be called from any thread."""

    def __init__(self, templates: Callable[[], TemplateSet]) -> None:
        self._templates = templates

    def acknowledgement(self, facts: Acknowledgement, book: Book) -> Rendered:
        """The acknowledgement for a customer. Raises TemplateError where `check` would have found fault."""
        templates = self._templates()
        words = _words(templates, (CUSTOMER, facts.family), facts.language, *book.company.languages)
        links = own_links(facts.mailbox, book.urgent.say if book.urgent else "")
        return write(templates, (CUSTOMER, facts.family), words.code, customer_facts(facts, book, words), links)

    def draft(self, facts: DraftFacts, book: Book) -> Rendered:
        """A reply for staff to complete. Raises TemplateError where `check` would have found fault."""
        templates = self._templates()
        words = _words(templates, (CUSTOMER, DRAFT), facts.language, *book.company.languages)
        return write(templates, (CUSTOMER, DRAFT), words.code, draft_facts(facts, book, words), {})

    def alert(self, facts: AlertFacts, book: Book) -> Rendered:
        """One grouped alert for one of the staff."""
        return self._for_staff("alert", facts.language, book, lambda words: alert_facts(facts, words))

    def trouble(self, facts: TroubleFacts, book: Book) -> Rendered:
        """A trouble alert, with what to do about it."""
        return self._for_staff("trouble", facts.language, book, lambda words: trouble_facts(facts, words))

    def proof(self, would_send: Rendered, recipient: str, book: Book) -> Rendered:
        """What a customer would have been sent, for staff to look at in shadow mode."""
        language, mode = book.alerts.language, book.mode.value
        return self._for_staff("proof", language, book, lambda words: proof_facts(would_send, recipient, mode, words))

    def _for_staff(self, name: str, language: str, book: Book, facts: Callable[[Words], Mapping[str, Any]]) -> Rendered:
        templates = self._templates()
        words = _words(templates, (STAFF, name), language, *book.company.languages)
        return write(templates, (STAFF, name), words.code, facts(words), {})


def write(
    templates: TemplateSet, family: tuple[str, str], language: str, facts: Mapping[str, Any], links: Links
) -> Rendered:
    """Render one family in one language. Raises TemplateError with file and line, also for an empty subject or text."""
    subject = tidy_line(_part(templates, family, language, SUBJECT, facts))
    text = tidy(_part(templates, family, language, TEXT, facts))
    own = templates.find(*family, language, HTML)
    html = rendered(own, facts) if own else hypertext(text, language, links)
    return Rendered(subject, text, html)


def _part(templates: TemplateSet, family: tuple[str, str], language: str, part: str, facts: Mapping[str, Any]) -> str:
    path = f"templates/{'/'.join(family)}/{language}/{part}"
    template = templates.find(*family, language, part)
    if template is None:
        raise TemplateError(f"{path}:1: there is no such file")
    text = rendered(template, facts)
    if not text.strip():
        raise TemplateError(f"{path}:1: nothing is written")
    return text


def _words(templates: TemplateSet, family: tuple[str, str], *wished: str) -> Words:
    """The first wished language in which the family is there and times can be said."""
    there = templates.languages(*family)
    for language in (*wished, LAST_RESORT):
        if language in there and language in LANGUAGES:
            return LANGUAGES[language]
    raise TemplateError(f"templates/{'/'.join(family)}:1: there is none in {', '.join(dict.fromkeys(wished))}")
