"""A coordinator sees how the network of her county stands, and nobody else does."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import Engine, select

from directory.access import Role
from directory.model import LedgerEntry
from tests.maintaining import network
from tests.web.account.signing_in import site_on
from tests.web.admin.signed import Member, Signed, make_member

SignIn = Callable[[str], Signed]


@pytest.fixture
def haven_site(engine: Engine) -> Flask:
    network.fill(engine)
    return site_on(engine)


@pytest.fixture
def enter(engine: Engine, haven_site: Flask) -> SignIn:
    def entered(name: str) -> Signed:
        return Signed(haven_site, engine, Member(name, f"{name.title()} (påhittad)", f"{name}@example.org"))

    return entered


def test_the_desk_shows_the_municipalities_of_her_county_and_leads_to_their_answers(enter: SignIn) -> None:
    page = enter("coordinator").get("/coordinate/")
    assert "Nätet i dag" in page.words
    for name in ("Sollentuna", "Stockholm"):
        assert name in page.words
    assert "/answer?need=boende&amp;area=0163" in page.html
    assert "Samordna" in page.words


def test_each_group_has_its_own_table(enter: SignIn) -> None:
    page = enter("coordinator").get("/coordinate/?area=01&group=adult-woman")
    assert "luckor finns för kvinnor" in page.words or "lucka finns för kvinnor" in page.words


@pytest.mark.parametrize("area", ["SE", "nowhere"])
def test_an_area_that_is_not_hers_does_not_exist(enter: SignIn, area: str) -> None:
    assert enter("coordinator").status(f"/coordinate/?area={area}") == 404


def test_the_word_of_the_menu_is_for_those_who_see_the_network(enter: SignIn) -> None:
    assert "Samordna" not in enter("editor").get("/about").words
    assert "Samordna" in enter("coordinator").get("/about").words


def test_the_menu_and_the_account_lead_everybody_to_her_own_work_in_one_press(enter: SignIn) -> None:
    for name, own, other in (
        ("editor", "/offer/organizations", "/coordinate/"),
        ("coordinator", "/coordinate/", ""),
        ("caseworker", "", "/offer/organizations"),
    ):
        hers = enter(name)
        about, account = hers.get("/about").html, hers.get("/account").html
        assert not own or (f'href="{own}"' in about and f'href="{own}"' in account), name
        assert not other or (f'href="{other}"' not in about and f'href="{other}"' not in account), name


def test_a_restricted_number_stands_on_no_page_of_the_desk(enter: SignIn) -> None:
    hers = enter("coordinator")
    for path in (
        "/coordinate/",
        "/coordinate/work",
        "/coordinate/weak-links",
        "/coordinate/bulk?table=service",
    ):
        assert "shelter:phone" not in hers.get(path).html


def test_taking_the_table_away_is_written_down(engine: Engine, enter: SignIn) -> None:
    hers = enter("coordinator")
    taken = hers.send("/coordinate/coverage?area=01", on="/coordinate/coverage?area=01")
    assert taken.status_code == 200
    lines = taken.text.splitlines()
    assert lines[0].startswith("\ufeffKommun;Grupp;Boende")
    assert len(lines) == 3
    with engine.connect() as connection:
        acts = connection.execute(select(LedgerEntry.act, LedgerEntry.actor)).all()
    assert [str(act) for act, who in acts if who == "coordinator"][-1] == "table.exported"


def test_the_work_list_says_why_each_thing_stands_where_it_stands(enter: SignIn) -> None:
    page = enter("coordinator").get("/coordinate/work")
    assert "svar vilar på det" in page.words
    assert "Gammalt" in page.words
    assert "Inget väntar" in enter("coordinator").get("/coordinate/work?kind=reported").words


def test_the_english_desk_is_whole(enter: SignIn) -> None:
    assert "The network today" in enter("coordinator").get("/coordinate/?lang=en").words


def test_whoever_stands_over_the_country_sees_all_of_it_a_page_at_a_time(
    engine: Engine, haven_site: Flask
) -> None:
    hers = Signed(haven_site, engine, make_member(engine, "Riks Ek (påhittad)", Role.COORDINATOR, area="SE"))
    page = hers.get("/coordinate/?area=SE&page=7")
    assert "Täckning: Sverige" in page.words
    assert "Sollentuna" in page.words
    assert "Stockholms län" in hers.get("/coordinate/?area=01").words
