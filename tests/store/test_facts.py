"""Rows become facts: all of them, for the right viewer, and at one moment."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from sqlalchemy import Engine, event, func, select

from directory.graph.facts import (
    Acceptance,
    Confidence,
    Facts,
    Group,
    Opening,
    Organization,
    Service,
    Visibility,
)
from directory.model import Base, FactKind, Record, TouchedFact
from directory.model import Organization as OrganizationRow
from directory.model import Role as RoleRow
from directory.model import Service as ServiceRow
from directory.store.consistent import consistent_read
from directory.store.facts import read_changed, read_facts
from directory.store.session import writing
from tests.store.small import fill

TODAY = date(2026, 11, 23)


def facts_for(engine: Engine, viewer: Visibility = Visibility.PUBLIC) -> Facts:
    with consistent_read(engine) as connection:
        return read_facts(connection, viewer, TODAY)


def organization_of(facts: Facts, name: str) -> Organization:
    return next(found for found in facts.organizations if found.id == name)


def service_of(facts: Facts, name: str) -> Service:
    return next(found for found in facts.services if found.id == name)


def test_a_small_network_is_read_as_it_was_written(engine: Engine) -> None:
    fill(engine)
    facts = facts_for(engine, Visibility.RESTRICTED)
    shelter = service_of(facts, "shelter")
    assert facts.revision == 1
    assert [area.id for area in facts.areas] == ["01", "0163", "0180", "SE"]
    assert shelter.needs == ("boende",)
    assert shelter.acceptance == ((Group.ADULT_WOMAN, Acceptance.ACCEPTS),)
    assert [covered.area for covered in shelter.coverage] == ["01"]
    assert shelter.is_protected
    assert [channel.id for channel in shelter.channels] == ["shelter:phone"]
    haven = organization_of(facts, "haven")
    assert [channel.id for channel in haven.channels] == ["haven:phone", "haven:night"]
    assert haven.schedule.rows == (Opening(frozenset(range(5)), 480, 1020),)
    night = haven.channels[1].schedule
    assert night is not None
    assert night.rows == (Opening(frozenset({5, 6, 7}), 1200, 1560),)
    assert haven.channels[0].schedule is None
    assert (facts.links[0].source, facts.links[0].target) == ("office", "haven")
    assert shelter.provenance.confidence is Confidence.SOURCE
    assert haven.provenance is shelter.provenance, "one source is one value, however many rows name it"


def test_each_class_of_viewers_gets_only_its_channels(engine: Engine) -> None:
    fill(engine)
    seen = {
        viewer: {
            channel.id
            for holder in (*facts_for(engine, viewer).organizations, *facts_for(engine, viewer).services)
            for channel in holder.channels
        }
        for viewer in Visibility
    }
    assert seen[Visibility.PUBLIC] == {"haven:phone"}
    assert seen[Visibility.NETWORK] == {"haven:phone", "haven:night"}
    assert seen[Visibility.RESTRICTED] == {"haven:phone", "haven:night", "shelter:phone"}


def test_hours_of_a_hidden_channel_are_not_taken_for_those_of_its_owner(engine: Engine) -> None:
    fill(engine)
    haven = organization_of(facts_for(engine), "haven")
    assert haven.schedule.rows == (Opening(frozenset(range(5)), 480, 1020),)


def test_a_service_has_nowhere_to_keep_a_position() -> None:
    words = {"latitude", "longitude", "address", "street", "postcode", "town"}
    assert not words & set(Service.__dataclass_fields__)
    assert not words & {column.name for column in Base.metadata.tables["service"].columns}
    assert not words & {column.name for column in Base.metadata.tables["organization"].columns}


def test_the_real_seeds_are_read_whole(seeded_engine: Engine) -> None:
    facts = facts_for(seeded_engine)
    with seeded_engine.connect() as connection:
        for part, model in (
            (facts.areas, "area"),
            (facts.part_of, "part_of"),
            (facts.needs, "need"),
            (facts.roles, "role"),
            (facts.organizations, "organization"),
            (facts.holdings, "holding"),
            (facts.duties, "duty"),
            (facts.services, "service"),
            (facts.links, "link"),
            (facts.routine, "routine_step"),
            (facts.conflicts, "conflict"),
        ):
            count = connection.scalar(select(func.count()).select_from(Base.metadata.tables[model]))
            assert len(part) == count, model
            assert count, model
    assert sum(area.kind == "municipality" for area in facts.areas) == 290


def test_the_number_of_statements_does_not_grow_with_the_network(
    engine: Engine, seeded_engine: Engine
) -> None:
    fill(engine)
    assert statements(engine, facts_for) == statements(seeded_engine, facts_for) <= 37


def statements(engine: Engine, do: Callable[[Engine], object]) -> int:
    seen: list[str] = []

    def note(_c: Any, _cursor: Any, sql: str, *_: Any) -> None:
        if sql.startswith("SELECT"):
            seen.append(sql)

    event.listen(engine, "before_cursor_execute", note)
    do(engine)
    event.remove(engine, "before_cursor_execute", note)
    return len(seen)


def test_only_what_changed_is_read_and_what_is_gone_is_none(engine: Engine) -> None:
    fill(engine)
    whole = facts_for(engine, Visibility.NETWORK)
    asked = [
        TouchedFact(FactKind.SERVICE, "shelter"),
        TouchedFact(FactKind.SERVICE, "never-was"),
        TouchedFact(FactKind.ORGANIZATION, "haven"),
    ]
    with consistent_read(engine) as connection:
        changed = read_changed(connection, Visibility.NETWORK, asked, TODAY)
    assert changed.services == {"shelter": service_of(whole, "shelter"), "never-was": None}
    assert changed.organizations == {"haven": organization_of(whole, "haven")}
    assert changed.revision == whole.revision


class Torn:
    """A reader without a transaction: each statement sees its own moment. This is the bug that must not be."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def execute(self, statement: Any) -> Any:
        with self._engine.connect() as connection:
            return connection.execute(statement).freeze()()


def rename(engine: Engine, name: str) -> None:
    """Give a role, an organization and a service the same name, in one transaction."""
    records: tuple[tuple[type[Record], str, str], ...] = (
        (RoleRow, "role.socialtjanst", "name_sv"),
        (OrganizationRow, "haven", "name"),
        (ServiceRow, "shelter", "name"),
    )
    with writing(engine) as session:
        for model, key, attribute in records:
            setattr(session.get_one(model, key), attribute, name)
        session.commit()


def names(facts: Facts) -> set[str]:
    return {facts.roles[0].name_sv, organization_of(facts, "haven").name, service_of(facts, "shelter").name}


def test_a_writer_in_the_middle_of_a_build_never_shows_in_half(engine: Engine) -> None:
    fill(engine)
    rename(engine, "old")
    is_written = False

    def write_in_between(_c: Any, _cursor: Any, sql: str, *_: Any) -> None:
        nonlocal is_written
        if "FROM organization" in sql and not is_written:
            is_written = True
            rename(engine, "new")

    event.listen(engine, "after_cursor_execute", write_in_between)
    try:
        whole = facts_for(engine)
        assert is_written
        assert names(whole) == {"old"}
        rename(engine, "old")
        is_written = False
        torn = read_facts(Torn(engine), Visibility.PUBLIC, TODAY)  # type: ignore[arg-type]
        assert names(torn) == {"old", "new"}, (
            "without one transaction the same read is torn: the test has teeth"
        )
    finally:
        event.remove(engine, "after_cursor_execute", write_in_between)
    assert names(facts_for(engine)) == {"new"}
