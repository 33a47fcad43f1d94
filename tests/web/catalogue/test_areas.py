"""The pages about places: every need at a glance, who holds which role, and where to go from there."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
import time_machine
from flask import Flask

from directory.app import create_app
from directory.graph.facts import Acceptance, Group
from directory.settings import Settings
from tests.graph.drawing import drawn
from tests.web.country import Held, country, snapshot
from tests.web.page import Page, Pages

MONDAY = "2026-11-23T20:00:00+01:00"


@pytest.fixture(autouse=True)
def _monday():
    with time_machine.travel(MONDAY, tick=False):
        yield


def row_of(page: Page, need: str) -> str:
    """Return the words of the row of *need* among all needs."""
    rows = re.findall(r'<li class="lights-row.*?</li>', page.html, re.DOTALL)
    found = next(row for row in rows if f"/needs/{need}" in row)
    return " ".join(re.sub(r"<[^>]+>", " ", found).split())


def test_every_need_is_there_with_a_window_for_the_day_and_one_for_the_night(pages: Pages) -> None:
    page = pages.get("/areas/0138")
    assert page.heading == "Tyresö"
    assert page.html.count('class="lights-row') == 6
    assert page.html.count('class="light"') == 12
    assert "Öppet dygnet runt" in row_of(page, "boende_akut")


def test_a_window_leads_to_the_answer_at_its_moment(pages: Pages) -> None:
    page = pages.get("/areas/0138?group=girl")
    wanted = [link for link in page.links() if link.startswith("/answer") and "need=juridik" in link]
    assert len(wanted) == 3  # by day, by night, and now
    assert any("at=2026-11-28T03:00" in link.replace("%3A", ":") for link in wanted)
    assert all("area=0138" in link and "group=girl" in link for link in wanted)
    for link in wanted:
        pages.get(link.replace("&amp;", "&"))


def test_a_group_that_everybody_refuses_is_told_so(settings: Settings) -> None:
    house = next(one for one in country().services if one.id == "hus")
    others = tuple(one for one in country().services if one.id not in ("hus", "soc-day"))
    services = (*others, replace(house, acceptance=(*house.acceptance, (Group.BOY, Acceptance.EXCLUDES))))
    app = create_app(settings, snapshots=Held(snapshot(replace(country(), services=services))))
    assert "tar inte emot" in row_of(Pages(app).get("/areas/0138?group=boy"), "boende_akut")
    assert "ger hjälpen" in row_of(Pages(app).get("/areas/0138?group=adult-woman"), "boende_akut")


def test_who_holds_a_role_is_named_with_number_and_source(pages: Pages) -> None:
    page = pages.get("/areas/0138")
    assert "/organizations/tyreso" in page.links()
    assert "/roles/soc" in page.links()
    assert 'href="tel:0846500410"' in page.html


def test_a_number_that_is_not_verified_is_no_link_and_says_so(pages: Pages) -> None:
    page = pages.get("/areas/0123")
    assert "08-465 004 20" in page.words
    assert "tel:0846500420" not in page.html
    assert "ej bekräftad" in page.words


def test_a_role_that_nobody_is_known_to_hold_is_listed_as_not_known(pages: Pages) -> None:
    page = pages.get("/areas/0885")
    part = page.html.split("Inte känt</h3>", 1)[1]
    assert "/roles/soc" in part.split("</section>", 1)[0]


def test_a_county_lists_its_municipalities_with_what_is_known(pages: Pages) -> None:
    page = pages.get("/areas/lan01")
    assert {"/areas/0138", "/areas/0123"} <= set(page.links())
    assert "Telefon till socialtjänsten är känd för" in page.words


def test_the_country_has_a_page_too(pages: Pages) -> None:
    assert pages.get("/areas/SE").heading == "Sverige"


def test_ids_of_other_lists_lead_to_ours_for_good(pages: Pages) -> None:
    for other, ours in (("kommun-0138", "0138"), ("KOMMUN-0138", "0138"), ("se", "SE")):
        response = pages.client.get(f"/areas/{other}?group=girl&lang=en")
        assert (response.status_code, response.headers["Location"]) == (
            301,
            f"/areas/{ours}?group=girl&lang=en",
        )


def test_an_area_that_does_not_exist_is_a_page_that_offers_others(pages: Pages) -> None:
    page = pages.get("/areas/tyreso", status=404)
    assert "/areas/0138" in page.links()
    assert "tyreso" not in page.words.replace("Tyresö", "")


@pytest.mark.parametrize(
    "name", ["0138%20or%201=1", "..%2f..%2fetc", "<script>", "kommun-9999", "%E2%80%AE0138"]
)
def test_nonsense_for_an_id_is_not_found_and_not_repeated(pages: Pages, name: str) -> None:
    page = pages.get(f"/areas/{name}", status=404)
    assert "<script>" not in page.html.split("<main", 1)[1]


def test_a_group_that_does_not_exist_is_refused_kindly(pages: Pages) -> None:
    assert "grupp" in pages.get("/areas/0138?group=martians", status=422).words.casefold()


def test_the_list_of_places_finds_a_misspelt_one(pages: Pages) -> None:
    page = pages.get("/areas?q=jarfala")
    assert "/areas/0123" in page.links()
    assert page.value("q") == "jarfala"


def test_the_list_of_places_says_when_there_is_none(pages: Pages) -> None:
    assert "Ingen plats heter så" in pages.get("/areas?q=qqqqqq").words


def test_the_map_has_a_link_with_a_name_for_every_county(pages: Pages) -> None:
    page = pages.get("/areas")
    letters = re.findall(r'<a href="/areas/(\d\d)" aria-label="([A-Z]{1,2}), ([^"]+)"', page.html)
    assert len(letters) == 21
    assert ("01", "AB", "Stockholms län") in letters


def test_an_old_district_says_what_came_after_it(settings: Settings) -> None:
    facts = country()
    gone = replace(
        next(area for area in facts.areas if area.id == "0123"),
        id="gamla",
        name="Gamla",
        full_name="Gamla",
        valid_to=date(2006, 12, 31),
        successor="0123",
    )
    app = create_app(settings, snapshots=Held(snapshot(replace(facts, areas=(*facts.areas, gone)))))
    page = Pages(app).get("/areas/gamla")
    assert "Finns inte längre." in page.words
    assert "/areas/0123" in page.links()


def test_an_english_page_says_everything_in_english(pages: Pages) -> None:
    page = pages.get("/areas/0138?lang=en")
    assert "Emergency housing" in page.words
    assert "Who holds which role" in page.words
    for word in ("Kontorstid", "Stängt", "Ring 112", "Vem som"):
        assert word not in page.words


def test_a_changed_network_is_shown_at_once(settings: Settings) -> None:
    held = Held(snapshot())
    app = create_app(settings, snapshots=held)
    assert "Husets boende" in Pages(app).get("/areas/0138").words
    shut = tuple(one for one in country().services if one.id != "hus")
    held.held = snapshot(replace(country(), services=shut))
    assert "Husets boende" not in Pages(app).get("/areas/0138").words


def test_a_place_with_nothing_around_it_still_has_a_page(settings: Settings) -> None:
    lonely = drawn("area:0138 part-of area:SE\nneed:boende urgent")
    app: Flask = create_app(settings, snapshots=Held(snapshot(lonely)))
    page = Pages(app).get("/areas/0138")
    assert "Ingen känd" in row_of(page, "boende")
    assert "Ring 112" in row_of(page, "boende")
