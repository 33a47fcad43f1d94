"""An invitation to an address that has an account is accepted by that account itself, and by nobody else."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from directory.access import Role
from directory.account.complaint import Expired
from directory.account.provider import Subject
from directory.membership.granting import list_grants
from directory.membership.inviting import accept
from directory.model import Account, Ticket
from directory.store.session import writing
from tests.account.people import NOW, make_account
from tests.membership.test_people import BORDERS, TODAY
from tests.membership.test_rights import coordinator_of_the_county, invited

ADDRESS = "there@example.org"


def roles(engine: Engine, account: Account) -> list[Role]:
    with Session(engine) as reading:
        return [grant.role for grant in list_grants(reading, account.id, TODAY)]


def test_who_has_an_account_accepts_while_signed_in_to_it(engine: Engine) -> None:
    there = make_account(engine, email=ADDRESS)
    _id, token = invited(engine, coordinator_of_the_county(engine), ADDRESS)
    with writing(engine, actor=there.id) as session:
        assert accept(session, token, BORDERS, NOW, by=there.id).id == there.id
        session.commit()
    assert roles(engine, there) == [Role.CASEWORKER]


def test_whoever_else_holds_the_link_gets_nothing_and_uses_nothing_up(engine: Engine) -> None:
    there, other = make_account(engine, email=ADDRESS), make_account(engine)
    _id, token = invited(engine, coordinator_of_the_county(engine), ADDRESS)
    strangers = (
        {"by": other.id},
        {"by": None, "name": "Ny", "hashed": "x"},
        {"by": None, "name": "Ny", "subject": Subject("https://id.example.org", "stranger")},
    )
    for given in strangers:
        with writing(engine) as session, pytest.raises(Expired):
            accept(session, token, BORDERS, NOW, **given)  # type: ignore[arg-type]
    assert roles(engine, there) == roles(engine, other) == []
    with Session(engine) as reading:
        assert reading.scalars(select(Ticket.used_at)).all() == [None]


def test_an_account_that_has_ended_does_not_come_back_even_by_its_own_hand(engine: Engine) -> None:
    gone = make_account(engine, email=ADDRESS, disabled_at=NOW)
    _id, token = invited(engine, coordinator_of_the_county(engine), ADDRESS)
    with writing(engine) as session, pytest.raises(Expired):
        accept(session, token, BORDERS, NOW, by=gone.id)
    assert roles(engine, gone) == []
