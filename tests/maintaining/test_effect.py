"""What would change is looked at in a transaction that is taken back: nothing of it stays."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from directory.graph.effect import EffectKind, Hours
from directory.maintaining.effect import effect_of
from directory.model import Channel, LedgerEntry, Organization
from directory.store.changeset import Clashed, addition, edit_to, removal
from directory.store.revision import revision
from tests.maintaining import network

MONDAY = date(2026, 11, 23)


def counted(engine: Engine) -> tuple[int, int]:
    with engine.connect() as connection:
        return revision(connection), len(connection.execute(select(LedgerEntry.seq)).all())


def test_kiruna_loses_its_night_cover_when_the_number_of_its_on_call_service_goes(
    seeded_engine: Engine,
) -> None:
    before = counted(seeded_engine)
    with Session(seeded_engine) as session:
        edits = tuple(
            removal(one)
            for one in session.scalars(select(Channel).where(Channel.service_id == "sv-jour-kiruna"))
        )
    assert edits
    seen = effect_of(seeded_engine, edits, day=MONDAY)
    lost = next(one for one in seen.lines if one.kind is EffectKind.LOST_COVER)
    assert lost.places == ("2584",)
    assert lost.hours == (Hours.NIGHT,)
    assert {"boende", "skydd", "barnskydd"} <= set(lost.needs)
    assert not seen.is_partial
    assert counted(seeded_engine) == before


def test_nine_municipalities_lose_their_night_cover_when_the_number_they_share_goes(
    seeded_engine: Engine,
) -> None:
    with Session(seeded_engine) as session:
        of_it = select(Channel).where(Channel.service_id == "sv-jour-sormland")
        edits = tuple(removal(one) for one in session.scalars(of_it))
    lost = effect_of(seeded_engine, edits, day=MONDAY).lines[0]
    assert (lost.kind, lost.hours, len(lost.places)) == (EffectKind.LOST_COVER, (Hours.NIGHT,), 9)


def test_a_new_organization_is_looked_at_as_well_and_does_not_stay(engine: Engine) -> None:
    network.fill(engine)
    before = counted(engine)
    effect_of(engine, (addition("organization", "new", {"name": "Ny", "kind": "ngo"}),), day=MONDAY)
    assert counted(engine) == before
    with Session(engine) as session:
        assert session.get(Organization, "new") is None


def test_nothing_to_change_changes_no_answer(engine: Engine) -> None:
    assert effect_of(engine, ()).lines == ()


def test_what_has_changed_meanwhile_is_told_instead_of_guessed(engine: Engine) -> None:
    network.fill(engine)
    with Session(engine) as session:
        edit = edit_to(session.get_one(Channel, "haven:phone"), {"label": "Dagtid"})
    assert edit is not None
    stale = addition("channel", "haven:phone", {"kind": "phone"})
    with pytest.raises(Clashed):
        effect_of(engine, (edit, stale))
