"""Organisational domains by the public suffix list."""

import pytest

from responder.mail.suffix import organisational_domain


@pytest.mark.parametrize(
    ("domain", "owned"),
    [
        ("example.org", "example.org"),
        ("Mail.Example.ORG.", "example.org"),
        ("a.b.example.co.uk", "example.co.uk"),
        ("shop.example.msk.ru", "example.msk.ru"),
        ("x.one.github.io", "one.github.io"),
        ("почта.пример.рф", "пример.рф"),
        ("mx.xn--e1afmkfd.xn--p1ai", "xn--e1afmkfd.xn--p1ai"),
        ("a.b.unknown-tld", "b.unknown-tld"),
    ],
)
def test_it_finds_what_somebody_registered(domain: str, owned: str) -> None:
    assert organisational_domain(domain) == owned


@pytest.mark.parametrize("domain", ["co.uk", "localhost", "", "192.0.2.1", "2001:db8::1", "a..b", "x" * 300, "."])
def test_what_nobody_registered_is_equal_only_to_itself(domain: str) -> None:
    assert organisational_domain(domain) == domain.strip().rstrip(".")
