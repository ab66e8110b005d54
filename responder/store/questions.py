"""The questions of letters and when they were answered."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import bindparam, insert, or_, select, update

from responder.domain.question import Question
from responder.store.prepared import OneOf
from responder.store.repository import Repository, also_mine
from responder.store.tables import messages, questions

_ADD = insert(questions)
_ALL = (
    select(questions.c.message_row, questions.c.number, questions.c.text, questions.c.request)
    .join(messages, messages.c.id == questions.c.message_row)
    .where(also_mine(questions), questions.c.conversation_id == bindparam("of"))
    .order_by(messages.c.at, messages.c.id, questions.c.place)
)
_OPEN = _ALL.where(questions.c.answered_at.is_(None))
_ANSWER = (
    update(questions)
    .where(
        also_mine(questions),
        questions.c.message_row.in_(bindparam("letters", expanding=True)),
        or_(
            questions.c.answered_at.is_(None),
            questions.c.answered_at > bindparam("now", type_=questions.c.answered_at.type),
        ),
    )
    .values(answered_at=bindparam("now"))
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
                }
                for place, question in enumerate(questions, 1)
            ],
        )

    def questions(self, conversation_id: int, *, open_only: bool = False) -> Sequence[tuple[int, Question]]:
        """(message row, question) of a conversation in order of arrival and place."""
        found = self._do(_OPEN if open_only else _ALL, of=conversation_id)
        return [(row, Question(number, text, request)) for row, number, text, request in found]

    def answer_questions(self, message_rows: Collection[int], at: datetime) -> None:
        """Mark the questions of these letters answered, or answered earlier than was known."""
        if message_rows:
            self._do(_ANSWER, letters=OneOf(message_rows), now=at)
