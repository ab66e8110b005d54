from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy.dialects import postgresql, sqlite

from responder.store.types import LONGEST_LOOKUP, Instant, legible, shortened
from tests.support.deliveries import NOON

SQLITE, POSTGRESQL = sqlite.dialect(), postgresql.dialect()


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("", ""),
        ("plain", "plain"),
        ("Привет 👋", "Привет 👋"),
        ("a\0b", "a\N{REPLACEMENT CHARACTER}b"),
        ("a\udcffb", "a?b"),
        ("ж\ud800\0", "ж?\N{REPLACEMENT CHARACTER}"),
    ],
)
def test_a_text_is_made_legible(text: str, kept: str) -> None:
    assert legible(text) == kept
    kept.encode()


def test_a_short_key_stays_as_it_is() -> None:
    assert shortened("я" * LONGEST_LOOKUP) == "я" * LONGEST_LOOKUP


def test_a_long_key_is_cut_and_stays_itself() -> None:
    one, other = shortened("я" * 5_000 + "1"), shortened("я" * 5_000 + "2")
    assert one != other
    assert len(one) == LONGEST_LOOKUP
    assert shortened(one) == one


def test_instants_sort_as_text() -> None:
    moments = [NOON, NOON + timedelta(microseconds=1), NOON + timedelta(seconds=1), NOON + timedelta(days=300)]
    written = [Instant().process_bind_param(moment, SQLITE) for moment in moments]
    assert written == sorted(written)
    assert {len(text) for text in written} == {32}


@pytest.mark.parametrize("dialect", [SQLITE, POSTGRESQL], ids=lambda dialect: dialect.name)
def test_an_instant_is_read_in_utc(dialect: sqlite.dialect) -> None:
    moscow = NOON.astimezone(timezone(timedelta(hours=3)))
    read = Instant().process_result_value(Instant().process_bind_param(moscow, dialect), dialect)
    assert read == NOON
    assert read is not None
    assert read.tzinfo is UTC


def test_a_naive_instant_is_refused() -> None:
    with pytest.raises(ValueError, match="without a zone"):
        Instant().process_bind_param(datetime(2026, 11, 23, 12), SQLITE)  # noqa: DTZ001 - what must not be stored
