"""Rights are given from above: never to oneself, never to an account that has ended, never past one's own borders."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from directory.access import Identity, Role
from directory.account.complaint import Refused
from directory.errors import NotFound
from directory.membership.granting import get_grant, give_from_above, holds, list_grants
from directory.membership.granting import give as give_to
from directory.model import Account
from directory.model import Grant as GrantRow
from directory.store.session import writing
from tests.account.people import make_account
from tests.membership.test_people import (
    BORDERS,
    COUNTY,
    ELSEWHERE,
    NOW,
    SITE,
    TODAY,
    TOWN,
    identity,
    with_right,
)


def give(engine: Engine, who: Identity, account: Account, role: Role, area: str = "") -> None:
    with writing(engine, actor=who.account) as session:
        row = session.get_one(Account, account.id)
        give_from_above(session, who, row, role, BORDERS, NOW, site=SITE, area=area)
        session.commit()


def held(engine: Engine, account: Account) -> list[tuple[Role, str | None]]:
    with Session(engine) as reading:
        return [(one.role, one.area_id) for one in list_grants(reading, account.id, TODAY)]


def test_a_coordinator_gives_a_right_inside_of_the_county_and_nowhere_else(engine: Engine) -> None:
    who = identity(make_account(engine), Role.COORDINATOR, COUNTY)
    person = make_account(engine)
    give(engine, who, person, Role.CASEWORKER, TOWN)
    for role, area in ((Role.CASEWORKER, ELSEWHERE), (Role.COORDINATOR, TOWN), (Role.ADMINISTRATOR, "")):
        with pytest.raises(Refused):
            give(engine, who, person, role, area)
    assert held(engine, person) == [(Role.CASEWORKER, TOWN)]


def test_nobody_gives_a_right_to_themselves_not_even_an_administrator(engine: Engine) -> None:
    for role, area in ((Role.COORDINATOR, COUNTY), (Role.ADMINISTRATOR, None)):
        account = make_account(engine)
        with pytest.raises(NotFound):
            give(engine, identity(account, role, area), account, Role.CASEWORKER, TOWN)
        assert held(engine, account) == []


def test_an_administrator_reaches_the_rights_of_every_other_administrator_and_not_their_own(
    engine: Engine,
) -> None:
    accounts = [make_account(engine) for _ in range(2)]
    with writing(engine) as session:
        own, other = (
            give_to(
                session, session.get_one(Account, one.id), Role.ADMINISTRATOR, by="system", today=TODAY
            ).id
            for one in accounts
        )
        session.commit()
    who = identity(accounts[0], Role.ADMINISTRATOR)
    with Session(engine) as reading:
        assert get_grant(reading, who, other, BORDERS, TODAY)
        with pytest.raises(NotFound):
            get_grant(reading, who, own, BORDERS, TODAY)


def test_an_account_that_has_ended_gets_no_rights(engine: Engine) -> None:
    who = identity(make_account(engine), Role.COORDINATOR, COUNTY)
    gone = make_account(engine, disabled_at=NOW)
    with pytest.raises(NotFound):
        give(engine, who, gone, Role.CASEWORKER, TOWN)
    assert held(engine, gone) == []


def test_a_right_that_is_over_can_be_neither_renewed_nor_ended(engine: Engine) -> None:
    who = identity(make_account(engine), Role.COORDINATOR, COUNTY)
    over = with_right(engine, Role.CASEWORKER, TOWN)
    with writing(engine) as session:
        [grant] = session.query(GrantRow).filter_by(account_id=over.id).all()
        grant_id = grant.id
        assert get_grant(session, who, grant_id, BORDERS, TODAY) is grant
        with pytest.raises(NotFound):
            get_grant(session, who, grant_id, BORDERS, grant.valid_to + timedelta(days=1))
        assert holds(grant, grant.valid_to)
        grant.ended_at = NOW
        session.flush()
        assert not holds(grant, TODAY)
        with pytest.raises(NotFound):
            get_grant(session, who, grant_id, BORDERS, TODAY)
