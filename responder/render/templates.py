"""Reads the templates: the operator's files over the shipped ones, compiled once, kept as one text."""

import json
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from jinja2 import Template

from responder.render.failure import TemplateError
from responder.render.sandbox import compiled, names_used
from responder.render.template_files import CUSTOMER, DRAFT, files_in
from responder.shipped import shipped

SUBJECT, TEXT, HTML = "subject.txt", "body.txt", "body.html"


class TemplateSet:
    """All templates in force. `sources` maps `customer/acknowledge/ru/body.txt` to what stands in it; what cannot be
    compiled is left out and named in `faults`. Safe to use from any thread; never changed."""

    def __init__(self, sources: Mapping[str, str]) -> None:
        self.sources = dict(sorted(sources.items()))
        self.digest = sha256(self.dumped().encode()).hexdigest()
        self._compiled: dict[str, Template] = {}
        faults = []
        for path, source in self.sources.items():
            try:
                self._compiled[path] = compiled(f"templates/{path}", source)
            except TemplateError as error:
                faults.append(str(error))
        self.faults = tuple(faults)
        self._languages: dict[tuple[str, str], set[str]] = {}
        for path in self.sources:
            group, name, language, _ = path.split("/")
            self._languages.setdefault((group, name), set()).add(language)

    @property
    def families(self) -> frozenset[str]:
        """The names that a rule's `template:` may have."""
        return frozenset(name for group, name in self._languages if group == CUSTOMER and name != DRAFT)

    def languages(self, group: str, name: str) -> frozenset[str]:
        """The languages in which a family is there."""
        return frozenset(self._languages.get((group, name), ()))

    def families_and_languages(self) -> tuple[tuple[str, str, str], ...]:
        """Everything that is there, as (`customer` or `staff`, name, language), in order."""
        return tuple((*family, language) for family in self._languages for language in sorted(self._languages[family]))

    def find(self, group: str, name: str, language: str, part: str) -> Template | None:
        """The compiled template, None when there is none or it could not be compiled."""
        return self._compiled.get(f"{group}/{name}/{language}/{part}")

    def names_used(self, path: str) -> list[tuple[str, int]]:
        """The variables of one template with their lines; none when it is not there or does not compile."""
        return names_used(self.sources[path]) if path in self._compiled else []

    def dumped(self) -> str:
        """Everything as one text, from which `parse_templates` makes the same set again."""
        return json.dumps(self.sources, ensure_ascii=False)


def load_templates(path: Path) -> tuple[TemplateSet, tuple[str, ...]]:
    """Read a directory of templates; what it lacks comes from those shipped with the program.

    Returns the set and what is wrong with it, each as `templates/<family>/<name>/...:LINE: what is wrong`. Raises
    OSError when the directory cannot be read.
    """
    own, faults = files_in(path)
    original = shipped("templates")
    sources = own if original.samefile(path) else files_in(original)[0] | own
    found = TemplateSet(sources)
    return found, (*faults, *found.faults)


def parse_templates(text: str) -> TemplateSet:
    """The set that `dumped()` gave this text."""
    return TemplateSet(json.loads(text))
