"""Positions: which municipality they lie in, and how far apart they are."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.gazetteer import Gazetteer, Place


@pytest.mark.parametrize(
    ("latitude", "longitude", "area"),
    [
        (59.3293, 18.0686, "0180"),
        (57.7072, 11.9668, "1480"),
        (67.8558, 20.2253, "2584"),
        (57.6348, 18.2948, "0980"),
        (59.2800, 18.9500, "0120"),
        (55.3950, 13.8200, "1286"),
        (58.6500, 17.8700, "0192"),
        (55.6000, 12.8500, "1280"),
    ],
    ids=[
        "Stockholm",
        "Göteborg",
        "Kiruna",
        "Visby",
        "off Sandhamn",
        "off Ystad",
        "off Landsort",
        "the Sound",
    ],
)
def test_a_position_on_land_or_at_sea_lies_in_its_municipality(
    gazetteer: Gazetteer, latitude: float, longitude: float, area: str
) -> None:
    assert gazetteer.locate(latitude, longitude) == area


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [(56.036, 12.613), (65.848, 24.147), (59.123, 11.387), (55.676, 12.568), (60.097, 19.935), (0.0, 0.0)],
    ids=["Helsingør", "Tornio", "Halden", "Copenhagen", "Mariehamn", "the Gulf of Guinea"],
)
def test_a_position_abroad_lies_nowhere_even_just_across_the_border(
    gazetteer: Gazetteer, latitude: float, longitude: float
) -> None:
    assert gazetteer.locate(latitude, longitude) is None


def test_every_place_lies_in_its_own_municipality_or_beside_it(
    gazetteer: Gazetteer, places: tuple[Place, ...]
) -> None:
    smaller = [place for place in places if not place.kind.is_area]
    right = sum(
        gazetteer.locate(place.latitude, place.longitude) == place.municipality
        for place in smaller
        if place.latitude is not None and place.longitude is not None
    )
    assert right > 0.99 * len(smaller)


@given(st.floats(), st.floats())
def test_no_position_breaks_the_search(gazetteer: Gazetteer, latitude: float, longitude: float) -> None:
    found = gazetteer.locate(latitude, longitude)
    assert found is None or len(found) == 4


@pytest.mark.parametrize("number", [math.nan, math.inf, -math.inf])
def test_what_is_no_number_lies_nowhere(gazetteer: Gazetteer, number: float) -> None:
    assert gazetteer.locate(number, 18.0) is None
    assert gazetteer.locate(59.0, number) is None


def test_without_borders_no_position_is_known(places: tuple[Place, ...]) -> None:
    assert Gazetteer.build(places[:5]).locate(59.33, 18.07) is None


def test_a_border_without_a_code_is_refused(places: tuple[Place, ...]) -> None:
    nameless = {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 0]]]}
    borders = {"features": [{"type": "Feature", "properties": {"name": "X"}, "geometry": nameless}]}
    with pytest.raises(ValueError, match="property 'code'"):
        Gazetteer.build(places[:5], borders)


def test_distance_is_measured_on_the_ellipsoid(gazetteer: Gazetteer) -> None:
    # A degree at 60° N on WGS 84 is 111.412 km long from south to north and 55.800 km from west to east.
    assert gazetteer.distance_km((59.5, 18.0), (60.5, 18.0)) == pytest.approx(111.412, abs=0.01)
    assert gazetteer.distance_km((60.0, 17.5), (60.0, 18.5)) == pytest.approx(55.800, abs=0.01)
    assert gazetteer.distance_km((60.0, 17.5), (60.0, 17.5)) == 0.0
