"""What the author wrote, apart from what programs and earlier letters added."""

import pytest

from responder.mail.zones import zones

WORDS = "Can the date move to 5 December?"
OLD = "Here is the act.\nPlease sign it."
QUOTED = "> Here is the act.\n> Please sign it."

ATTRIBUTIONS = [
    "On Mon, Nov 16, 2026 at 12:00 PM Support <support@example.test> wrote:",
    "On Mon, Nov 16, 2026 at 12:00 PM Support <\nsupport@example.test> wrote:",
    "On Mon, Nov 16, 2026 at 12:00 PM Support <support@example.test>\nwrote:",
    "On Nov 16, 2026, at 12:00, Support <support@example.test> wrote:",
    "пн, 16 нояб. 2026 г. в 12:00, Support <support@example.test>:",
    "пн, 16 нояб. 2026 г. в 12:00, Support <support@example.test\n>:",
    '16.11.2026, 12:00, "Support" <support@example.test>:',
    "Понедельник, 16 ноября 2026, 12:00 +03:00 от Support <support@example.test>:",
    "16 нояб. 2026 г., в 12:00, Support <support@example.test> написал(а):",
    "16 ноября 2026 г. 12:00:00 GMT+03:00, Support <support@example.test> пишет:",
    "пн, 16 лист. 2026 р. о 12:00 Support <support@example.test> пише:",
    "Am Mo., 16. Nov. 2026 um 12:00 Uhr schrieb Support <support@example.test>:",
    "Am 16.11.2026 um 12:00 schrieb Support <support@example.test>:",
    "Le lun. 16 nov. 2026 à 12:00, Support <support@example.test> a écrit :",
]

WEAK_ATTRIBUTIONS = [
    "On 11/16/26 12:00, Support wrote:",
    "16.11.2026 12:00, Support пишет:",
    "Support писал(а) 2026-11-16 12:00:",
    "16.11.26 12:00, Support пише:",
    "Am 16.11.26 um 12:00 schrieb Support:",
    "Вы писали 16 ноября 2026 г., 12:00:00:",
]

BLOCKS = [
    "From: Support <support@example.test>\nSent: Monday, November 16, 2026 12:00 PM\nTo: Ann\nSubject: Act",
    "*From:* Support\n*Sent:* Monday, November 16, 2026 12:00 PM\n*To:* Ann\n*Cc:* Bob\n*Subject:* Act",
    "От: Support <support@example.test>\nОтправлено: 16 ноября 2026 г. 12:00\nКому: Анна\nТема: Акт",
    "От: Support\nОтправлено: понедельник, 16 ноября 2026 г. 12:00\nКому: Анна",
    "Від: Support <support@example.test>\nНадіслано: 16 листопада 2026 р. 12:00\nКому: Анна\nТема: Акт",
    "Von: Support <support@example.test>\nGesendet: Montag, 16. November 2026 12:00\nAn: Anna\nBetreff: Akt",
    "Gesendet: Montag, 16. November 2026 um 12:00 Uhr\nVon: Support\nAn: anna@example.org\nBetreff: Akt",
    "-----Original Message-----\nFrom: Support\nSent: Monday",
    "-------- Исходное сообщение --------",
    "-----Ursprüngliche Nachricht-----",
    "________________________________\nFrom: Support <support@example.test>\nSent: Monday\nTo: Ann\nSubject: Act",
]

FORWARDS = [
    "---------- Forwarded message ---------\nFrom: Support <support@example.test>",
    "Begin forwarded message:\n\nFrom: Support <support@example.test>",
    "-------- Пересылаемое сообщение --------\n16.11.2026, 12:00, Support <support@example.test>:",
    "Начало переадресованного сообщения:\n\nОт: Support",
    "-------- Weitergeleitete Nachricht --------\nBetreff: Akt",
]


@pytest.mark.parametrize("mark", ATTRIBUTIONS + WEAK_ATTRIBUTIONS)
def test_an_attribution_and_the_quoted_lines_below_it_are_history(mark: str) -> None:
    cut = zones(f"{WORDS}\n\n{mark}\n{QUOTED}\n")
    assert cut.visible == WORDS
    assert cut.quoted == f"{mark}\n{QUOTED}"


@pytest.mark.parametrize("mark", ATTRIBUTIONS + BLOCKS + FORWARDS)
def test_unquoted_history_goes_to_the_end(mark: str) -> None:
    assert zones(f"{WORDS}\n\n{mark}\n\n{OLD}\n").visible == WORDS


@pytest.mark.parametrize("mark", ATTRIBUTIONS + WEAK_ATTRIBUTIONS)
def test_answers_between_quoted_lines_stay(mark: str) -> None:
    cut = zones(f"{mark}\n> When?\nOn Friday.\n> Who?\n\nAnn.\n")
    assert cut.visible == "On Friday.\n\nAnn."


def test_words_behind_a_forwarded_message_stay() -> None:
    forwarded = "-------- Пересылаемое сообщение --------\nстарое\n-------- Конец пересылаемого сообщения --------"
    assert zones(f"See below.\n{forwarded}\nЧто скажете?").visible == "See below.\n\nЧто скажете?"


@pytest.mark.parametrize(
    "words",
    [
        "On Monday at 10:00 your colleague wrote:\nwe will call you.\nNobody did.",
        "I have three questions:\n1. When?\n2. Who?",
        "Please send a courier.\nFrom: Berlin\nTo: Paris\nDate: 5 May",
        "Нужна доставка.\nОт: склад\nКому: Иванов\nДата: пятница",
        "Hours: 10:00 to 18:00, as Ann <3 wrote:\nis that right?",
        "Прошу прислать до 16.11.2026:\n- акт\n- счёт",
        "Original message was lost, please send it again.",
        "--\nDoes the new version work?\nWhat does it cost?",
        "Regards the invoice: when do we get it?",
        "С уважением отношусь к вашей работе, но когда будет акт?",
        "Best\npractice says otherwise.",
        "Sent from the warehouse were 3 boxes. Where are they?",
        "This email and any reply to it will go to our lawyer. Do you understand?",
        "1 > 0, is it not?",
    ],
)
def test_in_doubt_a_line_is_the_authors(words: str) -> None:
    assert zones(words).visible == words


@pytest.mark.parametrize(
    "signature",
    [
        "-- \nAnn Lee\nCompany\n+1 555 0100",
        "--\nAnn Lee",
        "Best regards,\nAnn Lee\nHead of Purchasing\nann@example.org",
        "Kind regards\n\nAnn",
        "Sincerely, Ann Lee",
        "С уважением,\nАнна Ли\nтел. +7 495 000-00-00",
        "С уважением, Анна",
        "С уважением Анна Ли",
        "с ув., Анна",
        "З повагою,\nАнна",
        "Mit freundlichen Grüßen\n\nAnna Lee",
        "MfG\nAnna",
        "Sent from my iPhone",
        "Отправлено с iPhone",
        "Отправлено из мобильной Почты Mail.ru",
        "--\nОтправлено из мобильного приложения Яндекс Почты",
        "Надіслано з iPhone",
        "Von meinem iPhone gesendet",
        "Get Outlook for iOS<https://aka.example/o0ukef>",
        "Best regards,\nAnn\n\nSent from my iPhone",
        "С уважением,\nАнна\n-- \nООО «Вектор»",
    ],
)
def test_signatures_are_apart(signature: str) -> None:
    for tail in ("", f"\n\n{ATTRIBUTIONS[0]}\n{QUOTED}", f"\n\n{BLOCKS[2]}\n\n{OLD}"):
        cut = zones(f"{WORDS}\n\n{signature}{tail}")
        assert cut.visible == WORDS
        assert cut.signature.split() == signature.split()


def test_a_postscript_behind_a_signature_stays() -> None:
    cut = zones(f"{WORDS}\n\nBest regards,\nAnn\n\nP.S. And who signs the act?")
    assert cut.visible == f"{WORDS}\n\nP.S. And who signs the act?"
    assert cut.signature == "Best regards,\nAnn"


def test_a_question_behind_a_sign_off_stays() -> None:
    assert "Кто подписывает?" in zones("Спасибо.\nС уважением, Анна\n\nКто подписывает?").visible


@pytest.mark.parametrize(
    "notice",
    [
        "This e-mail and any attachments are confidential and intended solely\nfor the person named above.",
        "CONFIDENTIALITY NOTICE: the contents are privileged.",
        "The content is for the addressee. If you are not the intended recipient, please delete it.",
        "Данное сообщение и любые приложения к нему конфиденциальны.",
        "Если вы не являетесь адресатом, удалите это письмо и сообщите нам об ошибке.",
        "Diese E-Mail enthält vertrauliche und/oder rechtlich geschützte Informationen.",
        "Please consider the environment before printing this e-mail.",
    ],
)
def test_legal_notices_are_apart(notice: str) -> None:
    cut = zones(f"{WORDS}\n\nBest regards,\nAnn\n\n{notice}")
    assert cut.visible == WORDS
    assert cut.signature == "Best regards,\nAnn"
    assert cut.disclaimer == notice


def test_a_banner_above_the_letter_is_no_letter() -> None:
    banner = "CAUTION: This email originated from outside of the organization. Do not click links."
    assert zones(f"{banner}\n\n{WORDS}").visible == WORDS


def test_a_letter_forwarded_without_a_word_is_read() -> None:
    assert zones(f"> ---------- Forwarded message\n{QUOTED}").visible == f"---------- Forwarded message\n{OLD}"
    assert OLD in zones(f"{BLOCKS[0]}\n\n{OLD}").visible


def test_a_letter_of_a_sign_off_alone_is_that_sign_off() -> None:
    assert zones(f"С уважением, Анна\n\n{ATTRIBUTIONS[0]}\n{QUOTED}").visible == "С уважением, Анна"


def test_nothing_is_nothing() -> None:
    assert zones("").visible == ""
    assert zones("\n \n").visible.strip() == ""


def test_initials_before_the_quote_mark_are_a_quotation() -> None:
    assert zones("AL> When?\nTomorrow.").visible == "Tomorrow."


def test_blank_lines_do_not_pile_up_where_something_was_cut() -> None:
    assert zones("one\n\n\n> x\n\n\n\ntwo").visible == "one\n\ntwo"
