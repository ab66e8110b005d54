"""Who and where everybody is in the demo: the invented company, its mail server's name, addresses and ports."""

import socket
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
LETTERS = HERE / "letters"
RULES = HERE / "rules.yaml"

HOST = "127.0.0.1"
OWN_ADDRESS = "support@lighthouse.example"
COMPANY_DOMAIN = "lighthouse.example"
MAIL_SERVER = "mx.lighthouse.example"


@dataclass(frozen=True, slots=True)
class Ports:
    """Where the demo listens on loopback: its two mail servers, and the daemon's health page."""

    smtp: int
    imap: int
    http: int


USUAL = Ports(smtp=2525, imap=2143, http=8025)
ANY = Ports(smtp=0, imap=0, http=0)


def choose_ports(wish: Ports) -> Ports:
    """The ports wished for where nobody listens on them, else free ones."""
    with _bound(wish.smtp) as smtp, _bound(wish.imap) as imap, _bound(wish.http) as http:
        return Ports(*(int(one.getsockname()[1]) for one in (smtp, imap, http)))


def _bound(wish: int) -> socket.socket:
    for port in (wish, 0):
        one = socket.socket()
        one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            one.bind((HOST, port))
        except OSError:
            one.close()
        else:
            return one
    raise OSError("no free port on loopback")
