"""What folders are called where no special-use attribute says what they are for: data, a line a language."""

from collections.abc import Mapping

from responder.domain.message import FolderRole

NAMES: Mapping[FolderRole, tuple[str, ...]] = {
    FolderRole.SENT: (
        # English: most servers and Apple Mail, Gmail, Exchange and Outlook, AOL
        "Sent", "Sent Messages", "Sent Mail", "Sent Items", "Sent-mail",
        "Отправленные", "Отправленные элементы", "Отправленное",
        "Gesendet", "Gesendete Objekte", "Gesendete Elemente", "Gesendete Nachrichten", "Gesendete",
        "Envoyés", "Éléments envoyés", "Messages envoyés", "Courrier envoyé", "Objets envoyés",
        "Enviados", "Elementos enviados", "Mensajes enviados", "Correo enviado",
        "Inviata", "Posta inviata", "Inviati", "Elementi inviati", "Messaggi inviati",
        "Itens enviados", "Mensagens enviadas", "E-mails enviados", "Enviadas",
        "Verzonden", "Verzonden items", "Verzonden berichten", "Verzonden objecten",
        "Wysłane", "Elementy wysłane", "Wysłane wiadomości",
        "Надіслані", "Надіслане", "Відправлені", "Надіслані елементи",
    ),
    FolderRole.JUNK: (
        "Junk", "Spam", "Junk E-mail", "Junk Email", "Junk Mail", "Bulk Mail", "Bulk",
        "Спам", "Нежелательная почта", "Сомнительные",
        "Spamverdacht", "Unerwünscht", "Junk-E-Mail", "Unerwünschte Werbung",
        "Courrier indésirable", "Indésirables", "Pourriel",
        "Correo no deseado", "Correo basura",
        "Posta indesiderata", "Indesiderata",
        "Lixo eletrônico", "Lixo eletrónico", "Correio de lixo",
        "Ongewenste e-mail", "Ongewenst", "Reclame",
        "Wiadomości-śmieci", "Niechciane", "Wiadomości śmieci",
        "Небажана пошта", "Небажана електронна пошта",
    ),
    FolderRole.TRASH: (
        "Trash", "Deleted", "Deleted Items", "Deleted Messages", "Bin", "Wastebasket",
        "Корзина", "Удаленные", "Удалённые", "Удаленные элементы", "Удалённые элементы",
        "Papierkorb", "Gelöscht", "Gelöschte Objekte", "Gelöschte Elemente",
        "Corbeille", "Éléments supprimés", "Messages supprimés",
        "Papelera", "Elementos eliminados", "Eliminados",
        "Cestino", "Posta eliminata", "Elementi eliminati",
        "Lixeira", "Lixo", "Itens excluídos", "Itens eliminados",
        "Prullenbak", "Verwijderde items", "Verwijderd",
        "Kosz", "Elementy usunięte", "Usunięte",
        "Кошик", "Видалені", "Видалені елементи",
    ),
    FolderRole.DRAFTS: (
        "Drafts", "Draft",
        "Черновики", "Черновик",
        "Entwürfe",
        "Brouillons",
        "Borradores", "Borrador",
        "Bozze",
        "Rascunhos", "Rascunho",
        "Concepten", "Ontwerpen",
        "Wersje robocze", "Szkice", "Kopie robocze",
        "Чернетки",
    ),
}  # fmt: skip
"""By role, the likeliest first; compared without case."""

PARENTS = ("INBOX", "[Gmail]", "[Google Mail]")
"""Folders below which servers put the others."""

ATTRIBUTES: Mapping[FolderRole, str] = {
    FolderRole.SENT: "\\sent",
    FolderRole.JUNK: "\\junk",
    FolderRole.TRASH: "\\trash",
    FolderRole.DRAFTS: "\\drafts",
}
"""Special-use attributes (RFC 6154 section 2), in lower case."""
