"""Marks of quoted, signed and appended text in Dutch letters."""

from responder.mail.marks.kinds import Marks

MARKS = Marks(
    verbs=("schreef", "schrijft", "geschreven", "het volgende geschreven"),
    attribution_openings=("op ",),
    separators=("oorspronkelijk bericht", "doorgestuurd bericht", "origineel bericht", "oorspronkelijke bericht"),
    bare_separators=("begin doorgestuurd bericht", "begin van doorgestuurd bericht"),
    forward_ends=("einde doorgestuurd bericht",),
    headers_from=("van", "afzender"),
    headers_date=("verzonden", "datum", "verzonden op"),
    headers_to=("aan", "cc", "bcc", "antwoord aan"),
    headers_subject=("onderwerp",),
    devices=(
        "verzonden vanaf", "verstuurd vanaf", "verzonden met", "verstuurd met", "verzonden via", "verstuurd via",
        "verzonden vanuit", "verstuurd vanuit", "download outlook voor", "outlook voor android", "outlook voor ios",
    ),
    partings=(
        "met vriendelijke groet", "met vriendelijke groeten", "vriendelijke groet", "vriendelijke groeten",
        "hartelijke groet", "hartelijke groeten", "met hartelijke groet", "groeten", "groetjes", "groet", "mvg",
        "hoogachtend", "met beste groeten", "beste groeten", "fijne dag",
    ),
    greetings=(
        "hallo", "beste ", "geachte", "goedemorgen", "goedemiddag", "goedenavond", "goedendag", "dag ", "dag,", "hoi ",
    ),
    postscripts=("p.s", "ps:", "ps "),
    disclaimers=(
        "dit bericht en eventuele", "dit bericht en de b", "dit bericht, inclusief", "dit e-mailbericht en",
        "deze e-mail en eventuele", "deze e-mail en de b", "deze e-mail en alle", "deze e-mail is vertrouwelijk",
        "dit bericht is vertrouwelijk", "dit bericht kan vertrouwelijke", "dit e-mailbericht is",
        "de informatie in dit", "de informatie in deze", "de inhoud van dit", "de inhoud van deze",
        "denk aan het milieu", "virusvrij.", "let op: deze e", "vertrouwelijkheidsverklaring",
    ),
    disclaimer_parts=(
        "indien u niet de geadresseerde", "als u niet de geadresseerde", "als u niet de beoogde",
        "indien u niet de beoogde", "dit bericht ten onrechte", "deze e-mail ten onrechte",
        "dit bericht per abuis",
    ),
    list_footers=("mailinglijst", "om u af te melden", "afmelden voor deze"),
    answers_below=(
        "antwoorden hieronder", "antwoord hieronder", "antwoorden in rood", "antwoorden in het rood",
        "antwoorden in blauw", "antwoorden in de tekst", "opmerkingen hieronder", "opmerkingen in rood",
        "commentaar hieronder", "hieronder beantwoord", "hieronder in rood",
    ),
    answer_marks=("antwoord:",),
)  # fmt: skip
