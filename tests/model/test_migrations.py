"""The migrations and the models say the same, and a migration that dies leaves nothing behind."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, event, inspect, text

from directory.db import for_writing
from directory.model import Base
from directory.store.schema import SCRIPTS, config, current, differences, newest, upgrade


def test_the_tables_are_those_of_the_models(engine: Engine) -> None:
    with engine.connect() as connection:
        assert differences(connection) == []


def test_a_column_that_the_models_do_not_know_is_noticed(engine: Engine) -> None:
    with for_writing(engine).begin() as connection:
        connection.execute(text("ALTER TABLE role ADD COLUMN surplus TEXT"))
    with engine.connect() as connection:
        assert "surplus" in " ".join(differences(connection))


def test_migrations_make_the_same_constraints_as_the_models(engine: Engine, empty_engine: Engine) -> None:
    Base.metadata.create_all(for_writing(empty_engine))
    by_models, by_migrations = _described(empty_engine), _described(engine)
    by_migrations.pop("alembic_version")
    assert by_migrations == by_models


def _described(engine: Engine) -> dict[str, dict[str, list[str]]]:
    """Say everything about every table that the database can tell, in an order of its own."""
    inspector = inspect(engine)
    return {
        table: {
            "columns": sorted(
                f"{column['name']} {column['type']} {column['nullable']} {column['default']}"
                for column in inspector.get_columns(table)
            ),
            "primary key": [str(inspector.get_pk_constraint(table))],
            "foreign keys": sorted(str(sorted(key.items())) for key in inspector.get_foreign_keys(table)),
            "checks": sorted(
                f"{each['name']}: {each['sqltext']}" for each in inspector.get_check_constraints(table)
            ),
            "unique": sorted(str(sorted(each.items())) for each in inspector.get_unique_constraints(table)),
            "indexes": sorted(
                f"{each['name']} {each['column_names']}" for each in inspector.get_indexes(table)
            ),
        }
        for table in inspector.get_table_names()
    }


def test_migrations_are_numbered_in_one_line() -> None:
    scripts = list(reversed(list(ScriptDirectory.from_config(config()).walk_revisions())))
    assert [script.revision for script in scripts] == [
        f"{number:04}" for number in range(1, len(scripts) + 1)
    ]
    assert [script.down_revision for script in scripts] == [
        None,
        *(script.revision for script in scripts[:-1]),
    ]
    assert newest() == scripts[-1].revision
    files = sorted(Path(SCRIPTS, "versions").glob("*.py"))
    assert [file.name[:4] for file in files] == [script.revision for script in scripts]


def test_an_upgrade_says_where_it_came_from_and_a_second_one_does_nothing(empty_engine: Engine) -> None:
    assert upgrade(empty_engine) == (None, newest())
    assert upgrade(empty_engine) == (newest(), newest())


def test_every_migration_can_be_taken_back(engine: Engine) -> None:
    with for_writing(engine).begin() as connection:
        command.downgrade(config(connection), "base")
    assert set(inspect(engine).get_table_names()) <= {"alembic_version"}
    upgrade(engine)
    with engine.connect() as connection:
        assert differences(connection) == []


class PowerCut(Exception):
    """Stops a migration in its middle."""


@pytest.mark.parametrize("statement", [1, 3, 13, 34, 55])
def test_a_migration_that_dies_leaves_the_database_as_it_was(empty_engine: Engine, statement: int) -> None:
    engine = empty_engine
    seen = 0

    def die(*_: Any) -> None:
        nonlocal seen
        seen += 1
        if seen == statement:
            raise PowerCut

    def changes_something(_c: Any, _cursor: Any, sql: str, *_: Any) -> None:
        if sql.lstrip().upper().startswith(("CREATE", "INSERT", "UPDATE")):
            die()

    event.listen(engine, "after_cursor_execute", changes_something)
    with pytest.raises(PowerCut):
        upgrade(engine)
    event.remove(engine, "after_cursor_execute", changes_something)
    assert inspect(engine).get_table_names() == []
    with engine.connect() as connection:
        assert current(connection) is None
    assert upgrade(engine) == (None, newest())
