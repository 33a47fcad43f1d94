"""Nobody copies the network in an afternoon: what is not public is counted wherever it is shown, and runs out."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from directory import clock
from directory.access import Role
from directory.db import make_engine
from directory.interchange.demo import load_demo
from directory.ledger import Act
from directory.membership import quota
from directory.model import LedgerEntry, OutgoingMail, SeenContact
from directory.store.snapshot import Snapshots
from tests.databases import settings_for
from tests.web.account.signing_in import Somebody, make_account, signed_in_client, site_on, site_settings

HIDDEN = ("465 004 33", "+46846500433", "465 004 10", "+46846500410", "465 004 32", "Ring före besök")
"""What only the network sees of the demo: two numbers, two people, a note."""
FARSTA = "sdf-farsta"


@pytest.fixture
def engine(seeded_file: Path, tmp_path: Path) -> Iterator[Engine]:
    """Yield an engine on the shipped network with the demo, to be written to."""
    copy = tmp_path / "kontaktnatet.db"
    shutil.copyfile(seeded_file, copy)
    made = make_engine(settings_for(f"sqlite:///{copy}"))
    load_demo(made, site_settings(made))
    yield made
    made.dispose()


def counted(engine: Engine) -> int:
    with Session(engine) as reading:
        return reading.scalar(select(func.count()).select_from(SeenContact)) or 0


def caseworker(engine: Engine, app: Flask) -> tuple[Somebody, FlaskClient]:
    somebody = make_account(engine, Role.CASEWORKER, area="0184")
    return somebody, signed_in_client(app, somebody)


def addresses(app: Flask) -> list[str]:
    """List an address of every route by GET that could show a contact of Farsta or Tyresö."""
    values = {
        "organization_id": FARSTA,
        "area_id": "0138",
        "role_id": "socialtjanst",
        "need_id": "boende_akut",
    }
    found = []
    for rule in app.url_map.iter_rules():
        if "GET" not in (rule.methods or set()) or not set(rule.arguments) <= set(values):
            continue
        with app.test_request_context():
            found.append(app.url_for(rule.endpoint, **{name: values[name] for name in rule.arguments}))
    questions = [
        f"{path}?need=boende_akut&area={area}&group=adult-woman&at=2026-11-24T10:00"
        for path in ("/answer", "/api/v1/answer")
        for area in ("0138", "018018", "0180-farsta")
    ]
    return [*found, *questions, "/organizations/m-0138", "/api/v1/organizations/m-0138"]


def test_whatever_page_shows_a_hidden_contact_has_counted_it(engine: Engine) -> None:
    app = site_on(engine)
    _somebody, client = caseworker(engine, app)
    showing = []
    for address in addresses(app):
        with Session(engine) as session, session.begin():
            for row in session.scalars(select(SeenContact)):
                session.delete(row)
        app.extensions["quota"]._turn(clock.today() - timedelta(days=1))  # forgets what this process has seen
        reply = client.get(address)
        if any(hidden in reply.text for hidden in HIDDEN):
            showing.append(address)
            assert counted(engine) > 0, f"{address} shows what it does not count"
    assert {"/organizations/m-0138", "/api/v1/organizations/m-0138", f"/organizations/{FARSTA}"} <= set(
        showing
    )


def test_a_page_that_forgot_to_count_would_be_found(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("directory.web.catalogue.organizations.shown", lambda _records: None)
    with pytest.raises(AssertionError, match="shows what it does not count"):
        test_whatever_page_shows_a_hidden_contact_has_counted_it(engine)


def test_nothing_is_counted_for_the_public(engine: Engine) -> None:
    app = site_on(engine)
    app.test_client().get(f"/organizations/{FARSTA}")
    assert counted(engine) == 0


def test_the_same_contact_counts_once(engine: Engine) -> None:
    app = site_on(engine)
    _somebody, client = caseworker(engine, app)
    for _ in range(3):
        client.get(f"/organizations/{FARSTA}")
    once = counted(engine)
    signed = app.test_client()
    signed.get(f"/organizations/{FARSTA}")
    assert counted(engine) == once > 0


def test_who_is_given_an_answer_that_was_made_for_a_colleague_has_seen_it_too(engine: Engine) -> None:
    app = site_on(engine)
    address = "/api/v1/answer?need=boende_akut&area=0180-farsta&group=adult-woman&at=2026-11-24T10:00"
    with time_machine.travel(clock.now(), tick=False):
        seen = []
        for _ in range(2):
            somebody, client = caseworker(engine, app)
            reply = client.get(address)
            assert any(hidden in reply.text for hidden in HIDDEN)
            seen.append(somebody.id)
    with Session(engine) as reading:
        assert set(reading.scalars(select(SeenContact.account_id))) == set(seen)


def over(engine: Engine) -> tuple[Flask, FlaskClient, Somebody]:
    """Return a caseworker who has seen as much as one may."""
    app = site_on(engine, contacts_per_day=10)
    somebody, client = caseworker(engine, app)
    with app.test_request_context():
        network = Snapshots(settings_for(engine.url)).current().network
    from directory.access.borders import NetworkBorders

    identities = app.extensions["identities"]
    cookie = client.get_cookie("signed-in")
    assert cookie is not None
    look = app.extensions["snapshots"].look()
    identity = identities.find(cookie.value, look.entry, clock.now())
    app.extensions["quota"].see(
        identity,
        [f"contact{number}" for number in range(10)],
        NetworkBorders(network, clock.today()),
        clock.now(),
    )
    return app, client, somebody


def test_who_has_seen_as_many_as_one_may_sees_the_public_part_and_is_told(engine: Engine) -> None:
    make_account(engine, Role.COORDINATOR, area="01")
    _app, client, _somebody = over(engine)
    page = client.get(f"/organizations/{FARSTA}").text
    assert not any(hidden in page for hidden in HIDDEN)
    assert "Resten av dagen" in page
    assert "112" in client.get("/answer?need=boende_akut&area=0138").text


def test_whoever_stands_over_the_account_gets_one_letter_and_the_log_one_line(engine: Engine) -> None:
    above = make_account(engine, Role.COORDINATOR, area="01")
    make_account(engine, Role.COORDINATOR, area="12")
    app, client, _somebody = over(engine)
    client.get(f"/organizations/{FARSTA}")
    with Session(engine) as reading:
        letters = reading.scalars(select(OutgoingMail).where(OutgoingMail.kind == "quota_reached")).all()
        lines = reading.scalars(select(LedgerEntry).where(LedgerEntry.act == Act.QUOTA_REACHED.value)).all()
    assert [letter.recipient for letter in letters] == [above.email]
    assert len(lines) == 1
    assert app.extensions["quota"] is not None


def test_another_process_knows_it_at_its_next_new_contact(engine: Engine) -> None:
    app, client, somebody = over(engine)
    other = site_on(engine, contacts_per_day=10)
    cookie = client.get_cookie("signed-in")
    assert cookie is not None
    elsewhere = other.test_client()
    elsewhere.set_cookie("signed-in", cookie.value)
    elsewhere.get(f"/organizations/{FARSTA}")
    assert not any(hidden in elsewhere.get(f"/organizations/{FARSTA}").text for hidden in HIDDEN)
    assert somebody.id
    assert app is not other


def test_the_next_day_it_begins_anew(engine: Engine) -> None:
    app, client, somebody = over(engine)
    assert not any(hidden in client.get(f"/organizations/{FARSTA}").text for hidden in HIDDEN)
    with time_machine.travel(clock.now() + timedelta(days=1)):
        assert not app.extensions["quota"].is_over(somebody.id, clock.now())
        morning = signed_in_client(app, somebody)
        for _ in range(2):  # yesterday's rows are still there, and count for nothing
            assert any(hidden in morning.get(f"/organizations/{FARSTA}").text for hidden in HIDDEN)
        assert quota.clear_old(engine, clock.now()) >= 10


def test_processes_that_reach_it_side_by_side_tell_it_once(engine: Engine) -> None:
    above = make_account(engine, Role.COORDINATOR, area="01")
    app, client, somebody = over(engine)
    cookie = client.get_cookie("signed-in")
    assert cookie is not None
    for _ in range(2):
        other = site_on(engine, contacts_per_day=10).test_client()
        other.set_cookie("signed-in", cookie.value)
        other.get(f"/organizations/{FARSTA}")
    with Session(engine) as reading:
        letters = reading.scalars(select(OutgoingMail).where(OutgoingMail.kind == "quota_reached")).all()
        lines = reading.scalars(select(LedgerEntry).where(LedgerEntry.act == Act.QUOTA_REACHED.value)).all()
    assert [letter.recipient for letter in letters] == [above.email]
    assert [line.record for line in lines] == [somebody.id]
    assert app.extensions["quota"].is_over(somebody.id, clock.now())


def test_no_row_tells_which_contact_was_seen(engine: Engine) -> None:
    app = site_on(engine)
    _somebody, client = caseworker(engine, app)
    client.get(f"/organizations/{FARSTA}")
    with engine.connect() as connection:
        rows = str(connection.execute(select(SeenContact.__table__)).all())
    assert "demo" not in rows
    assert FARSTA not in rows
