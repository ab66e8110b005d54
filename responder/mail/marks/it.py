"""Marks of quoted, signed and appended text in Italian letters."""

from responder.mail.marks.kinds import Marks

MARKS = Marks(
    verbs=("ha scritto", "scrive", "scriveva"),
    sendings=("ha inviato",),
    attribution_openings=("il ", "il giorno "),
    separators=("messaggio originale", "messaggio inoltrato", "messaggio di origine", "email originale"),
    bare_separators=("inizio messaggio inoltrato", "inizio del messaggio inoltrato"),
    forward_ends=("fine messaggio inoltrato", "fine del messaggio inoltrato"),
    headers_from=("da", "mittente"),
    headers_date=("inviato", "data", "inviato il"),
    headers_to=("a", "per", "cc", "ccn", "rispondi a"),
    headers_subject=("oggetto",),
    devices=(
        "inviato da iphone", "inviato da ipad", "inviato da outlook", "inviato da yahoo", "inviato da posta",
        "inviato da libero", "inviato da smartphone", "inviato da un", "inviato dal mio", "inviato dalla mia",
        "inviato con", "inviato tramite", "scarica outlook per", "ottieni outlook per", "inviato da mail",
    ),
    partings=(
        "cordiali saluti", "distinti saluti", "un cordiale saluto", "cordialmente", "saluti", "un saluto",
        "tanti saluti", "i migliori saluti", "i più cordiali saluti", "molti cordiali saluti", "porgo distinti saluti",
        "porgo cordiali saluti", "con i migliori saluti", "buona giornata", "in fede", "cari saluti",
    ),
    greetings=(
        "buongiorno", "buonasera", "buon giorno", "ciao", "salve ", "salve,", "gentile ", "gentili ", "egregi",
        "spett", "caro ", "cara ",
    ),
    postscripts=("p.s", "ps:"),
    disclaimers=(
        "questo messaggio e gli", "questo messaggio e i ", "questo messaggio e ogni", "questo messaggio e qual",
        "questa e-mail e gli", "questa e-mail e i ", "questa email e gli", "questo messaggio e relativi",
        "questo messaggio contiene informazioni",
        "questa e-mail contiene", "questo messaggio è riservato", "le informazioni contenute in",
        "il contenuto di questa", "il contenuto di questo", "il presente messaggio", "la presente e-mail",
        "avviso di riservatezza", "ai sensi del d.lgs", "ai sensi del regolamento", "prima di stampare",
        "rispetta l'ambiente", "privo di virus", "attenzione: questa e", "nota di riservatezza",
    ),
    disclaimer_parts=(
        "qualora non foste i destinatari", "se non siete i destinatari", "se non siete il destinatario",
        "se non è il destinatario", "qualora lei non sia il destinatario", "ricevuto questo messaggio per errore",
        "ricevuto questa e-mail per errore", "ricevuto per errore",
    ),
    list_footers=("lista di distribuzione", "per cancellarti", "per annullare l'iscrizione"),
    answers_below=(
        "risposte qui sotto", "risposte sotto", "risposte di seguito", "risposte in rosso", "risposte in blu",
        "commenti qui sotto", "commenti in rosso", "rispondo sotto", "rispondo di seguito", "rispondo nel testo",
        "risposto sotto", "risposte nel testo",
    ),
    answer_marks=("risposta:", "r:"),
)  # fmt: skip
