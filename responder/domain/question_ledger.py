"""What became of every question of a conversation: a fold over its letters, replies and endings, found in any order."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from responder.domain.answer import EVENT_OF, TRANSITIONS, Answer, QuestionEvent, QuestionState
from responder.domain.conversation import ClosedByHand, TakenBack
from responder.domain.question import Question
from responder.domain.question_entry import AskedIn, Entry, Ledger, RepliedOut, Said, Understanding
from responder.domain.question_labels import labelled

LONGEST_EVIDENCE = 300
MOST_ASKED = 200
"""So many questions are put to one reply: the latest."""
MOST_COMPARED = 30
"""So many questions of one letter are looked for among so many earlier ones: the first among the latest."""
LONGEST_TEXT = 65_536
"""So many characters of letters are shown to coverage beside a reply."""

TAKEN_BACK = "taken_back"
"""The rule by which a question is withdrawn that the customer took back."""

_WITH_TIME = frozenset({QuestionState.ANSWERED, QuestionState.UNSURE})

_Event = AskedIn | RepliedOut | ClosedByHand


def ledger(
    letters: Sequence[AskedIn],
    replies: Sequence[RepliedOut],
    closings: Sequence[ClosedByHand],
    understanding: Understanding,
) -> Ledger:
    """The questions of a conversation after all that is known of it, given in any order.

    A reply or an ending at the very instant of a letter counts as after it. Each reply is asked about the questions of
    the customers that it reached which were not answered for sure by then.
    """
    story = _Story(understanding)
    told: list[_Event] = [*letters, *replies, *closings]
    for event in sorted(told, key=_order):
        match event:
            case AskedIn():
                story.hear(event)
            case RepliedOut():
                story.say(event)
            case ClosedByHand():
                story.close(event)
    return story.ledger()


def _order(event: _Event) -> tuple[datetime, int, str, int]:
    match event:
        case AskedIn():
            return event.at, 0, "", event.message_row
        case RepliedOut():
            return event.at, 1, event.key, event.message_row
        case ClosedByHand():
            return event.at, 2, event.how, event.message_row or 0


class _Story:
    """The conversation so far. `held` are, for each entry, the letters whose wait it is part of; a repetition is its
    own entry and follows the one at the place in `follows`."""

    def __init__(self, understanding: Understanding) -> None:
        self.understanding = understanding
        self.letters: dict[int, AskedIn] = {}
        self.entries: list[Entry] = []
        self.held: list[frozenset[int]] = []
        self.follows: dict[int, int] = {}
        self.said: dict[int, Said] = {}
        self.taken_back: list[TakenBack] = []
        self.settled: set[int] = set()

    def hear(self, letter: AskedIn) -> None:
        """A letter takes back, repeats, adds; what waited for its author waits for us again."""
        self.letters[letter.message_row] = letter
        mine = [place for place, entry in enumerate(self.entries) if _is_of(entry, letter.customer)]
        took_back = self._take_back(letter, mine)
        if not letter.thanks:
            for place in mine:
                if self.entries[place].waits:
                    self.entries[place] = replace(self.entries[place], waits=False)
                    self.held[place] |= {letter.message_row}
        self._ask(letter, mine[-MOST_COMPARED:])
        if took_back and not letter.questions and not any(self.entries[place].unanswered for place in mine):
            self.settled.add(letter.message_row)

    def say(self, reply: RepliedOut) -> None:
        """A reply answers, defers or passes over what was put to it."""
        reached = [
            place
            for place, entry in enumerate(self.entries)
            if not entry.repeats and (reply.answers is None or entry.customer in reply.answers)
        ]
        asked = [place for place in reached if self.entries[place].undecided][-MOST_ASKED:]
        if not asked:
            return
        expected = any(self.entries[place].unanswered for place in asked)
        answers = self._answers(asked, reply)
        for place, answer in zip(asked, answers, strict=True):
            self.entries[place] = _after(self.entries[place], answer, reply)
        left = [place for place in reached if self.entries[place].unanswered]
        leaves = frozenset(row for place in left for row in self.held[place])
        self.said[reply.message_row] = Said(
            leaves=leaves,
            passes_by=leaves if expected and not any(map(_says_something, answers)) else frozenset(),
            passes_over=any(self.entries[place].state is not QuestionState.DEFERRED for place in left),
            blank=any(answer.blank for answer in answers),
        )

    def close(self, closing: ClosedByHand) -> None:
        """Nothing is waited for any more that waited; what waits for the customer is left alone."""
        for place, entry in enumerate(self.entries):
            if not entry.unanswered:
                continue
            gone = self.held[place] if closing.message_row is None else frozenset({closing.message_row})
            self.held[place] -= gone
            if not self.held[place]:
                self._withdraw(place, closing.event.value, closing.how)

    def ledger(self) -> Ledger:
        """All of it."""
        entries = list(self.entries)
        for place, earlier in self.follows.items():
            first = self.entries[earlier]
            entries[place] = replace(
                entries[place], state=first.state, evidence=first.evidence, rule=first.rule,
                reply_row=first.reply_row, answered_at=first.answered_at, waits=first.waits,
            )  # fmt: skip
        return Ledger(tuple(entries), self.said, tuple(self.taken_back), frozenset(self.settled))

    def _answers(self, asked: Sequence[int], reply: RepliedOut) -> tuple[Answer, ...]:
        entries = [self.entries[place] for place in asked]
        letters = [self.letters[row] for row in dict.fromkeys(entry.letter_row for entry in entries)]
        text = "\n\n".join(letter.text for letter in letters)[-LONGEST_TEXT:]
        language = letters[-1].language or reply.language
        return self.understanding.coverage(labelled(entries, self.entries), reply.reply, language, text).answers

    def _take_back(self, letter: AskedIn, mine: Sequence[int]) -> bool:
        places = [place for place in mine if self.entries[place].undecided][-MOST_ASKED:]
        if not places or letter.thanks:
            return False
        questions = labelled([self.entries[place] for place in places], self.entries)
        gone = self.understanding.withdrawn(questions, letter.text, letter.language)
        waited = frozenset(row for place in mine if self.entries[place].unanswered for row in self.held[place])
        for index in gone:
            self._withdraw(places[index], TAKEN_BACK, "", letter.message_row)
        waits = frozenset(row for place in mine if self.entries[place].unanswered for row in self.held[place])
        if waited - waits:
            self.taken_back.append(TakenBack(letter.message_row, letter.at, waited - waits))
        return bool(gone)

    def _ask(self, letter: AskedIn, earlier: Sequence[int]) -> None:
        again: set[int] = set()
        for number, question in enumerate(letter.questions, start=1):
            known = self._same(question, earlier) if number <= MOST_COMPARED else None
            if known is not None:
                self.follows[len(self.entries)] = known
                again.add(known)
            entry = Entry(letter.message_row, number, question, letter.at, letter.customer, repeats=known is not None)
            self.entries.append(entry)
            self.held.append(frozenset({letter.message_row}))
        for place in again:
            self._ask_again(place, letter)

    def _same(self, question: Question, earlier: Sequence[int]) -> int | None:
        same = self.understanding.same_question
        return next((place for place in reversed(earlier) if same(self.entries[place].question, question)), None)

    def _ask_again(self, place: int, letter: AskedIn) -> None:
        entry = replace(self.entries[place], asked_again=self.entries[place].asked_again + 1)
        state = TRANSITIONS[entry.state][QuestionEvent.ASKED_AGAIN]
        if state is entry.state:
            self.held[place] |= {letter.message_row}
        else:
            entry = replace(entry, state=state, evidence="", rule="", reply_row=None, answered_at=None, waits=False)
            self.held[place] = frozenset({letter.message_row})
        self.entries[place] = entry

    def _withdraw(self, place: int, rule: str, evidence: str, row: int | None = None) -> None:
        entry = self.entries[place]
        self.entries[place] = replace(
            entry, state=TRANSITIONS[entry.state][QuestionEvent.WITHDRAWN], evidence=evidence[:LONGEST_EVIDENCE],
            rule=rule, reply_row=row, answered_at=None, waits=False,
        )  # fmt: skip


def _is_of(entry: Entry, customer: str) -> bool:
    return entry.customer == customer and not entry.repeats


def _says_something(answer: Answer) -> bool:
    return answer.state is not QuestionState.OPEN or answer.waits


def _after(entry: Entry, answer: Answer, reply: RepliedOut) -> Entry:
    state = TRANSITIONS[entry.state][EVENT_OF[answer.state]]
    told_before = entry.state is state is QuestionState.UNSURE
    if not _says_something(answer) or told_before or (state is not answer.state and not answer.waits):
        return entry
    entry = replace(entry, state=state, evidence=answer.evidence[:LONGEST_EVIDENCE], rule=answer.rule)
    answered_at = reply.at if state in _WITH_TIME else None
    return replace(entry, reply_row=reply.message_row, answered_at=answered_at, waits=answer.waits)
