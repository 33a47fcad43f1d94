"""Channels, contact persons, locations and notes: each class of viewers gets its own, and nothing hidden is read.

Two databases that differ in what a class may not see must give it the same facts; the planted readers at the end, which
forget the viewer, the approval or the protection, must be caught by the very same comparison.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from sqlalchemy import Engine, delete, insert, true
from sqlalchemy.exc import IntegrityError

from directory.db import for_writing
from directory.graph.facts import ChannelKind, Facts, Organization, Service, Visibility
from directory.graph.post import holders_on
from directory.model import (
    Base,
    Channel,
    Contact,
    DoNotList,
    FactKind,
    Location,
    Note,
    Post,
    TouchedFact,
)
from directory.model import Service as ServiceRow
from directory.store.consistent import consistent_read
from directory.store.fact import contact as contact_reader
from directory.store.fact import part as part_reader
from directory.store.fact.contact import SEEN_BY
from directory.store.facts import read_facts
from directory.store.revision import touched_since
from directory.store.saved import find_saved
from directory.store.saver import save_now
from directory.store.session import writing
from directory.store.snapshot import Snapshots
from tests.store.small import SOURCED, fill

NOON = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)
TODAY = date(2026, 11, 23)
PUBLIC, NETWORK, RESTRICTED = Visibility.PUBLIC, Visibility.NETWORK, Visibility.RESTRICTED
OWNERS = ({"organization_id": "haven"}, {"service_id": "open"})


@pytest.fixture(autouse=True)
def _noon() -> Iterator[None]:
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def small(engine: Engine) -> Engine:
    """A small network with an open service beside the protected one, and a post in each of two owners."""
    fill(engine)
    with writing(engine) as session:
        session.add(ServiceRow(id="open", name="Open", organization_id="haven", **SOURCED))
        session.flush()
        session.add_all(Post(id=f"post:{n}", title=f"Post {n}", **owner) for n, owner in enumerate(OWNERS))
        session.commit()
    return engine


def person(key: str, owner: int = 0, **values: Any) -> Contact:
    """Return a contact that may be shown to the network today, unless *values* say otherwise."""
    told: dict[str, Any] = {
        "id": key,
        "post_id": f"post:{owner}",
        **OWNERS[owner],
        "name": f"{key.title()} (påhittad)",
        "phone": "+46846500442",
        "phone_display": "08-465 004 42",
        "email": "kim@example.org",
        "purpose": "test",
        "valid_from": TODAY,
        "valid_to": TODAY + timedelta(days=30),
        "approved_at": NOON,
    }
    return Contact(**{**told, **values})


def facts_for(engine: Engine, viewer: Visibility, day: date = TODAY) -> Facts:
    with consistent_read(engine) as connection:
        return replace(read_facts(connection, viewer, day), revision=0)


def owners(facts: Facts) -> tuple[Organization | Service, ...]:
    return (*facts.organizations, *facts.services)


def shown(engine: Engine, viewer: Visibility, day: date = TODAY) -> set[str]:
    """Return the ids of everything with a visibility of its own that *viewer* gets."""
    return {
        found.id
        for owner in owners(facts_for(engine, viewer, day))
        for found in (
            *owner.channels,
            *owner.locations,
            *owner.notes,
            *(holder for post in owner.posts for holder in post.holders),
        )
    }


def add(engine: Engine, *records: Base) -> None:
    with writing(engine) as session:
        session.add_all(records)
        session.commit()


def plant(engine: Engine, model: type[Base], **values: Any) -> None:
    """Write a row behind everybody's back: what a broken import or a hand at the database could leave there."""
    values = {"version": 1, "origin": "here", "order": 0, **values}
    known = {attribute.key for attribute in model.__mapper__.column_attrs}
    with for_writing(engine).begin() as connection:
        connection.execute(insert(model), {key: value for key, value in values.items() if key in known})


def one_of_each(visibility: Visibility, owner: int) -> list[Base]:
    """Return a channel, a contact, a location and a note that only *visibility* may see."""
    mark = f"{visibility}:{owner}"
    of = OWNERS[owner]
    phone = {"kind": ChannelKind.PHONE, "value": "+46846500443", "display": "08-465 004 43"}
    return [
        Channel(id=f"channel:{mark}", visibility=visibility, **of, **phone, **SOURCED),
        person(f"contact:{mark}", owner, visibility=visibility),
        Location(id=f"location:{mark}", name="Plats (påhittad)", visibility=visibility, **of),
        Note(id=f"note:{mark}", text="Text (påhittad)", visibility=visibility, **of),
    ]


KINDS = ("channel", "contact", "location", "note")


def ids(*visibilities: Visibility) -> set[str]:
    return {f"{kind}:{one}:{owner}" for kind in KINDS for one in visibilities for owner in (0, 1)}


def test_each_class_gets_what_is_for_it_and_nothing_more(small: Engine) -> None:
    before = {viewer: shown(small, viewer) for viewer in Visibility}
    add(small, *(part for one in Visibility for owner in (0, 1) for part in one_of_each(one, owner)))
    assert shown(small, PUBLIC) - before[PUBLIC] == ids(PUBLIC)
    assert shown(small, NETWORK) - before[NETWORK] == ids(PUBLIC, NETWORK)
    assert shown(small, RESTRICTED) - before[RESTRICTED] == ids(PUBLIC, NETWORK, RESTRICTED)


@pytest.mark.parametrize("hidden", [NETWORK, RESTRICTED])
@pytest.mark.parametrize("owner", [0, 1])
@pytest.mark.parametrize("kind", range(len(KINDS)), ids=KINDS)
def test_a_hidden_part_changes_nothing_for_those_it_is_hidden_from(
    small: Engine, hidden: Visibility, owner: int, kind: int
) -> None:
    blind = [viewer for viewer in (PUBLIC, NETWORK) if hidden not in SEEN_BY[viewer]]
    before = {viewer: facts_for(small, viewer) for viewer in blind}
    add(small, one_of_each(hidden, owner)[kind])
    assert {viewer: facts_for(small, viewer) for viewer in blind} == before
    assert facts_for(small, RESTRICTED) != before[PUBLIC]


NOT_SHOWN: dict[str, dict[str, Any]] = {
    "waits for approval": {"approved_at": None},
    "has ended": {"ended_at": NOON},
    "has objected": {"objected_at": NOON},
    "is over": {"valid_from": TODAY - timedelta(days=9), "valid_to": TODAY - timedelta(days=1)},
}


@pytest.mark.parametrize("why", NOT_SHOWN)
def test_a_contact_that_may_not_be_shown_is_read_for_nobody(small: Engine, why: str) -> None:
    before = {viewer: facts_for(small, viewer) for viewer in Visibility}
    add(small, person("kim", visibility=PUBLIC, **NOT_SHOWN[why]))
    assert {viewer: facts_for(small, viewer) for viewer in Visibility} == before


def test_whoever_begins_tomorrow_holds_the_post_from_tomorrow_without_a_new_snapshot(small: Engine) -> None:
    tomorrow = TODAY + timedelta(days=1)
    add(small, person("kim", valid_from=tomorrow))
    haven = Snapshots(small).current(NETWORK).network.organizations["haven"]
    assert holders_on(haven.posts[0], TODAY) == ()
    assert [holder.id for holder in holders_on(haven.posts[0], tomorrow)] == ["kim"]


def test_a_post_without_a_holder_is_there_and_vacant(small: Engine) -> None:
    add(small, person("kim", visibility=RESTRICTED))
    for viewer, names in ((PUBLIC, []), (NETWORK, []), (RESTRICTED, ["kim"])):
        haven = next(one for one in facts_for(small, viewer).organizations if one.id == "haven")
        assert [post.title for post in haven.posts] == ["Post 0"]
        assert [holder.id for holder in haven.posts[0].holders] == names


def test_a_contact_is_reached_by_channels_like_any_other(small: Engine) -> None:
    add(small, person("kim"))
    haven = next(one for one in facts_for(small, NETWORK).organizations if one.id == "haven")
    phone, mail = haven.posts[0].holders[0].channels
    assert (phone.kind, phone.value, phone.display) == (ChannelKind.PHONE, "+46846500442", "08-465 004 42")
    assert (mail.kind, mail.value) == (ChannelKind.EMAIL, "kim@example.org")
    assert phone.provenance.confirmed_on == TODAY
    assert {phone.id, mail.id}.isdisjoint(channel.id for channel in haven.channels), "no part of the chain"


def test_no_location_of_a_protected_service_is_read_whatever_it_says_of_itself(small: Engine) -> None:
    before = {viewer: facts_for(small, viewer) for viewer in Visibility}
    for visibility in Visibility:
        hidden = {
            "name": "X",
            "address": "Gömda gatan 1",
            "postcode": "",
            "town": "",
            "visibility": visibility,
        }
        plant(small, Location, id=f"l:{visibility}", service_id="shelter", **hidden)
    assert {viewer: facts_for(small, viewer) for viewer in Visibility} == before


def test_no_location_of_an_organization_with_only_protected_services_is_read(small: Engine) -> None:
    place = {"address": "", "postcode": "", "town": "", "visibility": PUBLIC}
    plant(small, Location, id="l:office", organization_id="office", name="Kontoret", **place)
    plant(small, Location, id="l:haven", organization_id="haven", name="Huset", **place)
    assert {"l:office", "l:haven"} <= shown(small, PUBLIC), "it offers something open, too"
    with for_writing(small).begin() as connection:
        connection.execute(delete(Post).where(Post.id == "post:1"))
        connection.execute(delete(ServiceRow).where(ServiceRow.id == "open"))
    assert shown(small, RESTRICTED) & {"l:office", "l:haven"} == {"l:office"}


@pytest.mark.parametrize(
    ("owner", "fact"),
    [(0, TouchedFact(FactKind.ORGANIZATION, "haven")), (1, TouchedFact(FactKind.SERVICE, "open"))],
)
def test_a_changed_part_is_a_change_of_its_owner_and_in_the_next_answer(
    small: Engine, owner: int, fact: TouchedFact
) -> None:
    snapshots = Snapshots(small)
    snapshots.current(NETWORK)
    add(small, person("kim", owner))
    for change in (
        lambda session: setattr(session.get_one(Contact, "kim"), "name", "Ny (påhittad)"),
        lambda session: session.add(Note(id="n", text="t", **OWNERS[owner])),
        lambda session: session.add(Location(id="l", name="n", **OWNERS[owner])),
        lambda session: setattr(session.get_one(Post, f"post:{owner}"), "title", "Annan"),
        lambda session: session.delete(session.get_one(Contact, "kim")),
    ):
        with small.connect() as connection:
            number = connection.exec_driver_sql("SELECT number FROM graph_revision").scalar_one()
        with writing(small) as session:
            change(session)
            session.commit()
        with small.connect() as connection:
            assert touched_since(connection, number, most=9) == {fact}
        network = snapshots.current(NETWORK).network
        fresh = Snapshots(small).current(NETWORK).network
        assert network.organizations["haven"] == fresh.organizations["haven"]
        assert network.services["open"] == fresh.services["open"]


def test_a_person_who_objects_is_gone_from_the_next_snapshot(small: Engine) -> None:
    snapshots = Snapshots(small)
    add(small, person("kim", visibility=PUBLIC))
    assert snapshots.current().network.organizations["haven"].posts[0].holders
    with writing(small) as session:
        session.get_one(Contact, "kim").objected_at = NOON
        session.commit()
    assert not snapshots.current().network.organizations["haven"].posts[0].holders


def test_a_saved_snapshot_holds_what_its_class_may_see(small: Engine, tmp_path: Any) -> None:
    add(small, *(part for one in Visibility for part in one_of_each(one, 0)))
    for viewer in (PUBLIC, NETWORK):
        save_now(small, tmp_path, viewer)
        saved = find_saved(tmp_path, viewer)
        assert saved is not None
        assert owners(saved.facts) == owners(facts_for(small, viewer))


def _everybody(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    everything = dict.fromkeys(Visibility, tuple(Visibility))
    monkeypatch.setattr(contact_reader, "SEEN_BY", everything)
    monkeypatch.setattr(part_reader, "SEEN_BY", everything)


def _anyone(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(part_reader, "is_shown", lambda viewer, day: ())


def _anywhere(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(part_reader, "_is_not_protected", true)


@pytest.mark.parametrize(
    ("forget", "guard"),
    [
        (_everybody, test_each_class_gets_what_is_for_it_and_nothing_more),
        *(
            (
                _everybody,
                lambda e, kind=kind: test_a_hidden_part_changes_nothing_for_those_it_is_hidden_from(
                    e, NETWORK, 0, kind
                ),
            )
            for kind in range(len(KINDS))
        ),
        *(
            (_anyone, lambda e, why=why: test_a_contact_that_may_not_be_shown_is_read_for_nobody(e, why))
            for why in NOT_SHOWN
        ),
        (
            _anywhere,
            test_no_location_of_a_protected_service_is_read_whatever_it_says_of_itself,
        ),
        (_anywhere, test_no_location_of_an_organization_with_only_protected_services_is_read),
    ],
)
def test_a_reader_that_forgets_whom_it_reads_for_is_caught(
    small: Engine,
    monkeypatch: pytest.MonkeyPatch,
    forget: Callable[[Engine, pytest.MonkeyPatch], None],
    guard: Callable[[Engine], None],
) -> None:
    forget(small, monkeypatch)
    with pytest.raises(AssertionError):
        guard(small)


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"valid_to": TODAY - timedelta(days=1)}, "period"),
        ({"valid_to": None}, "valid_to"),
        ({"name": ""}, "name"),
        ({"purpose": ""}, "purpose"),
        ({"phone": "08-465 004 42"}, "phone"),
        ({"phone": "+468465a0442"}, "phone"),
        ({"phone": "+4684650044212345"}, "phone"),
        ({"phone_display": ""}, "phone"),
        ({"approved_by": "somebody", "approved_at": None}, "approved"),
        ({"organization_id": "office"}, "foreign key"),
        ({"organization_id": None, "service_id": "open"}, "foreign key"),
        ({"service_id": "open"}, "one_owner"),
        ({"post_id": "nowhere"}, "foreign key"),
    ],
)
def test_a_contact_that_cannot_be_is_refused_by_the_database(
    small: Engine, values: dict[str, Any], constraint: str
) -> None:
    with pytest.raises(IntegrityError) as error:
        add(small, person("kim", **values))
    assert constraint in str(error.value.orig).lower()


@pytest.mark.parametrize(
    ("record", "constraint"),
    [
        (Post(id="x", title="", organization_id="haven"), "title"),
        (Post(id="x", title="X"), "one_owner"),
        (Note(id="x", text="", organization_id="haven"), "text"),
        (Location(id="x", organization_id="haven"), "somewhere"),
        (Location(id="x", name="X", latitude=59.0, organization_id="haven"), "position"),
        (Location(id="x", name="X", latitude=91.0, longitude=18.0, organization_id="haven"), "latitude"),
        (DoNotList(id="x", digest="short", on=TODAY), "digest"),
    ],
)
def test_a_part_that_cannot_be_is_refused_by_the_database(
    small: Engine, record: Base, constraint: str
) -> None:
    with pytest.raises(IntegrityError) as error:
        add(small, record)
    assert constraint in str(error.value.orig).lower()
