"""Phone numbers: what is written into the directory, and what must never be."""

from __future__ import annotations

import pytest

from directory.interchange.seeds.phone import normalise
from directory.protection import is_geographic


@pytest.mark.parametrize(
    ("printed", "stored"),
    [
        ("08-570 307 20", "+46857030720"),
        ("+46 8 570 307 20", "+46857030720"),
        ("020-39 00 00", "+4620390000"),
        ("0771-19 95 00", "+46771199500"),
        ("010-234 50 00", "+46102345000"),
        ("112", "112"),
        ("114 14", "11414"),
        ("113 13", "11313"),
        ("1177", "1177"),
        ("116 111", "116111"),
        ("116 016", "116016"),
        ("116 006", "116006"),
    ],
)
def test_a_number_is_stored_as_it_is_dialled(printed: str, stored: str) -> None:
    assert normalise(printed) == stored


@pytest.mark.parametrize(
    ("printed", "why"),
    [
        ("0900-10 20 30", "premium"),
        ("0939-10 20 30", "premium"),
        ("0944-10 20 30", "premium"),
        ("118 118", "premium"),
        ("070-174 06 05", "mobile"),
        ("076-123 45 67", "mobile"),
        ("08-1", "numbering plan"),
        ("0123456789012345", "numbering plan|cannot be read"),
        ("", "cannot be read"),
        ("kvinnofrid", "cannot be read"),
        ("999", "short number"),
        ("116 1", "short number"),
    ],
)
def test_a_number_that_must_not_be_shown_is_refused(printed: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        normalise(printed)


def test_a_mobile_number_is_for_demo_seeds_only() -> None:
    assert normalise("070-174 06 05", is_demo=True) == "+46701740605"
    with pytest.raises(ValueError, match="premium"):
        normalise("0900-10 20 30", is_demo=True)


@pytest.mark.parametrize(
    ("stored", "tells"),
    [("+46857030720", True), ("+4620390000", False), ("+46771199500", False), ("112", False)],
)
def test_an_area_code_tells_where_somebody_is(stored: str, tells: bool) -> None:
    assert is_geographic(stored) is tells
