"""Nobody reaches into what somebody else keeps: ids and values of others in addresses and in every field of a form."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from directory import clock
from directory.access import Role
from directory.account import ticket
from directory.graph.facts import AreaKind, LinkKind
from directory.ledger import Act, note
from directory.model import (
    Area,
    Changeset,
    Channel,
    Confirmation,
    Coverage,
    Link,
    OpeningException,
    Organization,
    PartOf,
    Purpose,
    Report,
    Service,
    Tombstone,
)
from directory.store.history import versions_of
from directory.store.session import writing
from tests.maintaining.test_inquiry import asked, letters, made, token_of
from tests.maintaining.test_merging import everything
from tests.store.small import SOURCED, organization, phone
from tests.web.account.signing_in import csrf_of
from tests.web.admin.signed import Signed, make_member
from tests.web.maintain.conftest import SignIn, enter, haven, haven_site

__all__ = ["enter", "haven", "haven_site"]
OWN = "/offer/organizations/haven"
TAKING_BACK = ("/coordinate/take-back/{}", "/coordinate/changes/{}/undo")


@pytest.fixture
def harbour(haven: Engine) -> Engine:
    """Haven, and Harbour beside it, which has a service, a number and days of its own."""
    with writing(haven, actor="test") as session:
        session.add(organization("harbour"))
        session.flush()
        session.add(Service(id="walk", name="Walk", organization_id="harbour", **SOURCED))
        session.add(phone("harbour:phone", organization_id="harbour"))
        session.flush()
        session.add(Coverage(id="walk@01", service_id="walk", area_id="01", **SOURCED))
        session.commit()
    return haven


def act_of(engine: Engine) -> str:
    with Session(engine) as session:
        return session.scalars(select(Changeset.id).order_by(Changeset.made_at.desc())).first() or ""


def take_out(coordinator: Signed, kind: str, record: str, why: str) -> None:
    where = f"/coordinate/remove/{kind}/{record}"
    coordinator.follow(where, {"why": why}, on=where)


@pytest.mark.parametrize("way", TAKING_BACK)
def test_an_owner_does_not_bring_back_what_a_coordinator_took_out(
    haven: Engine, enter: SignIn, way: str
) -> None:
    take_out(enter("coordinator"), "service", "advice", "unsafe")
    answer = enter("owner").send(way.format(act_of(haven)))
    assert answer.status_code in (403, 404, 422)
    with Session(haven) as session:
        assert session.get(Service, "advice") is None
        assert session.get(Tombstone, ("service", "advice")) is not None


@pytest.mark.parametrize("way", TAKING_BACK)
def test_an_owner_does_not_bring_back_a_number_alone(haven: Engine, enter: SignIn, way: str) -> None:
    data = {"act": "remove", "channel": "haven:phone"}
    assert enter("coordinator").send(f"{OWN}/ways", data).status_code == 303
    assert enter("owner").send(way.format(act_of(haven))).status_code == 404
    with Session(haven) as session:
        assert session.get(Channel, "haven:phone") is None


@pytest.mark.parametrize("way", TAKING_BACK)
def test_an_owner_does_not_part_what_a_coordinator_merged(harbour: Engine, enter: SignIn, way: str) -> None:
    coordinator = enter("coordinator")
    where = "/coordinate/merge/organization/haven/harbour"
    stamp = coordinator.get(f"{where}/preview").html.partition('name="stamp" value="')[2].partition('"')[0]
    coordinator.follow(where, {"stamp": stamp}, on=f"{where}/preview")
    answer = enter("owner").send(way.format(act_of(harbour)))
    assert answer.status_code in (403, 404, 422)
    with Session(harbour) as session:
        assert session.get(Organization, "harbour") is None


FORGED = (
    ("hours", {"of": "walk", "day-0": "9-12"}),
    ("hours", {"of": "harbour", "day-0": "9-12"}),
    ("hours", {"of": "harbour:phone", "day-0": "9-12"}),
    ("dates", {"of": "walk", "from_on": "2026-12-24", "hours": "stängt"}),
    ("dates", {"act": "remove", "exception": "harbour-closed"}),
    ("dates", {"act": "end", "ends": "walk", "ends_on": "2026-12-24"}),
    ("dates", {"act": "end", "ends": "harbour", "ends_on": "2026-12-24"}),
    ("ways", {"act": "add", "owner": "walk", "kind": "phone", "value": "08-465 004 20"}),
    ("ways", {"act": "remove", "channel": "harbour:phone"}),
    ("ways", {"act": "up", "channel": "harbour:phone"}),
    ("away", {"contact": "nobody", "from_on": "2026-12-24", "to_on": "2026-12-25"}),
    ("away", {"act": "remove", "absence": "harbour-away"}),
)


@pytest.mark.parametrize(("form", "data"), FORGED)
def test_an_owner_names_the_records_of_another_organization_in_her_forms(
    harbour: Engine, enter: SignIn, form: str, data: dict[str, str]
) -> None:
    with writing(harbour, actor="test") as session:
        day = __import__("datetime").date(2026, 12, 24)
        session.add(OpeningException(id="harbour-closed", organization_id="harbour", from_on=day, to_on=day))
        session.commit()
    before = everything(harbour)
    answer = enter("owner").send(f"{OWN}/{form}", data)
    assert answer.status_code in (404, 422), answer.status_code
    assert everything(harbour) == before


@pytest.mark.parametrize("who", ["owner", "coordinator"])
def test_what_was_taken_out_does_not_come_back_by_its_history(haven: Engine, enter: SignIn, who: str) -> None:
    with writing(haven, actor="test") as session:
        session.add(Service(id="kitchen", name="Kitchen", organization_id="haven", **SOURCED))
        session.commit()
    take_out(enter("coordinator"), "service", "advice", "unsafe")
    somebody, of_it = enter(who), "/coordinate/history/service/advice"
    page = somebody.client.get(of_it)
    seq = re.findall(r'id="v-(\d+)"', page.text)[-1]
    before = len(changes(haven))
    assert somebody.send(f"{of_it}/{seq}/restore").status_code == 422
    assert len(changes(haven)) == before
    with Session(haven) as session:
        assert session.get(Service, "advice") is None


def changes(engine: Engine) -> list[str]:
    with Session(engine) as session:
        return list(session.scalars(select(Changeset.id)))


@pytest.fixture
def northern(harbour: Engine, haven_site: Flask) -> Signed:
    """The coordinator of another county, in which an organization, Birch, has a service that reaches Stockholm, too."""
    with writing(harbour, actor="test") as session:
        session.add(Area(id="25", kind=AreaKind.COUNTY, name="Norrbottens län", **SOURCED))
        session.add(organization("birch"))
        session.flush()
        session.add(PartOf(id="25<SE", part_id="25", whole_id="SE", **SOURCED))
        session.add(Service(id="sauna", name="Sauna", organization_id="birch", **SOURCED))
        session.flush()
        session.add(Coverage(id="sauna@25", service_id="sauna", area_id="25", **SOURCED))
        session.add(
            Link(
                id="b",
                kind=LinkKind.REFERS_TO,
                source_organization_id="birch",
                target_organization_id="harbour",
                **SOURCED,
            )
        )
        session.commit()
    with writing(harbour, actor="test") as session:
        session.get_one(Coverage, "walk@01").note = "changed"
        session.get_one(Channel, "harbour:phone").label = "changed"
        session.get_one(Organization, "harbour").note = "changed"
        session.commit()
    return Signed(haven_site, harbour, make_member(harbour, "Nora (påhittad)", Role.COORDINATOR, area="25"))


CLOSED = {"what": "closed", "from_on": "2026-12-24", "to_on": "2026-12-25", "said": "x"}
ABROAD: tuple[tuple[str, dict[str, str]], ...] = (
    ("/coordinate/bulk", {"table": "organization", "record": "harbour", **CLOSED}),
    ("/coordinate/bulk", {"table": "service", "record": "walk", **CLOSED}),
    ("/coordinate/bulk", {"table": "organization", "record": "harbour", "area": "01", **CLOSED}),
    ("/coordinate/bulk/look", {"table": "service", "record": "shelter", **CLOSED}),
    ("/coordinate/merge/organization/birch/harbour", {"stamp": "x"}),
    ("/coordinate/merge/organization/harbour/birch", {"stamp": "x"}),
    ("/coordinate/merge/service/sauna/walk", {"stamp": "x"}),
    ("/coordinate/duplicates/organization/birch/harbour/two", {}),
    ("/coordinate/duplicates/service/sauna/walk/two", {}),
    ("/coordinate/remove/organization/harbour", {"why": "closed"}),
    ("/coordinate/remove/service/walk", {"why": "closed"}),
    ("/coordinate/calls/harbour/right", {}),
    ("/coordinate/calls/harbour/no-answer", {}),
    ("/coordinate/calls/harbour/settled", {}),
    ("/offer/organizations/harbour/confirm", {}),
    ("/offer/organizations/harbour/ways", {"act": "remove", "channel": "harbour:phone"}),
    ("/offer/organizations/birch/ways", {"act": "remove", "channel": "harbour:phone"}),
    (
        "/offer/organizations/birch/ways",
        {"act": "add", "owner": "walk", "kind": "phone", "value": "08-465 004 20"},
    ),
    ("/offer/services/walk", {"name": "x"}),
    ("/offer/channels/harbour:phone", {"value": "08-465 004 20"}),
)


def test_a_coordinator_reaches_nothing_of_another_county(harbour: Engine, northern: Signed) -> None:
    before, acts = everything(harbour), changes(harbour)
    let_in = [
        (path, data, answer.status_code)
        for path, data in ABROAD
        if (answer := northern.send(path, data)).status_code not in (403, 404)
    ]
    with Session(harbour) as session:
        records = (("organization", "harbour"), ("channel", "harbour:phone"), ("coverage", "walk@01"))
        for table, record in records:
            seqs = [str(one.seq) for one in versions_of(session.connection(), table, record)]
            for path in (f"{seqs[-1]}/restore", f"{seqs[0]}/restore"):
                answer = northern.send(f"/coordinate/history/{table}/{record}/{path}")
                if answer.status_code != 404:
                    let_in.append((f"{table} {path}", {}, answer.status_code))
            if northern.status(f"/coordinate/history/{table}/{record}") != 404:
                let_in.append((table, {}, 200))
    assert let_in == []
    assert "Harbour" not in northern.send("/coordinate/export", {"area": "01", "what": "all"}).text
    assert everything(harbour) == before
    assert changes(harbour) == acts


def two_browsers(harbour: Engine, site: Flask) -> tuple[str, list[FlaskClient]]:
    """Ask Haven by mail; return the token of the link, and two browsers that have opened it."""
    asked(harbour)
    token = token_of(made(harbour, letters(harbour)[0]))
    browsers = [site.test_client(), site.test_client()]
    for browser in browsers:
        assert browser.get(f"/confirm/{token}").status_code == 303
    return token, browsers


def test_a_link_answers_once_however_many_have_it_open(harbour: Engine, haven_site: Flask) -> None:
    token, (first, second) = two_browsers(harbour, haven_site)
    data = {"csrf_token": csrf_of(second.get("/confirm/wrong").text), "wrong": "wrong_hours:"}
    yes = {"csrf_token": csrf_of(first.get("/confirm/entries").text)}
    assert first.post("/confirm/entries", data=yes).status_code == 303
    for path in ("/confirm/wrong", "/confirm/entries"):
        assert second.post(path, data=data).status_code == 200
    again = haven_site.test_client()
    again.get(f"/confirm/{token}")
    assert "csrf_token" not in again.get("/confirm/entries").text
    with Session(harbour) as session:
        assert session.scalars(select(Report.record)).all() == []
        assert {one.organization_id for one in session.scalars(select(Confirmation))} == {"haven"}


@pytest.mark.parametrize("named", ["harbour:phone", "shelter:phone", "harbour", "walk"])
def test_by_the_link_of_one_organization_nothing_is_said_of_another(
    harbour: Engine, haven_site: Flask, named: str
) -> None:
    _token, (browser, _other) = two_browsers(harbour, haven_site)
    data = {"csrf_token": csrf_of(browser.get("/confirm/wrong").text), "wrong": f"wrong_number:{named}"}
    assert browser.post("/confirm/wrong?organization=harbour", data=data).status_code in (404, 422)
    with Session(harbour) as session:
        assert session.scalars(select(Report.record)).all() == []


def test_a_link_for_one_thing_opens_no_other(harbour: Engine, haven_site: Flask) -> None:
    token, _browsers = two_browsers(harbour, haven_site)
    for path in ("/listing/", "/account/reset/", "/account/invitation/"):
        assert haven_site.test_client().get(path + token).status_code in (404, 410)
    with writing(harbour, actor="test") as session:
        listing = ticket.issue(session, Purpose.LISTING, "nobody", clock.now())
        note(session, Act.DEMO_LOADED)
        session.commit()
    assert haven_site.test_client().get(f"/confirm/{listing}").status_code in (404, 410)


@pytest.mark.parametrize("record", ["organizations/harbour", "services/walk"])
def test_a_report_names_no_way_of_another_record(harbour: Engine, enter: SignIn, record: str) -> None:
    answer = enter("caseworker").send(
        f"/report/{record}", {"trouble": "wrong_number", "channel": "haven:phone"}
    )
    assert answer.status_code == 404
    with Session(harbour) as session:
        assert session.scalars(select(Report.record)).all() == []
