"""Says what a draft for a letter holds, from what was read and decided; nothing is looked up."""

from collections.abc import Sequence
from dataclasses import replace

from responder.domain.decide import OrganisationalDomain
from responder.domain.decision import Decision
from responder.domain.draft import DraftedQuestion, DraftFacts, Wish, wish
from responder.domain.echo import given_name
from responder.domain.envelope import answer_address
from responder.domain.letter import Letter
from responder.domain.question import Question
from responder.domain.question_labels import Label, further_labels
from responder.domain.reply_all import in_copy, reply_to
from responder.domain.rule import Book, Mode
from responder.flows.suggest import suggested
from responder.reading.echo import masked


def first_draft(
    letter: Letter, decision: Decision, book: Book, own_address: str, organisational_domain: OrganisationalDomain
) -> DraftFacts | None:
    """The draft for a letter that is the first one of its sender, None when it gets none; mode is not consulted."""
    asked = letter.reading.questions
    if wish(letter, decision, replace(book, mode=Mode.LIVE), len(asked), active=False) is not Wish.MAKE:
        return None
    questions = drafted(further_labels([], asked), asked, letter, decision, book)
    return facts_of(letter, decision, book, questions, own_address, organisational_domain)


def facts_of(
    letter: Letter,
    decision: Decision,
    book: Book,
    questions: tuple[DraftedQuestion, ...],
    own_address: str,
    organisational_domain: OrganisationalDomain,
) -> DraftFacts | None:
    """What a draft says that answers this letter from `own_address`; None when there is nobody to answer."""
    customer = answer_address(letter, book)
    if customer is None:
        return None
    to = reply_to(letter.message, customer, organisational_domain)
    rule = next((rule for rule in book.rules if rule.name == decision.rule), None)
    return DraftFacts(
        to=to,
        cc=in_copy(letter.message, to, own_address, book.company),
        language=decision.language or "",
        name=given_name(customer.name),
        subject=letter.message.subject,
        questions=questions,
        signed_by=(rule and rule.signed_by) or book.signed_by or "",
    )


def drafted(
    labels: Sequence[Label], questions: Sequence[Question], letter: Letter, decision: Decision, book: Book
) -> tuple[DraftedQuestion, ...]:
    """Under their labels; a number that we gave and the customer has too would name two questions, and is left out.
    No secret of the customer goes back to the customer by mail."""
    known = suggested(questions, book, letter.reading.language, decision.language or "")
    own = {label.text for label in labels if label.own}
    return tuple(
        DraftedQuestion(label.text if label.own or label.text not in own else "", masked(question.text), answer)
        for label, question, answer in zip(labels, questions, known, strict=True)
    )
