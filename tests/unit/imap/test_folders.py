"""The folders are found by what they are for, whatever the server calls them."""

import pytest

from responder.domain.message import FolderRole
from responder.imap.answers import ListedFolder
from responder.imap.folder_names import NAMES
from responder.imap.folders import folders_by_role

INBOX, SENT, JUNK, TRASH = FolderRole.INBOX, FolderRole.SENT, FolderRole.JUNK, FolderRole.TRASH


def folder(name: str, *attributes: str, delimiter: str = "/") -> ListedFolder:
    return ListedFolder(name, delimiter, frozenset(attributes))


def found(*listed: ListedFolder, configured: dict[FolderRole, str] | None = None) -> dict[FolderRole, str]:
    return dict(folders_by_role(listed, "INBOX", configured or {}))


def test_a_special_use_attribute_goes_before_every_name() -> None:
    listed = [folder("Sent"), folder("Ausgang", "\\sent")]
    assert found(*listed, configured={SENT: "Sent"})[SENT] == "Ausgang"


def test_a_configured_name_goes_before_the_known_ones() -> None:
    assert found(folder("Sent"), folder("Replies"), configured={SENT: "Replies"})[SENT] == "Replies"


def test_a_configured_name_may_leave_the_parent_out() -> None:
    listed = [folder("INBOX.Replies", delimiter=".")]
    assert found(*listed, configured={SENT: "Replies"})[SENT] == "INBOX.Replies"


def test_a_configured_folder_that_is_not_there_is_logged_and_looked_for(caplog: pytest.LogCaptureFixture) -> None:
    assert found(folder("Sent"), configured={SENT: "Snet"})[SENT] == "Sent"
    assert [record.message for record in caplog.records] == ["folder.absent"]


def test_of_two_folders_with_one_attribute_the_one_with_a_known_name_wins(caplog: pytest.LogCaptureFixture) -> None:
    assert found(folder("Archive/out", "\\sent"), folder("Sent Items", "\\sent"))[SENT] == "Sent Items"
    assert [record.message for record in caplog.records] == ["folder.ambiguous"]


@pytest.mark.parametrize(
    ("role", "name"), [(role, name) for role, names in NAMES.items() for name in names]
)  # fmt: skip
def test_each_known_name_is_found_alone_and_below_the_usual_parents(role: FolderRole, name: str) -> None:
    for listed in (folder(name), folder(f"[Gmail]/{name}"), folder(f"INBOX.{name.upper()}", delimiter=".")):
        assert found(listed).get(role) == listed.name


def test_no_name_stands_for_two_roles() -> None:
    names = [name.casefold() for known in NAMES.values() for name in known]
    assert len(names) == len(set(names))


def test_an_accent_may_be_written_in_two_ways() -> None:
    assert found(folder("Envoye\u0301s"))[SENT] == "Envoye\u0301s"


def test_a_folder_of_the_same_name_deeper_down_is_not_taken() -> None:
    assert SENT not in found(folder("Projects/Sent"), folder("Archive/2024/Sent"))


def test_a_folder_that_cannot_be_opened_is_not_taken() -> None:
    assert SENT not in found(folder("Sent", "\\noselect"), folder("Gone", "\\sent", "\\nonexistent"))


def test_folders_without_a_delimiter_are_names_as_they_are() -> None:
    assert found(folder("Sent", delimiter=""))[SENT] == "Sent"


def test_what_is_not_there_is_absent() -> None:
    assert found(folder("INBOX"), folder("Notes")) == {INBOX: "INBOX"}


def test_gmail_in_german_is_understood_by_its_attributes() -> None:
    listed = [
        folder("[Gmail]", "\\noselect"),
        folder("[Gmail]/Gesendet", "\\sent"),
        folder("[Gmail]/Spam", "\\junk"),
        folder("[Gmail]/Papierkorb", "\\trash"),
    ]
    assert found(*listed) == {
        INBOX: "INBOX", SENT: "[Gmail]/Gesendet", JUNK: "[Gmail]/Spam", TRASH: "[Gmail]/Papierkorb",
    }  # fmt: skip
