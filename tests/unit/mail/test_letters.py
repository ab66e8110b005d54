"""Whole letters in the manner of the common mail programs: what their authors wrote, and how fast it is found."""

from pathlib import Path

import pytest

from responder.mail.parse import parse, read_octets
from responder.mail.zones import zones

LETTERS = sorted((Path(__file__).parents[2] / "mail" / "letters").glob("*.eml"), key=lambda path: path.name)


def test_there_are_letters() -> None:
    assert len(LETTERS) >= 12


@pytest.mark.parametrize("path", LETTERS, ids=lambda path: path.stem)
def test_what_the_author_wrote_is_found(path: Path) -> None:
    message = parse(read_octets(path.read_bytes()))
    assert zones(message.text).visible == path.with_suffix(".visible.txt").read_text("utf-8").rstrip("\n")
    assert message.author is not None
    assert message.message_id is not None


def test_the_name_of_an_attachment_is_decoded() -> None:
    message = parse(read_octets((LETTERS[0].parent / "text-behind-attachment.eml").read_bytes()))
    assert message.truncated
    assert [(a.name, a.content_type) for a in message.attachments] == [("акт.pdf", "application/pdf")]


def test_an_invitation_shows_its_method() -> None:
    message = parse(read_octets((LETTERS[0].parent / "invitation.eml").read_bytes()))
    assert message.part_types[-1] == "text/calendar; method=request"


def test_what_is_broken_is_named() -> None:
    message = parse(read_octets((LETTERS[0].parent / "broken-mime.eml").read_bytes()))
    assert message.part_types == ("multipart/mixed", "multipart/alternative", "text/plain", "image/png")
