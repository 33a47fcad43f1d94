"""The pages of needs, roles, organizations and services: each fact with its source, nothing better than it is known."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
import time_machine

from directory.app import create_app
from directory.graph.facts import Capacity, Confidence, Conflict, Opening, Provenance, Schedule
from directory.settings import Settings
from tests.graph.drawing import drawn
from tests.web.country import Held, country, snapshot
from tests.web.page import Pages

TUESDAY_TEN = "2026-11-24T10:00:00+01:00"


@pytest.fixture(autouse=True)
def _tuesday():
    with time_machine.travel(TUESDAY_TEN, tick=False):
        yield


def pages_of(settings: Settings, facts) -> Pages:
    return Pages(create_app(settings, snapshots=Held(snapshot(facts))))


def with_service(settings: Settings, record: str, **changes) -> Pages:
    facts = country()
    services = tuple(replace(one, **changes) if one.id == record else one for one in facts.services)
    return pages_of(settings, replace(facts, services=services))


def test_the_needs_are_a_tree(pages: Pages) -> None:
    links = pages.get("/needs").links()
    assert links.index("/needs/boende") < links.index("/needs/boende_akut") < links.index("/needs/juridik")


def test_a_need_says_who_has_which_duty_and_by_which_rule(pages: Pages) -> None:
    page = pages.get("/needs/boende_akut")
    assert "/roles/soc" in page.links()
    for words in ("Beslutar", "Betalar", "där personen är bosatt", "Enligt", "Regeln gäller hela behovet"):
        assert words in page.words


def test_a_need_is_asked_about_with_one_field(pages: Pages) -> None:
    page = pages.get("/needs/boende_akut?lang=en")
    hidden = {one["name"]: one["value"] for one in page.attributes("input") if one.get("type") == "hidden"}
    assert hidden == {"need": "boende_akut", "lang": "en"}
    response = pages.client.get("/answer?need=boende_akut&area=Tyres%C3%B6")
    assert "area=0138" in response.headers["Location"]


def test_a_need_lists_what_gives_it_and_what_gives_a_part_of_it(pages: Pages) -> None:
    assert "Ger akut boende" in pages.get("/needs/boende").words
    assert "/services/hus" in pages.get("/needs/boende_akut").links()


def test_a_need_without_a_rule_says_so(pages: Pages) -> None:
    assert "Ingen regel om ansvaret är känd" in pages.get("/needs/juridik").words


def test_a_role_lists_who_holds_it_where(pages: Pages) -> None:
    page = pages.get("/roles/soc")
    assert {"/organizations/tyreso", "/areas/0138", "/organizations/kalmar", "/areas/0880"} <= set(
        page.links()
    )


def test_organizations_are_chosen_by_name_and_kind(pages: Pages) -> None:
    assert "/organizations/tyreso" in pages.get("/organizations?q=tyreso").links()
    assert "/organizations/huset" not in pages.get("/organizations?q=tyreso").links()
    assert "Ingen heter så" in pages.get("/organizations?q=qqqqq").words
    assert pages.get("/organizations?kind=authority").chosen("kind") == "Statlig myndighet"


def test_a_long_list_comes_in_pages_and_no_page_is_made_up(settings: Settings) -> None:
    facts = country()
    many = tuple(
        replace(facts.organizations[0], id=f"o{number:03}", name=f"Enhet {number:03}")
        for number in range(120)
    )
    crowd = pages_of(settings, replace(facts, organizations=(*facts.organizations, *many)))
    first, last = (
        crowd.get("/organizations?kind=authority"),
        crowd.get("/organizations?kind=authority&page=3"),
    )
    assert "Sida 1 av 3" in first.words
    assert "Sida 3 av 3" in last.words
    assert any("page=2" in link and "kind=authority" in link for link in first.links())
    for page in ("0", "4", "-1", "9" * 40, "x", "٣"):
        crowd.get(f"/organizations?page={page}", status=422)


def test_an_organization_says_what_it_offers_and_which_roles_it_holds(pages: Pages) -> None:
    page = pages.get("/organizations/huset")
    assert "/services/hus" in page.links()
    assert 'href="tel:0846500430"' in page.html
    assert "/areas/0138" in pages.get("/organizations/tyreso").links()


def test_an_organization_that_is_gone_leads_to_the_one_that_came_after(settings: Settings) -> None:
    facts = country()
    more = drawn("org:ny succeeds org:gammal\norg:gammal phone 08-465 004 50")
    offices = tuple(
        replace(one, name=f"Byrån {one.id}", is_historical=one.id == "gammal") for one in more.organizations
    )
    both = replace(facts, organizations=(*facts.organizations, *offices), links=(*facts.links, *more.links))
    page = pages_of(settings, both).get("/organizations/gammal")
    assert "/organizations/ny" in page.links()
    assert "finns inte längre" in page.words
    assert "Numren är från tiden då verksamheten fanns." in page.words
    assert "/organizations/gammal" in pages_of(settings, both).get("/organizations/ny").links()


def test_sources_that_contradict_each_other_are_told(settings: Settings) -> None:
    split = Conflict(
        "cf1", "Öppettiden", "9–16", "https://example.org/a", "2020", "9–19", "en broschyr", "2025",
        advice="Call and ask.", advice_sv="Ring och fråga.", subjects=("huset",),
    )  # fmt: skip
    split_pages = pages_of(settings, replace(country(), conflicts=(split,)))
    page = split_pages.get("/organizations/huset")
    assert "Call and ask." in split_pages.get("/organizations/huset?lang=en").words
    for words in ("Källor säger olika", "9–16", "9–19", "en broschyr", "Ring och fråga."):
        assert words in page.words


def test_services_are_chosen_by_need_and_group(pages: Pages) -> None:
    assert "/services/hus" in pages.get("/services?need=boende&group=adult-woman").links()
    assert "/services/linje" not in pages.get("/services?need=boende").links()


def test_a_service_says_of_every_group_what_it_says_of_it(pages: Pages) -> None:
    table = pages.get("/services/hus").html.split('id="vem"', 1)[1].split("</table>", 1)[0]
    said = re.findall(r"<th scope=\"row\">([^<]+)</th><td><span[^>]*>([^<]+)<", table)
    assert said[0] == ("Kvinnor", "Tar emot")
    assert {words for _group, words in said[1:]} == {"Inte känt: fråga först"}
    assert "Från 18 år" in pages.get("/services/hus").words


def test_a_service_shows_its_week_and_whether_it_is_open_now(pages: Pages) -> None:
    page = pages.get("/services/linje")
    assert page.words.count("09.00–15.00") == 5
    assert "Röd dag Stängt" in page.words
    assert "Öppet till 15.00" in page.words
    assert "09:00–15:00" in pages.get("/services/linje?lang=en").words


def test_hours_that_are_unknown_are_never_called_closed(settings: Settings) -> None:
    page = with_service(settings, "linje", schedule=Schedule((), "enligt överenskommelse")).get(
        "/services/linje"
    )
    assert "När någon svarar är inte känt" in page.words
    assert "enligt överenskommelse" in page.words
    assert "Stängt" not in page.words


def test_hours_past_midnight_say_that_it_is_the_next_day(settings: Settings) -> None:
    night = Opening(frozenset({4}), 17 * 60, 31 * 60)
    page = with_service(settings, "linje", schedule=Schedule((night,))).get("/services/linje")
    assert "17.00–07.00 nästa dag" in page.words


def test_hours_that_are_not_certain_are_marked(settings: Settings) -> None:
    perhaps = Opening(frozenset({5}), 600, 720, is_certain=False)
    assert "10.00–12.00 (kanske, ring och fråga)" in " ".join(
        with_service(settings, "linje", schedule=Schedule((perhaps,))).get("/services/linje").words.split()
    )


def test_a_protected_service_tells_that_its_place_is_never_told(settings: Settings) -> None:
    page = with_service(settings, "hus", is_protected=True, capacity=Capacity.UNKNOWN).get("/services/hus")
    assert "Skyddad plats" in page.words
    assert "Skyddad plats" not in with_service(settings, "hus").get("/services/hus").words


def test_a_number_from_memory_is_no_link_on_any_page(settings: Settings) -> None:
    facts = country()
    memory = Provenance("minnet", "", date(2005, 1, 1), Confidence.MEMORY)
    service = next(one for one in facts.services if one.id == "hus")
    doubted = tuple(replace(one, provenance=memory) for one in service.channels)
    doubtful = with_service(settings, "hus", channels=doubted)
    for url in ("/services/hus", "/organizations/huset", "/areas/0138", "/areas/lan01", "/search?q=huset"):
        page = doubtful.get(url)
        assert "tel:0846500430" not in page.html, url
    assert "ej bekräftad" in doubtful.get("/services/hus").words


def test_a_service_can_be_carried_away_as_a_card(pages: Pages) -> None:
    card = next(link for link in pages.get("/services/hus").links() if link.endswith(".vcf"))
    assert pages.client.get(card).mimetype == "text/vcard"


@pytest.mark.parametrize("path", ["needs/boende_akt", "roles/socc", "organizations/huse", "services/huss"])
def test_a_record_that_does_not_exist_offers_what_may_have_been_meant(pages: Pages, path: str) -> None:
    assert "Uppgiften finns inte" in pages.get(f"/{path}", status=404).words


@pytest.mark.parametrize(
    "path",
    ["areas", "areas/0138", "needs", "needs/boende", "organizations", "organizations/huset", "services",
     "services/hus", "roles/soc", "search", "search?q=huset", "about", "about/accessibility", "areas/none"],
)  # fmt: skip
def test_no_page_in_english_has_a_swedish_word_of_ours(pages: Pages, path: str) -> None:
    joined = f"/{path}{'&' if '?' in path else '?'}lang=en"
    page = pages.get(joined, status=404 if path == "areas/none" else 200)
    assert '<html lang="en"' in page.html
    ours = page.html.split("<main", 1)[1].split("</main>", 1)[0]
    for word in ("Visa", "Källa", "Öppet", "Kontakt<", "Inte känt", "Roller", "Behov"):
        assert word not in ours, word
