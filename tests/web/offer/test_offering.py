"""An NGO says in its own workspace what holds: hours, days, room, whom it takes, ways, absences; and takes it back."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from directory import clock
from directory.graph.facts import Capacity
from directory.model import (
    Absence,
    AskedCount,
    Changeset,
    Channel,
    Confirmation,
    OpeningException,
    Schedule,
    Service,
)
from directory.store.session import writing
from tests.offering.saying import listed
from tests.web.admin.signed import Signed
from tests.web.maintain.conftest import SignIn
from tests.web.page import Page, check

HAVEN = "/offer/organizations/haven"
ADVICE = "/offer/services/advice"
WEEK = {f"day-{day}": "08–17" for day in range(5)} | {"day-5": "stängt", "day-6": "stängt", "day-7": "stängt"}


def hidden(html: str, name: str) -> str:
    """Return the value of the first hidden field of that name."""
    found = re.search(rf'name="{name}" value="([^"]*)"', html)
    assert found is not None, name
    return found[1]


def answered(browser: Signed, url: str, data: dict[str, str], status: int, *, on: str) -> Page:
    response = browser.send(url, data, on=on)
    assert response.status_code == status
    page = Page(response.text)
    check(page, url=url)
    return page


def days_ahead(days: int) -> str:
    return (clock.today() + timedelta(days=days)).isoformat()


def test_whoever_speaks_for_one_organization_is_led_to_it_and_sees_how_it_stands(enter: SignIn) -> None:
    response = enter("editor").client.get("/offer/organizations")
    assert response.headers["Location"] == HAVEN
    page = enter("editor").get(HAVEN)
    for words in ("Så här ser det ut nu", "mån–fre 08–17", "Advice", "Shelter", "Inget väntar"):
        assert words in page.words


def test_an_editor_changes_tuesday_and_takes_it_back(haven: Engine, enter: SignIn) -> None:
    editor = enter("editor")
    form = editor.get(f"{HAVEN}/hours")
    sent = {**WEEK, "day-1": "10-17", "of": "", "mark": hidden(form.html, "mark")}
    page = editor.follow(f"{HAVEN}/hours", sent, on=f"{HAVEN}/hours")
    assert "Sparat. Det gäller nu." in page.words
    assert "mån 08–17, tis 10–17, ons–fre 08–17" in page.words
    assert "10.00–17.00" in enter("caseworker").get("/organizations/haven").words
    taken = re.search(r"/offer/changes/([^/]+)/take-back", page.html)
    assert taken is not None
    page = editor.follow(taken[0], {}, on=f"{HAVEN}/hours")
    assert "Ångrat. Det står som förut." in page.words
    assert "mån–fre 08–17" in page.words


def test_what_is_wrong_with_a_day_stands_at_that_day_and_all_that_was_typed_stays(enter: SignIn) -> None:
    editor = enter("editor")
    mark = hidden(editor.get(f"{HAVEN}/hours").html, "mark")
    sent = {**WEEK, "day-2": "17-16", "day-4": "8-12, 11-15", "mark": mark, "of": ""}
    page = editor.refused(f"{HAVEN}/hours", sent, on=f"{HAVEN}/hours")
    assert "innan det börjar 17" in page.words
    assert "går in i varandra" in page.words
    assert 'value="17-16"' in page.html
    assert 'value="08–17"' in page.html


def test_the_second_of_two_sees_both_versions_and_may_save_again(haven: Engine, enter: SignIn) -> None:
    editor, owner = enter("editor"), enter("owner")
    mark = hidden(editor.get(f"{HAVEN}/hours").html, "mark")
    owner.follow(f"{HAVEN}/hours", {**WEEK, "day-0": "9-12", "of": "", "mark": mark}, on=f"{HAVEN}/hours")
    sent = {**WEEK, "day-1": "13-15", "of": "", "mark": mark}
    page = answered(editor, f"{HAVEN}/hours", sent, 409, on=f"{HAVEN}/hours")
    assert "Någon annan har ändrat under tiden" in page.words
    assert "09–12" in page.words
    assert 'value="13-15"' in page.html
    again = {**sent, "mark": hidden(page.html, "mark")}
    assert again["mark"] != mark
    page = editor.follow(f"{HAVEN}/hours", again, on=f"{HAVEN}/hours")
    assert "tis 13–15" in page.words


def test_a_service_is_full_in_one_form_of_the_first_page(haven: Engine, enter: SignIn) -> None:
    editor = enter("editor")
    mark = hidden(editor.get(HAVEN).html, "mark")
    sent = {"act": "room", "mark": mark, "until": "friday", "capacity": "full"}
    page = editor.follow(ADVICE, sent, on=HAVEN)
    assert "Fullt , till fredag" in page.words
    assert "23.59" in page.words
    with Session(haven) as session:
        advice = session.get_one(Service, "advice")
        assert advice.capacity is Capacity.FULL
    assert "Fullt" in enter("caseworker").get("/services/advice").words
    page = editor.refused(ADVICE, {**sent, "until": "date", "on": "i morgon"}, on=ADVICE)
    assert "Välj ett datum" in page.words


def test_an_organization_closes_for_two_weeks_and_opens_again(haven: Engine, enter: SignIn) -> None:
    editor = enter("editor")
    sent = {
        "act": "add",
        "from_on": days_ahead(30),
        "to_on": days_ahead(43),
        "hours": "stängt",
        "said": "Semester",
    }
    page = editor.follow(f"{HAVEN}/dates", {**sent, "of": ""}, on=f"{HAVEN}/dates")
    assert page.words.count("Semester") == 3
    assert "Semester" in enter("caseworker").get("/services/advice").words
    with Session(haven) as session:
        found = session.scalars(select(OpeningException.id)).all()
    page = editor.follow(f"{HAVEN}/dates", {"act": "remove", "exception": found[0]}, on=f"{HAVEN}/dates")
    assert page.words.count("Semester") == 2
    page = editor.refused(f"{HAVEN}/dates", {**sent, "to_on": days_ahead(20), "of": ""}, on=f"{HAVEN}/dates")
    assert "Sista dagen ligger före den första" in page.words
    assert (
        editor.send(
            f"{HAVEN}/dates", {"act": "remove", "exception": "nowhere"}, on=f"{HAVEN}/dates"
        ).status_code
        == 404
    )


def test_somebody_is_away_and_the_caseworker_reads_whom_to_call(haven: Engine, enter: SignIn) -> None:
    listed(
        haven, "kim", "alex", phone="+46846500442", phone_display="08-465 004 42", valid_from=clock.today()
    )
    editor = enter("editor")
    sent = {
        "act": "add",
        "contact": "kim",
        "stand_in": "kim",
        "from_on": days_ahead(0),
        "to_on": days_ahead(6),
    }
    page = editor.refused(f"{HAVEN}/away", sent, on=f"{HAVEN}/away")
    assert "Ingen kan stå in för sig själv" in page.words
    page = editor.follow(f"{HAVEN}/away", {**sent, "stand_in": "alex"}, on=f"{HAVEN}/away")
    assert "Alex (påhittad) svarar i stället" in page.words
    assert "Ring Alex (påhittad) i stället" in enter("caseworker").get("/organizations/haven").words
    with Session(haven) as session:
        (absence,) = session.scalars(select(Absence.id)).all()
    page = editor.follow(f"{HAVEN}/away", {"act": "remove", "absence": absence}, on=f"{HAVEN}/away")
    assert "svarar i stället" not in page.words


def test_a_new_number_waits_is_shown_as_waiting_and_can_be_taken_back(haven: Engine, enter: SignIn) -> None:
    editor = enter("editor")
    sent = {"act": "add", "kind": "phone", "value": "08-465 004 42", "label": "Jour", "visibility": "public"}
    page = editor.follow(f"{HAVEN}/ways", sent, on=f"{HAVEN}/ways")
    assert "Skickat. Det visas när någon annan har sett på det." in page.words
    assert "08-465 004 42" in page.words
    assert "08-465 004 42" not in enter("caseworker").get("/organizations/haven").words
    taken = re.search(r"/offer/changes/([^/]+)/take-back", page.html)
    assert taken is not None
    assert "Inget väntar" in editor.follow(taken[0], {}, on=f"{HAVEN}/ways").words
    assert enter("stranger").send(taken[0], {}, on="/offer/organizations/office/ways").status_code == 404


def test_an_area_code_of_a_protected_service_is_refused_at_its_field(haven: Engine, enter: SignIn) -> None:
    editor = enter("editor")
    sent = {
        "act": "add",
        "kind": "phone",
        "value": "08-465 004 42",
        "owner": "shelter",
        "visibility": "public",
    }
    page = editor.refused(f"{HAVEN}/ways", sent, on=f"{HAVEN}/ways")
    assert 'id="trouble-value"' in page.html
    assert 'value="08-465 004 42"' in page.html


def test_ways_are_tried_in_the_order_that_the_organization_says(haven: Engine, enter: SignIn) -> None:
    editor = enter("editor")
    editor.follow(f"{HAVEN}/ways", {"act": "up", "channel": "haven:night"}, on=f"{HAVEN}/ways")
    with Session(haven) as session:
        assert session.get_one(Channel, "haven:night").order < session.get_one(Channel, "haven:phone").order
    assert (
        editor.send(
            f"{HAVEN}/ways", {"act": "up", "channel": "shelter:phone"}, on=f"{HAVEN}/ways"
        ).status_code
        == 404
    )
    editor.get("/offer/channels/shelter:phone", status=404)


def test_whom_a_service_takes_and_its_languages_are_said_on_its_page(haven: Engine, enter: SignIn) -> None:
    editor = enter("editor")
    mark = hidden(editor.get(ADVICE).html, "mark")
    sent = {"act": "taking", "mark": mark, "group-girl": "prefers", "age_min": "12", "age_max": "11"}
    page = editor.refused(ADVICE, sent, on=ADVICE)
    assert "lägre än den lägsta" in page.words
    page = editor.follow(ADVICE, {**sent, "age_max": "20"}, on=ADVICE)
    assert "Främst" in page.words
    assert "12–20 år" in page.words
    mark = hidden(editor.get(ADVICE).html, "mark")
    page = editor.follow(ADVICE, {"act": "languages", "mark": mark, "languages": "ar"}, on=ADVICE)
    assert "Arabiska" in page.words


def test_a_new_service_waits_for_a_coordinator(haven: Engine, enter: SignIn) -> None:
    editor = enter("editor")
    sent = {"name": "Samtal", "needs": "boende", "areas": "0163", "group-girl": "accepts", "access": "direct"}
    page = editor.refused(f"{HAVEN}/services/new", {"name": "Samtal"}, on=f"{HAVEN}/services/new")
    for words in ("minst ett behov", "minst en kommun", "minst en grupp"):
        assert words in page.words
    page = editor.follow(f"{HAVEN}/services/new", sent, on=f"{HAVEN}/services/new")
    assert "Skickat" in page.words
    with Session(haven) as session:
        assert session.scalar(select(Service).where(Service.name == "Samtal")) is None
        assert session.scalars(select(Changeset)).one().title == "Samtal"


def test_one_click_says_that_all_of_it_is_right(haven: Engine, enter: SignIn) -> None:
    page = enter("editor").follow(f"{HAVEN}/confirm", {}, on=HAVEN)
    assert "bekräftade i dag" in page.words
    with Session(haven) as session:
        assert session.scalars(select(Confirmation)).one().by == "editor"
        assert session.get_one(Schedule, "1").confirmed_on == clock.today()


def test_small_counts_are_not_told(haven: Engine, enter: SignIn) -> None:
    month = clock.today().replace(day=1)
    with writing(haven) as session:
        session.add(AskedCount(month=month, kind="organization", record="haven", need_id="boende", times=4))
        session.commit()
    page = enter("editor").get(f"{HAVEN}/seen")
    assert "färre än 5" in page.words
    with writing(haven) as session:
        session.get_one(AskedCount, (month, "organization", "haven", "boende")).times = 12
        session.commit()
    assert "12" in enter("owner").get(f"{HAVEN}/seen").words


def test_how_the_answers_look_shows_the_organization_at_its_place(enter: SignIn) -> None:
    page = enter("editor").get(f"{HAVEN}/seen")
    assert "Boende, Sollentuna" in page.words or "Boende, Stockholm" in page.words


@pytest.mark.parametrize(
    "path", ["", "/hours", "/dates", "/away", "/words", "/ways", "/seen", "/services/new"]
)
def test_another_organization_is_not_there(enter: SignIn, path: str) -> None:
    enter("stranger").get(f"{HAVEN}{path}", status=404)
    enter("coordinator").get(f"{HAVEN}{path}")


def test_the_hours_of_somebody_elses_number_are_not_there(enter: SignIn) -> None:
    editor = enter("editor")
    editor.get(f"{HAVEN}/hours?of=office-phone", status=404)
    assert "20–02" in editor.get(f"{HAVEN}/hours?of=haven:night").html
