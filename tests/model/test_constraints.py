"""What the database itself refuses, whoever writes to it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine, insert
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError

from directory.graph.facts import AreaKind, ChannelKind, Visibility
from directory.model import Area, Base, Channel, Organization, PartOf, Role, Schedule, Service
from directory.store.session import writing
from tests.store.small import SOURCED, organization


def refused(engine: Engine, *records: Base) -> str:
    """Return what the database says when it refuses *records*."""
    with writing(engine) as session:
        session.add_all(records)
        with pytest.raises(IntegrityError) as error:
            session.commit()
    return str(error.value.orig).lower()


def test_a_channel_has_one_owner_and_not_two(engine: Engine) -> None:
    channel = {"kind": ChannelKind.PHONE, "value": "112", "display": "112", "visibility": Visibility.PUBLIC}
    assert "one_owner" in refused(engine, Channel(id="nobodys", **channel, **SOURCED))
    with writing(engine) as session:
        session.add_all([organization("a"), Service(id="s", organization_id="a", name="S", **SOURCED)])
        session.commit()
    both = Channel(id="both", organization_id="a", service_id="s", **channel, **SOURCED)
    assert "one_owner" in refused(engine, both)


def test_a_kind_that_the_graph_does_not_know_is_refused(engine: Engine) -> None:
    with pytest.raises(IntegrityError, match="ck_area_kind"), engine.begin() as connection:
        connection.exec_driver_sql(
            "INSERT INTO area (id, kind, name, full_name, population_on, source, dated, confidence, note, version,"
            " origin) VALUES ('x', 'planet', 'X', '', '', '', '', 'source', '', 1, 'here')"
        )


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"valid_from": date(2026, 1, 2), "valid_to": date(2026, 1, 1)}, "period"),
        ({"latitude": 91.0}, "latitude"),
        ({"population": -1}, "population"),
    ],
)
def test_an_area_that_cannot_be_is_refused(engine: Engine, values: dict[str, Any], constraint: str) -> None:
    area = Area(id="x", kind=AreaKind.MUNICIPALITY, name="X", **SOURCED, **values)
    assert constraint in refused(engine, area)


def test_no_area_lies_within_itself(engine: Engine) -> None:
    with writing(engine) as session:
        session.add(Area(id="x", kind=AreaKind.NATION, name="X", **SOURCED))
        session.commit()
    assert "not_itself" in refused(engine, PartOf(id="x<x", part_id="x", whole_id="x", **SOURCED))


@pytest.mark.parametrize(("opens", "closes"), [(600, 600), (600, 500), (0, 2881), (1440, 1500), (None, 600)])
def test_an_opening_closes_after_it_opens(engine: Engine, opens: int | None, closes: int) -> None:
    with writing(engine) as session:
        session.add(organization("a"))
        session.commit()
    row = Schedule(id="x", organization_id="a", days="0", opens=opens, closes=closes, **SOURCED)
    assert "opening" in refused(engine, row)


def test_an_edge_to_a_missing_record_is_refused(engine: Engine) -> None:
    assert "foreign key" in refused(engine, PartOf(id="a<b", part_id="a", whole_id="b", **SOURCED))


def test_an_organization_may_come_before_the_one_it_belongs_to(engine: Engine) -> None:
    with engine.begin() as connection:
        rows = [
            {"id": "child", "parent_id": "parent", "kind": "ngo", "name": "Child"},
            {"id": "parent", "parent_id": None, "kind": "ngo", "name": "Parent"},
        ]
        for row in rows:
            connection.execute(insert(Organization).values(**row))
    with pytest.raises(IntegrityError), engine.begin() as connection:
        connection.execute(insert(Organization).values(id="x", parent_id="nobody", kind="ngo", name="X"))


def test_the_second_of_two_editors_is_told(engine: Engine) -> None:
    with writing(engine) as session:
        session.add(Role(id="r", name_sv="Ett", name_en="One", **SOURCED))
        session.commit()
    # Both read the record, as two people do who open the same form; then both save.
    with writing(engine) as session:
        first = session.get_one(Role, "r")
        session.expunge(first)
        second = session.get_one(Role, "r")
        session.expunge(second)
    first.name_sv, second.name_sv = "Två", "Tre"
    with writing(engine) as session:
        session.add(first)
        session.commit()
    with writing(engine) as session:
        session.add(second)
        with pytest.raises(StaleDataError):
            session.commit()
    with writing(engine) as session:
        assert session.get_one(Role, "r").name_sv == "Två"
