"""Envelope senders as forwarders and list software rewrite them."""

import pytest

from responder.domain.envelope import original_path, return_path


@pytest.mark.parametrize(
    "value", ["<>", "< >", "", "  ", "<MAILER-DAEMON>", "<mailer-daemon@x.example>", "<#@[]>", "(none) <>"]
)
def test_every_spelling_of_the_null_path_is_null(value: str) -> None:
    assert return_path(value) == ""


@pytest.mark.parametrize(
    "value",
    [
        "<ann@kunde.example>",
        "ann@kunde.example",
        " <ann@kunde.example> (real)",
        "<@a.example,@b.example:ann@kunde.example>",
    ],
)
def test_an_address_is_found_in_every_spelling(value: str) -> None:
    assert return_path(value) == "ann@kunde.example"


@pytest.mark.parametrize(
    "rewritten",
    [
        "ann@kunde.example",
        "ann+tag@kunde.example",
        "prvs=0123abcd45=ann@kunde.example",
        "btv1==cd7==ann@kunde.example",
        "SRS0=hash=TT=kunde.example=ann@forward.example",
        "srs0+hash=TT=kunde.example=ann@forward.example",
        "SRS1=hash=first.example==hash=TT=kunde.example=ann@second.example",
        "box+SRS=hash=TT=kunde.example=ann@tenant.example",
        "SRS0=hash=TT=Kunde.Example=ann@forward.example",
    ],
)
def test_the_original_sender_is_found_again(rewritten: str) -> None:
    assert original_path(rewritten).address == "ann@kunde.example"


@pytest.mark.parametrize(
    "odd", ["SRS0=only@forward.example", "SRS0=a=b==x@forward.example", "SRS1=a@forward.example", "@", "", "x"]
)
def test_what_only_looks_rewritten_never_fails(odd: str) -> None:
    assert original_path(odd).domain in {"forward.example", ""}
