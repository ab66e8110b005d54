import pytest

from responder.store.migrate import migrate
from tests.support.command_line import CommandLine


def test_when_all_is_well_it_says_so(responder: CommandLine) -> None:
    said = responder("check")
    assert said.status == 0
    assert said.out.endswith("nothing is wrong\n")
    assert "mode live" in said.out
    assert "no tables yet" in said.out


def test_every_problem_of_the_rules_stands_first_on_its_own_line(responder: CommandLine) -> None:
    wrong = "mode: lve\nanswer: {limit: 3 hous}\nalerts: {people: [duty@nordlicht.example]}\n"
    (responder.home / "rules.yaml").write_text(wrong, encoding="utf-8")
    said = responder("check")
    assert said.status == 1
    first, second, *_ = said.out.splitlines()
    assert first.startswith("rules.yaml:1: mode: ")
    assert second.startswith("rules.yaml:2: answer.limit: ")
    assert said.out.endswith("2 to be mended\n")


def test_wrong_settings_are_named_together_with_what_is_wrong_in_the_rules(responder: CommandLine) -> None:
    responder.set(HTTP="8025", IMAP_PASSWORD="a", IMAP_PASSWORD_FILE="/nowhere", LOG="loud")
    (responder.home / "rules.yaml").write_text("mode: lve\n", encoding="utf-8")
    said = responder("check")
    assert said.status == 1
    for name in ("RESPONDER_HTTP", "RESPONDER_IMAP_PASSWORD", "RESPONDER_LOG", "rules.yaml:1"):
        assert name in said.out


@pytest.mark.parametrize(
    ("name", "url"),
    [
        ("IMAP_URL", "imap://me@mail.example.org?tls=none"),
        ("SMTP_URL", "ftp://mail.example.org"),
        ("DATABASE_URL", "mysql://host/name"),
    ],
)
def test_a_url_that_cannot_work_is_named_without_the_password_in_it(
    responder: CommandLine, name: str, url: str
) -> None:
    responder.set(**{name: url.replace("://", "://geheim:geheim4711@") if "@" not in url else url})
    said = responder("check")
    assert said.status == 1
    assert said.out.startswith(f"RESPONDER_{name}: ")
    assert "geheim4711" not in said.out


def test_a_template_that_names_what_is_not_there_is_found_with_its_line(responder: CommandLine) -> None:
    body = responder.home / "templates/customer/acknowledge/en/body.txt"
    body.parent.mkdir(parents=True)
    body.write_text("Hello,\nby {{ bye }} at the latest.\n", encoding="utf-8")
    said = responder("check")
    assert said.status == 1
    assert "acknowledge/en/body.txt:2" in said.out


def test_jargon_in_a_template_is_worth_a_look_and_no_more(responder: CommandLine) -> None:
    body = responder.home / "templates/customer/unverified/ru/body.txt"
    body.parent.mkdir(parents=True)
    body.write_text("Ответим {{ by }}, в кратчайшие сроки.\n", encoding="utf-8")
    out = responder("check").out
    assert "worth a look:" in out
    assert "в кратчайшие сроки" in out


def test_a_channel_whose_address_is_not_set_has_to_be_mended(responder: CommandLine) -> None:
    rules = responder.home / "rules.yaml"
    text = rules.read_text(encoding="utf-8")
    rules.write_text(text.replace("{people: [", "{channels: {team: secret:team}, people: ["), encoding="utf-8")
    said = responder("check")
    assert said.status == 1
    assert "RESPONDER_SECRET_TEAM" in said.out
    responder.set(SECRET_TEAM="json://chat.example/x")
    said = responder("check")
    assert said.status == 0
    assert "chat.example" not in said.out


def test_trouble_told_by_mail_alone_is_worth_a_look(responder: CommandLine) -> None:
    assert "staff hear of trouble by mail only" in responder("check").out


def test_a_password_inside_a_url_is_worth_a_look_and_is_not_shown(responder: CommandLine) -> None:
    responder.set(IMAP_URL="imaps://me%40x.example:geheim4711@imap.x.example")
    said = responder("check")
    assert said.status == 0
    assert "RESPONDER_IMAP_PASSWORD_FILE" in said.out
    assert "geheim4711" not in said.out


def test_the_revision_of_the_database_is_told(responder: CommandLine) -> None:
    migrate(responder.database_url)
    assert "database: revision " in responder("check").out


def test_files_that_are_not_there_are_named_with_the_setting_to_mend(responder: CommandLine) -> None:
    responder.set(RULES="nowhere.yaml", TEMPLATES="nowhere")
    said = responder("check")
    assert said.status == 1
    assert "RESPONDER_RULES" in said.out
    assert "RESPONDER_TEMPLATES" in said.out


def test_to_connect_the_servers_must_be_named(responder: CommandLine) -> None:
    responder.set(IMAP_URL="", SMTP_URL="")
    said = responder("check", "--connect")
    assert said.status == 1
    assert "RESPONDER_IMAP_URL is not set" in said.out
