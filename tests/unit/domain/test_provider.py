import pytest

from responder.domain.provider import GENERIC, LOCAL, PROVIDERS, is_loopback, provider_for, reverse_path


@pytest.mark.parametrize(
    ("host", "mailbox", "name"),
    [
        ("smtp.gmail.com", "shop@gmail.com", "Gmail"),
        ("SMTP.gmail.com.", "help@romashka.example", "Google Workspace"),
        ("imap.gmail.com", "", "Google Workspace"),
        ("smtp.office365.com", "help@romashka.example", "Microsoft 365"),
        ("smtp-mail.outlook.com", "shop@outlook.com", "Outlook.com"),
        ("smtp.yandex.ru", "shop@ya.ru", "Yandex"),
        ("smtp.yandex.ru", "help@romashka.example", "Yandex 360"),
        ("smtp.mail.ru", "shop@mail.ru", "Mail.ru"),
        ("smtp.mail.me.com", "shop@icloud.com", "iCloud"),
        ("smtppro.zoho.eu", "help@romashka.example", "Zoho"),
        ("smtp.fastmail.com", "help@romashka.example", "Fastmail"),
        ("mail.romashka.example", "help@romashka.example", "generic"),
        ("notsmtp.gmail.com", "help@romashka.example", "generic"),
        ("127.0.0.1", "help@romashka.example", "local"),
    ],
)
def test_a_provider_is_known_by_host_and_mailbox(host: str, mailbox: str, name: str) -> None:
    assert provider_for(host, mailbox).name == name


def test_microsoft_allows_three_connections_and_rewrites_message_ids() -> None:
    microsoft = provider_for("smtp.office365.com")
    assert (microsoft.max_connections, microsoft.per_minute, microsoft.rewrites_message_id) == (3, 30, True)
    assert microsoft.files_sent


def test_sent_is_not_relied_on_where_providers_do_not_file_reliably() -> None:
    filing = {p.name for p in PROVIDERS if p.files_sent}
    assert filing == {"Gmail", "Google Workspace", "Microsoft 365", "Outlook.com", "Zoho"}


def test_every_row_can_be_reached() -> None:
    for provider in PROVIDERS:
        mailbox = f"a@{provider.domains[0]}" if provider.domains else "a@romashka.example"
        assert provider_for(provider.hosts[0], mailbox) is provider


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "127.1.2.3", "::1", "[::1]"])
def test_loopback_is_this_machine(host: str) -> None:
    assert is_loopback(host)


@pytest.mark.parametrize("host", ["example.org", "127.evil.example", "10.0.0.1", ""])
def test_other_hosts_are_not_loopback(host: str) -> None:
    assert not is_loopback(host)


def test_the_null_path_is_used_only_towards_a_local_server_without_login() -> None:
    assert reverse_path(LOCAL, "help@romashka.example", authenticated=False) == ""
    assert reverse_path(LOCAL, "help@romashka.example", authenticated=True) == "help@romashka.example"
    assert reverse_path(GENERIC, "help@romashka.example", authenticated=False) == "help@romashka.example"
