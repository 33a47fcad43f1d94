"""On PostgreSQL the program can run as a role that may do its work and never change the log, by no means at all."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, make_url, select, text
from sqlalchemy.exc import ProgrammingError

from directory.db import make_engine
from directory.errors import SettingsError
from directory.ledger import Act, note
from directory.ledger.erase import erase_detail
from directory.ledger.verify import verify
from directory.model import Base, Channel, LedgerEntry, Organization
from directory.store.consistent import consistent_read
from directory.store.grants import ONLY, apply_grants, grants
from directory.store.schema import upgrade
from directory.store.session import writing
from tests.databases import Server, settings_for
from tests.store.small import fill, organization


@pytest.mark.parametrize(
    "role", ["", "public", "pg_monitor", "a b", 'a"; DROP TABLE ledger_entry; --', "A", "å", "1a"]
)
def test_a_name_that_is_no_role_is_refused(role: str) -> None:
    with pytest.raises(SettingsError, match="name of the role"):
        grants(role)


def test_every_table_has_its_grant() -> None:
    said = "\n".join(grants("kontakt_app"))
    for table in Base.metadata.tables:
        assert f'ON "{table}" TO kontakt_app' in said
    assert set(ONLY) - {"alembic_version"} <= set(Base.metadata.tables)


@pytest.fixture
def owner(server: Server) -> Iterator[Engine]:
    """Yield the engine of the owner of a PostgreSQL database of its own."""
    if server.kind != "postgresql":
        pytest.skip("SQLite knows no roles")
    engine = make_engine(settings_for(server.new()))
    upgrade(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def role(owner: Engine) -> Iterator[str]:
    name = f"kontakt_{os.getpid()}_{secrets.token_hex(3)}"
    with owner.begin() as connection:
        connection.execute(text(f"CREATE ROLE {name} LOGIN PASSWORD 'for-a-test'"))
    yield name
    with owner.begin() as connection:
        connection.execute(text(f"DROP OWNED BY {name}"))
        connection.execute(text(f"DROP ROLE {name}"))


@pytest.fixture
def runtime(owner: Engine, role: str) -> Iterator[Engine]:
    """Yield an engine that connects as the role with the grants."""
    with owner.begin() as connection:
        apply_grants(connection, role)
        apply_grants(connection, role)  # again, as after an upgrade
    url = make_url(owner.url).set(username=role, password="for-a-test")
    engine = make_engine(settings_for(url))
    yield engine
    engine.dispose()


def test_the_role_does_all_ordinary_work(runtime: Engine) -> None:
    fill(runtime)
    with writing(runtime, actor="account-1") as session:
        session.get_one(Organization, "haven").name = "Ny"
        session.delete(session.get_one(Channel, "haven:phone"))
        note(session, Act.CONTACT_LISTED, detail={"name": "x"})
        session.commit()
        seq = session.scalars(select(LedgerEntry.seq).where(LedgerEntry.act == Act.CONTACT_LISTED)).one()
        assert erase_detail(session, [seq], "account-1") == 1
        session.commit()
    with consistent_read(runtime) as connection:
        verdict = verify(connection)
    assert verdict.is_whole
    assert verdict.erased == 1


STATEMENTS = [
    "UPDATE ledger_entry SET actor = 'x'",
    "DELETE FROM ledger_entry",
    "TRUNCATE ledger_entry CASCADE",
    "INSERT INTO ledger_entry SELECT * FROM ledger_entry ON CONFLICT (seq) DO UPDATE SET actor = 'x'",
    "DELETE FROM ledger_detail",
    "TRUNCATE ledger_detail",
    "UPDATE ledger_detail SET seq = seq + 1",
    "DELETE FROM ledger_head",
    "INSERT INTO ledger_head (id, seq, digest) VALUES (2, 0, '')",
    "ALTER TABLE ledger_entry DISABLE TRIGGER ALL",
    "ALTER TABLE ledger_entry ADD COLUMN surplus TEXT",
    "DROP TRIGGER ledger_entry_no_change ON ledger_entry",
    "DROP TABLE ledger_detail",
    "DROP FUNCTION ledger_refuses() CASCADE",
    "CREATE OR REPLACE FUNCTION ledger_refuses() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
    "SET session_replication_role = replica",
    "CREATE TABLE surplus (id int)",
    "CREATE RULE quiet AS ON INSERT TO ledger_entry DO INSTEAD NOTHING",
    "UPDATE alembic_version SET version_num = '0007'",
]


@pytest.mark.parametrize("statement", STATEMENTS)
def test_the_role_is_refused_whatever_would_change_the_log(runtime: Engine, statement: str) -> None:
    with writing(runtime) as session:
        session.add(organization("a"))
        session.commit()
    with (
        pytest.raises(ProgrammingError, match=r"permission denied|must be owner"),
        runtime.begin() as connection,
    ):
        connection.execute(text(statement))
    with consistent_read(runtime) as connection:
        assert verify(connection).is_whole


def test_a_role_with_one_grant_too_many_is_still_stopped_by_the_triggers(
    owner: Engine, runtime: Engine, role: str
) -> None:
    with writing(runtime) as session:
        session.add(organization("a"))
        session.commit()
    with owner.begin() as connection:
        connection.execute(text(f"GRANT ALL ON ledger_entry, ledger_detail TO {role}"))
    for statement in STATEMENTS[:3]:
        with pytest.raises(Exception, match="only added to"), runtime.begin() as connection:
            connection.execute(text(statement))


def test_a_role_that_grants_do_not_bind_is_refused(owner: Engine, role: str) -> None:
    with owner.begin() as connection, pytest.raises(SettingsError, match="owns the ledger"):
        apply_grants(connection, str(connection.execute(text("SELECT current_user")).scalar()))
    with owner.begin() as connection, pytest.raises(SettingsError, match="There is no role"):
        apply_grants(connection, "nobody_of_that_name")
    with owner.begin() as connection:
        connection.execute(
            text(f"GRANT {connection.execute(text('SELECT current_user')).scalar()} TO {role}")
        )
        with pytest.raises(SettingsError, match="owns the ledger"):
            apply_grants(connection, role)
