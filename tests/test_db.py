"""The database is set up safely, or the program refuses to start."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event, inspect, text
from sqlalchemy.exc import OperationalError

from directory.db import check_engine, for_writing, make_engine, make_file, sqlite_file
from directory.errors import SettingsError, Unavailable
from tests.databases import settings_for


def test_a_database_as_it_is_made_is_safe(empty_engine: Engine) -> None:
    check_engine(empty_engine)


UNSAFE = {
    "sqlite": [
        ("PRAGMA synchronous = NORMAL", "synchronous is 1 and must be 2"),
        ("PRAGMA foreign_keys = OFF", "foreign_keys is 0 and must be 1"),
        ("PRAGMA journal_mode = DELETE", "journal_mode is delete and must be wal"),
        ("PRAGMA busy_timeout = 0", "busy_timeout is 0"),
        ("PRAGMA secure_delete = OFF", "secure_delete is 0 and must be 1"),
    ],
    "postgresql": [
        ("SET synchronous_commit = off", "synchronous_commit is off and must be on"),
        ("SET statement_timeout = 0", "statement_timeout is 0"),
        ("SET lock_timeout = 0", "lock_timeout is 0"),
    ],
}


@pytest.mark.parametrize("number", range(5))
def test_a_database_that_is_set_up_unsafely_is_refused(empty_engine: Engine, number: int) -> None:
    cases = UNSAFE[empty_engine.dialect.name]
    statement, said = cases[number % len(cases)]

    def spoil(connection: Any, _record: Any) -> None:
        connection.cursor().execute(statement)
        if empty_engine.dialect.name == "postgresql":
            connection.commit()

    event.listen(empty_engine, "connect", spoil)
    empty_engine.dispose()
    with pytest.raises(SettingsError, match=said):
        check_engine(empty_engine)


def test_a_file_that_is_missing_is_not_made_in_passing(tmp_path: Path) -> None:
    engine = make_engine(settings_for(f"sqlite:///{tmp_path}/deep/x.db"))
    with pytest.raises(Unavailable, match="directory database upgrade"):
        check_engine(engine)
    with pytest.raises(OperationalError):
        engine.connect()
    assert list(tmp_path.iterdir()) == []
    make_file(engine)
    check_engine(engine)
    assert sqlite_file(engine) == tmp_path / "deep" / "x.db"


def test_a_file_that_vanished_is_an_error_and_no_new_empty_database(tmp_path: Path) -> None:
    engine = make_engine(settings_for(f"sqlite:///{tmp_path}/x.db"))
    with pytest.raises(OperationalError):
        engine.connect()
    assert list(tmp_path.iterdir()) == []


def test_the_file_of_a_database_is_its_owners_only(tmp_path: Path) -> None:
    engine = make_engine(settings_for(f"sqlite:///{tmp_path}/x.db"))
    make_file(engine)
    assert (tmp_path / "x.db").stat().st_mode & 0o777 == 0o600


def test_a_file_name_with_odd_signs_is_still_a_file_name(tmp_path: Path) -> None:
    engine = make_engine(settings_for(f"sqlite:///{tmp_path}/å b#c?.db".replace("?", "%3F")))
    make_file(engine)
    check_engine(engine)
    assert len(list(tmp_path.glob("*.db"))) == 1
    engine.dispose()


def test_a_file_that_is_no_database_is_said_to_be_none(tmp_path: Path) -> None:
    (tmp_path / "x.db").write_text("a shopping list " * 500, encoding="utf-8")
    with pytest.raises(Unavailable, match="cannot be used"):
        check_engine(make_engine(settings_for(f"sqlite:///{tmp_path}/x.db")))


def test_a_server_that_is_not_there_is_said_to_be_away_and_keeps_its_password() -> None:
    engine = make_engine(settings_for("postgresql://somebody:geheim@127.0.0.1:1/nothing"))
    with pytest.raises(Unavailable) as error:
        check_engine(engine)
    assert "geheim" not in error.value.message


def test_tables_made_in_a_transaction_that_fails_are_not_there(empty_engine: Engine) -> None:
    with empty_engine.connect() as connection:
        with connection.begin() as transaction:
            connection.execute(text("CREATE TABLE t (n INTEGER)"))
            connection.execute(text("INSERT INTO t VALUES (1)"))
            transaction.rollback()
        assert inspect(connection).get_table_names() == []


def test_writers_queue_and_lose_no_update(empty_engine: Engine) -> None:
    with for_writing(empty_engine).begin() as connection:
        connection.execute(text("CREATE TABLE t (n INTEGER)"))
        connection.execute(text("INSERT INTO t VALUES (0)"))
    lock = "" if empty_engine.dialect.name == "sqlite" else " FOR UPDATE"

    def raise_by_one() -> None:
        for _ in range(10):
            with for_writing(empty_engine).begin() as connection:
                number = connection.execute(text("SELECT n FROM t" + lock)).scalar_one()
                connection.execute(text("UPDATE t SET n = :n"), {"n": number + 1})

    threads = [threading.Thread(target=raise_by_one) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with empty_engine.connect() as connection:
        assert connection.execute(text("SELECT n FROM t")).scalar_one() == 40
