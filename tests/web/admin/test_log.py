"""The log: everything for an administrator, what is theirs for a coordinator, and contacts hidden in both."""

from __future__ import annotations

import csv
import io
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from directory import clock
from directory.access import Role
from directory.db import for_writing
from directory.graph.facts import Visibility
from directory.ledger import Act, note
from directory.ledger.reading import list_entries
from directory.model import Contact, Post
from directory.store.session import writing
from directory.web.admin import log_scope
from directory.web.admin.log_sentence import SENTENCES
from tests.web.admin.conftest import IN_COUNTY, MALMO, SOLNA, SignIn
from tests.web.admin.signed import Signed

HERE = "/admin/log"
LISTED = 'class="rows log"'


@pytest.fixture(scope="session")
def national(network_site: Flask) -> str:
    """Return an organization that works in the whole country."""
    network = network_site.extensions["snapshots"].current().network
    for one in network.organizations:
        if any("SE" in {c.area for c in service.coverage} for service in network.services_of(one)):
            return str(one)
    raise LookupError("no organization of the whole country")


def noted(engine: Engine, act: Act, **what: object) -> None:
    with writing(engine) as session:
        note(session, act, actor="system", **what)  # type: ignore[arg-type]
        session.commit()


def add_contact(engine: Engine, organization: str, name: str, visibility: Visibility) -> str:
    """Add a contact person with a phone number; return the id."""
    key = f"{visibility}-{clock.now().timestamp()}-{name}".replace(" ", "-").lower()
    with writing(engine, actor="system") as session:
        session.add(Post(id=f"post-{key}", organization_id=organization, title="Föreståndare"))
        session.flush()
        session.add(
            Contact(
                id=f"contact-{key}",
                organization_id=organization,
                post_id=f"post-{key}",
                name=name,
                phone="+4684650040099"[:12],
                phone_display="08-465 004 99",
                purpose="prov",
                visibility=visibility,
                valid_from=clock.today(),
                valid_to=clock.today(),
                approved_at=clock.now(),
                is_demo=True,
            )
        )
        session.commit()
    return f"contact-{key}"


def tamper(engine: Engine, seq: int, actor: str) -> None:
    """Change who did something, past the triggers that stand guard; they stand there again afterwards."""
    with for_writing(engine).begin() as connection:
        guards = connection.execute(text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")).all()
        for guard in guards:
            connection.execute(text(f"DROP TRIGGER {guard.name}"))
        connection.execute(
            text("UPDATE ledger_entry SET actor = :actor WHERE seq = :seq"), {"actor": actor, "seq": seq}
        )
        for guard in guards:
            connection.exec_driver_sql(guard.sql)


def test_every_act_has_a_sentence() -> None:
    assert set(SENTENCES) == set(Act)


def test_an_administrator_reads_all_and_a_coordinator_what_is_theirs(
    administrator: Signed, coordinator: Signed, sign_in: SignIn, database: Engine, national: str
) -> None:
    inside = sign_in("Inne Log (påhittad)", Role.CASEWORKER, area=SOLNA).member
    outside = sign_in("Ute Log (påhittad)", Role.CASEWORKER, area=MALMO).member
    marks = {
        "in-area": {"area": SOLNA, "record": "in-area"},
        "in-organization": {"organization": IN_COUNTY, "record": "in-organization"},
        "out-area": {"area": MALMO, "record": "out-area"},
        "out-nation": {"area": "SE", "record": "out-nation"},
        "out-organization": {"organization": national, "record": "out-organization"},
        # the planted leak: of the whole country's organization, in a place of the county
        "out-both": {"organization": national, "area": SOLNA, "record": "out-both"},
        "out-everywhere": {"record": "out-everywhere"},
    }
    for mark in marks.values():
        noted(database, Act.DETAIL_ERASED, kind="ledger_entry", **mark)
    noted(database, Act.SESSION_CONFIRMED, kind="account", record=inside.id)
    noted(database, Act.SESSION_CONFIRMED, kind="account", record=outside.id)

    def seen(who: Signed) -> set[str]:
        return {name for name in marks if LISTED in who.get(f"{HERE}?record={name}").html}

    assert seen(coordinator) == {"in-area", "in-organization"}
    assert seen(administrator) == set(marks)
    assert LISTED in coordinator.get(f"{HERE}?record={inside.id}").html
    assert LISTED not in coordinator.get(f"{HERE}?record={outside.id}").html
    assert LISTED in administrator.get(f"{HERE}?record={outside.id}").html


def test_the_test_above_finds_a_scope_that_leaks(
    coordinator: Signed, database: Engine, national: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    noted(database, Act.DETAIL_ERASED, kind="x", organization=national, area=SOLNA, record="leak-planted")
    assert LISTED not in coordinator.get(f"{HERE}?record=leak-planted").html
    monkeypatch.setattr("directory.web.admin.log.scope_of", lambda *_given: None)
    assert LISTED in coordinator.get(f"{HERE}?record=leak-planted").html
    assert log_scope.scope_of is not None


@pytest.mark.parametrize("role", [Role.CASEWORKER, Role.NGO_EDITOR, Role.NGO_OWNER])
def test_others_do_not_open_the_log(sign_in: SignIn, role: Role) -> None:
    place = {"area": SOLNA} if role is Role.CASEWORKER else {"organization": IN_COUNTY}
    who = sign_in("Någon (påhittad)", role, **place)
    assert who.status(HERE) == 403
    assert who.status(f"{HERE}/export") == 403
    assert who.send(f"{HERE}/verify").status_code == 403


def test_a_restricted_contact_is_told_of_and_its_number_is_not(
    administrator: Signed, coordinator: Signed, database: Engine
) -> None:
    secret = add_contact(database, IN_COUNTY, "Hemliga Hedda", Visibility.RESTRICTED)
    open_one = add_contact(database, IN_COUNTY, "Nätverkets Nils", Visibility.NETWORK)
    for who in (administrator, coordinator):
        page = who.get(f"{HERE}?record={secret}")
        assert "lade till kontaktperson hos" in page.words
        assert "•••" in page.words
        assert "Hedda" not in page.html
        assert "08-465" not in page.html
    assert "08-465 004 99" in coordinator.get(f"{HERE}?record={open_one}").words
    hidden_from_administrators = administrator.get(f"{HERE}?record={open_one}")
    assert "Nils" not in hidden_from_administrators.html
    assert "08-465" not in hidden_from_administrators.html


def test_a_contact_that_was_restricted_once_stays_hidden_in_the_log(
    coordinator: Signed, database: Engine
) -> None:
    once = add_contact(database, IN_COUNTY, "En Gång Hemlig", Visibility.RESTRICTED)
    with writing(database) as session:
        session.get_one(Contact, once).visibility = Visibility.NETWORK
        session.commit()
    assert "En Gång" not in coordinator.get(f"{HERE}?record={once}").html
    with writing(database) as session:
        session.delete(session.get_one(Contact, once))
        session.commit()
    assert "En Gång" not in coordinator.get(f"{HERE}?record={once}").html


def test_the_officer_sees_who_opened_restricted_contacts(
    coordinator: Signed, sign_in: SignIn, database: Engine
) -> None:
    reader = sign_in("Lena Läste (påhittad)", Role.NGO_EDITOR, organization=IN_COUNTY).member
    with writing(database, actor=reader.id) as session:
        note(
            session,
            Act.RESTRICTED_OPENED,
            kind="contact",
            record="contact-x",
            organization=IN_COUNTY,
            detail={"name": "Röjd Person", "phone": "+46846500499"},
        )
        session.commit()
    page = coordinator.get(HERE)
    [ready] = [link for link in page.links() if "group=restricted" in link]
    found = coordinator.get(ready)
    assert "Lena Läste (påhittad) öppnade en skyddad kontakt hos" in found.words
    assert "Röjd" not in found.html


@pytest.mark.parametrize(
    ("reason", "said"), [("case", "Jag behöver nå någon i ett ärende"), ("Hedda", "•••")]
)
def test_the_officer_reads_why_and_a_reason_that_nobody_could_choose_stays_hidden(
    coordinator: Signed, sign_in: SignIn, database: Engine, reason: str, said: str
) -> None:
    reader = sign_in("Varför Vera (påhittad)", Role.NGO_EDITOR, organization=IN_COUNTY).member
    detail = {"reason": reason, "contact": ["hedda-hemlig"]}
    with writing(database, actor=reader.id) as session:
        note(
            session,
            Act.RESTRICTED_OPENED,
            kind="organization",
            organization=IN_COUNTY,
            record="x",
            detail=detail,
        )
        session.commit()
    page = coordinator.get(f"{HERE}?group=restricted&who={reader.id}")
    assert f"Kontaktpersoner ••• Varför {said}" in " ".join(page.words.split())
    assert "hedda" not in page.html.lower()
    assert 'lang="en"' not in page.html.split(LISTED)[1].split("</ol>")[0]


def test_the_log_is_narrowed_and_a_wrong_day_is_said_at_its_field(
    administrator: Signed, coordinator: Signed
) -> None:
    page = administrator.get(f"{HERE}?group=entering&who={coordinator.member.id}")
    assert f"{coordinator.member.name} loggade in" in page.words
    assert LISTED not in administrator.get(f"{HERE}?from=2999-01-01").html
    page = administrator.get(f"{HERE}?from=igår", 422)
    assert 'id="trouble-from"' in page.html
    assert page.value("from") == "igår"
    administrator.get(f"{HERE}?organization=finns+inte", 422)
    administrator.get(f"{HERE}?before=x", 422)
    administrator.get(f"{HERE}?to=9999-12-31", 422)


def test_older_entries_follow_page_by_page_without_a_gap(administrator: Signed, database: Engine) -> None:
    with writing(database) as session:
        for number in range(120):
            note(
                session,
                Act.MAIL_DROPPED,
                actor="system",
                kind="outgoing_mail",
                record="pages",
                detail={"n": number},
            )
        session.commit()
    seen: list[str] = []
    url = f"{HERE}?record=pages"
    for _page in range(3):
        page = administrator.get(url)
        seen += [part.split("<")[0] for part in page.html.split("<br>nr ")[1:]]
        onward = [one["href"] for one in page.attributes("a") if one.get("rel") == "next"]
        url = onward[0] if onward else ""
    assert url == ""
    assert len(seen) == len(set(seen)) == 120


def test_a_file_says_who_took_it_and_holds_nothing_that_a_spreadsheet_runs(
    administrator: Signed, coordinator: Signed, database: Engine
) -> None:
    noted(database, Act.DETAIL_ERASED, kind="x", area=SOLNA, record="=HYPERLINK(1)", detail={"a": "=1+1"})
    secret = add_contact(database, IN_COUNTY, "Filens Hemliga", Visibility.RESTRICTED)
    noted(database, Act.DETAIL_ERASED, kind="x", area=MALMO, record="only-in-malmo")
    page = coordinator.get(f"{HERE}/export")
    assert "skrivs i loggen" in page.words
    response = coordinator.send(f"{HERE}/export", {"group": ""}, on=f"{HERE}/export")
    assert response.mimetype == "text/csv"
    rows = list(csv.reader(io.StringIO(response.get_data().decode("utf-8-sig"))))
    assert coordinator.member.name in rows[0][0]
    assert str(clock.today().year) in rows[0][0]
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]
    whole = response.text
    assert secret in whole
    assert "Filens Hemliga" not in whole
    assert "only-in-malmo" not in whole
    with Session(database) as reading:
        entry = list_entries(reading.connection(), acts=(Act.LOG_EXPORTED,), most=1).entries[0]
    assert entry.actor == coordinator.member.id
    assert entry.detail is not None
    assert entry.detail["entries"] == len(rows) - 2
    assert "tog ut delar av loggen" in coordinator.get(f"{HERE}?group=log").words


def test_a_file_is_not_taken_by_a_link(coordinator: Signed) -> None:
    assert coordinator.client.post(f"{HERE}/export").status_code == 400


def test_the_chain_is_checked_on_demand_and_a_break_is_said(
    administrator: Signed, coordinator: Signed, database: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = administrator.follow(f"{HERE}/verify", on=HERE)
    assert "Kedjan var hel till nr" in page.words
    assert "alldeles nyss" in coordinator.follow(f"{HERE}/verify", on=HERE).words
    with Session(database) as reading:
        last = list_entries(reading.connection(), acts=(Act.LOG_VERIFIED,), most=1).entries[0].seq
    tamper(database, last, "system")
    monkeypatch.setattr("directory.web.admin.log_verify.PAUSE", timedelta(seconds=-1))
    page = administrator.follow(f"{HERE}/verify", on=HERE)
    assert "Kedjan är bruten vid nr" in page.words
    tamper(database, last, administrator.member.id)
    page = administrator.follow(f"{HERE}/verify", on=HERE)
    assert "Kedjan var hel till nr" in page.words
