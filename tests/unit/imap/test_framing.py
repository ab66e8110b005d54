"""Responses are cut out of the stream whole, whatever the network does to it."""

import tracemalloc
from contextlib import suppress
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from responder.imap.framing import LITERAL_KEPT, LITERAL_MAX, RESPONSE_MAX, Framer, NonsenseError

STREAM = (
    b"* OK ready\r\n* 1 FETCH (UID 5 BODY[] {6}\r\nab\r\ncd FLAGS ())\r\n* LIST () {3}\r\na/b {0}\r\n\r\n"
    b"* 2 EXISTS\r\nA1 OK done\r\n"
)
RESPONSES = [
    (b"* OK ready",),
    (b"* 1 FETCH (UID 5 BODY[] ", b"ab\r\ncd", b" FLAGS ())"),
    (b"* LIST () ", b"a/b", b" ", b"", b""),
    (b"* 2 EXISTS",),
    (b"A1 OK done",),
]


def test_responses_in_one_piece_are_told_apart() -> None:
    assert [r.chunks for r in Framer().feed(STREAM)] == RESPONSES


def test_responses_torn_into_single_octets_are_whole_again() -> None:
    framer = Framer()
    assert [r.chunks for octet in STREAM for r in framer.feed(bytes([octet]))] == RESPONSES
    assert not framer.waiting


@given(st.lists(st.integers(0, len(STREAM)), max_size=6))
def test_it_does_not_matter_where_the_stream_is_torn(places: list[int]) -> None:
    framer = Framer()
    cuts = [0, *sorted(places), len(STREAM)]
    pieces = [STREAM[a:b] for a, b in pairwise(cuts)]
    assert [r.chunks for piece in pieces for r in framer.feed(piece)] == RESPONSES


@given(st.binary(max_size=400))
def test_any_octets_are_responses_or_nonsense(octets: bytes) -> None:
    with suppress(NonsenseError):
        assert all(response.chunks for response in Framer().feed(octets))


def test_a_hundred_thousand_lines_in_one_piece_need_no_recursion() -> None:
    assert sum(1 for _ in Framer().feed(b"* 1 EXPUNGE\r\n" * 100_000)) == 100_000


def test_a_literal_is_kept_up_to_its_bound_and_the_rest_is_passed_over() -> None:
    size = 40 * 2**20
    framer = Framer()
    piece = b"x" * 65_536
    tracemalloc.start()
    answers = [*framer.feed(b"* 1 FETCH (BODY[] {%d}\r\n" % size)]
    for _ in range(size // len(piece)):
        answers += framer.feed(piece)
    answers += framer.feed(b")\r\n* 2 EXISTS\r\n")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert [len(chunk) for chunk in answers[0].chunks] == [18, LITERAL_KEPT, 1]
    assert answers[1].line == b"* 2 EXISTS"
    assert peak < 1_000_000


def test_a_literal_of_absurd_size_is_nonsense() -> None:
    with pytest.raises(NonsenseError, match="literal"):
        list(Framer().feed(b"* 1 FETCH (BODY[] {%d}\r\n" % (LITERAL_MAX + 1)))


def test_a_line_that_never_ends_is_nonsense() -> None:
    framer = Framer()
    assert list(framer.feed(b"x" * RESPONSE_MAX)) == []
    with pytest.raises(NonsenseError, match="line"):
        list(framer.feed(b"x"))


def test_a_response_that_never_ends_is_nonsense() -> None:
    with pytest.raises(NonsenseError, match="response"):
        list(Framer().feed(b"* LIST {0}\r\n" * 100_000))


def test_half_a_response_is_waited_for() -> None:
    framer = Framer()
    assert list(framer.feed(b"* 1 EXI")) == []
    assert framer.waiting
