"""Finds by meaning which question each sentence of running text belongs to: shared words, kinds of answer, order."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from responder.domain.answer import QuestionState
from responder.reading.coverage.asked import MEASURED, Asked, Want
from responder.reading.coverage.board import Board
from responder.reading.coverage.lore import Lore
from responder.reading.coverage.said import Act, Said, clauses
from responder.reading.coverage.sections import Rule
from responder.reading.phrases import Kind
from responder.reading.sentences import CONJUNCTIONS

_ENOUGH = 0.55
_RESIDUAL = 0.5
_STRONG = 1.2
_OWN_WORD = 0.75
_CLAUSE = 3
_MOST = 40
_FEW_LEFT = 2
_AS_GOOD = 0.6
_UNSEEN = frozenset({Want.PLACE, Want.PERSON, Want.REASON, Want.COUNT})


def belongs_to(said: Said, allowed: frozenset[int] | None) -> list[tuple[int, float]]:
    """The questions whose words a sentence shares, the best first; words that the better one explains count once."""
    left = {place: dict(row) for place, row in said.shared.items() if allowed is None or place in allowed}
    found: list[tuple[int, float]] = []
    explained: set[int] = set()
    while left:
        scores = {p: sum(w for w, at in row.values() if at not in explained) for p, row in left.items()}
        best = max(scores, key=lambda place: (scores[place], -place))
        if scores[best] < (_RESIDUAL if found else 0.2) or len(found) >= 8:
            break
        found.append((best, scores[best]))
        explained |= {at for _, at in left.pop(best).values()}
    return found


def fit(asked: Asked, said: Said) -> int:
    """How well a sentence is the kind of answer that a question wants: 2 surely, 1 perhaps, 0 not."""
    wants = asked.all_wants
    if wants & said.surely:
        return 2
    if Want.WHETHER in asked.wants or not wants or wants & said.fits or wants & _UNSEEN:
        return 1
    return 0


def _shares(one: Said, place: int) -> float:
    return sum(weight for weight, _ in one.shared.get(place, {}).values())


class Free:
    """The sentences of a reply that stand under no label, in order, each with the questions it may belong to."""

    def __init__(self, board: Board, said: Sequence[tuple[Said, frozenset[int] | None]], lore: Lore) -> None:
        self.board, self.lore = board, lore
        self.said = said
        self.owner: dict[int, int] = {}

    def match(self) -> None:
        """Gives sentences to the questions whose words they share, together with what goes on about them."""
        groups: dict[int, list[Said]] = {}
        loose: dict[int, list[Said]] = {}
        last: int | None = None
        for one, allowed in self.said:
            if one.act is Act.EMPTY:
                continue
            owners = belongs_to(one, allowed)
            strong = [p for i, (p, score) in enumerate(owners) if self._accepts(p, one, score, alone=i == 0)]
            for place, _ in owners:
                (groups if place in strong else loose).setdefault(place, []).append(one)
                if place in strong:
                    self.owner.setdefault(one.place, place)
            if strong:
                last = strong[-1]
            elif last is not None and one.act is not Act.ASKS:
                self._go_on(groups, last, one)
        for place, said in groups.items():
            best = max(_shares(one, place) for one in said)
            said.sort(key=lambda one: _shares(one, place) < _AS_GOOD * best)
            self.board.say(place, said, Rule.MEANING)
        for place, said in loose.items():
            if place not in groups and any(self._may_be(place, one) for one in said):
                self.board.say(place, said, Rule.MEANING, sure=False)

    def _accepts(self, place: int, one: Said, score: float, *, alone: bool) -> bool:
        """Whether shared words are enough; a further question in the same sentence needs a word of its own."""
        if score < _ENOUGH:
            return False
        if one.act is not Act.SAYS:
            return True
        good = fit(self.board.asked[place], one)
        if not alone and score < _OWN_WORD:
            return good == 2
        return good >= 1 or score >= _STRONG

    def _may_be(self, place: int, one: Said) -> bool:
        """Whether too few shared words are still a reason not to call a question open."""
        asked = self.board.asked[place]
        return fit(asked, one) == 2 or (Want.ACT in asked.wants and _shares(one, place) >= _ENOUGH)

    def _go_on(self, groups: dict[int, list[Said]], last: int, one: Said) -> None:
        """A sentence about nothing else goes on about the question before it where that still lacks something."""
        if one.act is not Act.SAYS:
            return
        if one.points:
            self.owner.setdefault(one.place, last)
            return
        asked = self.board.asked[last]
        before = groups.get(last, [])
        lacking = bool(asked.further) or (asked.wants & MEASURED and not any(asked.wants & s.surely for s in before))
        if lacking and asked.all_wants & one.surely:
            groups.setdefault(last, []).append(one)
            self.owner.setdefault(one.place, last)

    def align(self) -> None:
        """Gives the sentences that are left to the questions that are left, by kind of answer and by order."""
        pending = self.board.pending()[:_MOST]
        says = [one for one, _ in self.said if one.act is Act.SAYS]
        free = [one for one in says if self._is_free(one)][:_MOST]
        parallel = self._is_parallel(says)
        for place, one in enumerate(says if parallel else ()):
            if one.place not in self.owner and place in pending and fit(self.board.asked[place], one):
                self.board.say(place, [one], Rule.PARALLEL)
                self.owner[one.place] = place
        pending = self.board.pending()[:_MOST]
        free = [one for one in free if one.place not in self.owner]
        for place, one, good in self._aligned(pending, free, parallel=parallel):
            rule = Rule.FIT if good == 2 else Rule.PARALLEL
            self.board.say(place, [one], rule, sure=good == 2 or parallel)
            self.owner[one.place] = place
        self._align_anywhere()
        self._align_clauses()
        self._share()

    def _is_free(self, one: Said) -> bool:
        """Whether a sentence belongs to no question yet, and does not say itself that it was not asked for."""
        return one.place not in self.owner and not one.has(Kind.ASIDE)

    def _is_parallel(self, says: Sequence[Said]) -> bool:
        """Whether there are as many sentences as questions, and none is known to belong to another place."""
        if len(says) != len(self.board.asked):
            return False
        return all(self.owner.get(one.place, place) == place for place, one in enumerate(says))

    def _align_anywhere(self) -> None:
        """What surely is the kind of answer wanted may stand in any order."""
        pending = [self.board.asked[place] for place in self.board.pending()[:_MOST]]
        free = [one for one, _ in self.said if one.act is Act.SAYS and self._is_free(one)][:_MOST]
        for place, one, good in aligned(pending, free):
            if good == 2 and self.board.asked[place].wants & MEASURED & one.surely:
                self.board.say(place, [one], Rule.FIT, sure=False)
                self.owner[one.place] = place

    def _share(self) -> None:
        """A sentence about what two questions have in common may answer both: "no animals" for the dog and the cat."""
        for one, allowed in self.said:
            if one.act is not Act.SAYS or not one.shared:
                continue
            best = max(_shares(one, place) for place in one.shared)
            for place, row in one.shared.items():
                alike = _shares(one, place) == best and (allowed is None or place in allowed)
                if alike and len(row) and self.board.state(place) is QuestionState.OPEN and len(one.shared) > 1:
                    self.board.say(place, [one], Rule.MEANING, sure=False)

    def _align_clauses(self) -> None:
        """Clauses that share no words, of sentences that answer something else, may answer what is left."""
        pending = self.board.pending()
        if not pending or len(pending) > _FEW_LEFT:
            return
        says = [one for one, _ in self.said if one.act is Act.SAYS]
        for one in [one for one in says if one.place in self.owner][:_MOST]:
            place = self.owner[one.place]
            for before, part in self._unshared(one, alone=sum(one.length > _CLAUSE for one, _ in self.said) == 1):
                near = [p for p in self.board.pending()[:_MOST] if (p < place) is before]
                found = next((p for p in near if self._may_stand(self.board.asked[p], part, before=before)), None)
                if found is not None:
                    self.board.say(found, [part], Rule.FIT, sure=False)

    def _may_stand(self, asked: Asked, part: Said, *, before: bool) -> bool:
        """Whether a clause may be an answer: before the words that belong to another one easily, behind them hardly."""
        if before:
            return fit(asked, part) >= 1 and part.length >= _CLAUSE
        return part.sentence.words[0] in CONJUNCTIONS and part.length > _CLAUSE and fit(asked, part) >= 1

    def _unshared(self, one: Said, *, alone: bool) -> list[tuple[bool, Said]]:
        """The clauses of a sentence that share no words with any question, and whether they stand before those words;
        those behind them count only in a reply of one sentence."""
        shared = [at for row in one.shared.values() for _, at in row.values()] or [0]
        found = [(begin, part) for begin, part in clauses(one, self.lore) if part.act is Act.SAYS]
        before = [(True, part) for begin, part in found if begin + part.length <= min(shared)]
        return before + [(False, part) for begin, part in found if alone and begin > max(shared)]

    def _aligned(
        self, pending: Sequence[int], free: Sequence[Said], *, parallel: bool
    ) -> Iterator[tuple[int, Said, int]]:
        if not pending or not free:
            return
        for places, row in self._gaps(pending, free):
            tight = len(row) <= len(places)
            for place, one, good in aligned([self.board.asked[p] for p in places], row):
                if good == 2 or (good == 1 and (parallel or tight)):
                    yield place, one, good

    def _gaps(self, pending: Sequence[int], free: Sequence[Said]) -> Iterator[tuple[list[int], list[Said]]]:
        """Where the answers found keep the order, the questions and sentences between the same neighbours."""
        known = sorted(
            (p, f.said.place) for p, f in self.board.found.items() if f.said is not None and p not in pending
        )
        spots = [spot for _, spot in known]
        if spots != sorted(spots):
            yield list(pending), list(free)
            return
        edges = [(-1, -1), *known, (10**9, 10**9)]
        for (p0, s0), (p1, s1) in pairwise(edges):
            places = [p for p in pending if p0 < p < p1]
            row = [one for one in free if s0 <= one.place <= s1]
            if places and row:
                yield places, row


def aligned(asked: Sequence[Asked], said: Sequence[Said]) -> list[tuple[int, Said, int]]:
    """The best pairs of questions and sentences that keep the order of both."""
    rows, columns = len(asked), len(said)
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    goods = [[fit(one, other) for other in said] for one in asked]
    for i in range(rows - 1, -1, -1):
        for j in range(columns - 1, -1, -1):
            good = goods[i][j]
            taken = best[i + 1][j + 1] + (good if good == 2 else 0.5 * good)
            best[i][j] = max(best[i + 1][j], best[i][j + 1], taken if good else 0.0)
    pairs, i, j = [], 0, 0
    while i < rows and j < columns:
        good = goods[i][j]
        if good and best[i][j] == best[i + 1][j + 1] + (good if good == 2 else 0.5 * good):
            pairs.append((asked[i].place, said[j], good))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i][j + 1]:
            j += 1
        else:
            i += 1
    return pairs
