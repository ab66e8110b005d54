from collections.abc import Iterator

import pytest
from sqlalchemy import Integer, bindparam, column, create_engine, insert, literal, select, table, update

from responder.store.prepared import OneOf, Statements

LETTER = table("letter", column("id", Integer), column("place", Integer))
BY_PLACES = select(LETTER.c.id).where(LETTER.c.place.in_(bindparam("places", expanding=True))).order_by(LETTER.c.id)


@pytest.fixture
def statements() -> Iterator[Statements]:
    engine = create_engine("sqlite://")
    with engine.connect() as connection:
        connection.exec_driver_sql("CREATE TABLE letter (id INTEGER PRIMARY KEY, place INTEGER)")
        yield Statements(connection)
    engine.dispose()


def test_several_rows_are_put_at_once(statements: Statements) -> None:
    statements.run_many(insert(LETTER), [{"id": number, "place": number} for number in (1, 2, 3)])
    statements.run_many(insert(LETTER), [{"id": 4, "place": 4}])
    statements.run_many(insert(LETTER), [])
    assert list(statements.run(select(LETTER), {})) == [[1, 1], [2, 2], [3, 3], [4, 4]]


@pytest.mark.parametrize("places", [(), (2,), (2, 3), (1, 2, 3), (1, 2, 3, 4, 9)], ids=len)
def test_one_of_any_number_is_found(statements: Statements, places: tuple[int, ...]) -> None:
    statements.run_many(insert(LETTER), [{"id": number, "place": number} for number in range(1, 5)])
    found = statements.run(BY_PLACES, {"places": OneOf(places)})
    assert [number for (number,) in found] == [place for place in places if place < 5]


def test_few_statements_serve_all_numbers() -> None:
    assert {len(OneOf(range(length))) for length in range(9)} == {0, 1, 2, 4, 8}
    assert set(OneOf("abc")) == set("abc")


def test_one_of_given_values_needs_no_value(statements: Statements) -> None:
    statements.run_many(insert(LETTER), [{"id": number, "place": number} for number in range(1, 5)])
    fixed = select(LETTER.c.id).where(LETTER.c.place.in_((1, 3)), LETTER.c.id >= bindparam("least")).order_by("id")
    assert [number for (number,) in statements.run(fixed, {"least": 1})] == [1, 3]
    assert [number for (number,) in statements.run(fixed, {"least": 2})] == [3]


def test_one_statement_serves_different_names(statements: Statements) -> None:
    change = update(LETTER).where(LETTER.c.id == bindparam("row"))
    statements.run(insert(LETTER), {"id": 1, "place": 1})
    assert statements.run(change, {"row": 1, "place": 7}).changed == 1
    assert statements.run(change, {"row": 2, "place": 8}).changed == 0
    assert statements.run(select(LETTER), {}).first() == [1, 7]


def test_nothing_found_is_nothing(statements: Statements) -> None:
    found = statements.run(select(LETTER), {})
    assert (list(found), found.first(), found.value()) == ([], None, None)
    assert statements.run(select(literal(5)), {}).value() == 5
