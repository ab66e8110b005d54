from dataclasses import dataclass
from pathlib import Path

import pytest

from responder.app.rulebook import NoRulesError, Rulebook
from responder.domain.alert_trouble import Trouble
from responder.domain.provider import GENERIC, Provider, provider_for
from responder.domain.rule import Mode
from responder.flows.vitals import Vitals
from responder.shipped import shipped
from responder.store.sql_store import SqlStore
from responder.store.tables import metadata
from tests.support.world import NOON, SUPPORT

RULES = "mode: shadow\nstaff: [nordlicht.example]\nalerts: {people: [duty@nordlicht.example]}\n"
LIVE = RULES.replace("shadow", "live") + "hours: always\ncompany: {addresses: [hello@nordlicht.example]}\n"
BAD = "mode: liv\nstaf: [nordlicht.example]\nalerts: {people: [duty@nordlicht.example]}\n"


@dataclass
class Desk:
    """rules.yaml on disk, the database, and rulebooks of one start after another."""

    file: Path
    store: SqlStore
    vitals: Vitals

    def write(self, text: str) -> None:
        self.file.write_text(text)

    def rulebook(self, provider: Provider = GENERIC) -> Rulebook:
        return Rulebook(self.file, shipped("templates"), SUPPORT, provider, self.store, lambda: NOON, self.vitals)

    async def started(self, provider: Provider = GENERIC) -> Rulebook:
        rulebook = self.rulebook(provider)
        await rulebook.start()
        return rulebook


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    store = SqlStore("sqlite://")
    metadata.create_all(store._engine)
    desk = Desk(tmp_path / "rules.yaml", store, Vitals(started_at=NOON))
    desk.write(RULES)
    return desk


async def test_a_saved_change_is_in_force_after_the_next_look(desk: Desk) -> None:
    rulebook = await desk.started()
    assert rulebook.book().mode is Mode.SHADOW
    desk.write(LIVE)
    assert await rulebook.reload()
    assert rulebook.book().mode is Mode.LIVE


async def test_what_did_not_change_is_not_accepted_again(desk: Desk) -> None:
    rulebook = await desk.started()
    desk.write(RULES)
    assert not await rulebook.reload()


async def test_a_bad_file_changes_nothing_and_is_said(desk: Desk) -> None:
    rulebook = await desk.started()
    before = rulebook.book()
    desk.write(BAD)
    assert not await rulebook.reload()
    assert rulebook.book() is before
    assert len(rulebook.facts().rejected) == 2
    finding = desk.vitals.troubles[Trouble.RULES_REJECTED]
    assert (finding.count, finding.detail) == (2, rulebook.rejected[0])
    assert finding.detail.startswith(f"{desk.file}:1: mode: ")


async def test_a_good_file_after_a_bad_one_ends_the_trouble(desk: Desk) -> None:
    rulebook = await desk.started()
    desk.write(BAD)
    await rulebook.reload()
    desk.write(LIVE)
    assert await rulebook.reload()
    assert (rulebook.facts().rejected, desk.vitals.troubles) == ((), {})


async def test_the_old_text_again_ends_the_trouble_too(desk: Desk) -> None:
    rulebook = await desk.started()
    desk.write(BAD)
    await rulebook.reload()
    desk.write(RULES)
    assert await rulebook.reload()
    assert desk.vitals.troubles == {}


async def test_a_bad_file_at_the_start_falls_back_to_what_was_accepted_last(desk: Desk) -> None:
    desk.write(LIVE)
    await desk.started()
    desk.write(BAD)
    rulebook = await desk.started()
    assert rulebook.book().mode is Mode.LIVE
    assert rulebook.book().company.addresses == {SUPPORT, "hello@nordlicht.example"}
    assert rulebook.rejected
    assert Trouble.RULES_REJECTED in desk.vitals.troubles


async def test_a_missing_file_at_the_start_falls_back_too(desk: Desk) -> None:
    await desk.started()
    desk.file.unlink()
    rulebook = await desk.started()
    assert rulebook.book().mode is Mode.SHADOW
    assert "cannot be read" in rulebook.rejected[0]


async def test_without_anything_ever_accepted_every_problem_is_named(desk: Desk) -> None:
    desk.write(BAD)
    with pytest.raises(NoRulesError) as refused:
        await desk.started()
    assert len(refused.value.problems) == 2


async def test_templates_that_are_wrong_are_refused_together_with_the_rules(desk: Desk, tmp_path: Path) -> None:
    rulebook = await desk.started()
    rulebook.templates_path = tmp_path / "nothing"
    assert not await rulebook.reload()
    assert rulebook.rejected


async def test_the_mailbox_itself_is_an_own_address(desk: Desk) -> None:
    rulebook = await desk.started()
    assert rulebook.book().company.addresses == {SUPPORT}


async def test_a_known_providers_servers_are_believed_unless_the_rules_name_others(desk: Desk) -> None:
    gmail = provider_for("imap.gmail.com", SUPPORT)
    assert (await desk.started(gmail)).book().trust.authserv_ids == ("mx.google.com",)
    assert (await desk.started()).book().trust.authserv_ids == ()
    desk.write(RULES + "trust: {authserv_ids: []}\n")
    assert (await desk.started(gmail)).book().trust.authserv_ids == ()


async def test_health_is_told_which_rules_are_in_force_and_since_when(desk: Desk) -> None:
    rulebook = await desk.started()
    facts = rulebook.facts()
    assert (facts.loaded_at, facts.digest) == (NOON, rulebook.book().digest)


def test_before_anything_was_loaded_asking_is_a_mistake_of_ours(desk: Desk) -> None:
    with pytest.raises(RuntimeError):
        desk.rulebook().book()


async def test_rules_that_were_rejected_once_are_said_once(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    rulebook = await desk.started()
    desk.write(BAD)
    await rulebook.reload()
    await rulebook.reload()
    assert [record.message for record in caplog.records].count("rules.rejected") == len(rulebook.rejected)
