"""A coordinator makes two records one: nothing is lost, nothing stands there twice, and taken back it is as it was."""

from __future__ import annotations

import random
from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from directory.access import Role
from directory.account.complaint import Refused
from directory.clock import now, today
from directory.graph.facts import LinkKind, Visibility
from directory.interchange.seeds import load_seeds
from directory.ledger import Act, note
from directory.ledger.verify import verify
from directory.maintaining.aside import MOVED
from directory.maintaining.change import undo
from directory.maintaining.merging import GONE, Plan, merge, plan_merge
from directory.maintaining.merging.doublet import IN_A_RING, OTHER_HOURS, POST_MOVED, TO_ITSELF, TWICE
from directory.maintaining.stone import is_buried, successor_of
from directory.model import (
    Absence,
    AskedCount,
    Base,
    Changeset,
    Channel,
    Confirmation,
    Conflict,
    Contact,
    Coverage,
    Grant,
    Holding,
    How,
    Link,
    Location,
    Note,
    OpeningException,
    Organization,
    Post,
    Report,
    Schedule,
    Service,
    Tombstone,
    Trouble,
)
from directory.shipped import folder
from directory.store.changeset import EDITABLE, Clashed
from directory.store.session import writing
from tests.maintaining import network
from tests.store.small import SOURCED, organization, phone

BOOKKEEPING = {"version", "seed_digest", "origin"}
DAY = date(2026, 11, 23)


@pytest.fixture
def two(engine: Engine) -> Engine:
    """Haven, and Harbour, which is the same organization under another name, with something of every kind."""
    network.fill(engine)
    owned: dict[str, Any] = {"organization_id": "harbour"}
    with writing(engine) as session:
        session.add(organization("harbour", website="https://harbour.example.org", parent_id="haven"))
        session.flush()
        session.add_all(
            [
                organization("branch", parent_id="harbour"),
                Service(id="walk", name="Walk", organization_id="harbour", **SOURCED),
                phone("harbour:same", **owned),
                Channel(
                    id="harbour:mail",
                    kind="email",
                    value="hamn@example.org",
                    display="hamn@example.org",
                    visibility=Visibility.PUBLIC,
                    **owned,
                    **SOURCED,
                ),
                Schedule(id="hw", days="0", opens=600, closes=700, **owned, **SOURCED),
                OpeningException(id="hx", from_on=DAY, to_on=DAY, said="Stängt", **owned, **SOURCED),
                Holding(id="hh", role_id="role.socialtjanst", area_id="0180", **owned, **SOURCED),
                Link(
                    id="between",
                    kind=LinkKind.REFERS_TO,
                    source_organization_id="harbour",
                    target_organization_id="haven",
                    **SOURCED,
                ),
                Link(
                    id="from-office",
                    kind=LinkKind.REFERS_TO,
                    source_organization_id="office",
                    target_organization_id="harbour",
                    **SOURCED,
                ),
                Post(id="chief", title="Chef", **owned),
                Post(id="empty", title="Vakt", **owned),
                Location(id="hl", name="Hamnen", town="Solna", **owned),
                Note(id="hn", text="Ring på dörren.", **owned),
                Conflict(
                    id="quarrel", subject="?", subjects=["harbour"], value_a="a", value_b="b", advice="ring"
                ),
            ]
        )
        session.flush()
        for name in ("kim", "ali"):
            session.add(
                Contact(
                    id=name,
                    post_id="chief",
                    name=f"{name.title()} Exempelsson",
                    purpose="work",
                    valid_from=DAY,
                    valid_to=date(2027, 1, 1),
                    **owned,
                )
            )
        session.flush()
        session.add(Absence(id="away", contact_id="kim", stand_in_id="ali", from_on=DAY, to_on=DAY, **owned))
        session.add(_grant("harbour-owner", "stranger", "harbour"))
        for about in ("haven", "harbour"):
            session.add(AskedCount(month=DAY, kind="organization", record=about, need_id="boende", times=3))
        session.add(
            Report(
                kind="organization",
                record="harbour",
                trouble=Trouble.FULL,
                organization_id="harbour",
                first_at=now(),
                last_at=now(),
            )
        )
        session.add(
            Confirmation(id="yes", kind="organization", record="harbour", how=How.PHONE, at=now(), until=DAY)
        )
        note(session, Act.DEMO_LOADED)
        session.commit()
    return engine


def _grant(name: str, account: str, where: str) -> Grant:
    return Grant(
        id=name,
        account_id=account,
        role=Role.NGO_OWNER,
        organization_id=where,
        given_by="system",
        valid_from=today(),
        valid_to=date(2099, 1, 1),
    )


def everything(engine: Engine) -> dict[str, set[str]]:
    """Return every row of facts and of what moves with them."""
    tables = {*EDITABLE, *(str(model.__tablename__) for model in MOVED)} - {Changeset.__tablename__}
    found: dict[str, set[str]] = {}
    with engine.connect() as connection:
        for name, table in Base.metadata.tables.items():
            if name in tables or name.startswith("service_"):
                rows = connection.execute(select(*(one for one in table.c if one.name not in BOOKKEEPING)))
                found[name] = {repr(tuple(row)) for row in rows}
    return found


def merged(
    engine: Engine, kept: str, gone: str, model: Any = Organization, **choices: str
) -> tuple[str, Plan]:
    with writing(engine, actor="coordinator") as session:
        plan = plan_merge(session, session.get_one(model, kept), session.get_one(model, gone), choices)
        done = merge(session, network.who("coordinator"), plan, plan.stamp, now())
        session.commit()
        return done.id, plan


def take_back(engine: Engine, changeset: str) -> None:
    with writing(engine, actor="coordinator") as session:
        undo(session, network.who("coordinator"), session.get_one(Changeset, changeset), now())
        session.commit()


def test_everything_of_the_one_that_goes_is_found_at_the_one_that_stays(two: Engine) -> None:
    _changeset, plan = merged(two, "haven", "harbour")
    with Session(two) as session:
        assert session.get(Organization, "harbour") is None
        haven = session.get_one(Organization, "haven")
        assert haven.website == "https://harbour.example.org", "a value wins over none"
        for model, name in (
            (Service, "walk"),
            (Channel, "harbour:mail"),
            (OpeningException, "hx"),
            (Holding, "hh"),
            (Post, "empty"),
            (Location, "hl"),
            (Note, "hn"),
            (Contact, "kim"),
            (Absence, "away"),
        ):
            assert session.get_one(model, name).organization_id == "haven", name
        assert session.get_one(Organization, "branch").parent_id == "haven"
        assert session.get_one(Conflict, "quarrel").subjects == ["haven"]
        assert session.get(Channel, "harbour:same") is None
        assert session.get(Link, "between") is None
        assert session.get(Link, "from-office") is None, "office refers to Haven already"
        assert session.get(Schedule, "hw") is None
    what = {(one.what, one.record) for one in plan.solved}
    assert {
        (TWICE, "harbour:same"),
        (TO_ITSELF, "between"),
        (TWICE, "from-office"),
        (OTHER_HOURS, "hw"),
    } <= what
    assert plan.grants == 1


def test_a_contact_person_and_her_post_move_together(two: Engine) -> None:
    merged(two, "haven", "harbour")
    with Session(two) as session:
        kim, ali = session.get_one(Contact, "kim"), session.get_one(Contact, "ali")
        post = session.get_one(Post, kim.post_id)
        assert (post.title, post.organization_id, ali.post_id) == ("Chef", "haven", post.id)
        assert session.get(Post, "chief") is None


def test_a_post_of_the_same_name_takes_the_people_in(two: Engine) -> None:
    with writing(two) as session:
        session.add(Post(id="haven-chief", title="chef", organization_id="haven"))
        session.commit()
    _changeset, plan = merged(two, "haven", "harbour")
    assert (POST_MOVED, "chief") in {(one.what, one.record) for one in plan.solved}
    with Session(two) as session:
        assert session.get_one(Contact, "kim").post_id == "haven-chief"


def test_rights_letters_and_counts_go_along(two: Engine) -> None:
    merged(two, "haven", "harbour")
    with Session(two) as session:
        assert session.get_one(Grant, "harbour-owner").organization_id == "haven"
        assert session.get_one(Confirmation, "yes").record == "haven"
        assert session.scalars(select(Report.record)).all() == ["haven"]
        asked = session.scalars(select(AskedCount)).all()
        assert [(one.record, one.times) for one in asked] == [("haven", 6)]


def test_taken_back_every_row_is_what_it_was(two: Engine) -> None:
    before = everything(two)
    changeset, _plan = merged(two, "haven", "harbour", name="gone", hours=GONE)
    assert everything(two) != before
    take_back(two, changeset)
    after = everything(two)
    assert {name: rows ^ after[name] for name, rows in before.items() if rows != after[name]} == {}
    with two.connect() as connection:
        assert connection.scalar(select(func.count()).select_from(Tombstone)) == 0
        assert verify(connection).is_whole


def test_what_was_counted_after_the_merge_is_kept_when_it_is_taken_back(two: Engine) -> None:
    changeset, _plan = merged(two, "haven", "harbour")
    with writing(two) as session:
        session.scalars(select(AskedCount)).one().times += 1
        session.commit()
    take_back(two, changeset)
    with Session(two) as session:
        asked = {one.record: one.times for one in session.scalars(select(AskedCount))}
    assert asked == {"haven": 4, "harbour": 3}


def test_a_merge_that_somebody_built_on_is_not_taken_back(two: Engine) -> None:
    changeset, _plan = merged(two, "haven", "harbour", name="gone")
    with writing(two) as session:
        session.get_one(Organization, "haven").name = "Something else"
        session.commit()
    stands = everything(two)
    with pytest.raises(Clashed):
        take_back(two, changeset)
    assert everything(two) == stands


def test_the_undoing_of_a_merge_is_not_undone_since_much_may_have_happened(two: Engine) -> None:
    changeset, _plan = merged(two, "haven", "harbour")
    take_back(two, changeset)
    with Session(two) as session:
        undoing = session.scalars(select(Changeset.id).where(Changeset.undoes_id == changeset)).one()
    with pytest.raises(Refused):
        take_back(two, undoing)


def test_a_coordinator_who_looked_at_something_else_is_told_to_look_again(two: Engine) -> None:
    with writing(two, actor="coordinator") as session:
        haven, harbour = (session.get_one(Organization, name) for name in ("haven", "harbour"))
        looked_at = plan_merge(session, haven, harbour).stamp
        assert plan_merge(session, haven, harbour).stamp == looked_at
        harbour.website = "https://new.example.org"
        session.flush()
        plan = plan_merge(session, haven, harbour)
        with pytest.raises(Refused):
            merge(session, network.who("coordinator"), plan, looked_at, now())


def test_nobody_ends_up_above_themselves(two: Engine) -> None:
    _changeset, plan = merged(two, "harbour", "haven")
    assert IN_A_RING in {one.what for one in plan.solved}
    with Session(two) as session:
        assert session.get_one(Organization, "harbour").parent_id is None
        assert session.get_one(Organization, "branch").parent_id == "harbour"


def test_two_services_become_one_with_the_needs_and_areas_of_both(two: Engine) -> None:
    with writing(two) as session:
        session.add(Coverage(id="walk@01", service_id="walk", area_id="01", **SOURCED))
        session.add(Coverage(id="walk@0180", service_id="walk", area_id="0180", **SOURCED))
        session.commit()
    before = everything(two)
    changeset, plan = merged(two, "advice", "walk", Service)
    assert [(one.what, one.record) for one in plan.solved] == [(TWICE, "walk@01")]
    with Session(two) as session:
        areas = session.scalars(select(Coverage.area_id).where(Coverage.service_id == "advice")).all()
        assert set(areas) == {"01", "0180"}
        assert successor_of(session, "service", "walk") == "advice"
    take_back(two, changeset)
    assert everything(two) == before


def test_a_protected_service_is_never_merged_with_one_that_is_not(two: Engine) -> None:
    with Session(two) as session, pytest.raises(Refused):
        plan_merge(session, session.get_one(Service, "shelter"), session.get_one(Service, "walk"))


def test_old_addresses_lead_on_however_often_it_was_merged(two: Engine) -> None:
    merged(two, "haven", "harbour")
    merged(two, "office", "haven")
    with Session(two) as session:
        assert successor_of(session, "organization", "harbour") == "office"
        assert is_buried(session, "organization", "harbour")
        assert not is_buried(session, "organization", "new", "Harbour"), (
            "a namesake of what was merged may come"
        )


@pytest.mark.slow
def test_any_two_of_the_real_organizations_and_services_merge_and_come_apart(engine: Engine) -> None:
    load_seeds(engine, folder("seeds"))
    with writing(engine) as session:
        network_people(session)
    drawn = random.Random(11)
    for model in (Organization, Service):
        with Session(engine) as session:
            names = sorted(session.scalars(select(model.id)))
        for _ in range(15):
            first, second = drawn.sample(names, 2)
            before = everything(engine)
            try:
                changeset, _plan = merged(engine, first, second, model)
            except Refused:
                continue
            take_back(engine, changeset)
            assert everything(engine) == before, (first, second)


def network_people(session: Session) -> None:
    """Write the account that merges."""
    note(session, Act.DEMO_LOADED)
    session.commit()
