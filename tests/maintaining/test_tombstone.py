"""What a coordinator has taken out stays out, whatever a seed brings, until somebody lets it in again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from directory.account.complaint import Refused
from directory.clock import now
from directory.interchange.seeds import load_seeds
from directory.ledger import Act, note
from directory.ledger.verify import verify
from directory.maintaining.change import undo
from directory.maintaining.merging import merge, plan_merge
from directory.maintaining.stone import find_tombstone, is_buried
from directory.maintaining.tombstone import WhyRemoved, bury
from directory.model import (
    Changeset,
    Channel,
    Contact,
    Coverage,
    LedgerDetail,
    Link,
    Organization,
    Post,
    Service,
    Tombstone,
)
from directory.store.session import writing
from tests.maintaining import network
from tests.maintaining.test_merging import everything
from tests.seeds_loader import small


def buried(engine: Engine, name: str, model: Any = Organization, why: str = WhyRemoved.CLOSED) -> str:
    with writing(engine, actor="coordinator") as session:
        done = bury(session, network.who("coordinator"), session.get_one(model, name), why, now())
        session.commit()
        return done.id


def let_in_again(engine: Engine, changeset: str) -> None:
    with writing(engine, actor="coordinator") as session:
        undo(session, network.who("coordinator"), session.get_one(Changeset, changeset), now())
        session.commit()


@pytest.fixture
def haven(engine: Engine) -> Engine:
    network.fill(engine)
    return engine


def test_an_organization_leaves_with_all_that_is_a_part_of_it_and_comes_back_whole(haven: Engine) -> None:
    before = everything(haven)
    changeset = buried(haven, "haven")
    with Session(haven) as session:
        for model in (Service, Coverage, Link, Channel):
            assert session.scalars(select(model.id)).all() == [], model
        assert find_tombstone(session, "organization", "haven") is not None
        assert is_buried(session, "organization", "other", "HAVEN"), "a file may bring it under another id"
        assert not is_buried(session, "organization", "office", "Office")
    let_in_again(haven, changeset)
    assert everything(haven) == before
    with Session(haven) as session:
        assert not is_buried(session, "organization", "haven", "Haven")
        assert verify(session.connection()).is_whole


def test_a_contact_person_is_erased_with_it_and_does_not_come_back(haven: Engine) -> None:
    kim = network.say_yes(haven, network.propose(haven, network.with_post(haven)))
    changeset = buried(haven, "haven")
    with Session(haven) as session:
        assert session.get(Contact, kim) is None
        told = "".join(session.scalars(select(LedgerDetail.content).where(LedgerDetail.content.is_not(None))))
        assert network.NAME not in told
    let_in_again(haven, changeset)
    with Session(haven) as session:
        assert session.get(Contact, kim) is None
        assert len(session.scalars(select(Post.id)).all()) == 1


def test_a_reason_is_one_of_the_boxes(haven: Engine) -> None:
    with pytest.raises(Refused):
        buried(haven, "haven", why="because Kim Exempelsson said so")


def test_a_service_alone_can_be_taken_out(haven: Engine) -> None:
    before = everything(haven)
    changeset = buried(haven, "advice", Service)
    with Session(haven) as session:
        assert session.get(Service, "advice") is None
        assert session.get(Organization, "haven") is not None
    let_in_again(haven, changeset)
    assert everything(haven) == before


@pytest.fixture
def seeded(engine: Engine, tmp_path: Path) -> tuple[Engine, Path]:
    folder = small.write(tmp_path / "seeds")
    load_seeds(engine, folder)
    with writing(engine) as session:
        note(session, Act.DEMO_LOADED)
        session.commit()
    return engine, folder


def ids(engine: Engine, model: Any) -> set[str]:
    with Session(engine) as session:
        return set(session.scalars(select(model.id)))


def test_the_seeds_do_not_bring_back_what_was_taken_out(seeded: tuple[Engine, Path]) -> None:
    engine, folder = seeded
    service = min(ids(engine, Service))
    before = everything(engine)
    changeset = buried(engine, service, Service)
    stands = everything(engine)
    load_seeds(engine, folder)
    assert everything(engine) == stands
    let_in_again(engine, changeset)
    load_seeds(engine, folder)
    assert everything(engine) == before


def test_the_seeds_do_not_bring_back_what_was_merged(seeded: tuple[Engine, Path]) -> None:
    engine, folder = seeded
    first, second = sorted(ids(engine, Organization))[:2]
    with writing(engine, actor="coordinator") as session:
        pair = session.get_one(Organization, first), session.get_one(Organization, second)
        plan = plan_merge(session, *pair)
        merge(session, network.who("coordinator"), plan, plan.stamp, now())
        session.commit()
    stands = everything(engine)
    load_seeds(engine, folder)
    assert everything(engine) == stands
    with Session(engine) as session:
        assert session.scalars(select(Tombstone.record)).all() == [second]


def test_the_seeds_do_not_bring_back_a_number_that_somebody_took_out(seeded: tuple[Engine, Path]) -> None:
    engine, folder = seeded
    channel = min(ids(engine, Channel))
    with writing(engine, actor="coordinator") as session:
        session.delete(session.get_one(Channel, channel))
        session.commit()
    load_seeds(engine, folder)
    assert channel not in ids(engine, Channel)
