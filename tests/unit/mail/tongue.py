"""The form in which the tests of zones know one language's marks of history, signatures and notices."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Tongue:
    """One language's words and marks. `attributions` name an address, `weak` do not; keys are programs."""

    words: str
    old: str
    attributions: dict[str, str]
    weak: dict[str, str]
    blocks: dict[str, str]
    forwards: list[str]
    partings: list[str]
    devices: list[str]
    notices: list[str]
    answers: list[str] = field(default_factory=list)


WHO = "Nora Quist <nora@example.test>"
