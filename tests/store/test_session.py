"""Whoever changes facts through a session raises the revision in the same transaction, and notes what changed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from sqlalchemy import Engine, delete, insert, select, update

import directory
from directory.db import for_writing
from directory.graph.facts import Acceptance, Group
from directory.model import (
    Base,
    Change,
    Channel,
    FactKind,
    Organization,
    Service,
    ServiceAcceptance,
    TouchedFact,
)
from directory.store.revision import MOST_NOTED, raise_revision, revision, touched_since
from directory.store.session import UnnoticedWriteError, writing
from directory.store.trace import holds_facts
from tests.store.small import fill, organization, phone


def number(engine: Engine) -> int:
    with engine.connect() as connection:
        return revision(connection)


def touched(engine: Engine, since: int) -> frozenset[TouchedFact] | None:
    with engine.connect() as connection:
        return touched_since(connection, since, most=100)


def test_a_commit_raises_the_revision_once_however_much_it_changes(engine: Engine) -> None:
    assert number(engine) == 0
    with writing(engine) as session:
        session.add(organization("a"))
        session.flush()
        session.add(organization("b"))
        session.commit()
    assert number(engine) == 1
    assert touched(engine, 0) == {(FactKind.ORGANIZATION, "a"), (FactKind.ORGANIZATION, "b")}


def test_what_is_rolled_back_was_never_there(engine: Engine) -> None:
    with writing(engine) as session:
        session.add(organization("a"))
        session.flush()
        session.rollback()
        session.commit()
    assert number(engine) == 0
    assert touched(engine, 0) == frozenset()


def test_reading_and_writing_the_same_value_again_raise_nothing(engine: Engine) -> None:
    fill(engine)
    before = number(engine)
    with writing(engine) as session:
        found = session.get_one(Organization, "haven")
        found.name = str(found.name)
        session.commit()
    assert number(engine) == before


def test_a_changed_phone_is_a_change_of_its_owner(engine: Engine) -> None:
    fill(engine)
    before = number(engine)
    with writing(engine) as session:
        session.get_one(Channel, "shelter:phone").label = "Natt"
        session.get_one(Channel, "haven:phone").label = "Dag"
        session.commit()
    assert touched(engine, before) == {(FactKind.SERVICE, "shelter"), (FactKind.ORGANIZATION, "haven")}


def test_a_phone_that_moves_changes_both_owners(engine: Engine) -> None:
    fill(engine)
    before = number(engine)
    with writing(engine) as session:
        session.get_one(Channel, "haven:phone").organization_id = "office"
        session.commit()
    assert touched(engine, before) == {(FactKind.ORGANIZATION, "haven"), (FactKind.ORGANIZATION, "office")}


def test_a_word_said_of_a_service_is_a_change_of_the_service(engine: Engine) -> None:
    fill(engine)
    before = number(engine)
    with writing(engine) as session:
        service = session.get_one(Service, "shelter")
        service.acceptance.append(ServiceAcceptance(group=Group.GIRL, acceptance=Acceptance.EXCLUDES))
        session.commit()
    assert touched(engine, before) == {(FactKind.SERVICE, "shelter")}
    with writing(engine) as session:
        service = session.get_one(Service, "shelter")
        service.acceptance.clear()
        session.commit()
    assert touched(engine, before + 1) == {(FactKind.SERVICE, "shelter")}


def test_a_removed_record_is_noted_too(engine: Engine) -> None:
    fill(engine)
    before = number(engine)
    with writing(engine) as session:
        session.delete(session.get_one(Channel, "haven:phone"))
        session.commit()
    assert touched(engine, before) == {(FactKind.ORGANIZATION, "haven")}


def test_a_savepoint_that_is_kept_is_written_with_the_whole(engine: Engine) -> None:
    with writing(engine) as session:
        with session.begin_nested():
            session.add(organization("a"))
        assert session.scalar(select(Change.seq)) is None
        session.add(phone("a:phone", organization_id="a"))
        session.commit()
    assert number(engine) == 1
    assert touched(engine, 0) == {(FactKind.ORGANIZATION, "a")}


@pytest.mark.parametrize(
    "statement",
    [
        update(Organization).values(name="Ny"),
        delete(Channel),
        insert(Organization).values(id="x", name="X", kind="ngo"),
    ],
    ids=["update", "delete", "insert"],
)
def test_a_statement_that_nobody_would_notice_is_refused(engine: Engine, statement: object) -> None:
    fill(engine)
    with writing(engine) as session, pytest.raises(UnnoticedWriteError, match="objects of the session"):
        session.execute(statement)  # type: ignore[call-overload]


NO_FACTS = {
    *("graph_revision", "change", "job_run", "outgoing_mail", "do_not_list"),
    *("ledger_entry", "ledger_detail", "ledger_head"),
    *("account", "account_session", "invitation", "passkey", "provider_link", "recovery_code", "role_grant"),
    *("seen_contact", "throttle", "ticket", "widening"),
    *("changeset", "confirmation", "inquiry", "campaign", "campaign_target", "news", "once"),
    *("report", "outcome_count", "asked_count", "saved_question", "tombstone", "not_duplicate", "import_run"),
}
"""Tables whose rows change no answer: bookkeeping, the log, letters, and who may come in."""


def test_every_table_says_which_fact_it_is_a_part_of_or_is_known_to_be_none() -> None:
    silent = {
        mapper.class_.__tablename__ for mapper in Base.registry.mappers if not holds_facts(mapper.class_)
    }
    assert silent == NO_FACTS


PLAIN_STATEMENT = re.compile(
    r"\b(?:insert|update|delete)\((\w+)|\b(?:INSERT INTO|UPDATE|DELETE FROM) \"?(\w+)"
)
MAY_WRITE_PLAINLY = ("directory/migrations/", "directory/interchange/", "directory/store/history/past.py")
"""They note what they touch themselves; the past is written into a database of its own, in memory."""

IN_A_LOOP = {("directory/membership/leaving.py", "model")}
"""Where the name of the class is a variable: passkeys and links to providers."""

HARMLESS = {
    name
    for mapper in Base.registry.mappers
    if not holds_facts(mapper.class_)
    for name in (mapper.class_.__name__, mapper.class_.__tablename__)
}


def plain_writes(code: list[str]) -> set[str]:
    """Return the names of tables, or of their classes, that plain statements in *code* write to."""
    found = (
        match
        for line in code
        for match in PLAIN_STATEMENT.finditer(re.sub(r"\.(?:insert|update|delete)\(", "", line))
    )
    return {match[1] or match[2] for match in found}


def test_only_migrations_and_imports_write_facts_past_the_session() -> None:
    root = Path(directory.__file__).parent.parent
    plain = {
        name: {table for table in written - HARMLESS if (name, table) not in IN_A_LOOP}
        for file in (root / "directory").rglob("*.py")
        if (name := str(file.relative_to(root))) and (written := plain_writes(_code(file)))
    }
    assert "directory/store/revision.py" in plain, "the search finds what is there"
    assert {
        file: facts for file, facts in plain.items() if facts and not file.startswith(MAY_WRITE_PLAINLY)
    } == {}


@pytest.mark.parametrize(
    "line",
    [
        "session.connection().execute(update(Channel).values(value='x'))",
        "connection.execute(delete(Service))",
        "connection.execute(insert(Organization), rows)",
        'connection.execute(text("DELETE FROM channel"))',
        "text('UPDATE service SET name = 1')",
        "connection.execute(update(table))",
    ],
)
def test_a_fact_that_is_written_past_the_session_is_noticed(line: str) -> None:
    assert plain_writes([line]) - HARMLESS


def _code(file: Path) -> list[str]:
    return [line for line in file.read_text(encoding="utf-8").splitlines() if "``" not in line]


def test_very_many_changes_are_noted_as_everything(engine: Engine) -> None:
    facts = [TouchedFact(FactKind.PLACE, str(n)) for n in range(MOST_NOTED + 1)]
    with for_writing(engine).begin() as connection:
        assert raise_revision(connection, facts) == 1
        assert raise_revision(connection, facts[:2]) == 2
        assert touched_since(connection, 0, most=10**6) is None
        assert touched_since(connection, 1, most=2) == set(facts[:2])
        assert touched_since(connection, 1, most=1) is None
        assert touched_since(connection, 2, most=1) == frozenset()
        assert touched_since(connection, 3, most=1) is None, "a revision that this database never had"
        assert raise_revision(connection, []) == 2
