"""Every change of a fact leaves an entry in the ledger, in the same transaction: what it was, what it is, by whom."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, Enum, event, inspect
from sqlalchemy.orm import Session

from directory.db import make_engine, make_file
from directory.interchange.seeds import load_seeds
from directory.ledger import Act, note
from directory.ledger.reading import Entry, changes_of, list_entries
from directory.ledger.verify import verify
from directory.model import (
    Account,
    Base,
    Channel,
    Coverage,
    Grant,
    Invitation,
    Need,
    Organization,
    Service,
    ServiceLanguage,
)
from directory.shipped import folder
from directory.store import trace
from directory.store.schema import upgrade
from directory.store.session import GraphSession, writing
from directory.store.trace import MOST_ENTRIES, UnnotedChangeError, holds_facts
from tests.databases import settings_for
from tests.store.small import SOURCED, fill, organization


def entries(engine: Engine, **filters: Any) -> list[Entry]:
    with engine.connect() as connection:
        return list(reversed(list_entries(connection, most=10_000, **filters).entries))


def last(engine: Engine) -> Entry:
    return entries(engine)[-1]


def is_whole(engine: Engine) -> bool:
    with engine.connect() as connection:
        return verify(connection).is_whole


def test_a_new_organization_is_noted_with_what_it_says(engine: Engine) -> None:
    with writing(engine, actor="account-1") as session:
        session.add(organization("haven", website="https://haven.example"))
        session.commit()
    entry = last(engine)
    assert (entry.actor, entry.act, entry.kind, entry.record) == (
        "account-1",
        "record.added",
        "organization",
        "haven",
    )
    assert entry.organization == "haven"
    assert entry.detail is not None
    assert entry.detail["after"]["website"] == "https://haven.example"
    assert "before" not in entry.detail


def test_an_editor_who_changes_a_number_leaves_both_numbers(engine: Engine) -> None:
    fill(engine)
    with writing(engine, actor="account-1") as session:
        session.get_one(Channel, "shelter:phone").display = "070-174 06 43"
        session.commit()
    entry = last(engine)
    assert (entry.act, entry.record, entry.organization) == ("record.changed", "shelter:phone", "haven")
    assert entry.detail is not None
    before, after = entry.detail["before"], entry.detail["after"]
    assert (before.pop("display"), after.pop("display")) == ("070-174 06 42", "070-174 06 43")
    assert (before, after) in (({}, {}), ({"version": 1}, {"version": 2}))


def test_the_old_value_is_found_though_nobody_had_read_it(engine: Engine) -> None:
    fill(engine)
    with writing(engine) as session:
        haven = session.get_one(Organization, "haven")
        session.expire(haven, ["name"])
        haven.name = "Ny"
        session.commit()
    detail = last(engine).detail
    assert detail is not None
    assert (detail["before"]["name"], detail["after"]["name"]) == ("Haven", "Ny")


def test_a_removed_record_is_kept_in_its_detail(engine: Engine) -> None:
    fill(engine)
    with writing(engine) as session:
        session.delete(session.get_one(Channel, "shelter:phone"))
        session.commit()
    entry = last(engine)
    assert (entry.act, entry.record, entry.organization) == ("record.removed", "shelter:phone", "haven")
    assert entry.detail is not None
    assert entry.detail["before"]["value"] == "+46701740642"


def test_a_service_that_goes_with_its_coverage_is_noted_under_its_organization(engine: Engine) -> None:
    fill(engine)
    with writing(engine) as session:
        session.delete(session.get_one(Channel, "shelter:phone"))
        session.delete(session.get_one(Coverage, "shelter@01"))
        session.flush()
        session.delete(session.get_one(Service, "shelter"))
        session.commit()
    gone = {(entry.kind, entry.record): entry for entry in entries(engine, acts=[Act.RECORD_REMOVED])}
    assert set(gone) == {
        ("channel", "shelter:phone"),
        ("coverage", "shelter@01"),
        ("service", "shelter"),
        ("service_need", "shelter"),
        ("service_acceptance", "shelter"),
    }
    assert {entry.organization for entry in gone.values()} == {"haven"}
    assert gone["coverage", "shelter@01"].area == "01"


def test_what_stays_as_it_was_or_is_rolled_back_is_not_noted(engine: Engine) -> None:
    fill(engine)
    before = len(entries(engine))
    with writing(engine) as session:
        haven = session.get_one(Organization, "haven")
        haven.name = str(haven.name)
        session.commit()
        haven.name = "Ny"
        session.flush()
        session.rollback()
        with session.begin_nested() as savepoint:
            session.add(organization("gone"))
            session.flush()
            savepoint.rollback()
        session.commit()
    assert len(entries(engine)) == before


def test_the_changes_of_a_record_are_found_by_its_id(engine: Engine) -> None:
    fill(engine)
    with writing(engine) as session:
        shelter = session.get_one(Service, "shelter")
        shelter.languages.append(ServiceLanguage(language="sv"))
        shelter.name = "Skydd"
        session.commit()
    with engine.connect() as connection:
        found = changes_of(connection, "shelter").entries
    assert [(entry.act, entry.kind) for entry in found[:2]] in (
        [("record.changed", "service"), ("record.added", "service_language")],
        [("record.added", "service_language"), ("record.changed", "service")],
    )


@pytest.mark.parametrize("count", [MOST_ENTRIES, MOST_ENTRIES + 1])
def test_very_many_changes_are_one_entry_that_covers_them_all(engine: Engine, count: int) -> None:
    with writing(engine) as session:
        note(session, Act.DEMO_LOADED)
        session.add_all(organization(f"o{number}") for number in range(count))
        session.commit()
    found = entries(engine)
    assert found[0].act == Act.DEMO_LOADED
    if count == MOST_ENTRIES:
        assert len(found) == count + 1
    else:
        assert [entry.act for entry in found[1:]] == [Act.RECORDS_CHANGED_MANY]
        assert found[1].detail == {"organization": {"added": sorted(f"o{number}" for number in range(count))}}
    assert is_whole(engine)


def test_the_seeds_leave_one_entry_for_the_load_and_one_for_all_records(seeded_engine: Engine) -> None:
    load, many = entries(seeded_engine)
    assert (load.act, load.actor) == ("seeds.loaded", "seeds")
    assert (many.act, many.actor) == ("records.changed_many", "seeds")
    assert load.detail is not None
    assert many.detail is not None
    assert {table: {what: len(ids) for what, ids in acts.items()} for table, acts in many.detail.items()} == (
        load.detail
    )
    assert is_whole(seeded_engine)


def test_a_second_load_notes_only_what_changed(engine: Engine, tmp_path: Path) -> None:
    seeds = Path(shutil.copytree(folder("seeds"), tmp_path / "seeds"))
    load_seeds(engine, seeds)
    assert len(entries(engine)) == 2
    load_seeds(engine, seeds)
    assert len(entries(engine)) == 2, "nothing was changed, nothing is noted"
    needs = seeds / "needs.csv"
    said = needs.read_text(encoding="utf-8")
    needs.write_text(said.replace("boende,,Boende,", "boende,,Boende m.m.,", 1), encoding="utf-8")
    load_seeds(engine, seeds)
    load, changed = entries(engine)[2:]
    assert load.detail == {"need": {"changed": 1}}
    assert (changed.act, changed.kind, changed.actor) == ("record.changed", "need", "seeds")
    assert changed.detail is not None
    assert changed.detail == {"before": {"name_sv": "Boende"}, "after": {"name_sv": "Boende m.m."}}


# ── every table of facts ─────────────────────────────────────────────────────────────────────────────────────────

FACTS = sorted(
    (mapper.class_ for mapper in Base.registry.mappers if holds_facts(mapper.class_)),
    key=lambda model: model.__tablename__,
)


def invented(model: type[Base]) -> dict[str, Any]:
    """Return a value for every column of *model* that has to have one, and for those that say whose it is."""
    values: dict[str, Any] = {}
    for attribute in inspect(model).column_attrs:
        column = attribute.columns[0]
        if column.nullable and not column.foreign_keys:
            continue
        kind = column.type
        values[attribute.key] = (
            next(iter(kind.enum_class or ()))
            if isinstance(kind, Enum)
            else {
                str: attribute.key,
                int: 1,
                float: 1.0,
                bool: True,
                date: date(2026, 1, 1),
                datetime: datetime(2026, 1, 1, tzinfo=UTC),
            }.get(kind.python_type, [])
        )
    return values


@pytest.fixture
def lawless(tmp_path: Path) -> Iterator[Engine]:
    """Yield an engine on a database in which rows may refer to nothing: only whether they are noted is asked."""
    engine = make_engine(settings_for(f"sqlite:///{tmp_path / 'lawless.db'}"))
    make_file(engine)
    upgrade(engine)
    engine.dispose()

    def lift(connection: Any, _record: Any) -> None:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("PRAGMA ignore_check_constraints = ON")

    event.listen(engine, "connect", lift)
    yield engine
    engine.dispose()


def unnoted(engine: Engine) -> set[tuple[str, str]]:
    """Add, change and remove a row of every table of facts; return (table, act) of what left no entry."""
    missing: set[tuple[str, str]] = set()
    for model in FACTS:
        record = model(**invented(model))
        steps: tuple[tuple[Act, Callable[[Session, Base], object]], ...] = (
            (Act.RECORD_ADDED, lambda session, record: session.add(record)),
            (Act.RECORD_CHANGED, lambda _session, record: change(record)),
            (Act.RECORD_REMOVED, lambda session, record: session.delete(record)),
        )
        with writing(engine) as session:
            for act, step in steps:
                before = len(entries(engine))
                step(session, record)
                session.commit()
                noted = {(entry.act, entry.kind) for entry in entries(engine)[before:]}
                if (act, model.__tablename__) not in noted:
                    missing.add((model.__tablename__, act))
    return missing


def change(record: Base) -> None:
    """Change some column of *record*; one of its key, if it has no others."""
    attributes = inspect(record).mapper.column_attrs
    free = [each for each in attributes if not each.columns[0].primary_key and each.key != "version"]
    for attribute in free or attributes:
        kind = attribute.columns[0].type
        old = getattr(record, attribute.key)
        if isinstance(kind, Enum):
            new: Any = [each for each in kind.enum_class or () if each != old][-1]
        elif kind.python_type is str:
            new = f"{old}-changed"
        elif kind.python_type in (int, float):
            new = (old or 0) + 1
        else:
            continue
        setattr(record, attribute.key, new)
        return
    raise AssertionError(f"nothing to change in {record}")


def test_no_row_of_any_table_of_facts_changes_without_an_entry(lawless: Engine) -> None:
    assert len(FACTS) >= 24
    assert unnoted(lawless) == set()
    assert is_whole(lawless)


def test_a_trace_that_does_not_listen_is_noticed(lawless: Engine) -> None:
    event.remove(GraphSession, "after_flush", trace._gather)
    try:
        found = unnoted(lawless)
    finally:
        event.listen(GraphSession, "after_flush", trace._gather)
    assert len(found) == 3 * len(FACTS)


def test_a_trace_that_forgets_removals_is_noticed(lawless: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    real = trace._seen
    monkeypatch.setattr(
        trace, "_seen", lambda record, before, after: real(record, before or {}, after if after else {})
    )
    assert {act for _, act in unnoted(lawless)} == {Act.RECORD_ADDED, Act.RECORD_REMOVED}


# ── what must be noted by hand ───────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def marked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let organizations be rows that have to be noted, and no facts."""
    monkeypatch.setattr(Organization, "is_logged", True, raising=False)
    real = trace._is_fact
    monkeypatch.setattr(trace, "_is_fact", lambda model: model is not Organization and real(model))


@pytest.mark.usefixtures("marked")
def test_an_account_cannot_be_changed_without_a_word(engine: Engine) -> None:
    with writing(engine) as session:
        session.add(organization("a"))
        with pytest.raises(UnnotedChangeError, match="Rows of organization were changed"):
            session.commit()
    with writing(engine) as session:
        session.add(organization("a"))
        session.add(Need(id="boende", name_sv="Boende", name_en="Housing", **SOURCED))
        with pytest.raises(UnnotedChangeError):  # the entry of the need says nothing about the account
            session.commit()
    with writing(engine) as session:
        session.add(organization("a"))
        note(session, Act.ACCOUNT_CREATED, record="a")
        session.commit()
    with writing(engine) as session:
        session.get_one(Organization, "a").name = "B"
        with pytest.raises(UnnotedChangeError):
            session.commit()
    with writing(engine) as session:
        session.delete(session.get_one(Organization, "a"))
        with pytest.raises(UnnotedChangeError):
            session.commit()
    assert [entry.act for entry in entries(engine)] == ["account.created"]


@pytest.mark.usefixtures("marked")
def test_a_note_of_a_savepoint_that_failed_is_no_word(engine: Engine) -> None:
    with writing(engine) as session:
        session.add(organization("a"))
        with session.begin_nested() as savepoint:
            note(session, Act.ACCOUNT_CREATED)
            savepoint.rollback()
        with pytest.raises(UnnotedChangeError):
            session.commit()


@pytest.mark.parametrize("model", [Account, Grant, Invitation])
def test_accounts_and_rights_are_marked(model: type[Base]) -> None:
    assert getattr(model, "is_logged", False)


def test_what_changes_after_the_notes_were_written_is_refused(engine: Engine) -> None:
    def too_late(session: Session) -> None:
        session.add(organization("late"))

    with writing(engine) as session:
        event.listen(session, "before_commit", too_late)
        session.add(organization("a"))
        with pytest.raises(UnnotedChangeError, match="after the notes"):
            session.commit()
    assert entries(engine) == []
