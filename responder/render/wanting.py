"""Warns of words that customers should not have to read, and of exclamation marks where nobody is in the mood."""

import re
from collections.abc import Iterator, Mapping

from responder.render.template_files import CUSTOMER
from responder.render.templates import TemplateSet

QUIET = frozenset({"calm", "bare"})
"""Families for people who are furious or in grief."""

_CODE = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}", re.DOTALL)
_PROMISES = "say that a person will answer, not that it will be solved"
_PLAIN = "say it as you would across a table"

_WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {
        r"tickets?|case number|SLA|TAT|queue|workflow|escalat\w+|onboard\w*": "customers do not speak like this",
        r"dear (?:valued )?(?:customer|sir|madam)\w*|valued customers?|to whom it may concern": "greet people by name",
        r"please be advised|kindly|herewith|hereby|henceforth|do not hesitate|at your earliest convenience": _PLAIN,
        r"as soon as possible|ASAP|shortly|in due course|promptly": "name the time: {{ by }}",
        r"very important to us|we (?:apologi[sz]e|regret) for any inconvenience": "leave it out",
        r"(?:we|will) (?:\w+ )?(?:solve|fix|resolve)\b": _PROMISES,
    },
    "ru": {
        r"тикет\w*|обращени[еяюй]\w*|заявк\w+ (?:зарегистрирован|принят)\w*|инцидент\w*|эскал\w+|SLA": (
            "клиенты так не говорят: «письмо», «вопрос»"
        ),
        r"уважаем(?:ый|ая|ые) (?:клиент|пользователь|заказчик|господа)\w*": "обращайтесь по имени",
        r"данн(?:ый|ая|ое|ого|ому|ым|ом|ой|ую|ые|ых)|являет\w+|осуществля\w+|произво(?:дит|дят)\w*|надлежащ\w+|"
        r"в целях|в связи с чем|вышеуказанн\w+|настоящим": "пишите, как говорите",
        r"в (?:кратчайшие|ближайшие) сроки|в ближайшее время|как можно скорее|оперативно": "назовите время: {{ by }}",
        r"очень важ(?:но|ен|на) для нас|приносим извинения за (?:доставленные|причинённые|возможные) неудобства": (
            "уберите эти слова"
        ),
        r"(?:решим|устраним|исправим)\b": "обещайте ответ, а не решение",
    },
}
_FOUND = {
    language: [(re.compile(rf"(?i)\b(?:{words})\b"), advice) for words, advice in table.items()]
    for language, table in _WORDS.items()
}


def warnings_of(templates: TemplateSet) -> tuple[str, ...]:
    """What customers would rather not read, as `templates/...:LINE: what and why`; never a reason to refuse."""
    return tuple(warning for path, source in templates.sources.items() for warning in _in_template(path, source))


def _in_template(path: str, source: str) -> Iterator[str]:
    group, name, language, _ = path.split("/")
    if group != CUSTOMER:
        return
    prose = _CODE.sub(_blanked, source)
    for number, line in enumerate(prose.split("\n"), start=1):
        for words, advice in _FOUND.get(language, ()):
            for found in words.finditer(line):
                yield f"templates/{path}:{number}: “{found.group()}”: {advice}"
        if "!" in line and name in QUIET:
            yield f"templates/{path}:{number}: an exclamation mark, which in this letter hurts"


def _blanked(code: re.Match[str]) -> str:
    """Code as blanks with its line breaks, so that the lines keep their numbers."""
    return re.sub(r"[^\n]", " ", code.group())
