"""Who sees whom, and who may give, renew and end what."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from directory import clock
from directory.access import Role
from directory.account import session as sessions
from directory.ledger import Act, note
from directory.ledger.reading import list_entries
from directory.model import Account, Grant, Invitation, OutgoingMail
from directory.store.session import writing
from tests.web.admin.conftest import IN_COUNTY, MALMO, SOLNA, STOCKHOLM, SignIn
from tests.web.admin.signed import Signed, give_role, make_member


def right_of(engine: Engine, account_id: str) -> str:
    """Return the id of the one right of an account."""
    with Session(engine) as reading:
        return reading.scalars(select(Grant.id).where(Grant.account_id == account_id)).one()


def is_held(engine: Engine, grant_id: str) -> bool:
    with Session(engine) as reading:
        return reading.get_one(Grant, grant_id).ended_at is None


@pytest.mark.parametrize(
    ("role", "place", "status"),
    [
        (Role.ADMINISTRATOR, {}, 200),
        (Role.COORDINATOR, {"area": STOCKHOLM}, 200),
        (Role.NGO_OWNER, {"organization": IN_COUNTY}, 200),
        (Role.NGO_EDITOR, {"organization": IN_COUNTY}, 403),
        (Role.CASEWORKER, {"area": SOLNA}, 403),
        (None, {}, 403),
    ],
)
def test_only_those_who_stand_over_somebody_open_the_list(
    sign_in: SignIn, role: Role | None, place: dict[str, str], status: int
) -> None:
    who = sign_in("Någon (påhittad)", role, **place)
    assert who.status("/admin/people") == status
    assert who.status("/admin/invitations") == status


def test_nobody_who_is_not_signed_in_gets_further_than_the_door(network_site: Flask) -> None:
    client = network_site.test_client()
    for path in ("/admin/people", "/admin/invitations", "/admin/log", "/admin/mail", "/admin/people/x"):
        assert client.get(path).status_code in (302, 303, 401, 403)


def test_a_coordinator_sees_the_people_of_the_county_and_nobody_else(
    coordinator: Signed, administrator: Signed, sign_in: SignIn
) -> None:
    inside = sign_in("Inga Innanför (påhittad)", Role.CASEWORKER, area=SOLNA).member
    outside = sign_in("Ute Utanför (påhittad)", Role.CASEWORKER, area=MALMO).member
    peer = sign_in("Pär Jämbördig (påhittad)", Role.COORDINATOR, area=STOCKHOLM).member
    coordinator.follow("/admin/people", {"q": "påhittad"}, on="/admin/people")
    found = coordinator.get(f"/admin/people/{inside.id}")
    assert "Inga Innanför" in found.html
    for hidden in (outside, peer, administrator.member, coordinator.member):
        coordinator.get(f"/admin/people/{hidden.id}", 404)
    for path in ("rights", "end", "recover"):
        coordinator.get(f"/admin/people/{outside.id}/{path}", 404)
    administrator.get(f"/admin/people/{outside.id}")


def test_the_name_that_a_list_is_narrowed_by_never_stands_in_an_address(
    coordinator: Signed, sign_in: SignIn
) -> None:
    sign_in("Viola Filtersson (påhittad)", Role.CASEWORKER, area=SOLNA)
    response = coordinator.send(
        "/admin/people", {"q": "viola filter", "role": "caseworker"}, on="/admin/people"
    )
    assert response.headers["Location"] == "/admin/people?role=caseworker"
    page = coordinator.get("/admin/people?role=caseworker")
    assert "1 person" in page.words
    assert "Viola Filtersson" in page.html
    assert page.value("q") == "viola filter"
    assert "Viola" not in coordinator.get("/admin/people?role=ngo_owner").html.split("<h2")[1]
    assert coordinator.follow("/admin/people", {"q": ""}, on="/admin/people").value("q") == ""


def test_what_ends_soon_is_marked_and_found(coordinator: Signed, sign_in: SignIn, database: Engine) -> None:
    worker = sign_in("Snart Slut (påhittad)", Role.CASEWORKER, area=SOLNA).member
    with writing(database) as session:
        grant = session.get_one(Grant, right_of(database, worker.id))
        grant.valid_to = clock.today() + timedelta(days=29)

        note(session, Act.GRANT_RENEWED, kind="account", record=worker.id)
        session.commit()
    assert "Snart Slut" in coordinator.get("/admin/people?soon=1").html
    page = coordinator.get(f"/admin/people/{worker.id}")
    assert "slutar snart" in page.html
    page = coordinator.follow(
        f"/admin/people/{worker.id}/rights/{right_of(database, worker.id)}/renew",
        on=f"/admin/people/{worker.id}",
    )
    assert "förnyad i tolv månader" in page.words
    assert "slutar snart" not in page.html
    assert "Snart Slut" not in coordinator.get("/admin/people?soon=1").html


def test_an_owner_sees_the_editors_of_the_own_organization_only(owner: Signed, sign_in: SignIn) -> None:
    editor = sign_in("Ed Itor (påhittad)", Role.NGO_EDITOR, organization=IN_COUNTY).member
    other_owner = sign_in("Andra Ansvariga (påhittad)", Role.NGO_OWNER, organization=IN_COUNTY).member
    worker = sign_in("Han Läggare (påhittad)", Role.CASEWORKER, area=SOLNA).member
    page = owner.get(f"/admin/people/{editor.id}")
    assert "Telefonen är borta" not in page.words  # only coordinators and administrators recover
    owner.get(f"/admin/people/{other_owner.id}", 404)
    owner.get(f"/admin/people/{worker.id}", 404)
    assert owner.status("/admin/log") == 403
    assert owner.status(f"/admin/people/{editor.id}/recover") == 403


def test_nobody_outside_is_renewed_or_ended_and_the_refusal_changes_nothing(
    coordinator: Signed, administrator: Signed, sign_in: SignIn, database: Engine
) -> None:
    outside = sign_in("Ute Utanför (påhittad)", Role.CASEWORKER, area=MALMO).member
    peer = sign_in("Pär Jämbördig (påhittad)", Role.COORDINATOR, area=STOCKHOLM).member
    for hidden in (outside, peer, administrator.member, coordinator.member):
        grant = right_of(database, hidden.id)
        for act in ("renew", "end"):
            response = coordinator.send(f"/admin/people/{hidden.id}/rights/{grant}/{act}", on="/admin/people")
            assert response.status_code == 404
        for act in ("end", "recover", "enable", "erase"):
            response = coordinator.send(f"/admin/people/{hidden.id}/{act}", on="/admin/people")
            assert response.status_code in (403, 404)
        assert is_held(database, grant)


def test_a_right_is_not_ended_through_the_address_of_somebody_else(
    coordinator: Signed, sign_in: SignIn, database: Engine
) -> None:
    one = sign_in("En (påhittad)", Role.CASEWORKER, area=SOLNA).member
    other = sign_in("Annan (påhittad)", Role.CASEWORKER, area=SOLNA).member
    grant = right_of(database, one.id)
    response = coordinator.send(f"/admin/people/{other.id}/rights/{grant}/end", on="/admin/people")
    assert response.status_code == 404
    assert is_held(database, grant)


def test_a_form_without_its_token_ends_nothing(
    coordinator: Signed, sign_in: SignIn, database: Engine
) -> None:
    worker = sign_in("Kvar (påhittad)", Role.CASEWORKER, area=SOLNA).member
    response = coordinator.client.post(f"/admin/people/{worker.id}/end")
    assert response.status_code == 400
    assert is_held(database, right_of(database, worker.id))


def test_one_click_ends_everything_that_a_caseworker_had(
    coordinator: Signed, sign_in: SignIn, database: Engine
) -> None:
    worker = sign_in("Hanna Slutar (påhittad)", Role.CASEWORKER, area=SOLNA)
    assert worker.status("/account/data") == 200
    asked = coordinator.get(f"/admin/people/{worker.member.id}/end")
    assert "Hanna Slutar" in asked.html
    assert "Handläggare" in asked.html
    assert worker.status("/account/data") == 200  # asking has ended nothing
    page = coordinator.follow(
        f"/admin/people/{worker.member.id}/end", on=f"/admin/people/{worker.member.id}/end"
    )
    assert "Allt är avslutat" in page.words
    assert worker.status("/account/data") != 200
    with Session(database) as reading:
        assert sessions.list_sessions(reading, worker.member.id, stage=None) == []
        assert reading.get_one(Account, worker.member.id).disabled_at is not None
        letters = reading.scalars(
            select(OutgoingMail.kind).where(OutgoingMail.recipient == worker.member.email)
        )
        assert list(letters) == ["rights_changed"]
    assert not is_held(database, right_of(database, worker.member.id))
    coordinator.get(f"/admin/people/{worker.member.id}", 404)


def test_the_second_of_two_coordinators_is_told_that_it_was_done(
    coordinator: Signed, sign_in: SignIn, database: Engine
) -> None:
    second = sign_in("Andra Ordnare (påhittad)", Role.COORDINATOR, area=STOCKHOLM)
    worker = sign_in("Dubbel Slut (påhittad)", Role.CASEWORKER, area=SOLNA).member
    grant = right_of(database, worker.id)
    coordinator.follow(f"/admin/people/{worker.id}/end", on="/admin/people")
    page = second.follow(f"/admin/people/{worker.id}/end", on="/admin/people")
    assert "Någon annan hann före" in page.words
    page = second.follow(f"/admin/people/{worker.id}/rights/{grant}/end", on="/admin/people")
    assert "redan avslutad" in page.words
    third = sign_in("Sydlig Ordnare (påhittad)", Role.COORDINATOR, area="12")
    assert third.send(f"/admin/people/{worker.id}/end", on="/admin/people").status_code == 404
    assert third.send(f"/admin/people/{worker.id}/rights/{grant}/end", on="/admin/people").status_code == 404


def test_somebody_with_rights_elsewhere_loses_what_is_here_and_not_the_rest(
    coordinator: Signed, database: Engine
) -> None:
    both = make_member(database, "Två Platser (påhittad)", Role.CASEWORKER, area=SOLNA)
    here = right_of(database, both.id)
    with writing(database) as session:
        there = give_role(
            session, session.get_one(Account, both.id), Role.CASEWORKER, clock.now(), area=MALMO
        )
        session.commit()
    page = coordinator.get(f"/admin/people/{both.id}")
    assert "andra håll" in page.words
    assert "Malmö" not in page.words
    assert "Avsluta allt" not in page.words
    for act in ("end", "recover"):
        response = coordinator.send(f"/admin/people/{both.id}/{act}", on="/admin/people")
        assert response.status_code == 404
    page = coordinator.follow(f"/admin/people/{both.id}/rights/{here}/end", on=f"/admin/people/{both.id}")
    assert "Rättigheten är avslutad" in page.words
    assert is_held(database, there)


def test_a_right_that_may_not_recover_does_not_help_one_that_may(sign_in: SignIn, database: Engine) -> None:
    """Who coordinates Skåne and owns an organization in Stockholm recovers nobody in Stockholm."""
    mixed = sign_in("Dubbel Roll (påhittad)", Role.COORDINATOR, area="12")
    with writing(database) as session:
        account = session.get_one(Account, mixed.member.id)
        give_role(session, account, Role.NGO_OWNER, clock.now(), organization=IN_COUNTY)
        session.commit()
    editor = sign_in("Ed Itor (påhittad)", Role.NGO_EDITOR, organization=IN_COUNTY).member
    mixed.get(f"/admin/people/{editor.id}/end")
    mixed.get(f"/admin/people/{editor.id}/recover", 404)


def test_another_right_is_given_where_one_stands_over_the_place(
    coordinator: Signed, sign_in: SignIn, database: Engine
) -> None:
    worker = sign_in("Mera Rätt (påhittad)", Role.CASEWORKER, area=SOLNA).member
    form = f"/admin/people/{worker.id}/rights"
    page = coordinator.get(form)
    offered = [one["value"] for one in page.attributes("option") if "value" in one]
    assert "caseworker" in offered
    assert not {"coordinator", "administrator"} & set(offered)
    assert "Malmö kommun (kommun)" not in offered
    page = coordinator.follow(form, {"role": "caseworker", "place": "nacka"}, on=form)
    assert "har fått rättigheten" in page.words
    assert "Handläggare</b>, Nacka" in page.html
    for sent in (
        {"role": "caseworker", "place": "Malmö"},
        {"role": "coordinator", "place": "Stockholms län"},
        {"role": "administrator", "place": ""},
        {"role": "caseworker", "place": "Ingenstans"},
        {"role": "caseworker", "place": ""},
        {"role": "ngo_owner", "place": "Nacka kommun (kommun)"},
    ):
        page = coordinator.refused(form, sent, on=form)
        assert "trouble" in page.html
        assert page.value("place") == sent["place"]
    with Session(database) as reading:
        assert len(reading.scalars(select(Grant).where(Grant.account_id == worker.id)).all()) == 2


def test_a_name_that_means_several_places_is_asked_back(administrator: Signed, sign_in: SignIn) -> None:
    worker = sign_in("Flera Platser (påhittad)", Role.CASEWORKER, area=SOLNA).member
    form = f"/admin/people/{worker.id}/rights"
    page = administrator.refused(form, {"role": "caseworker", "place": "Kalmar"}, on=form)
    assert "Vilken av dem?" in page.words
    picks = [one["value"] for one in page.attributes("input") if one.get("name") == "chosen"]
    assert {"08", "0880"} <= set(picks)
    sent = {"role": "caseworker", "place": "Kalmar", "chosen": "0880"}
    assert "Handläggare</b>, Kalmar" in administrator.follow(form, sent, on=form).html


def test_a_lost_phone_is_recovered_and_its_owner_told(
    coordinator: Signed, sign_in: SignIn, database: Engine
) -> None:
    worker = sign_in("Tappad Telefon (påhittad)", Role.CASEWORKER, area=SOLNA)
    page = coordinator.get(f"/admin/people/{worker.member.id}/recover")
    assert "Är du säker på vem du talar med?" in page.words
    page = coordinator.follow(
        f"/admin/people/{worker.member.id}/recover", on=f"/admin/people/{worker.member.id}/recover"
    )
    assert "Appen för koder är borttagen" in page.words
    assert worker.status("/account/data") != 200
    with Session(database) as reading:
        kinds = reading.scalars(
            select(OutgoingMail.kind).where(OutgoingMail.recipient == worker.member.email)
        )
        assert list(kinds) == ["factor_changed"]


def test_an_administrator_opens_an_account_again_and_erases_it_for_good(
    administrator: Signed, coordinator: Signed, sign_in: SignIn, database: Engine
) -> None:
    worker = sign_in("Rasmus Raderas (påhittad)", Role.CASEWORKER, area=SOLNA)
    person = f"/admin/people/{worker.member.id}"
    with writing(database) as session:
        session.add(
            Invitation(
                id="inv-erased",
                email=worker.member.email,
                name="Rasmus Raderas",
                lang="sv",
                role=Role.CASEWORKER,
                area_id=SOLNA,
                invited_by=coordinator.member.id,
                created_at=clock.now(),
                expires_at=clock.now(),
            )
        )
        note(
            session,
            Act.INVITATION_SENT,
            actor=coordinator.member.id,
            kind="invitation",
            record="inv-erased",
            area=SOLNA,
            detail={"email": worker.member.email, "name": "Rasmus Raderas", "role": "caseworker"},
        )
        session.commit()
    assert administrator.send(f"{person}/erase", on=person).status_code == 404  # it has not ended
    administrator.follow(f"{person}/end", on=person)
    page = administrator.follow(f"{person}/enable", on=person)
    assert "öppet igen" in page.words
    assert "Inga rättigheter" in page.words
    administrator.follow(f"{person}/end", on=person)
    assert "går inte att ångra" in administrator.get(f"{person}/erase").words
    assert "raderade" in administrator.follow(f"{person}/erase", on=person).words
    administrator.get(person, 404)
    with Session(database) as reading:
        row = reading.get_one(Account, worker.member.id)
        assert (row.name, row.email) == ("", None)
        assert reading.scalars(select(Invitation).where(Invitation.email == worker.member.email)).all() == []
        to_them = select(OutgoingMail).where(OutgoingMail.recipient == worker.member.email)
        assert reading.scalars(to_them).all() == []
        entries = list_entries(reading.connection(), record="inv-erased").entries
        assert [entry.is_erased for entry in entries] == [True]
    assert "borttagen person" in administrator.get(f"/admin/log?record={worker.member.id}").words
