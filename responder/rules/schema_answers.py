"""The keys of one entry of `answers`: the questions that it answers, and the answer in each language."""

from collections.abc import Iterator
from typing import Annotated, Any

from pydantic import BeforeValidator, ConfigDict, model_validator

from responder.rules.fields import Line, Paragraph, YesNo
from responder.rules.load import Loaded
from responder.rules.places import language
from responder.rules.problem import Problem, did_you_mean, kind_of
from responder.rules.spec import Spec
from responder.rules.words import at_least_one

_KEYS = ("like", "send")
MOST_LIKE = 200


def _questions(value: object) -> list[object]:
    items = at_least_one(value)
    if len(items) > MOST_LIKE:
        raise ValueError(f"has {len(items)} questions: more than {MOST_LIKE} are not needed, different words suffice")
    return items


class AnswerTextSpec(Spec):
    """One known answer; every key besides these is a language with the answer in it."""

    model_config = ConfigDict(extra="allow", frozen=True)
    __pydantic_extra__: dict[str, Paragraph]

    like: Annotated[tuple[Line, ...], BeforeValidator(_questions)]
    send: YesNo = False

    @model_validator(mode="before")
    @classmethod
    def _whole(cls, value: Any) -> Any:
        if not isinstance(value, dict):
            raise ValueError(f"write `like:` with questions and one answer a language, not {kind_of(value)}")
        if not any(value.get(key) is not None for key in value if key not in _KEYS):
            raise ValueError("needs the answer itself, like en: We issue the act by the 5th.")
        if not value.get("like"):
            raise ValueError("needs `like`: the questions that this answers")
        return value

    @property
    def texts(self) -> tuple[tuple[str, str], ...]:
        """The answer by language."""
        return tuple((language(key), text) for key, text in self.__pydantic_extra__.items())


def odd_languages(loaded: Loaded) -> Iterator[Problem]:
    """Yield each key of a known answer that is no language; looks at the raw tree, as only that holds the lines."""
    for name, answer in _answers(loaded):
        seen: dict[str, str] = {}
        for key in answer:
            if key in _KEYS:
                continue
            place = ("answers", name, key)
            try:
                code = language(key)
            except ValueError as error:
                hint = did_you_mean(key, _KEYS)
                yield loaded.problem(place, f"unknown key `{key}`{hint}" if hint else str(error))
                continue
            if code in seen:
                yield loaded.problem(place, f"the answer in `{code}` is written twice, also as `{seen[code]}`")
            seen.setdefault(code, key)


def _code(key: str) -> str | None:
    try:
        return language(key)
    except ValueError:
        return None


def _answers(loaded: Loaded) -> Iterator[tuple[str, dict[str, object]]]:
    tree = loaded.tree
    answers = tree.get("answers") if isinstance(tree, dict) else None
    for name, answer in (answers if isinstance(answers, dict) else {}).items():
        if isinstance(answer, dict):
            yield name, answer


def doubtful_answers(
    answers: dict[str, AnswerTextSpec], languages: tuple[str, ...], loaded: Loaded
) -> Iterator[Problem]:
    """Yield answers that are written like templates, that are sent but lack a language of the company, or that are in
    one that is not its."""
    for name, answer in answers.items():
        said = {key: code for key in answer.__pydantic_extra__ if (code := _code(key))}
        for key, code in said.items():
            if code not in languages:
                yield loaded.problem(
                    ("answers", name, key), f"`{code}` is not among company.languages, so it is never used"
                )
        for key, text in answer.__pydantic_extra__.items():
            if "{{" in text or "{%" in text:
                yield loaded.problem(
                    ("answers", name, key), "this is no template: customers would read the curly brackets as they stand"
                )
        lacking = [code for code in dict.fromkeys(languages) if code not in said.values()]
        if answer.send and lacking:
            yield loaded.problem(
                ("answers", name, "send"),
                f"has no answer in {', '.join(f'`{code}`' for code in lacking)}: "
                "customers who are answered in that language do not get it",
            )
