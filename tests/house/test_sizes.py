"""Files and functions stay small enough to be read at one sitting."""

from statistics import median

from tests.house.sources import CODE, PRODUCT, sources

FILE_LINES = 250
FUNCTION_LINES = 40
MEDIAN_FUNCTION_LINES = 10

# Path, or path::function -> why it may be longer. Splitting is nearly always the better answer.
ALLOWED: dict[str, str] = {}


def test_no_file_is_long() -> None:
    long = {source.path: source.lines for source in sources(*CODE) if source.lines > FILE_LINES}
    assert {path: lines for path, lines in long.items() if path not in ALLOWED} == {}


def test_no_function_is_long() -> None:
    long = {
        f"{source.path}::{name}": lines
        for source in sources(*CODE)
        for name, lines in source.functions()
        if lines > FUNCTION_LINES
    }
    assert {place: lines for place, lines in long.items() if place not in ALLOWED} == {}


def test_the_median_function_is_short() -> None:
    lengths = [lines for source in sources(*PRODUCT) for _, lines in source.functions()]
    assert median(lengths) <= MEDIAN_FUNCTION_LINES


def test_an_exception_names_what_exists_and_says_why() -> None:
    paths = {source.path for source in sources(*CODE)}
    assert [place for place, why in ALLOWED.items() if place.split("::")[0] not in paths or not why] == []
