"""Marks of the commonest mail programs in languages that have no file of their own yet."""

from responder.mail.marks.kinds import Marks

MARKS = Marks(
    verbs=(
        "kirjoitti", "skrev", "napsal", "napísal", "napsal(a)", "yazdı", "έγραψε", "напісаў", "написа", "írta",
        "a scris", "đã viết", "viết",
    ),
    attribution_openings=("den ", "på ", "dne ", "vào "),
    separators=(
        "ursprungligt meddelande", "vidarebefordrat meddelande", "oprindelig meddelelse", "videresendt meddelelse",
        "opprinnelig melding", "videresendt melding", "původní zpráva", "přeposlaná zpráva", "pôvodná správa",
        "alkuperäinen viesti", "välitetty viesti", "orijinal mesaj", "özgün ileti", "eredeti üzenet", "mesaj original",
        "арыгінальнае паведамленне",
    ),
    bare_separators=("vidarebefordrat brev", "startar vidarebefordrat brev", "videresendt meddelelse"),
    headers_from=("från", "fra", "lähettäjä", "odesílatel", "gönderen", "feladó"),
    headers_date=("skickat", "datum", "sendt", "dato", "lähetetty", "odesláno", "gönderildi", "tarih", "elküldve"),
    headers_to=("till", "til", "kopia", "kopi", "vastaanottaja", "komu", "kopie", "kime", "címzett"),
    headers_subject=("ämne", "emne", "aihe", "předmět", "predmet", "konu", "tárgy"),
    devices=(
        "skickat från min", "skickat från", "sendt fra min", "sendt fra", "hämta outlook för", "hent outlook til",
        "lähetetty iphonesta", "odesláno z", "stáhnout outlook pro", "iphone'umdan gönderildi",
    ),
    partings=(
        "med vänlig hälsning", "med vänliga hälsningar", "vänliga hälsningar", "mvh", "med venlig hilsen",
        "venlig hilsen", "med vennlig hilsen", "vennlig hilsen", "hilsen", "hälsningar", "ystävällisin terveisin",
        "terveisin", "s pozdravem", "saygılarımla", "üdvözlettel",
    ),
    greetings=("hej ", "hej,", "hei ", "hei,", "dobrý den", "merhaba", "hyvää päivää"),
    disclaimers=("detta meddelande och", "denne e-mail og", "denne meddelelse og"),
    answers_below=("svar nedan", "svar nedenfor", "svar i rött"),
)  # fmt: skip
