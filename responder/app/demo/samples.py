"""The sample letters of the demo, in the order in which they arrive, and what has to become of each."""

from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime

from responder.app.demo.places import LETTERS
from responder.mail.parse import parse, read_octets


@dataclass(frozen=True, slots=True)
class Sample:
    """One letter and its fate.

    `name` is the file under letters/; `envelope_from` what the sending server says in MAIL FROM. `verdict` is the
    guard's; with `silence` a letter of a person gets no acknowledgement, for this reason. `language` is that of the
    acknowledgement, `repeats` what must stand in it in this order, `conceals` what must not stand in it. `drafted`: a
    reply is laid out for staff.
    """

    name: str
    title: str
    envelope_from: str
    verdict: str = "answer"
    reason: str = "human_letter"
    silence: str = ""
    language: str = ""
    drafted: bool = False
    repeats: tuple[str, ...] = ()
    conceals: tuple[str, ...] = ()

    @property
    def acknowledged(self) -> bool:
        """Whether the customer gets an acknowledgement."""
        return self.verdict == "answer" and not self.silence

    @property
    def message_id(self) -> str:
        """The letter's Message-ID."""
        return parse(read_octets((LETTERS / f"{self.name}.eml").read_bytes())).message_id or ""


SAMPLES: tuple[Sample, ...] = (
    Sample(
        "numbered-russian", "three numbered questions, in Russian", "maria@vector.example", language="ru",
        drafted=True,
        repeats=("Мария", "1", "перенести срок на 5 декабря?", "2", "Кто подписывает акт", "3", "обучение сотрудников"),
    ),
    Sample("chaotic-english", "a chaotic letter, in English", "oliver@harbour.example", language="en"),
    Sample(
        "furious-russian", "a furious letter: a calm answer", "igor@savelyev.example", language="ru",
        conceals=("!", "пасибо", "безобразие", "1."),
    ),
    Sample("mailing-list", "a mailing list", "devices-bounces@lists.community.example", "machine", "list_headers"),
    Sample(
        "german", "in German, which this company does not write", "j.brandt@werft.example", language="en",
        repeats=("Wann können wir mit der Lieferung rechnen?",),
    ),
    Sample("bounce", "a bounce", "", "machine", "auto_submitted"),
    Sample("out-of-office", "an out-of-office reply", "ines@papier.example", "machine", "auto_submitted"),
    Sample("newsletter", "a newsletter", "bounces@cloudweek.example", "machine", "list_headers"),
    Sample("forged", "a forged sender", "www@cheaphost.example", "doubt", "failed_authentication"),
    Sample(
        "unverified", "a sender nobody vouches for: nothing is repeated", "tomas@cottage.example", language="en",
        conceals=("Tomas", "lamp", "stairs"),
    ),
    Sample("grieving", "a death: the barest answer", "olga@ivanova.example", language="ru", conceals=("!", "закрыть")),
    Sample(
        "second-letter", "one more question, so soon that a machine could have sent it", "maria@vector.example",
        silence="too_soon", drafted=True,
    ),
    Sample("thanks", "thanks alone", "oliver@harbour.example", silence="thanks_only"),
    Sample(
        "html-only", "HTML without plain text", "priya@orchard.example", language="en",
        drafted=True,
        repeats=("1", "telephone support?", "2", "bank transfer?"),
    ),
)  # fmt: skip

REPLY_OF_ANNA = "reply-of-anna"
"""A colleague's answer to the last sample."""

WARNINGS = (("Перенос внедрения", "anna"), ("ТРЕТИЙ ДЕНЬ", "anna"), ("ТРЕТИЙ ДЕНЬ", "peter"))
"""Which subjects are told to whom while one watches: the first sample's first warning falls due, and a furious letter
calls at once those whom its rule names."""

ANSWERED_BY_ANNA = "Annual plan"
"""The subject of the last sample, which must not be warned about after Anna's answer."""


def letter_octets(name: str, at: datetime) -> bytes:
    """One of the files under letters/ as it leaves its author's mail client `at` this instant (aware)."""
    text = (LETTERS / f"{name}.eml").read_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
    return f"Date: {format_datetime(at)}\r\n".encode() + text
