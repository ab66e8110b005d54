"""Looks whether staff can be reached when it matters; said by `check`, and in the log when the daemon starts."""

from responder.app.findings import Found, odd, wrong
from responder.app.settings import Settings
from responder.domain.alert_route import only_mail
from responder.domain.rule import Book, Mode


def look_at_alerts(book: Book, settings: Settings) -> list[Found]:
    """Channels without an address, and trouble that only the mailbox in trouble can tell."""
    missing = sorted({name for name in book.alerts.channels.values() if not settings.secrets.get(name.lower())})
    found = wrong(
        f"rules.yaml names secret:{name}: set RESPONDER_SECRET_{name.upper()} or RESPONDER_SECRET_{name.upper()}_FILE"
        for name in missing
    )
    if not book.alerts.people and book.mode is not Mode.OFF:
        found += odd(["alerts.people is empty: nobody is warned before a time that customers were told passes"])
    elif only_mail(book.alerts):
        found += odd(
            [
                "staff hear of trouble by mail only, so not when the mail server itself is the trouble: give somebody "
                "a `chat: secret:NAME` under people"
            ]
        )
    return found
