"""Inviting: to what one stands over, with what was typed given back, and withdrawn with one click."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from directory import clock
from directory.access import Role
from directory.access.borders import NetworkBorders
from directory.account import throttle, ticket
from directory.account.complaint import Expired
from directory.account.throttle import Trial
from directory.membership import inviting
from directory.model import Account, Invitation, OutgoingMail, Purpose
from directory.store.session import writing
from tests.web.admin.conftest import IN_COUNTY, MALMO, SOLNA, STOCKHOLM, SignIn
from tests.web.admin.signed import Signed

HERE = "/admin/invitations"


def form(**changes: str) -> dict[str, str]:
    """Return a form that is right."""
    usual = {"name": "Nya Kollegan", "role": "caseworker", "place": "Solna", "lang": "sv"}
    return {**usual, "email": f"ny{id(changes)}@example.org", **changes}


def sent_to(engine: Engine, address: str) -> list[Invitation]:
    with Session(engine, expire_on_commit=False) as reading:
        return list(reading.scalars(select(Invitation).where(Invitation.email == address)))


def test_a_coordinator_invites_a_caseworker_of_solna_and_takes_it_back(
    coordinator: Signed, database: Engine
) -> None:
    page = coordinator.follow(HERE, form(email="Solna.Ny@Example.org"), on=HERE)
    assert (
        "Inbjudan till Nya Kollegan som handläggare i Solna skickas till solna.ny@example.org." in page.words
    )
    [row] = sent_to(database, "solna.ny@example.org")
    assert (row.role, row.area_id, row.invited_by) == (Role.CASEWORKER, SOLNA, coordinator.member.id)
    with Session(database) as reading:
        letter = select(OutgoingMail.kind).where(OutgoingMail.recipient == "solna.ny@example.org")
        assert list(reading.scalars(letter)) == ["invitation"]
    assert "skickas till" not in coordinator.get(HERE).words  # said once
    page = coordinator.follow(f"{HERE}/{row.id}/withdraw", on=HERE)
    assert "tillbakadragen" in page.words
    assert "Nya Kollegan" not in page.html
    page = coordinator.follow(f"{HERE}/{row.id}/withdraw", on=HERE)
    assert "redan besvarad" in page.words


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"place": "Malmö"}, "place"),
        ({"place": "Sverige"}, "place"),
        ({"place": "Ingenstans"}, "place"),
        ({"place": ""}, "place"),
        ({"place": "Polismyndigheten", "role": "ngo_owner"}, "place"),
        ({"role": "coordinator", "place": "Stockholms län"}, "role"),
        ({"role": "administrator", "place": ""}, "role"),
        ({"role": "public"}, "role"),
        ({"role": ""}, "role"),
        ({"name": ""}, "name"),
        ({"name": "Аnna Ek"}, "name"),
        ({"email": "ingen adress"}, "email"),
        ({"email": "a@-bad-.example"}, "email"),
        ({"email": "аnna@example.org"}, "email"),
    ],
)
def test_what_cannot_be_is_said_at_its_field_and_nothing_is_sent(
    coordinator: Signed, database: Engine, changes: dict[str, str], field: str
) -> None:
    given = form(**{"email": "aldrig@example.org", **changes})
    page = coordinator.refused(HERE, given, on=HERE)
    assert f'id="trouble-{field}"' in page.html
    assert page.value("name") == given["name"]
    assert page.value("email") == given["email"]
    assert page.value("place") == given["place"]
    assert sent_to(database, "aldrig@example.org") == []


def test_all_that_is_wrong_is_said_at_once(coordinator: Signed) -> None:
    page = coordinator.refused(HERE, form(name="", email="x", place=""), on=HERE)
    assert all(f'id="trouble-{name}"' in page.html for name in ("name", "email", "place"))


def test_an_owner_invites_editors_of_the_own_organization_only(
    owner: Signed, administrator: Signed, database: Engine
) -> None:
    page = owner.get(HERE)
    roles = [one["value"] for one in page.attributes("option") if one.get("value", "").startswith("ngo")]
    assert roles == ["ngo_editor"]
    assert IN_COUNTY not in page.value("place")
    place = page.value("place")
    assert place  # the only one there is stands there already
    sent = form(role="ngo_editor", place=place, email="redaktor.ny@example.org")
    owner.follow(HERE, sent, on=HERE)
    [row] = sent_to(database, "redaktor.ny@example.org")
    assert row.organization_id == IN_COUNTY
    owner.refused(HERE, form(role="ngo_owner", place=place), on=HERE)
    owner.refused(HERE, form(role="ngo_editor", place="Polismyndigheten"), on=HERE)


def test_the_waiting_invitations_of_others_do_not_show_nor_can_they_be_withdrawn(
    coordinator: Signed, administrator: Signed, owner: Signed, database: Engine
) -> None:
    sent = form(name="Malmö Kollega", place="Malmö kommun (kommun)", email="malmo@example.org")
    administrator.follow(HERE, sent, on=HERE)
    [row] = sent_to(database, "malmo@example.org")
    assert row.area_id == MALMO
    for who in (coordinator, owner):
        assert "Malmö Kollega" not in who.get(HERE).html
        assert who.send(f"{HERE}/{row.id}/withdraw", on=HERE).status_code == 404
    assert "Malmö Kollega" in administrator.get(HERE).html


def test_only_an_administrator_invites_coordinators_and_administrators(
    administrator: Signed, database: Engine
) -> None:
    sent = form(role="coordinator", place="Stockholms län", email="samordnare.ny@example.org")
    administrator.follow(HERE, sent, on=HERE)
    assert sent_to(database, "samordnare.ny@example.org")[0].area_id == STOCKHOLM
    sent = form(role="administrator", place="", email="admin.ny@example.org")
    page = administrator.follow(HERE, sent, on=HERE)
    assert "hela nätverket" in page.words


def test_an_administrator_of_a_place_is_asked_about_and_not_made_one_of_everything(
    administrator: Signed, database: Engine
) -> None:
    sent = form(role="administrator", place="Stockholms län", email="for.mycket@example.org")
    page = administrator.refused(HERE, sent, on=HERE)
    assert 'id="trouble-place"' in page.html
    assert page.value("place") == "Stockholms län"
    assert sent_to(database, "for.mycket@example.org") == []


def test_the_same_invitation_is_not_sent_twice_and_nobody_invites_themselves(
    coordinator: Signed, database: Engine
) -> None:
    sent = form(email="dubbel@example.org")
    coordinator.follow(HERE, sent, on=HERE)
    assert "väntar redan" in coordinator.refused(HERE, sent, on=HERE).words
    assert len(sent_to(database, "dubbel@example.org")) == 1
    own = form(email=coordinator.member.email)
    assert "dig själv" in coordinator.refused(HERE, own, on=HERE).words


def test_an_invitation_of_somebody_who_lost_the_right_in_between_does_not_work(
    coordinator: Signed, administrator: Signed, sign_in: SignIn, database: Engine, network_site: object
) -> None:
    leaving = sign_in("Snart Borta (påhittad)", Role.COORDINATOR, area=STOCKHOLM)
    leaving.follow(HERE, form(email="for.sent@example.org"), on=HERE)
    [row] = sent_to(database, "for.sent@example.org")
    person = f"/admin/people/{leaving.member.id}"
    administrator.follow(f"{person}/end", on=person)
    snapshot = network_site.extensions["snapshots"].current()  # type: ignore[attr-defined]
    borders = NetworkBorders(snapshot.network, clock.today())
    with writing(database) as session:
        token = ticket.issue(session, Purpose.INVITATION, row.id, clock.now())
        session.commit()
    with writing(database) as session, pytest.raises(Expired):
        inviting.accept(session, token, borders, clock.now(), name="För Sent", hashed="x")
    with Session(database) as reading:
        found = select(Account).where(Account.email == "for.sent@example.org")
        assert reading.scalars(found).all() == []


def test_the_line_in_the_cookie_names_nobody(coordinator: Signed) -> None:
    coordinator.send(HERE, form(name="Kakan Namn", email="kaka@example.org"), on=HERE)
    with coordinator.client.session_transaction() as kept:
        held = str(dict(kept))
    assert "invited" in held
    assert "Kakan" not in held
    assert "kaka@" not in held


def test_an_account_that_was_taken_over_does_not_write_to_the_whole_world(
    coordinator: Signed, database: Engine
) -> None:
    for _one in range(Trial.INVITE.value.most):
        throttle.take(database, Trial.INVITE, coordinator.member.id, clock.now())
    response = coordinator.send(HERE, form(email="hundra@example.org"), on=HERE)
    assert response.status_code == 429
    assert sent_to(database, "hundra@example.org") == []
