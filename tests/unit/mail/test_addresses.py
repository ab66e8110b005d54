"""Address lists: the right people or nobody, never somebody else."""

import pytest

from responder.domain.values import Address
from responder.mail.addresses import read_addresses, read_authors, to_a_labels


@pytest.mark.parametrize(
    ("value", "address", "name"),
    [
        ("ann@example.org", "ann@example.org", ""),
        ("<ann@example.org>", "ann@example.org", ""),
        ("Ann Lee <ann@Example.ORG>", "ann@example.org", "Ann Lee"),
        ('"Lee, Ann" <ann@example.org>', "ann@example.org", "Lee, Ann"),
        ("Lee, Ann <ann@example.org>", "ann@example.org", "Lee, Ann"),
        ('"Ann \\"A\\" Lee" <ann@example.org>', "ann@example.org", 'Ann "A" Lee'),
        ("ann@example.org (Ann Lee)", "ann@example.org", "Ann Lee"),
        ("ann@example.org (Ann (the tall) Lee)", "ann@example.org", "Ann (the tall) Lee"),
        ("=?utf-8?B?0JDQvdC90LA=?= <ann@example.org>", "ann@example.org", "Анна"),
        ('"=?utf-8?B?0JDQvdC90LA=?=" <ann@example.org>', "ann@example.org", "Анна"),
        ("=?utf-8?Q?Lee,_Ann?= <ann@example.org>", "ann@example.org", "Lee, Ann"),
        ("=?utf-8?Q?boss=40example=2Ecom?= <ann@example.org>", "ann@example.org", "boss@example.com"),
        ("Анна <ann@example.org>", "ann@example.org", "Анна"),
        ("J. R. O'Neil <ann@example.org>", "ann@example.org", "J. R. O'Neil"),
        ("ann@example.org <ann@example.org>", "ann@example.org", ""),
        ('"boss@example.com" <ann@example.org>', "ann@example.org", "boss@example.com"),
        ("Ann.Lee+tag@sub.example.org", "Ann.Lee+tag@sub.example.org", ""),
        ('"ann lee"@example.org', '"ann lee"@example.org', ""),
        ("ann..lee.@example.org", "ann..lee.@example.org", ""),
        ("ann@[192.0.2.1]", "ann@[192.0.2.1]", ""),
        ("ann@почта.example", "ann@xn--80a1acny.example", ""),
        ("ann@faß.example", "ann@xn--fa-hia.example", ""),
        ("Staff: ann@example.org;", "ann@example.org", ""),
        ('"Ann <ann@example.org>', "ann@example.org", ""),
        ("Ann <ann@example.org", "ann@example.org", ""),
        ("Ann\u202e\u0007 Lee <ann@example.org>", "ann@example.org", "Ann Lee"),
    ],
)
def test_it_names_the_author(value: str, address: str, name: str) -> None:
    assert read_authors([value]) == (Address(address, name),)


@pytest.mark.parametrize(
    "value",
    [
        "alice@example.org)bob@example.com",
        "alice@example.org(<bob@example.com>",
        "alice@example.org,<bob@example.com",
        "alice@example.org]bob@example.com",
        "alice@example.org <bob@example.com>",
        "<alice@example.org>bob@example.com",
        "<alice@example.org> <bob@example.com>",
        "<alice@example.org@example.com>",
        "alice@example.org@example.com",
        '"alice@example.org" bob@example.com',
        "alice@example.org bob@example.com",
        "<@example.net,@example.org:bob@example.com>",
        "alice@example.org: bob@example.com;",
        'alice@example.org"bob@example.com',
        "alice@example.org\\,bob@example.com",
        "alice@exa mple.org, bob@example.com",
        "Ann Lee",
        "",
        "<>",
        "(ann@example.org)",
        "=?utf-8?Q?ann=40example=2Eorg?=",
        "undisclosed-recipients:;",
        "@example.org",
        "ann@",
        "ann@-.example",
        "ann@example..org",
        "ann@exa\u202emple.org",
        "(" * 500,
        '"' * 501,
    ],
)
def test_where_nobody_is_surely_named_there_is_no_author(value: str) -> None:
    assert read_authors([value]) == ()


def test_two_authors_are_two() -> None:
    assert [a.address for a in read_authors(["a@example.org, b@example.org"])] == ["a@example.org", "b@example.org"]
    assert len(read_authors(["a@example.org", "b@example.org"])) == 2


def test_one_of_two_from_fields_is_never_believed_alone() -> None:
    assert read_authors(["a@example.org", "nonsense"]) == ()
    assert read_authors(["broken@@example.org", "a@example.org"]) == ()


def test_recipients_are_read_around_broken_ones() -> None:
    found = read_addresses(
        ["a@example.org; B <b@example.org>, broken@@x, Team: c@example.org, d@example.org;, e@example.org"]
    )
    assert [entry.address[0] for entry in found] == list("abcde")


def test_at_most_two_hundred_are_read() -> None:
    assert len(read_addresses([", ".join(f"u{i}@example.org" for i in range(8000))])) == 200


@pytest.mark.parametrize(
    "domain", ["a b.org", "exa\x00mple.org", "x" * 64 + ".org", "a/b.org", "a\u200bb.org", "a\uff20b.org"]
)
def test_what_is_no_domain_is_refused(domain: str) -> None:
    assert to_a_labels(domain) == ""
