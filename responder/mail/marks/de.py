"""Marks of quoted, signed and appended text in German letters."""

from responder.mail.marks.kinds import Marks

MARKS = Marks(
    verbs=("schrieb", "schreibt", "hat geschrieben", "geschrieben"),
    sendings=("sandte",),
    attribution_openings=("am ",),
    separators=(
        "ursprüngliche nachricht", "originalnachricht", "original-nachricht", "originalmail",
        "weitergeleitete nachricht",
        "weitergeleitete mail", "ursprünglicher termin", "antwort nachricht", "original nachricht",
        "ursprüngliche mail", "ursprüngliche e-mail",
    ),
    bare_separators=("anfang der weitergeleiteten nachricht", "anfang der weitergeleiteten e-mail"),
    forward_ends=("ende der weitergeleiteten nachricht",),
    headers_from=("von", "absender"),
    headers_date=("gesendet", "datum", "gesendet am"),
    headers_to=("an", "cc", "kopie", "antwort an"),
    headers_subject=("betreff",),
    devices=(
        "von meinem iphone", "von meinem ipad", "von meinem samsung", "von meinem handy", "von meinem android",
        "von meinem smartphone", "von meinem mobil", "gesendet von meinem", "gesendet von mail", "gesendet von outlook",
        "gesendet von yahoo", "gesendet mit der", "gesendet mit", "gesendet über", "outlook für ios",
        "outlook für android", "holen sie sich outlook", "diese nachricht wurde von meinem",
    ),
    partings=(
        "mit freundlichen grüßen", "mit freundlichen grüssen", "mit freundlichem gruß", "mit freundlichem gruss",
        "mit besten grüßen", "mit besten grüssen", "freundliche grüße", "freundliche grüsse", "viele grüße",
        "viele grüsse", "beste grüße", "beste grüsse", "liebe grüße", "liebe grüsse", "herzliche grüße",
        "herzliche grüsse", "schöne grüße", "mit herzlichen grüßen", "hochachtungsvoll", "mfg", "lg", "vg", "grüße",
        "gruß", "mit vielen grüßen",
    ),
    greetings=("hallo", "guten tag", "guten morgen", "guten abend", "sehr geehrte", "liebe", "moin", "servus"),
    postscripts=("p.s", "ps:", "ps "),
    disclaimers=(
        "diese e-mail enthält", "diese email enthält", "diese nachricht enthält vertraul", "diese e-mail ist vertraul",
        "diese e-mail und alle", "diese e-mail und etwaige", "der inhalt dieser e-mail", "die information in dieser",
        "die informationen in dieser", "vertraulichkeitshinweis", "rechtlicher hinweis", "wichtiger hinweis: diese",
        "achtung: diese e-mail", "achtung: externe", "externe e-mail", "bitte denken sie an die umwelt",
        "bitte prüfen sie, ob", "virenfrei.",
    ),
    disclaimer_parts=(
        "wenn sie nicht der richtige adressat", "wenn sie nicht der beabsichtigte", "wenn sie nicht der vorgesehene",
        "sollten sie nicht der vorgesehene", "sollten sie nicht der beabsichtigte",
        "sollten sie diese e-mail irrtümlich",
        "falls sie nicht der", "diese e-mail irrtümlich erhalten", "wenn sie nicht der richtige empfänger",
    ),
    list_footers=("mailingliste", "newsletter abbestellen", "um sich abzumelden", "verteilerliste"),
    answers_below=(
        "antworten unten", "antwort unten", "antworten stehen unten", "antworten in rot", "antworten in blau",
        "antworten im text", "kommentare im text", "kommentare unten", "kommentare in rot", "anmerkungen in rot",
        "anmerkungen im text", "unten in rot", "unten rot", "unten beantwortet", "antworte unten", "antworte im text",
        "antworten siehe unten", "im text beantwortet", "in rot beantwortet", "antworten inline",
    ),
    answer_marks=("antwort:", "antw:"),
)  # fmt: skip
