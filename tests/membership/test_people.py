"""Who is seen from above, what may be done to a whole account, and what erasing leaves behind."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from directory.access import AccountId, Grant, Identity, Permission, Role
from directory.errors import NotFound
from directory.graph.facts import AreaId, OrganizationId
from directory.ledger import Act, note
from directory.ledger.reading import Scope, list_entries
from directory.mail import LetterKind, post
from directory.membership.granting import day_of, give
from directory.membership.inviting import Wanted, invite
from directory.membership.leaving import end_everything, erase
from directory.membership.people import get_person, has_left, list_people
from directory.model import Account, Invitation, OutgoingMail
from directory.store.session import writing
from tests.account.people import make_account

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
TODAY = day_of(NOW)
SITE = "http://localhost"
COUNTY, TOWN, ELSEWHERE = AreaId("county"), AreaId("town"), AreaId("elsewhere")


class Drawn:
    """A county with a town, and a place outside of it."""

    def is_within(self, inner: AreaId, outer: AreaId) -> bool:
        return inner == outer or (inner, outer) == (TOWN, COUNTY)

    def areas_of(self, organization: OrganizationId) -> Collection[AreaId]:
        return {"local": [TOWN], "wide": [TOWN, ELSEWHERE]}.get(organization, [])


BORDERS = Drawn()


def identity(account: Account, role: Role, area: AreaId | None = None) -> Identity:
    right = Grant("g", role, TODAY, TODAY, None, area)
    return Identity(AccountId(account.id), account.name, account.email or "", "sv", "s", NOW, (right,))


def with_right(engine: Engine, role: Role, *areas: AreaId) -> Account:
    account = make_account(engine)
    with writing(engine) as session:
        for area in areas:
            give(session, session.get_one(Account, account.id), role, by="system", today=TODAY, area=area)
        session.commit()
    return account


def test_a_person_is_seen_as_far_as_one_stands_over_their_rights(engine: Engine) -> None:
    coordinator = identity(make_account(engine), Role.COORDINATOR, COUNTY)
    inside = with_right(engine, Role.CASEWORKER, TOWN)
    both = with_right(engine, Role.CASEWORKER, TOWN, ELSEWHERE)
    with_right(engine, Role.CASEWORKER, ELSEWHERE)
    with_right(engine, Role.COORDINATOR, COUNTY)
    with Session(engine) as reading:
        found = {one.account.id: one for one in list_people(reading, coordinator, BORDERS, TODAY)}
        assert set(found) == {inside.id, both.id}
        assert found[inside.id].may == {Permission.MEMBER_END, Permission.ACCOUNT_RECOVER}
        assert (found[both.id].may, found[both.id].has_more) == (frozenset(), True)
        with pytest.raises(NotFound):
            get_person(reading, coordinator, coordinator.account, BORDERS, TODAY)


def test_who_was_ended_a_moment_ago_is_told_apart_from_who_never_was_there(engine: Engine) -> None:
    coordinator = identity(make_account(engine), Role.COORDINATOR, COUNTY)
    stranger = identity(make_account(engine), Role.COORDINATOR, ELSEWHERE)
    worker = with_right(engine, Role.CASEWORKER, TOWN)
    with writing(engine, actor=coordinator.account) as session:
        end_everything(session, session.get_one(Account, worker.id), NOW, by=coordinator.account, site=SITE)
        session.commit()
    with Session(engine) as reading:
        assert has_left(reading, coordinator, worker.id, BORDERS)
        assert not has_left(reading, stranger, worker.id, BORDERS)
        assert not has_left(reading, coordinator, "nobody", BORDERS)


def test_erasing_takes_the_name_out_of_invitations_letters_and_the_log(engine: Engine) -> None:
    coordinator = identity(make_account(engine), Role.COORDINATOR, COUNTY)
    worker = with_right(engine, Role.CASEWORKER, TOWN)
    assert worker.email is not None
    wanted = Wanted(worker.email, "Rasmus Borta", Role.CASEWORKER, area=TOWN)
    with writing(engine, actor=coordinator.account) as session:
        invitation = invite(session, coordinator, wanted, BORDERS, NOW).id
        values = {"at": "nu", "link": SITE}
        post(session, LetterKind.RIGHTS_CHANGED, to=worker.email, lang="sv", values=values)
        session.commit()
    with writing(engine, actor=coordinator.account) as session:
        erase(session, session.get_one(Account, worker.id), NOW, by=coordinator.account)
        session.commit()
    with Session(engine) as reading:
        assert reading.scalars(select(Invitation)).all() == []
        to_them = select(OutgoingMail).where(OutgoingMail.recipient == worker.email)
        assert reading.scalars(to_them).all() == []
        [entry] = list_entries(reading.connection(), record=invitation).entries
        assert (entry.detail, entry.is_erased) == (None, True)
        assert "Rasmus" not in str(list_entries(reading.connection(), most=500))


def test_an_entry_belongs_to_its_organization_then_its_area_then_its_account(engine: Engine) -> None:
    marks: list[dict[str, str]] = [
        {"organization": "local", "area": ELSEWHERE},
        {"organization": "wide", "area": TOWN},
        {"area": TOWN},
        {"area": ELSEWHERE, "kind": "account", "record": "me"},
        {"kind": "account", "record": "me"},
        {"kind": "post", "record": "me"},
        {},
    ]
    with writing(engine) as session:
        for number, mark in enumerate(marks):
            note(session, Act.DETAIL_ERASED, detail={"n": number}, **mark)
        session.commit()
    scope = Scope(organizations={"local"}, areas={COUNTY, TOWN}, accounts={"me"})
    with Session(engine) as reading:
        found = list_entries(reading.connection(), within=scope).entries
        assert sorted((entry.detail or {})["n"] for entry in found) == [0, 2, 4]
        nothing = replace(scope, organizations=(), areas=(), accounts=())
        assert list_entries(reading.connection(), within=nothing).entries == ()
