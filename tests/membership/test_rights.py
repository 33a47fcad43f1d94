"""Rights are given, renewed and ended; invitations work once, for whom they were meant; all ends in one act."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from directory.access import AccountId, Grant, Identity, Role
from directory.account import session as sessions
from directory.account import ticket
from directory.account.complaint import Expired, Refused
from directory.account.password import hash_of
from directory.errors import NotFound, SettingsError
from directory.graph.facts import AreaId, OrganizationId
from directory.ledger import Act
from directory.membership import expiring
from directory.membership.demo import DEMO, check_no_demo, make_demo, remove_demo_accounts
from directory.membership.granting import LASTS, end, get_grant, give, list_grants, renew
from directory.membership.inviting import Wanted, accept, invite, invite_administrator, look_at, withdraw
from directory.membership.leaving import end_everything
from directory.model import Account, Invitation, LedgerEntry, OutgoingMail, Purpose
from directory.model import Grant as GrantRow
from directory.settings import Settings
from directory.store.session import writing
from tests.account.people import NOW, begin, make_account
from tests.membership.test_people import BORDERS, COUNTY, ELSEWHERE, SITE, TODAY, TOWN, identity, with_right


def given(engine: Engine, account: Account) -> list[GrantRow]:
    with Session(engine) as reading:
        return list_grants(reading, account.id, TODAY)


def letters(engine: Engine) -> list[str]:
    with Session(engine) as reading:
        return [row.kind for row in reading.scalars(select(OutgoingMail).order_by(OutgoingMail.created_at))]


def acts(engine: Engine) -> list[str]:
    with Session(engine) as reading:
        return list(reading.scalars(select(LedgerEntry.act).order_by(LedgerEntry.seq)))


def test_a_right_holds_for_twelve_months_and_the_same_one_is_renewed_and_not_doubled(engine: Engine) -> None:
    account = with_right(engine, Role.CASEWORKER, TOWN)
    [grant] = given(engine, account)
    assert grant.valid_to == TODAY + LASTS
    with writing(engine) as session:
        row = session.get_one(Account, account.id)
        give(session, row, Role.CASEWORKER, by="x", today=TODAY + timedelta(days=100), area=TOWN)
        session.commit()
    [renewed] = given(engine, account)
    assert (renewed.id, renewed.valid_to) == (grant.id, TODAY + timedelta(days=100) + LASTS)
    assert acts(engine)[-1] == Act.GRANT_RENEWED


def test_nobody_reaches_a_right_that_they_do_not_stand_over_or_their_own(engine: Engine) -> None:
    coordinator = with_right(engine, Role.COORDINATOR, COUNTY)
    who = identity(coordinator, Role.COORDINATOR, COUNTY)
    inside, outside = (
        with_right(engine, Role.CASEWORKER, TOWN),
        with_right(engine, Role.CASEWORKER, ELSEWHERE),
    )
    with Session(engine) as session:
        assert get_grant(session, who, given(engine, inside)[0].id, BORDERS, TODAY)
        for account in (outside, coordinator):
            with pytest.raises(NotFound):
                get_grant(session, who, given(engine, account)[0].id, BORDERS, TODAY)
        with pytest.raises(NotFound):
            get_grant(session, who, "no such right", BORDERS, TODAY)


def test_a_right_that_is_ended_is_gone_with_every_session_and_its_owner_is_told(engine: Engine) -> None:
    account = with_right(engine, Role.CASEWORKER, TOWN)
    begin(engine, account)
    with writing(engine, actor="x") as session:
        end(session, session.get_one(GrantRow, given(engine, account)[0].id), NOW, by="x", site=SITE)
        session.commit()
    assert given(engine, account) == []
    assert letters(engine) == ["rights_changed"]
    with Session(engine) as reading:
        assert sessions.list_sessions(reading, account.id, stage=None) == []


def test_everything_ends_in_one_act(engine: Engine) -> None:
    account = with_right(engine, Role.CASEWORKER, TOWN, ELSEWHERE)
    begin(engine, account)
    with writing(engine, actor="x") as session:
        token = ticket.issue(session, Purpose.RESET, account.id, NOW)
        session.commit()
    with writing(engine, actor="x") as session:
        end_everything(session, session.get_one(Account, account.id), NOW, by="x", site=SITE)
        session.commit()
    assert given(engine, account) == []
    with Session(engine) as reading:
        assert not reading.get_one(Account, account.id).is_open
        assert sessions.list_sessions(reading, account.id, stage=None) == []
        with pytest.raises(Expired):
            ticket.look_at(reading, Purpose.RESET, token, NOW)


def invited(
    engine: Engine, by: Identity, email: str = "new@example.org", area: str = TOWN
) -> tuple[str, str]:
    """Invite somebody; return the id of the invitation and the token of its letter."""
    with writing(engine, actor=by.account) as session:
        invitation = invite(
            session, by, Wanted(email, "Ny Person (påhittad)", Role.CASEWORKER, area=area), BORDERS, NOW
        )
        token = ticket.issue(session, Purpose.INVITATION, invitation.id, NOW)
        session.commit()
        return invitation.id, token


def coordinator_of_the_county(engine: Engine) -> Identity:
    return identity(with_right(engine, Role.COORDINATOR, COUNTY), Role.COORDINATOR, COUNTY)


def test_an_invitation_makes_an_account_with_the_role_and_works_once(engine: Engine) -> None:
    by = coordinator_of_the_county(engine)
    _id, token = invited(engine, by)
    assert letters(engine) == ["invitation"]
    with Session(engine) as reading:
        assert look_at(reading, token, NOW).email == "new@example.org"
    with writing(engine) as session:
        account = accept(session, token, BORDERS, NOW, name="Ny Person", hashed=hash_of("sju gula cyklar"))
        session.commit()
        account_id = account.id
    with Session(engine) as reading:
        made = reading.get_one(Account, account_id)
        assert (made.email, [grant.area_id for grant in given(engine, made)]) == ("new@example.org", [TOWN])
    with writing(engine) as session, pytest.raises(Expired):
        accept(session, token, BORDERS, NOW, name="Ny Person", hashed="x")


def test_an_invitation_to_what_one_does_not_stand_over_is_refused_at_the_place(engine: Engine) -> None:
    by = coordinator_of_the_county(engine)
    with pytest.raises(Refused) as error:
        invited(engine, by, area=ELSEWHERE)
    assert error.value.details["field"] == "place"
    with writing(engine) as session, pytest.raises(Refused):
        invite(session, by, Wanted("x@example.org", "X", Role.COORDINATOR, area=TOWN), BORDERS, NOW)
    assert letters(engine) == []


def test_an_invitation_of_somebody_who_stands_over_it_no_more_does_not_work(engine: Engine) -> None:
    account = with_right(engine, Role.COORDINATOR, COUNTY)
    _id, token = invited(engine, identity(account, Role.COORDINATOR, COUNTY))
    with writing(engine, actor="x") as session:
        end(session, session.get_one(GrantRow, given(engine, account)[0].id), NOW, by="x", site=SITE)
        session.commit()
    with writing(engine) as session, pytest.raises(Expired):
        accept(session, token, BORDERS, NOW, name="Ny", hashed="x")


def test_an_invitation_expires_after_a_week_and_can_be_withdrawn(engine: Engine) -> None:
    by = coordinator_of_the_county(engine)
    invitation, token = invited(engine, by)
    with Session(engine) as reading, pytest.raises(Expired):
        look_at(reading, token, NOW + timedelta(days=7))
    with writing(engine, actor=by.account) as session:
        withdraw(session, by, invitation, BORDERS, NOW)
        session.commit()
    with Session(engine) as reading, pytest.raises(Expired):
        look_at(reading, token, NOW)


def test_somebody_elsewhere_cannot_withdraw_it(engine: Engine) -> None:
    invitation, _token = invited(engine, coordinator_of_the_county(engine))
    stranger = identity(with_right(engine, Role.COORDINATOR, ELSEWHERE), Role.COORDINATOR, ELSEWHERE)
    with writing(engine) as session, pytest.raises(NotFound):
        withdraw(session, stranger, invitation, BORDERS, NOW)


def test_the_first_administrator_comes_from_the_command_line(engine: Engine) -> None:
    with writing(engine) as session:
        token, invitation = invite_administrator(session, "ada@example.org", "Ada", "sv", NOW)
        session.commit()
        invitation_id = invitation.id
    with writing(engine) as session:
        account = accept(session, token, BORDERS, NOW, name="Ada", hashed="x")
        session.commit()
        session.refresh(account)
        session.expunge(account)
    assert [grant.role for grant in given(engine, account)] == [Role.ADMINISTRATOR]
    with Session(engine) as reading:
        assert reading.get_one(Invitation, invitation_id).accepted_at == NOW
    assert letters(engine) == []


def test_whose_right_ends_soon_is_told_once_and_what_is_over_is_noted(engine: Engine) -> None:
    account = with_right(engine, Role.CASEWORKER, TOWN)
    settings = Settings(environment="test")
    early, late = NOW + LASTS - timedelta(days=40), NOW + LASTS - timedelta(days=20)
    assert expiring.run(engine, settings, early) == {"told": 0, "expired": 0}
    assert expiring.run(engine, settings, late) == {"told": 1, "expired": 0}
    assert expiring.run(engine, settings, late) == {"told": 0, "expired": 0}
    assert letters(engine) == ["rights_expiring"]
    assert expiring.run(engine, settings, NOW + LASTS + timedelta(days=2)) == {"told": 0, "expired": 1}
    assert acts(engine)[-1] == Act.GRANT_EXPIRED
    assert given(engine, account) == []


def test_a_renewed_right_is_told_of_again_next_year(engine: Engine) -> None:
    account = with_right(engine, Role.CASEWORKER, TOWN)
    late = NOW + LASTS - timedelta(days=20)
    expiring.run(engine, Settings(environment="test"), late)
    with writing(engine, actor="x") as session:
        renew(session, session.get_one(GrantRow, given(engine, account)[0].id), by="x", today=late.date())
        session.commit()
    assert expiring.run(engine, Settings(environment="test"), late + LASTS)["told"] == 1


def production() -> Settings:
    return Settings(
        environment="production",
        secret_key="x" * 32 + "0123456789",
        base_url="https://kontakt.example.org",
        mail="file",
    )


def test_demo_accounts_come_once_for_each_role_and_never_in_production(engine: Engine) -> None:
    settings = Settings(environment="development")
    assert make_demo(engine, settings, NOW) == len(DEMO)
    assert make_demo(engine, settings, NOW) == 0
    with Session(engine) as reading:
        roles = {grant.role for grant in reading.scalars(select(GrantRow))}
        assert all("påhittad" in row.name for row in reading.scalars(select(Account)))
    assert roles == {role for role in Role if role.is_granted}
    with pytest.raises(SettingsError, match="production"):
        make_demo(engine, production(), NOW)
    with pytest.raises(SettingsError, match="demo accounts"):
        check_no_demo(engine, production())
    assert remove_demo_accounts(engine) == len(DEMO)
    check_no_demo(engine, production())


def test_an_invitation_does_not_bring_back_an_account_that_has_ended(engine: Engine) -> None:
    by = coordinator_of_the_county(engine)
    gone = make_account(engine, email="gone@example.org", disabled_at=NOW)
    _id, token = invited(engine, by, gone.email or "")
    with writing(engine) as session, pytest.raises(Expired):
        accept(session, token, BORDERS, NOW, hashed="x", name="X")


def test_an_owner_gives_editors_of_the_own_organization_only(engine: Engine) -> None:
    account = make_account(engine)
    right = Grant("g", Role.NGO_OWNER, TODAY, TODAY, OrganizationId("local"))
    owner = Identity(AccountId(account.id), "", "", "sv", "s", NOW, (right,))
    with writing(engine, actor=account.id) as session:
        wanted = Wanted("e@example.org", "E", Role.NGO_EDITOR, organization="local")
        assert invite(session, owner, wanted, BORDERS, NOW).organization_id == "local"
        for role, organization, area in (
            (Role.NGO_OWNER, "local", ""),
            (Role.NGO_EDITOR, "wide", ""),
            (Role.CASEWORKER, "local", ""),
            (Role.CASEWORKER, "", TOWN),
            (Role.ADMINISTRATOR, "", ""),
        ):
            with pytest.raises(Refused):
                invite(session, owner, Wanted("f@example.org", "F", role, organization, area), BORDERS, NOW)


def test_what_does_not_exist_is_within_nothing(engine: Engine) -> None:
    by = coordinator_of_the_county(engine)
    with pytest.raises(Refused):
        invited(engine, by, area=AreaId("nowhere"))
