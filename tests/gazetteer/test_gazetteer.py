"""A gazetteer drawn by hand: what its facts mean, whatever the seeds hold."""

from __future__ import annotations

import random
from datetime import date

import pytest

from directory.gazetteer import Gazetteer, MatchKind, Place, PlaceKind

ROADS = (
    Place("Storlän", PlaceKind.COUNTY, "99", aliases=("Stor",)),
    Place("Bäckstad", PlaceKind.MUNICIPALITY, "9901", population=9000, full_name="Bäckstads kommun"),
    Place("Backstad", PlaceKind.MUNICIPALITY, "9902", population=100),
    Place("Åkärr-Ödal", PlaceKind.DISTRICT, "9901-akarr", leads_to="9901-syd", valid_to=date(2019, 12, 31)),
    Place("Sydsidan", PlaceKind.DISTRICT, "9901-syd"),
    Place("Ödal", PlaceKind.STADSDEL, "9901", population=50),
    Place("Granmo", PlaceKind.STADSDEL, "9901-syd"),
    Place("Granmo", PlaceKind.TATORT, "9902", population=700),
    Place("Bäckstad", PlaceKind.ORT, "9902", population=10),
)


@pytest.fixture(scope="module")
def drawn() -> Gazetteer:
    return Gazetteer.build(ROADS)


def test_the_ring_or_dots_tell_two_names_apart(drawn: Gazetteer) -> None:
    assert drawn.find("Backstad").area == "9902"
    assert drawn.find("Bäckstad").area == "9901"
    assert drawn.find("bäckstads kommun").area == "9901"


def test_a_municipality_outranks_a_small_place_elsewhere_and_tells_of_it(drawn: Gazetteer) -> None:
    match = drawn.find("Bäckstad")
    assert [choice.label for choice in match.choices] == ["Bäckstads kommun"]
    assert [choice.label for choice in match.also] == ["Bäckstad, ort i Backstad"]


def test_a_part_of_a_districts_name_leads_where_the_district_leads(drawn: Gazetteer) -> None:
    (choice,) = drawn.find("Ödal").choices
    assert (choice.area, choice.via) == ("9901-syd", "Åkärr-Ödal, nu Sydsidan sedan 2020-01-01")


def test_a_neighbourhood_that_lies_in_a_district_leads_to_the_district(drawn: Gazetteer) -> None:
    match = drawn.find("Granmo")
    assert match.kind is MatchKind.AMBIGUOUS
    assert [(choice.area, choice.label) for choice in match.choices] == [
        ("9902", "Granmo, tätort i Backstad"),
        ("9901-syd", "Granmo, stadsdel i Bäckstad"),
    ]
    (choice,) = drawn.find("Granmo, Bäckstad").choices
    assert (choice.area, choice.via) == ("9901-syd", "Granmo → Sydsidan")


def test_a_county_is_found_by_its_alias_and_settles_what_lies_in_it(drawn: Gazetteer) -> None:
    assert drawn.find("Stor").area == "99"
    assert drawn.find("Stor county").area == "99"
    assert {choice.area for choice in drawn.find("Granmo i Stor").choices} == {"9902", "9901-syd"}


def test_successors_that_go_round_in_a_circle_come_to_an_end() -> None:
    circle = (
        Place("Ett", PlaceKind.DISTRICT, "9901-a", leads_to="9901-b", valid_to=date(2001, 1, 1)),
        Place("Två", PlaceKind.DISTRICT, "9901-b", leads_to="9901-a", valid_to=date(2002, 1, 1)),
    )
    assert Gazetteer.build(circle).find("Ett").area == "9901-b"


def test_a_successor_that_is_not_there_is_named_by_its_id() -> None:
    (lost,) = (
        Gazetteer.build(
            [Place("Ett", PlaceKind.DISTRICT, "9901-a", leads_to="9901-b", valid_to=date(2001, 1, 1))]
        )
        .find("Ett")
        .choices
    )
    assert (lost.area, lost.via) == ("9901-b", "Ett, nu 9901-b sedan 2001-01-02")


def test_an_unknown_kind_of_place_is_refused() -> None:
    with pytest.raises(ValueError, match="cooperation"):
        Place("Öst", "cooperation", "koop-ost")  # type: ignore[arg-type]


def test_an_empty_gazetteer_knows_nothing_and_breaks_nothing() -> None:
    empty = Gazetteer.build(())
    assert empty.find("Stockholm").kind is MatchKind.NONE
    assert empty.scan(["i", "Stockholm"]) == ()


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_the_places_changes_no_match(
    gazetteer: Gazetteer, places: tuple[Place, ...], seed: int
) -> None:
    mixed = list(places)
    random.Random(seed).shuffle(mixed)
    other = Gazetteer.build(mixed)
    for name in sorted({name for place in places for name in (place.name, place.name[1:], *place.aliases)})[
        ::29
    ]:
        assert other.find(name) == gazetteer.find(name), name
