"""Marks of quoted, signed and appended text in French letters."""

from responder.mail.marks.kinds import Marks

MARKS = Marks(
    verbs=("a écrit", "écrit"),
    sendings=("a envoyé",),
    attribution_openings=("le ",),
    separators=(
        "message d'origine", "message original", "message transféré", "message initial", "courriel d'origine",
        "message réexpédié", "mail original",
    ),
    bare_separators=("début du message transféré", "début du message réexpédié"),
    forward_ends=("fin du message transféré",),
    headers_from=("de", "expéditeur"),
    headers_date=("envoyé", "date", "envoyé le"),
    headers_to=("à", "a", "cc", "cci", "pour", "répondre à"),
    headers_subject=("objet", "sujet"),
    devices=(
        "envoyé de mon", "envoyé depuis mon", "envoyé depuis", "envoyé à partir de", "envoyé avec", "envoyé via",
        "envoyé sans fil", "obtenir outlook pour", "obtenez outlook pour", "télécharger outlook pour",
        "téléchargez outlook pour", "provenance : courrier",
    ),
    partings=(
        "cordialement", "bien cordialement", "très cordialement", "salutations", "bien à vous", "sincères salutations",
        "salutations distinguées", "meilleures salutations", "cordiales salutations", "respectueusement",
        "bonne journée", "bien sincèrement", "sincèrement", "amicalement", "avec mes salutations",
        "dans l'attente de votre réponse, je vous prie", "je vous prie d'agréer", "veuillez agréer", "cdlt", "cdt",
    ),
    greetings=("bonjour", "bonsoir", "madame,", "monsieur,", "madame, monsieur", "cher ", "chère ", "chers ", "salut "),
    postscripts=("p.s", "p.-s", "ps:", "ps :"),
    disclaimers=(
        "ce message et toutes", "ce message et ses", "ce message et les", "ce courriel et", "ce message contient des",
        "ce message est confidentiel", "ce courriel est confidentiel", "ce courriel contient des", "cet e-mail et",
        "le contenu de ce", "les informations contenues dans", "l'information contenue dans", "avis de confidentialité",
        "pensez à l'environnement", "avant d'imprimer", "attention : ce", "attention: ce", "courriel externe",
        "garanti sans virus", "sans virus.", "l'absence de virus",
    ),
    disclaimer_parts=(
        "si vous n'êtes pas le destinataire", "si vous n’êtes pas le destinataire", "reçu ce message par erreur",
        "reçu ce courriel par erreur", "reçu cet e-mail par erreur", "reçu ce mail par erreur",
    ),
    list_footers=("liste de diffusion", "pour vous désabonner", "pour vous désinscrire"),
    answers_below=(
        "réponses ci-dessous", "réponse ci-dessous", "réponses ci-après", "réponses en rouge", "réponses en bleu",
        "réponses dans le texte", "réponses dans le corps", "commentaires ci-dessous", "commentaires en rouge",
        "réponds ci-dessous", "réponds dans le", "répondu ci-dessous", "répondu dans le",
    ),
    answer_marks=("réponse :", "réponse:", "r :", "r:"),
)  # fmt: skip
