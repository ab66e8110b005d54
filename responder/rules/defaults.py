"""The book that is used where there is no rules.yaml: what the keys mean when nobody wrote them."""

from responder.domain.rule import Book, Company

DEFAULT_LANGUAGES = ("en", "ru")
"""The languages whose templates come with the program; the first is the fallback."""


def default_book() -> Book:
    """Return the built-in defaults: shadow, 2 h and 3 h round the clock, UTC, and nobody to call."""
    return Book(company=Company(languages=DEFAULT_LANGUAGES), digest="built-in")
