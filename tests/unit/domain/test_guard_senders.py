"""Local parts of people and of programs."""

import pytest

from responder.domain.guard_senders import is_daemon, is_no_reply


@pytest.mark.parametrize("local", ["reply", "noreen", "nora.reply", "norbert.noreply", "nothing", "replyno", "donna"])
def test_people_whose_names_sound_like_no_reply_are_people(local: str) -> None:
    assert not is_no_reply(local)


@pytest.mark.parametrize(
    "local", ["noreplyshop", "NO-REPLY", "do_not_reply", "dontreply", "x-do-not-reply", "nepasrepondre"]
)
def test_no_reply_addresses_are_known_in_all_their_spellings(local: str) -> None:
    assert is_no_reply(local)


@pytest.mark.parametrize("local", ["postmaster", "info", "abuse", "owner", "bouncer", "requests", "rooth", "request"])
def test_role_addresses_are_people(local: str) -> None:
    assert not is_daemon(local)


@pytest.mark.parametrize(
    "local", ["bounces+ann=kunde.example", "list-bounces+ann=x", "bounce_77", "Owner-List", "cron"]
)
def test_addresses_of_mail_software_are_no_people(local: str) -> None:
    assert is_daemon(local)
