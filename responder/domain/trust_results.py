"""What an Authentication-Results header says (RFC 8601 section 2.2), read tolerantly and in linear time."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from responder.domain.field_values import split_unquoted, without_comments


@dataclass(frozen=True, slots=True)
class Result:
    """One method's result, all in lower case: `dkim`, `pass`, {`header.d`: `example.org`}; values without quotes."""

    method: str
    result: str
    properties: Mapping[str, str] = field(default_factory=dict)

    def domain(self, *names: str) -> str:
        """Return the domain of the first of the named properties that is there, or the empty string."""
        value = next((self.properties[name] for name in names if name in self.properties), "")
        return value.rpartition("@")[2].strip('"<>').rstrip(".")

    def __str__(self) -> str:
        return f"{self.method}={self.result}"


@dataclass(frozen=True, slots=True)
class AuthenticationResults:
    """One header: who says it (lower case, empty where the header names nobody) and all it says."""

    authserv_id: str
    results: tuple[Result, ...] = ()


def read_results(value: str) -> AuthenticationResults:
    """Read one header's unfolded value. Whatever is not `method=result` is passed over, so nothing can fail.

    Microsoft 365 begins with the first result and names no server; it also used to write bare domains between results.
    """
    bare = " ".join(without_comments(value).split()).replace(" =", "=").replace("= ", "=")
    segments = split_unquoted(bare, ";")
    named = bool(segments) and "=" not in segments[0].split()[0]
    authserv_id = segments[0].split()[0].strip('"').rstrip(".").lower() if named else ""
    read = (_result(segment) for segment in segments[named:])
    return AuthenticationResults(authserv_id, tuple(result for result in read if result is not None))


def _result(segment: str) -> Result | None:
    """Return the result that one segment between semicolons states, None where it states none (`none`, a domain)."""
    words = split_unquoted(segment, " ")
    method, equals, outcome = words[0].partition("=")
    if not equals:
        return None
    properties: dict[str, str] = {}
    for word in words[1:]:
        name, equals, stated = word.partition("=")
        if equals:
            properties.setdefault(name.lower(), stated.strip('"').lower())
    return Result(method.partition("/")[0].lower(), outcome.strip('"').lower(), properties)
