"""Edits are made all or none, stand beside other people's, never over them, and can be taken back."""

from __future__ import annotations

import json
from typing import Any

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from directory.model import Base, Channel, LedgerEntry, Organization, Service
from directory.store.changeset import (
    EDITABLE,
    Clashed,
    Edit,
    Edits,
    addition,
    apply,
    edit_to,
    from_json,
    inverse,
    removal,
    to_json,
    values_of,
)
from directory.store.session import writing
from tests.store import small

BOOKKEEPING = {"version", "seed_digest", "origin"}


@pytest.fixture
def haven(engine: Engine) -> Engine:
    small.fill(engine)
    return engine


def everything(engine: Engine) -> dict[str, set[str]]:
    """Return every row of every table that a changeset may touch, without its version."""
    found: dict[str, set[str]] = {}
    with engine.connect() as connection:
        for name, table in Base.metadata.tables.items():
            if name in EDITABLE or name.startswith("service_"):
                rows = connection.execute(select(*(one for one in table.c if one.name not in BOOKKEEPING)))
                found[name] = {repr(tuple(row)) for row in rows}
    return found


def make(engine: Engine, edits: Edits) -> None:
    with writing(engine, actor="somebody") as session:
        apply(session, edits)
        session.commit()


def edit(session: Session, model: type[Any], record: str, /, **wanted: Any) -> Edit:
    found = edit_to(session.get_one(model, record), wanted)
    assert found is not None
    return found


def several(engine: Engine) -> Edits:
    """Return edits of all kinds: a service says other words, a number goes, another one comes."""
    with Session(engine) as session:
        return (
            edit(
                session,
                Service,
                "shelter",
                name="Skyddet",
                acceptance={"adult woman": "ask_first", "adult": "prefers"},
                languages=["Svenska", "Arabiska"],
                capacity="few",
                capacity_until="2026-12-01T10:00:00+00:00",
            ),
            edit(session, Organization, "haven", parent_id="office"),
            removal(session.get_one(Channel, "shelter:phone")),
            addition(
                "channel",
                "new",
                {
                    "organization_id": "haven",
                    "kind": "phone",
                    "value": "+46701740643",
                    "display": "070-174 06 43",
                    "visibility": "network",
                },
            ),
        )


def test_edits_of_all_kinds_are_made_together_and_taken_back_whole(haven: Engine) -> None:
    before, edits = everything(haven), several(haven)
    make(haven, edits)
    between = everything(haven)
    assert before != between
    with writing(haven) as session:
        service = session.get_one(Service, "shelter")
        assert values_of(service)["acceptance"] == {"adult": "prefers", "adult woman": "ask_first"}
        assert values_of(service)["languages"] == ["Svenska", "Arabiska"]
        assert session.get(Channel, "shelter:phone") is None
    make(haven, inverse(edits))
    assert everything(haven) == before
    make(haven, inverse(inverse(edits)))
    assert everything(haven) == between


def test_edits_are_the_same_after_they_were_kept_as_text(haven: Engine) -> None:
    edits = several(haven)
    assert from_json(json.loads(json.dumps(to_json(edits)))) == edits


def test_two_who_change_different_things_of_one_record_both_get_their_will(haven: Engine) -> None:
    with Session(haven) as session:
        hers = edit(session, Organization, "haven", name="Hamnen")
        his = edit(session, Organization, "haven", website="https://haven.example.org")
    make(haven, (hers,))
    make(haven, (his,))
    with writing(haven) as session:
        haven_now = session.get_one(Organization, "haven")
        assert (haven_now.name, haven_now.website) == ("Hamnen", "https://haven.example.org")


def test_the_second_of_two_who_change_the_same_thing_sees_both_versions_and_changes_nothing(
    haven: Engine,
) -> None:
    with Session(haven) as session:
        hers = edit(session, Organization, "haven", name="Hamnen")
        his = edit(session, Organization, "haven", name="Porten")
        other = edit(session, Organization, "office", name="Byrån")
    make(haven, (hers,))
    before = everything(haven)
    with pytest.raises(Clashed) as caught:
        make(haven, (other, his))
    (clash,) = caught.value.clashes
    assert (clash.column, clash.was, clash.stands, clash.wanted) == ("name", "Haven", "Hamnen", "Porten")
    assert everything(haven) == before


def test_who_wants_what_stands_already_is_not_held_up(haven: Engine) -> None:
    with Session(haven) as session:
        hers = edit(session, Organization, "haven", name="Hamnen")
    make(haven, (hers,))
    make(haven, (hers,))


def test_a_record_that_is_gone_or_has_come_clashes(haven: Engine) -> None:
    with writing(haven) as session:
        gone = edit(session, Channel, "haven:phone", label="Dag")
        session.delete(session.get_one(Channel, "haven:phone"))
        session.commit()
    with pytest.raises(Clashed) as caught:
        make(haven, (gone,))
    assert caught.value.clashes[0].stands is None
    with pytest.raises(Clashed):
        make(haven, (addition("organization", "haven", {"name": "Haven", "kind": "ngo"}),))


def test_what_somebody_changed_meanwhile_is_not_removed(haven: Engine) -> None:
    with Session(haven) as session:
        going = removal(session.get_one(Channel, "haven:phone"))
        changed = edit(session, Channel, "haven:phone", label="Natt")
    make(haven, (changed,))
    with pytest.raises(Clashed):
        make(haven, (going,))


def test_nothing_personal_and_no_bookkeeping_stands_in_an_edit(haven: Engine) -> None:
    with writing(haven) as session:
        with pytest.raises(KeyError):
            edit_to(session.get_one(Organization, "haven"), {"version": 4})
        with pytest.raises(KeyError):
            apply(session, (Edit("contact", "x", {"name": "a"}, {"name": "b"}),))
        with pytest.raises(KeyError):
            apply(session, (Edit("account", "x", {"name": "a"}, {"name": "b"}),))


def test_every_edit_is_in_the_log(haven: Engine) -> None:
    edits = several(haven)
    with haven.connect() as connection:
        last = connection.scalar(select(LedgerEntry.seq).order_by(LedgerEntry.seq.desc()).limit(1)) or 0
    make(haven, edits)
    with haven.connect() as connection:
        rows = connection.execute(
            select(LedgerEntry.kind, LedgerEntry.record, LedgerEntry.act).where(LedgerEntry.seq > last)
        )
        logged = {(kind, record, act) for kind, record, act in rows}
    assert {(one.table, one.record) for one in edits} <= {(kind, record) for kind, record, _ in logged}
