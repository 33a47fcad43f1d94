"""A field for a place: everything that people type there."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.gazetteer import NO_MATCH, Gazetteer, MatchKind, Place, PlaceKind, fold

from .table import rows_of


@pytest.mark.parametrize(("text", "outcome"), rows_of("fields.txt"))
def test_what_people_type_leads_to_the_right_area(say: Callable[[str], str], text: str, outcome: str) -> None:
    assert say(text) == outcome


def test_every_municipality_is_found_by_its_name_its_title_and_its_genitive(
    say: Callable[[str], str], municipalities: tuple[Place, ...]
) -> None:
    assert len(municipalities) == 290
    for place in municipalities:
        genitive = place.name if place.name[-1] in "sxz" else f"{place.name}s"
        spellings = (
            place.name,
            place.name.upper(),
            place.name.lower(),
            genitive,
            place.full_name,
            f"{place.name} kommun",
            f"{genitive} kommun",
            f"kommunen {place.name}",
            f"i {place.name}",
            place.area,
            f"kommun-{place.area}",
        )
        assert {spelling: say(spelling) for spelling in spellings} == dict.fromkeys(spellings, place.area)


def test_every_municipality_is_found_without_its_dots_and_rings(
    say: Callable[[str], str], municipalities: tuple[Place, ...]
) -> None:
    taken = {fold(place.name): place for place in municipalities if place.name.isascii()}
    for place in municipalities:
        bare = fold(place.name)
        # "habo" is the name of Habo; whoever means Håbo must write the ring.
        expected = taken.get(bare, place).area
        assert say(bare) == say(bare.replace(" ", "-")) == say(f"{bare} kommun") == expected


def test_only_habo_and_habo_with_a_ring_share_a_spelling(municipalities: tuple[Place, ...]) -> None:
    bare = [fold(place.name) for place in municipalities]
    assert {name for name in bare if bare.count(name) > 1} == {"habo"}


def test_every_county_is_found(say: Callable[[str], str], places: tuple[Place, ...]) -> None:
    counties = [place for place in places if place.kind is PlaceKind.COUNTY]
    assert len(counties) == 21
    for county in counties:
        stem = county.name.removesuffix(" län").removesuffix("s")
        for spelling in (county.name, fold(county.name), f"{stem} county", f"Region {stem}", county.area):
            if spelling != "Region Gotland":
                assert say(spelling) == county.area, spelling


def test_region_gotland_is_a_municipality_with_the_tasks_of_a_region(say: Callable[[str], str]) -> None:
    assert say("Region Gotland") == "0980"
    assert say("Gotlands län") == "09"


def test_every_district_is_found_in_its_city_and_leads_to_one_of_today(
    gazetteer: Gazetteer, places: tuple[Place, ...]
) -> None:
    districts = {place.area: place for place in places if place.kind is PlaceKind.DISTRICT}
    assert len(districts) == 39
    for district in districts.values():
        expected = district
        while expected.leads_to:
            expected = districts[expected.leads_to]
        city = "Stockholm" if district.municipality == "0180" else "Göteborg"
        for spelling in (
            f"{district.name}, {city}",
            f"{city} {district.name}",
            district.full_name,
            district.area,
        ):
            assert gazetteer.find(spelling).area == expected.area, spelling


def test_an_old_district_says_what_came_after_it_and_when(gazetteer: Gazetteer) -> None:
    (choice,) = gazetteer.find("Rinkeby-Kista").choices
    assert choice.via == "Rinkeby-Kista, nu Järva sedan 2023-07-01"
    assert choice.label == "Rinkeby-Kista, nu Järva i Stockholm"


def test_a_district_that_was_merged_twice_leads_to_the_last_one(gazetteer: Gazetteer) -> None:
    (choice,) = gazetteer.find("Kista").choices
    assert (choice.area, choice.via) == ("0180-jarva", "Kista, nu Järva sedan 2023-07-01")


def test_a_locality_says_through_which_municipality_it_is_answered(gazetteer: Gazetteer) -> None:
    (choice,) = gazetteer.find("Mölnlycke").choices
    assert (choice.label, choice.via) == ("Mölnlycke, tätort i Härryda", "Mölnlycke → Härryda")
    assert choice.neutral_label == "Mölnlycke (Härryda)"


def test_an_ambiguous_name_lists_every_municipality_and_guesses_none(
    gazetteer: Gazetteer, places: tuple[Place, ...]
) -> None:
    bearers = {
        place.area for place in places if "Berga" in (place.name, *place.aliases) and not place.kind.is_area
    }
    match = gazetteer.find("Berga")
    assert match.kind is MatchKind.AMBIGUOUS
    assert match.area is None
    assert {choice.area for choice in match.choices} == bearers
    assert match.choices[0].label == "Berga, tätort i Högsby"


def test_a_municipality_passes_over_small_places_of_its_name_but_tells_of_them(gazetteer: Gazetteer) -> None:
    match = gazetteer.find("Berg")
    assert (match.kind, match.area) == (MatchKind.EXACT, "2326")
    assert "Berg, ort i Linköping" in {choice.label for choice in match.also}


def test_the_city_of_stockholm_tells_of_the_county(gazetteer: Gazetteer) -> None:
    assert [choice.area for choice in gazetteer.find("Stockholm").also] == ["01"]


def test_the_genitive_of_a_municipality_outranks_a_part_of_another_name(gazetteer: Gazetteer) -> None:
    """There is a statistical area *Älvkarlebys omland*, whose first word is known as a name."""
    assert gazetteer.find("Älvkarlebys").choices[0].label == "Älvkarleby kommun"


def test_a_small_place_that_is_only_like_the_text_is_asked_about(gazetteer: Gazetteer) -> None:
    match = gazetteer.find("Gånghestra")
    assert match.kind is MatchKind.AMBIGUOUS
    assert [choice.name for choice in match.choices] == ["Gånghester"]
    assert match.area is None
    assert match.is_typo
    assert not gazetteer.find("Gånghester").is_typo


def test_a_typo_says_how_sure_it_is(gazetteer: Gazetteer) -> None:
    (choice,) = gazetteer.find("Stokholm").choices
    assert 0.9 < choice.score < 1.0
    (exact,) = gazetteer.find("Stockholm").choices
    assert exact.score == 1.0


@pytest.mark.parametrize(
    "text", ["", " ", "\t\n", ",", "---", "’", "🙂", "i", "i på", "x" * 10_000, "å" * 121]
)
def test_a_text_that_is_no_place_matches_nothing(gazetteer: Gazetteer, text: str) -> None:
    assert gazetteer.find(text) == NO_MATCH


@given(st.text(max_size=200))
def test_no_text_breaks_the_search(gazetteer: Gazetteer, text: str) -> None:
    match = gazetteer.find(text)
    assert (match.kind is MatchKind.NONE) == (not match.choices)
    if match.area is not None:
        assert match.area in {choice.area for choice in match.choices}


@given(st.sampled_from(["Tyresö", "Rinkeby-Kista", "Lilla Edet", "Göteborg"]), st.data())
def test_case_spaces_and_punctuation_do_not_matter(
    gazetteer: Gazetteer, name: str, data: st.DataObject
) -> None:
    cased = "".join(data.draw(st.sampled_from([letter.lower(), letter.upper()])) for letter in name)
    around = data.draw(st.text(" \t.,!?\"'", max_size=3))
    assert gazetteer.find(f"{around}{cased}{around}").area == gazetteer.find(name).area
