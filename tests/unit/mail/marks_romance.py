"""How mail programs mark history, signatures and notices in the Romance languages."""

from tests.unit.mail.tongue import WHO, Tongue

FR = Tongue(
    words="La date peut-elle passer au 5 décembre ?",
    old="Voici le procès-verbal.",
    attributions={
        "gmail": f"Le lun. 16 nov. 2026 à 12:00, {WHO} a écrit :",
        "apple": f"Le 16 nov. 2026 à 12:00, {WHO} a écrit :",
        "orange": f"Le 16/11/2026 12h00, {WHO} a écrit :",
    },
    weak={"thunderbird": "Le 16/11/2026 à 12:00, Nora Quist a écrit :"},
    blocks={
        "outlook": f"De : {WHO}\nEnvoyé : lundi 16 novembre 2026 12:00\nÀ : Anne\nObjet : Acte",
        "mac": f"De : {WHO}\nDate : lundi 16 novembre 2026 à 12:00\nÀ : Anne\nCc : Bob\nObjet : Acte",
        "rule": "-----Message d'origine-----",
    },
    forwards=["---------- Message transféré ---------", "Début du message transféré :"],
    partings=["Cordialement,", "Bien cordialement", "Bien à vous,", "Salutations distinguées,", "Sincères salutations"],
    devices=["Envoyé de mon iPhone", "Obtenir Outlook pour Android", "Envoyé depuis mon appareil Galaxy"],
    notices=[
        "Ce message et toutes les pièces jointes sont confidentiels.",
        "Si vous n'êtes pas le destinataire de ce message, merci de le détruire.",
    ],
    answers=["Voir mes réponses ci-dessous en rouge."],
)
ES = Tongue(
    words="¿Puede pasar la fecha al 5 de diciembre?",
    old="Aquí está el acta.",
    attributions={
        "gmail": "El lun, 16 nov 2026 a las 12:00, Nora Quist (<nora@example.test>) escribió:",
        "apple": f"El 16 nov 2026, a las 12:00, {WHO} escribió:",
    },
    weak={"thunderbird": "El 16/11/26 a las 12:00, Nora Quist escribió:"},
    blocks={
        "outlook": f"De: {WHO}\nEnviado: lunes, 16 de noviembre de 2026 12:00\nPara: Ana\nAsunto: Acta",
        "outlook el": f"De: {WHO}\nEnviado el: lunes, 16 de noviembre de 2026 12:00\nPara: Ana\nCC: Bob\nAsunto: Acta",
        "rule": "-----Mensaje original-----",
    },
    forwards=["---------- Mensaje reenviado ----------", "Inicio del mensaje reenviado:"],
    partings=["Saludos,", "Un cordial saludo,", "Atentamente,", "Saludos cordiales"],
    devices=["Enviado desde mi iPhone", "Obtener Outlook para Android"],
    notices=[
        "Este mensaje y sus archivos adjuntos son confidenciales.",
        "Si usted no es el destinatario, elimine este mensaje.",
    ],
    answers=["Mis respuestas abajo en rojo."],
)
IT = Tongue(
    words="La data può passare al 5 dicembre?",
    old="Ecco il verbale.",
    attributions={
        "gmail": f"Il giorno lun 16 nov 2026 alle ore 12:00 {WHO} ha scritto:",
        "apple": f"Il giorno 16 nov 2026, alle ore 12:00, {WHO} ha scritto:",
    },
    weak={"thunderbird": "Il 16/11/2026 12:00, Nora Quist ha scritto:"},
    blocks={
        "outlook": f"Da: {WHO}\nInviato: lunedì 16 novembre 2026 12:00\nA: Anna\nOggetto: Atto",
        "rule": "-----Messaggio originale-----",
    },
    forwards=["---------- Messaggio inoltrato ---------", "Inizio messaggio inoltrato:"],
    partings=["Cordiali saluti,", "Distinti saluti", "Un cordiale saluto,", "Saluti,"],
    devices=["Inviato da iPhone", "Scarica Outlook per Android", "Inviato dal mio dispositivo Galaxy"],
    notices=[
        "Questo messaggio e gli allegati sono riservati.",
        "Qualora non foste i destinatari, vi preghiamo di eliminarlo.",
    ],
    answers=["Le mie risposte qui sotto in rosso."],
)
PT = Tongue(
    words="A data pode passar para 5 de dezembro?",
    old="Aqui está a ata.",
    attributions={
        "gmail br": f"Em seg., 16 de nov. de 2026 às 12:00, {WHO} escreveu:",
        "gmail pt": f"{WHO} escreveu (segunda, 16/11/2026 à(s) 12:00):",
        "apple": f"No dia 16/11/2026, às 12:00, {WHO} escreveu:",
    },
    weak={"thunderbird": "Em 16/11/2026 12:00, Nora Quist escreveu:"},
    blocks={
        "outlook br": f"De: {WHO}\nEnviada em: segunda-feira, 16 de novembro de 2026 12:00\nPara: Ana\nAssunto: Ata",
        "outlook pt": f"De: {WHO}\nEnviado: segunda-feira, 16 de novembro de 2026 12:00\nPara: Ana\nAssunto: Ata",
        "rule": "-----Mensagem original-----",
    },
    forwards=["---------- Mensagem encaminhada ---------", "Início da mensagem encaminhada:"],
    partings=["Atenciosamente,", "Cumprimentos,", "Com os melhores cumprimentos,", "Abraços,"],
    devices=["Enviado do meu iPhone", "Obter o Outlook para Android", "Enviado a partir do meu telemóvel"],
    notices=[
        "Esta mensagem e seus anexos são confidenciais.",
        "Se você não é o destinatário, apague esta mensagem.",
    ],
    answers=["As minhas respostas abaixo em vermelho."],
)
