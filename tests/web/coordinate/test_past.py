"""A coordinator looks back, restores, merges, takes out and takes back; nobody else does so with what is hers."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from directory.clock import today
from directory.graph.facts import Visibility
from directory.ledger import Act, note
from directory.maintaining.aside import count_grants
from directory.model import (
    Changeset,
    ChangesetState,
    Channel,
    Conflict,
    Coverage,
    Location,
    NotDuplicate,
    Organization,
    Service,
)
from directory.store.session import writing
from tests.maintaining.test_merging import everything
from tests.store.small import SOURCED, organization, phone
from tests.web.maintain.conftest import SignIn, enter, haven, haven_site

__all__ = ["enter", "haven", "haven_site"]
HISTORY = "/coordinate/history/organization/harbour"
OTHER = "08-465 004 31"


@pytest.fixture
def harbour(haven: Engine) -> Engine:
    """Haven, and Harbour beside it, which works in the same county."""
    with writing(haven, actor="editor") as session:
        session.add(organization("harbour"))
        session.flush()
        session.add(Service(id="walk", name="Walk", organization_id="harbour", **SOURCED))
        session.add(phone("harbour:phone", organization_id="harbour"))
        session.flush()
        session.add(Coverage(id="walk@01", service_id="walk", area_id="01", **SOURCED))
        session.commit()
    with writing(haven, actor="owner") as session:
        session.get_one(Organization, "harbour").name = "Hamnen"
        channel = session.get_one(Channel, "harbour:phone")
        channel.value, channel.display = "+46846500431", OTHER
        session.commit()
    return haven


def seqs(html: str) -> list[str]:
    return re.findall(r'id="v-(\d+)"', html)


def test_she_reads_who_changed_what_and_compares_two_versions(harbour: Engine, enter: SignIn) -> None:
    coordinator = enter("coordinator")
    page = coordinator.get(HISTORY)
    assert "Owner (påhittad)" in page.words
    assert "Hamnen" in page.words
    newest, oldest = seqs(page.html)
    compared = coordinator.get(f"{HISTORY}?older={oldest}&newer={newest}")
    assert "Jämfört" in compared.words
    assert compared.html.count("Harbour") > page.html.count("Harbour")


def test_a_name_is_restored_at_once_and_an_old_number_waits_for_other_eyes(
    harbour: Engine, enter: SignIn
) -> None:
    coordinator = enter("coordinator")
    oldest = seqs(coordinator.get(HISTORY).html)[-1]
    where = f"{HISTORY}/{oldest}/restore"
    page = coordinator.follow(where, {}, on=where)
    assert "Återställt. Det gäller nu." in page.words
    of_phone = "/coordinate/history/channel/harbour:phone"
    oldest = seqs(coordinator.get(of_phone).html)[-1]
    page = coordinator.follow(f"{of_phone}/{oldest}/restore", {}, on=f"{of_phone}/{oldest}/restore")
    assert "väntar på att någon annan godkänner" in page.words
    with Session(harbour) as session:
        assert session.get_one(Organization, "harbour").name == "Harbour"
        assert session.get_one(Channel, "harbour:phone").display == OTHER
        states = session.scalars(select(Changeset.state)).all()
        assert sorted(states) == [ChangesetState.APPLIED, ChangesetState.WAITING]


def test_of_what_was_restricted_only_that_it_changed_is_told(harbour: Engine, enter: SignIn) -> None:
    with writing(harbour) as session:
        session.get_one(Channel, "harbour:phone").visibility = Visibility.RESTRICTED
        session.commit()
    page = enter("coordinator").get("/coordinate/history/channel/harbour:phone")
    assert "inte vad som stod" in page.words
    assert OTHER not in page.html
    assert "070-174 06 42" not in page.html
    assert "+4670" not in page.html


def test_where_a_place_was_before_it_was_protected_is_not_told(harbour: Engine, enter: SignIn) -> None:
    with writing(harbour) as session:
        session.add(Location(id="there", service_id="walk", address="Exempelgatan 1", town="Solna"))
        session.commit()
    with writing(harbour) as session:
        session.delete(session.get_one(Location, "there"))
        session.delete(session.get_one(Channel, "harbour:phone"))
        session.get_one(Service, "walk").is_protected = True
        session.commit()
    for where in ("location/there", "service/walk", "organization/harbour"):
        page = enter("coordinator").get(f"/coordinate/history/{where}")
        assert "inte vad som stod" in page.words
        assert "Exempelgatan" not in page.html


@pytest.mark.parametrize("name", ["editor", "stranger", "caseworker", "administrator"])
def test_whoever_does_not_keep_it_finds_no_history(harbour: Engine, enter: SignIn, name: str) -> None:
    assert enter(name).client.get(HISTORY).status_code in (403, 404)


def test_an_editor_reads_the_history_of_her_own_and_restores_nothing(harbour: Engine, enter: SignIn) -> None:
    editor = enter("editor")
    page = editor.get("/coordinate/history/organization/haven")
    assert "Återställ" not in page.words
    assert (
        editor.client.get(f"/coordinate/history/organization/haven/{seqs(page.html)[-1]}/restore").status_code
        == 403
    )


def test_she_merges_two_and_old_addresses_lead_on_and_takes_it_back(harbour: Engine, enter: SignIn) -> None:
    coordinator = enter("coordinator")
    before = everything(harbour)
    page = coordinator.get("/coordinate/merge/organization/haven?q=Hamnen")
    assert "Hamnen" in page.words
    where = "/coordinate/merge/organization/haven/harbour"
    assert "Blir kvar" in coordinator.get(where).words
    preview = coordinator.get(f"{where}/preview?name=gone")
    stamp = re.search(r'name="stamp" value="([^"]+)"', preview.html)
    assert stamp is not None
    page = coordinator.follow(where, {"name": "gone", "stamp": stamp[1]}, on=f"{where}/preview?name=gone")
    assert "Nu är de en." in page.words
    moved = coordinator.client.get("/organizations/harbour")
    assert (moved.status_code, moved.location) == (308, "/organizations/haven")
    with Session(harbour) as session:
        assert session.get_one(Organization, "haven").name == "Hamnen"
        assert count_grants(session, "harbour") == 0
        (act,) = session.scalars(select(Changeset.id)).all()
    page = coordinator.follow(f"/coordinate/take-back/{act}", {}, on=where.rpartition("/")[0])
    assert "Allt är som det var" in page.words
    assert everything(harbour) == before


def test_what_changed_since_she_looked_is_not_merged(harbour: Engine, enter: SignIn) -> None:
    coordinator = enter("coordinator")
    where = "/coordinate/merge/organization/haven/harbour"
    page = coordinator.refused(where, {"stamp": "old"}, on=f"{where}/preview")
    assert "Se efter en gång till" in page.words
    with Session(harbour) as session:
        assert session.get(Organization, "harbour") is not None


def test_two_that_are_alike_are_shown_and_said_to_be_two(harbour: Engine, enter: SignIn) -> None:
    with writing(harbour) as session:
        session.get_one(Organization, "harbour").name = "HAVEN"
        session.commit()
    coordinator = enter("coordinator")
    page = coordinator.get("/coordinate/duplicates")
    assert "samma namn" in page.words
    where = "/coordinate/duplicates/organization/harbour/haven/two"
    page = coordinator.follow(where, {}, on="/coordinate/duplicates")
    assert "samma namn" not in page.words
    with Session(harbour) as session:
        row = session.scalars(select(NotDuplicate)).one()
        assert (row.first, row.second) == ("harbour", "haven")


def test_what_she_takes_out_is_listed_and_let_in_again(harbour: Engine, enter: SignIn) -> None:
    coordinator = enter("coordinator")
    before = everything(harbour)
    where = "/coordinate/remove/organization/harbour"
    assert "Välj varför" in coordinator.refused(where, {}, on=where).words
    page = coordinator.follow(where, {"why": "closed"}, on=where)
    assert "Hamnen" in page.words
    assert coordinator.client.get("/organizations/harbour").status_code == 404
    with Session(harbour) as session:
        act = session.scalars(select(Changeset.id)).one()
    assert enter("stranger").client.get("/coordinate/removed").status_code == 403
    coordinator.follow(f"/coordinate/take-back/{act}", {}, on="/coordinate/removed")
    assert everything(harbour) == before


def test_sources_that_say_different_things_are_settled(harbour: Engine, enter: SignIn) -> None:
    with writing(harbour) as session:
        session.add(
            Conflict(
                id="c1",
                subject="Numret till Hamnen",
                subjects=["harbour:phone"],
                value_a="08-465 004 31",
                value_b="08-465 004 32",
                advice="Ring.",
            )
        )
        note(session, Act.DEMO_LOADED)
        session.commit()
    coordinator = enter("coordinator")
    assert "Numret till Hamnen" in coordinator.get("/coordinate/conflicts").words
    where = "/coordinate/conflicts/c1"
    assert "Välj vad som gäller" in coordinator.refused(where, {}, on=where).words
    page = coordinator.follow(where, {"holds": "first"}, on=where)
    assert "Avgjort." in page.words
    with Session(harbour) as session:
        assert session.get(Conflict, "c1") is None
        assert session.scalars(select(Changeset.why)).one() == "first"


def test_she_asks_how_it_was_on_a_day(harbour: Engine, enter: SignIn) -> None:
    coordinator = enter("coordinator")
    day = today().isoformat()
    page = coordinator.get(f"/coordinate/as-of?on={day}&area=0163&need=boende")
    assert "Nu" in page.words
    assert coordinator.client.get("/coordinate/as-of?on=2999-01-01&area=0163&need=boende").status_code == 422
    assert coordinator.client.get("/coordinate/as-of?on=2001-01-01&area=0163&need=boende").status_code == 422
