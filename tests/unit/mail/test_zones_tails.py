"""The ends of letters: footers of lists, signatures without a sign-off, quoted lines that were broken, shared lines."""

import pytest

from responder.mail.zones import zones

WORDS = "Does the new version keep the old keys?\nWe run it on three machines."

FOOTERS = [
    "_______________________________________________\nkeys-users mailing list\nkeys-users@lists.example.org\n"
    "https://lists.example.org/mailman/listinfo/keys-users",
    "_______________________________________________\nKeys mailing list -- keys@lists.example.org\n"
    "To unsubscribe send an email to keys-leave@lists.example.org\n"
    "https://lists.example.org/mailman3/lists/keys.lists.example.org/",
    "-- \nYou received this message because you are subscribed to the Google Groups \"keys\" group.\n"
    "To unsubscribe from this group and stop receiving emails from it, send an email to keys+x@groups.example.\n"
    "To view this discussion visit https://groups.google.com/d/msgid/keys/1",
    "--~--~---------~--~----~------------~-------~--~----~\n"
    "You received this message because you are subscribed to the Google Groups \"keys\" group.\n"
    "To post to this group, send email to keys@groups.example\n-~----------~----~----~----~------~----~------~--~---",
    "------------------------------------\n\nYahoo! Groups Links\n\n<*> To visit your group on the web, go to:\n"
    "    http://groups.yahoo.com/group/keys/\n\n<*> To unsubscribe from this group, send an email to:\n"
    "    keys-unsubscribe@yahoogroups.com",
    "---------------------------------------------------------------------\n"
    "To unsubscribe, e-mail: keys-unsubscribe@lists.example.org\n"
    "For additional commands, e-mail: keys-help@lists.example.org",
    "--\nTo unsubscribe from this list: send the line \"unsubscribe keys\" in\n"
    "the body of a message to majordomo@lists.example.org",
    "_______________________________________________\nСписок рассылки keys\nhttps://lists.example.org/mailman/listinfo/keys",
    "_______________________________________________\nMailingliste keys\nhttps://lists.example.org/mailman/listinfo/keys",
    "---\nYou are receiving this because you are subscribed to this thread.\n"
    "Reply to this email directly or view it on GitHub: https://git.example.org/keys/1",
]  # fmt: skip

SIGNATURES = [
    "-Nora Quist",
    "- Nora",
    "—Nora",
    "-nora",
    "---\nNora",
    "----------------\n\nNora Quist\n\nQuist & Sons\n\nt. +46 8 555 01 00\n\nhttps://quist.example/",
    "Nora Quist\nnora@example.org\n+46 8 555 01 00\nwww.quist.example",
    "Nora Quist, Ph.D.\nPresident\nQuist Research\nnora@example.org\nwww.quist.example",
    "Нора Квист\nООО «Вектор»\n+7 495 000-00-00",
    "Nora Quist\nSent from my iPhone",
    "Sent from a rather old typewriter",
    "--\n--\nRegards,\nNora",
    "-Nora.\n\nSent from my phone",
]


@pytest.mark.parametrize("footer", FOOTERS)
def test_the_footer_of_a_mailing_list_is_not_the_authors(footer: str) -> None:
    for signature in ("", "\n-Nora Quist\n", "\nRegards,\nNora\n"):
        cut = zones(f"{WORDS}\n{signature}\n\n{footer}\n")
        assert cut.visible == WORDS
        assert "nora" in cut.signature.lower() or not signature
    behind = f"{WORDS}\n\nOn 11/16/26 12:00, Bob wrote:\n> It does.\n>\n> {footer.splitlines()[0]}\n\n\n{footer}\n"
    assert zones(behind).visible == WORDS


@pytest.mark.parametrize(
    "words",
    [
        "Two parts follow.\n_____________\nWhere is the mailing list of our group kept?",
        "Price\n-----\nHow much is it?\nsee https://shop.example/a",
        "How do I unsubscribe from this list?",
        "To unsubscribe I clicked the link, and nothing happened. Why?",
        "You received this message twice, I think. Which one counts?",
    ],
)
def test_what_only_looks_like_a_footer_stays(words: str) -> None:
    assert zones(words).visible == words


@pytest.mark.parametrize("signature", SIGNATURES)
def test_a_signature_without_a_sign_off_is_apart(signature: str) -> None:
    cut = zones(f"{WORDS}\n\n{signature}\n")
    assert cut.visible == WORDS
    assert cut.signature.split() == signature.split()


@pytest.mark.parametrize(
    "words",
    [
        "Please send it to:\n\nNora Quist\nnora@example.org\n+46 8 555 01 00",
        "We need:\n\n- paper\n\n- Toner",
        "Send these:\n-Keys\n-Locks",
        "Nora Quist\n+46 8 555 01 00",
        "Which of us is meant?\n\nNora Quist\nBob Ross",
        "Here is the table.\n---\nlocks 5\nkeys 7",
        "Sent from the depot on Monday, the parcel is still missing.",
        "It was sent from a shop in Lund.\n\nSent from which one?",
        "Thanks!\nNora",
        "See https://shop.example/a\nhttps://shop.example/b\nhttps://shop.example/c",
        "Our office:\nLong Street 5\n10115 Berlin\n+49 30 5550100",
        "The new colleagues are these.\n\nAnn Lee\nLong Street 5, 10115 Berlin\n+49 30 5550100",
    ],
)
def test_what_only_looks_like_a_signature_stays(words: str) -> None:
    assert zones(words).visible == words


def test_a_quoted_line_that_was_broken_keeps_being_quoted() -> None:
    text = (
        "> Thank you for the letter, we have looked into the matter with our colleagues of\nthe depot.\n"
        "> They will call you on Monday in the morning, when the driver is back from his long\ntour through the north\n"
        "\nThank you!\n"
    )
    assert zones(text).visible == "Thank you!"


def test_a_broken_link_within_quoted_lines_is_quoted() -> None:
    text = "> View the ticket (https://shop.example/tickets\n_id=17)\n>\n> Bye\n\nSeen."
    assert zones(text).visible == "Seen."


@pytest.mark.parametrize(
    "answer", ["yes, on Monday.", "No", "both", "we think so, and our accountant does as well, see the act"]
)
def test_a_short_answer_between_quoted_lines_is_the_authors(answer: str) -> None:
    asked = "> Thank you for the letter. Does it suit you that the driver comes on Monday already?"
    assert zones(f"{asked}\n{answer}\n> And who opens the gate?\n").visible == answer


@pytest.mark.parametrize(
    "shared",
    [
        "It fits. On Wed, Nov 4, 2026 at 3:59 PM, nora@example.test wrote:",
        "It fits.--- On Wed, Nov 4, 2026 at 3:59 PM, nora@example.test wrote:",
    ],
)
def test_words_on_the_line_of_an_attribution_are_the_authors(shared: str) -> None:
    assert zones(f"Good - very good.\n{shared}\n> Does it?\n").visible == "Good - very good.\nIt fits."


@pytest.mark.parametrize("mark", ["[Nora]", "[NQ]:", "==>", "-->", "***", "Answer:", "NQ:"])
def test_answers_with_a_mark_of_their_own_are_told_from_the_letter_between(mark: str) -> None:
    text = (
        "Please see my answers below.\n\nFrom: Bob <bob@example.test>\nSent: Monday, November 16, 2026 12:00\n"
        f"To: Nora\nSubject: Keys\n\nHello Nora,\nwhen do you come?\n{mark} On Friday.\nWho pays?\n{mark} We do.\n\nBob"
    )
    visible = zones(text).visible
    assert "On Friday." in visible
    assert "We do." in visible
    if not mark.startswith("NQ"):
        assert "Who pays?" not in visible


def test_somebodys_words_announced_by_the_author_stay() -> None:
    words = "On 16 Nov 2026 at 10:00 your colleague wrote:\n\nwe will call you.\n\nNobody did."
    assert zones(words).visible == words


def test_a_letter_told_by_a_program_without_address_goes_to_the_end() -> None:
    text = "It fits.\n\nOn 16 Nov 2026, at 12:00, Nora Quist wrote:\n\nHello,\n\ndoes it fit?\n"
    assert zones(text).visible == "It fits."


def test_a_notice_that_asks_over_two_lines_is_no_question_of_the_author() -> None:
    notice = "The information in this e-mail is confidential. Not for you? Would you be so kind as to\nlet us know?"
    cut = zones(f"{WORDS}\n\nRegards,\nNora\n\n{notice}")
    assert cut.visible == WORDS
    assert cut.disclaimer == notice
