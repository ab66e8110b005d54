"""Judges a reply: which of the questions that were put to it does it answer, and in which order?"""

from collections.abc import Sequence

from responder.domain.answer import Coverage, QuestionState, Reply
from responder.domain.question import Question
from responder.reading.coverage.asked import Index, Want, asked_of, kinds_named
from responder.reading.coverage.board import Board, Finding
from responder.reading.coverage.doubt import believe, believe_alternatives, believe_followers
from responder.reading.coverage.layout import Layout
from responder.reading.coverage.lore import Lore, lore_of, words_of
from responder.reading.coverage.meaning import Free
from responder.reading.coverage.reply import stretches
from responder.reading.coverage.said import Act, Said
from responder.reading.coverage.sections import Rule, Section
from responder.reading.phrases import Kind

MAX_QUESTIONS = 200
_LONGEST_NOTE, _SHORT_ANSWER = 40, 8
_LONGEST_POINTER = 30
_FEWEST, _MOST = 2, 40
_NAMING = (Rule.LABEL, Rule.REFERENCE, Rule.ROW, Rule.REPEATED)
_ELSEWHERE, _BARELY, _HALF = 0.55, 0.25, 0.5


def coverage(asked: Sequence[Question], reply: Reply, language: str | None, letter: str = "") -> Coverage:
    """What a reply says to each question, in their order.

    `language` is the conversation's ISO 639-1 code or None, `letter` what the customer wrote, where it is at hand: it
    tells answers that were written into the quotation from the quotation. Linear in the length of the reply.
    """
    lore = lore_of(language, reply.visible + " ".join(question.text for question in asked[:20]))
    board = Board(asked_of(asked[:MAX_QUESTIONS], lore))
    if board.asked and not _hands_over(reply, lore):
        _Judge(board, reply, lore).judge(letter)
    return board.coverage()


def _hands_over(reply: Reply, lore: Lore) -> bool:
    """Whether the reply is a note to a colleague above the letter that it hands on."""
    words = words_of(reply.visible)
    if len(words) > _LONGEST_NOTE:
        return False
    found = lore.book.scan(words, frozenset(range(len(words))))
    below = len(reply.text) - len(reply.visible) > 40
    return below and Kind.HANDOVER in found


class _Judge:
    """One reply being judged."""

    def __init__(self, board: Board, reply: Reply, lore: Lore) -> None:
        self.board, self.reply, self.lore = board, reply, lore
        self.index = Index(board.asked, lore)
        self.sections: list[Section] = []

    def judge(self, letter: str) -> None:
        """Fills the board, the surest evidence first."""
        self.sections = self._laid_out(letter)
        self._distrust_own_numbers()
        self._pair_bullets()
        self._release()
        for section in self.sections:
            if section.places is not None and not section.is_free:
                for place in section.places:
                    self.board.say(place, section.said, section.rule or Rule.LABEL)
        said = [(one, self._allowed(section)) for section in self.sections if section.is_free for one in section.said]
        for one, _ in said:
            one.shared = self.index.shared(one.terms)
        says = [one for one, _ in said if one.act is Act.SAYS]
        if len(self.board.asked) == 1:
            self.board.say(0, [one for one, _ in said], Rule.ONLY)
            return
        free = Free(self.board, said, self.lore)
        self._attached(says, free)
        free.match()
        self._all_at_once(says)
        if not self._is_structured():
            free.align()
        self._put_off([one for one, _ in said], free)
        self._asked_back([one for one, _ in said], free)
        if any(one.question.number for one in self.board.asked):
            believe_followers(self.board, self.sections)
        if not self._is_structured():
            believe(self.board, [one for one, _ in said], frozenset(free.owner))
            believe_alternatives(self.board)

    def _laid_out(self, letter: str) -> list[Section]:
        words = words_of(self.reply.visible)
        scan = self.lore.book.scan(words[:300], frozenset(range(300)))
        pointed = Kind.INLINE in scan or len(words) <= _LONGEST_POINTER
        layout = Layout(self.board.asked, self.index, self.lore)
        found = stretches(self.reply, letter, written_inside=pointed)
        for stretch in found:
            layout.read(stretch, between=sum(bool(one.quoted) for one in found) > 1)
        return [section for section in layout.sections if section.said]

    def _is_structured(self) -> bool:
        """Whether the reply names the customer's questions one by one: then what it does not name is left."""
        named = {place for one in self.sections if one.rule in _NAMING for place in one.places or ()}
        return len(named) >= _FEWEST and _FEWEST * len(named) >= len(self.board.asked)

    def _allowed(self, section: Section) -> frozenset[int] | None:
        return frozenset(section.places) if section.places is not None else None

    def _distrust_own_numbers(self) -> None:
        """Frees the sections under bare numbers when what they say belongs to other questions."""
        numbered = [section for section in self.sections if section.plain and section.places]
        named = [place for section in numbered for place in section.places or ()]
        if named != list(range(len(named))):
            return
        if self._contradicted([(section, section.places or ()) for section in numbered]):
            for section in numbered:
                section.places, section.rule, section.plain = None, None, False

    def _contradicted(self, given: Sequence[tuple[Section, tuple[int, ...]]]) -> bool:
        """Whether what sections say speaks against the questions they would be given to."""
        against = backed = 0
        for section, places in given:
            scores = self._scores(section)
            own = max(scores.get(place, 0.0) for place in places)
            other = max((score for place, score in scores.items() if place not in places), default=0.0)
            against += other >= _ELSEWHERE and own < _HALF * other
            backed += own > 0 and own >= other
        return against > max(1, backed)

    def _pair_bullets(self) -> None:
        """As many items as questions are the answers in their order, unless they speak of other questions."""
        items = [section for section in self.sections if section.bullet and section.is_free]
        if len(items) != len(self.board.asked) or len(items) < _FEWEST:
            return
        if self._contradicted([(section, (place,)) for place, section in enumerate(items)]):
            return
        for place, section in enumerate(items):
            section.places, section.rule = (place,), Rule.PARALLEL

    def _release(self) -> None:
        """Frees the sentences behind a "to your second question" that speak of other questions."""
        for section in [one for one in self.sections if one.rule is Rule.REFERENCE and one.places]:
            for i, one in enumerate(section.said[1:], 1):
                shared = {place: sum(w for w, _ in row.values()) for place, row in self.index.shared(one.terms).items()}
                own = max(shared.get(place, 0.0) for place in section.places or ())
                if max(shared.values(), default=0.0) >= _ELSEWHERE and own < _BARELY:
                    at = self.sections.index(section)
                    self.sections.insert(at + 1, Section(None, said=section.said[i:]))
                    del section.said[i:]
                    break

    def _scores(self, section: Section) -> dict[int, float]:
        terms = [term for one in section.said for term in one.terms if not term.stem.isdigit()]
        return {place: sum(w for w, _ in row.values()) for place, row in self.index.shared(terms).items()}

    def _attached(self, says: Sequence[Said], free: Free) -> None:
        """Files that the text says are attached answer the requests for documents."""
        told = next((one for one in says if one.has(Kind.ATTACHED)), None)
        wanted = [p for p in self.board.pending() if Want.FILE in self.board.asked[p].all_wants]
        if told is None or not wanted:
            return
        names = " ".join(self.reply.attachments).replace("_", " ").replace("-", " ").replace(".", " ")
        shared = self.index.shared([*told.terms, *self.lore.terms(words_of(names))])
        named = [place for place in wanted if sum(w for w, _ in shared.get(place, {}).values()) >= 0.5]
        several = told.has(Kind.BOTH, Kind.EVERY) or len(self.reply.attachments) >= len(wanted)
        for place in named or (wanted if several else wanted[:1]):
            self.board.say(place, [told], Rule.ATTACHED)
            free.owner[told.place] = place

    def _all_at_once(self, says: Sequence[Said]) -> None:
        """ "Yes to all": one short sentence for every question that is left."""
        for one in [one for one in says if one.has(Kind.BOTH, Kind.EVERY)][:_MOST]:
            both = one.has(Kind.BOTH) and len(self.board.asked) == _FEWEST
            every = one.has(Kind.EVERY) or both
            bare = one.length <= _SHORT_ANSWER and not one.shared and one.has(Kind.AFFIRM, Kind.REFUSAL, Kind.DONE)
            told = Want.PLACE in one.surely and one.fits >= {Want.FILE, Want.REASON} and one.has(Kind.EVERY)
            told = told and not any(c.isdigit() for c in one.text)
            if every and (bare or told):
                for place in self.board.pending():
                    if told or self.board.asked[place].wants & {Want.WHETHER, Want.ACT, Want.FILE}:
                        self.board.say(place, [one], Rule.EVERY, sure=not told)

    def _put_off(self, said: Sequence[Said], free: Free) -> None:
        later = [one for one in said if one.act is Act.DEFERS and (one.place not in free.owner or one.has(Kind.REST))]
        for one in later[:_MOST]:
            pending = self.board.pending()
            named = [place for place in pending if self.board.asked[place].wants & kinds_named(one.sentence)]
            for place in named or (pending if one.has(Kind.REST) else self._next(pending, one)):
                self.board.put(place, Finding(QuestionState.DEFERRED, one, Rule.DEFERS))

    def _next(self, pending: list[int], one: Said) -> list[int]:
        """Which open questions a sentence means that names none: the next one behind what was answered before it, or
        all when nothing was answered."""
        answered = [p for p in self.board.found if self.board.state(p) is not QuestionState.OPEN]
        last = max((p for p in answered if (f := self.board.found[p].said) and f.place < one.place), default=-1)
        behind = [place for place in pending if place > last] or pending
        return behind[:1] if answered else pending

    def _asked_back(self, said: Sequence[Said], free: Free) -> None:
        pending = self.board.pending()
        back = [one for one in said if one.act is Act.ASKS and one.place not in free.owner]
        for one in back[:_MOST]:
            for place in self._next(pending, one):
                self.board.put(place, Finding(QuestionState.OPEN, one, Rule.COUNTER, waits=True))
