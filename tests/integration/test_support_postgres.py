"""The private PostgreSQL gives each test an empty database and survives a restart."""

import psycopg

from tests.support.postgres import Postgres


def test_each_test_has_an_empty_database(postgres: Postgres) -> None:
    with postgres.database() as one, postgres.database() as other:
        assert one != other
        with psycopg.connect(one) as connection:
            connection.execute("CREATE TABLE letter (id int)")
        with psycopg.connect(other) as connection:
            assert connection.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone() == (0,)


def test_data_survives_a_restart() -> None:
    with Postgres() as server, server.database() as url:
        with psycopg.connect(url) as connection:
            connection.execute("CREATE TABLE letter (id int)")
        server.restart()
        with psycopg.connect(url) as connection:
            assert connection.execute("SELECT count(*) FROM letter").fetchone() == (0,)


def test_the_fixture_hands_out_a_url(postgres_url: str) -> None:
    with psycopg.connect(postgres_url) as connection:
        assert connection.execute("SHOW timezone").fetchone() == ("UTC",)
