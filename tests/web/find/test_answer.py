"""The call sheet as a caseworker sees it, at its address, on a country drawn for it."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

import pytest
from flask import Flask

from directory.app import create_app
from directory.settings import Settings
from tests.web.country import Held, country, snapshot
from tests.web.page import Page, Pages

NIGHT = "2026-11-28T03:00"
MORNING = "2026-11-24T10:00"
HOUSING = f"/answer?need=boende_akut&area=0138&group=adult-woman&age=28&at={NIGHT}"


def first_tel(page: Page) -> str:
    return next(
        link for link in page.links() if link.startswith("tel:") and link not in ("tel:112", "tel:11414")
    )


def section(page: Page, heading: str) -> str:
    """Return the words from *heading* to the next section's end."""
    return Page("<h1>" + page.html.split(f">{heading}<", 1)[1].split("</section>", 1)[0]).words


def test_the_number_to_call_first_stands_first_and_can_be_called(pages: Pages) -> None:
    page = pages.get(HOUSING)
    assert "Ring det här numret först" in page.texts["h2"]
    assert "Husets boende" in page.texts["h3"][0]
    assert first_tel(page) == "tel:0846500430"
    assert "Lördag 28 november 03.00." in page.words


def test_whoever_is_closed_comes_later_and_is_said_to_be_closed(pages: Pages) -> None:
    chain = section(pages.get(HOUSING), "Om ingen svarar")
    assert "när det öppnar" in chain
    assert "Stängt, öppnar måndag 08.00" in chain
    assert "sista utvägen" in chain


def test_by_day_the_social_services_are_open(pages: Pages) -> None:
    page = pages.get(f"/answer?need=boende_akut&area=0138&at={MORNING}")
    assert "Öppet till 16.30" in page.words


def test_a_number_that_is_not_verified_is_shown_as_such_and_is_no_link(pages: Pages) -> None:
    page = pages.get(f"/answer?need=boende&area=0123&at={MORNING}&all=1")
    assert "ej bekräftad" in page.words
    assert "08-465 004 20" in page.words
    assert not [link for link in page.links() if link.startswith("tel:") and link.endswith("0420")]


def test_who_decides_and_who_pays_is_told_with_its_law(pages: Pages) -> None:
    page = pages.get(f"/answer?need=boende&area=0138&residence=0880&at={MORNING}")
    duties = section(page, "Vem ansvarar")
    assert "Tyresö kommun" in duties
    assert "Tyresö, där personen är" in duties
    assert "Kalmar, där personen är skriven" in duties
    assert "Enligt SoL" in duties


def test_whoever_did_not_fit_is_named_with_the_reason(pages: Pages) -> None:
    page = pages.get(f"/answer?need=boende_akut&area=0138&group=girl&age=16&at={NIGHT}")
    assert "Passade inte den här gången" in page.texts["h2"]
    assert "Husets boende" in page.words


def test_what_to_say_holds_the_fields_and_nothing_else(pages: Pages) -> None:
    page = pages.get(f"{HOUSING}&residence=0880")
    assert (
        "”Jag behöver hjälp med akut boende för en kvinna, 28 år, som kan vara utsatt för människohandel. "
        "Personen finns i Tyresö nu. Hemkommunen är Kalmar.”"
    ) in page.words


def test_the_way_here_is_told_step_by_step_with_its_sources(pages: Pages) -> None:
    page = pages.get(HOUSING)
    assert "Så kom vi hit" in page.texts["h3"]
    steps = page.html.split('class="hops"', 1)[1].split("</ol>", 1)[0]
    assert "Husets boende" in steps
    assert "drawing line" in steps


def test_the_routine_and_what_is_not_known_stand_beside(pages: Pages) -> None:
    page = pages.get(f"/answer?need=boende_akut&area=0885&at={NIGHT}")
    assert "Gör en orosanmälan" in page.words
    assert "Det vet vi inte" in page.texts["h2"]


def test_a_need_that_nobody_meets_still_ends_in_the_last_resort(pages: Pages) -> None:
    page = pages.get(f"/answer?need=juridik&area=0885&at={NIGHT}")
    assert "tel:112" in page.links()
    assert "112 nödnummer" in page.words


def test_the_title_is_neutral(pages: Pages) -> None:
    assert pages.get(HOUSING).title == "Svar – Vem kan hjälpa, just nu? – Kontaktnätet"


def test_the_facets_say_how_the_question_was_read(pages: Pages) -> None:
    page = pages.get(f"{HOUSING}&residence=abroad&status=no_permit&language=ar")
    for words in (
        "Akut boende",
        "Kvinna, 28 år",
        "utan tillstånd",
        "talar arabiska",
        "Tyresö",
        "hemkommun Utanför",
    ):
        assert words in page.words


@pytest.mark.parametrize(
    ("facet", "shown", "carried"),
    [
        ("need", {"need"}, {"area", "group", "age", "at"}),
        ("who", {"group", "age", "status", "language"}, {"need", "area", "at"}),
        ("where", {"area", "residence"}, {"need", "group", "age", "at"}),
        ("when", {"at"}, {"need", "area", "group", "age"}),
    ],
)
def test_each_facet_can_be_changed_and_the_others_are_carried_along(
    pages: Pages, facet: str, shown: set[str], carried: set[str]
) -> None:
    page = pages.get(f"{HOUSING}&edit={facet}")
    form = Page(page.html.split('id="edit"', 1)[1].split("</form>", 1)[0].join(["<form ", "</form>"]))
    named = [one for tag, one in form.elements if tag in ("input", "select") and one.get("name")]
    assert {one["name"] for one in named if one.get("type") == "hidden"} == carried
    assert {one["name"] for one in named if one.get("type") != "hidden"} == shown


def test_without_a_facet_to_change_there_is_no_form_for_it(pages: Pages) -> None:
    for url in (HOUSING, f"{HOUSING}&edit=nothing"):
        assert 'id="edit"' not in pages.get(url).html


def location(site: Flask, url: str) -> list[tuple[str, str]]:
    response = site.test_client().get(url)
    assert response.status_code == 303
    return parse_qsl(urlsplit(response.headers["Location"]).query)


def test_a_name_that_was_typed_becomes_its_code_and_an_empty_field_goes(site: Flask) -> None:
    found = location(
        site, "/answer?need=boende_akut&group=any&age=&area=tyresö&at=&residence=&status=&language="
    )
    assert found == [("need", "boende_akut"), ("area", "0138")]


def test_an_address_that_is_in_order_is_answered_at_once(pages: Pages) -> None:
    pages.get("/answer?area=0138&need=boende_akut")


def test_no_fields_at_all_lead_to_the_start_page(site: Flask) -> None:
    assert site.test_client().get("/answer?need=&area=").headers["Location"] == "/"


def test_children_without_an_age_are_answered_as_children_and_that_is_said(pages: Pages) -> None:
    assert "Åldern är inte sagd" in pages.get("/answer?need=boende_akut&area=0138&group=girl").words
    assert (
        "Åldern är inte sagd" not in pages.get("/answer?need=boende_akut&area=0138&group=girl&age=16").words
    )


@pytest.mark.parametrize(
    "query",
    [
        "need=boende_akut",
        "area=0138",
        "need=nothing&area=0138",
        "need=boende_akut&area=nowhere+at+all",
        "need=boende_akut&area=0138&age=abc",
        "need=boende_akut&area=0138&age=-1",
        "need=boende_akut&area=0138&group=girl&age=30",
        "need=boende_akut&area=0138&at=tomorrow",
        "need=boende_akut&area=0138&at=2026-02-31T10:00",
        "need=boende_akut&area=0138&status=king",
        "need=boende_akut&area=0138&language=klingon-of-old",
        "need=boende_akut&area=0138&surprise=1",
        "need=boende_akut&area=%00%07",
        "need=boende_akut&area=" + "x" * 2000,
        "need=boende_akut&area=%F0%9F%98%80",
        "need=boende_akut&area=0138&area=0880",
    ],
)
@pytest.mark.parametrize("lang", ["", "&lang=en"])
def test_a_field_that_cannot_be_read_gets_a_clear_page_with_the_rest_kept(
    pages: Pages, query: str, lang: str
) -> None:
    response = pages.client.get(f"/answer?{query}{lang}")
    assert response.status_code in (200, 422)
    page = pages.get(f"/answer?{query}{lang}", response.status_code)
    assert page.attributes("select")
    if "need=boende_akut" in query:
        assert page.chosen("need") in ("Akut boende", "Emergency housing")
    if "area=0138&" in query and query.count("area=") == 1:
        assert page.value("area") == "Tyresö"


def test_what_was_typed_wrongly_stays_in_its_field(pages: Pages) -> None:
    page = pages.get("/answer?need=boende_akut&area=0138&age=abc", 422)
    assert page.value("age") == "abc"
    assert "Åldern ska vara ett helt tal" in page.words


def test_the_card_and_the_reminder_of_a_contact_can_be_carried_away(pages: Pages) -> None:
    page = pages.get(HOUSING)
    cards = [link for link in page.links() if ".vcf" in link]
    reminders = [link for link in page.links() if ".ics" in link]
    assert cards
    assert reminders
    for link in (*cards, *reminders):
        assert pages.client.get(link).status_code == 200


def test_everything_is_one_link_away(pages: Pages) -> None:
    short, whole = pages.get(HOUSING), pages.get(f"{HOUSING}&all=1")
    assert len(whole.html) >= len(short.html)


def test_the_same_page_is_given_again_within_the_minute_and_another_to_another_language(pages: Pages) -> None:
    first = pages.get(HOUSING)
    assert pages.get(HOUSING).html == first.html
    assert pages.get(f"{HOUSING}&lang=en").heading == "Who can help, right now?"


def test_a_kept_page_gives_way_to_a_new_revision(settings: Settings) -> None:
    source = Held(snapshot())
    pages = Pages(create_app(settings, snapshots=source))
    assert "Husets boende" in pages.get(HOUSING).words
    facts = country(revision=8)
    source.held = snapshot(type(facts)(**{**_fields(facts), "services": facts.services[:1]}))
    assert "Husets boende" not in pages.get(HOUSING).words


def _fields(facts: object) -> dict[str, object]:
    return {name: getattr(facts, name) for name in facts.__slots__}  # type: ignore[attr-defined]
