"""Marks of the commonest mail programs in languages that have no file of their own yet."""

from responder.mail.marks.kinds import Marks

MARKS = Marks(
    verbs=(
        "a écrit", "escribió", "ha scritto", "escreveu", "napisał", "napisała", "napisał(a)", "pisze", "schreef",
        "kirjoitti", "skrev", "napsal", "napísal", "yazdı", "έγραψε", "напісаў",
    ),
    separators=(
        "message d'origine", "message original", "message transféré", "mensaje original", "mensaje reenviado",
        "messaggio originale", "messaggio inoltrato", "mensagem original", "mensagem encaminhada",
        "wiadomość oryginalna", "oryginalna wiadomość", "wiadomość przekazana dalej", "oorspronkelijk bericht",
        "doorgestuurd bericht", "ursprungligt meddelande", "původní zpráva",
    ),
    bare_separators=(
        "début du message transféré", "inicio del mensaje reenviado", "inizio messaggio inoltrato",
        "início da mensagem encaminhada",
    ),
    headers_from=("de", "da", "od", "van", "från", "fra"),
    headers_date=(
        "envoyé", "enviado", "enviado el", "fecha", "inviato", "data", "wysłano", "verzonden", "datum", "skickat",
    ),
    headers_to=("à", "para", "a", "do", "aan", "till", "til"),
    headers_subject=("objet", "asunto", "oggetto", "assunto", "temat", "onderwerp", "ämne", "emne"),
    devices=(
        "envoyé de mon", "envoyé depuis", "enviado desde mi", "inviato da", "enviado do meu", "wysłane z",
        "verzonden vanaf mijn", "skickat från min",
    ),
    partings=(
        "cordialement", "bien cordialement", "salutations", "saludos", "un saludo", "atentamente", "cordiali saluti",
        "distinti saluti", "atenciosamente", "cumprimentos", "pozdrawiam", "z poważaniem", "met vriendelijke groet",
        "med vänlig hälsning",
    ),
    greetings=("bonjour", "hola", "buongiorno", "olá", "dzień dobry", "hej"),
    disclaimers=("ce message et toutes", "este mensaje y sus", "questo messaggio e", "esta mensagem e"),
)  # fmt: skip
