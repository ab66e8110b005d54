"""The questions of letters and what became of them."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import bindparam, insert, select, update
from sqlalchemy import func as sql

from responder.domain.answer import QuestionState
from responder.domain.question import Question
from responder.domain.question_entry import Entry
from responder.store.repository import Repository, also_mine, mine
from responder.store.tables import QUESTION_UNSURE, messages, questions

_BECAME = ("state", "evidence", "rule", "reply_row", "answered_at", "asked_again", "repeats", "waits")
"""What a judgement changes."""

MOST_UNSURE = 100

_ADD = insert(questions)
_OF_CONVERSATION = (
    select(
        questions.c.message_row,
        questions.c.place,
        questions.c.number,
        questions.c.text,
        questions.c.request,
        messages.c.at,
        messages.c.from_address,
        *[questions.c[name] for name in _BECAME],
    )
    .join(messages, messages.c.id == questions.c.message_row)
    .where(also_mine(questions), questions.c.conversation_id == bindparam("of"))
    .order_by(messages.c.at, messages.c.id, questions.c.place)
)
_SAVE = update(questions).where(
    also_mine(questions), questions.c.message_row == bindparam("letter"), questions.c.place == bindparam("nth")
)

_UNSURE = (
    select(questions.c.conversation_id)
    .where(
        mine(questions),
        questions.c.answered_at >= bindparam("since", type_=questions.c.answered_at.type),
        QUESTION_UNSURE,
    )
    .group_by(questions.c.conversation_id)
    .order_by(sql.max(questions.c.answered_at).desc())
    .limit(MOST_UNSURE)
)


class SqlQuestions(Repository):
    """The part of `ports.Messages` that is about questions."""

    def add_questions(self, message_row: int, conversation_id: int, questions: Sequence[Question]) -> None:
        """Keep the questions of a letter, in order, all open."""
        self._add_all(
            _ADD,
            [
                {
                    "message_row": message_row,
                    "conversation_id": conversation_id,
                    "place": place,
                    "number": question.number,
                    "text": question.text,
                    "request": question.request,
                    "answered_at": None,
                    "state": QuestionState.OPEN,
                    "evidence": "",
                    "rule": "",
                    "reply_row": None,
                    "asked_again": 0,
                    "repeats": False,
                    "waits": False,
                }
                for place, question in enumerate(questions, 1)
            ],
        )

    def asked(self, conversation_id: int) -> Sequence[Entry]:
        """All questions of a conversation, in order of arrival and place."""
        found = self._do(_OF_CONVERSATION, of=conversation_id)
        return [
            Entry(row, place, Question(number, text, request), at, customer, *became)
            for row, place, number, text, request, at, customer, *became in found
        ]

    def unsure_since(self, since: datetime) -> Sequence[int]:
        """The conversations with a question that was perhaps answered since, the latest first, at most 100."""
        return [conversation for (conversation,) in self._do(_UNSURE, since=since)]

    def save_asked(self, entries: Iterable[Entry]) -> None:
        """Write back what became of these."""
        for entry in entries:
            became = {name: getattr(entry, name) for name in _BECAME}
            self._do(_SAVE, letter=entry.letter_row, nth=entry.place, **became)
