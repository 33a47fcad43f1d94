"""An area by its id, as we write it and as other lists do; what could be two is nobody's id."""

from __future__ import annotations

import pytest

from directory.finding.place import area_by_id
from directory.graph.facts import Area, AreaId, AreaKind, Provenance

KNOWN = {
    AreaId(name): Area(AreaId(name), AreaKind.DISTRICT, name, name, Provenance("drawn"))
    for name in ("SE", "01", "0163", "0180-jarva", "0180-centrum", "1480-centrum")
}


@pytest.mark.parametrize(
    ("text", "area"),
    [
        ("0163", "0163"),
        ("kommun-0163", "0163"),
        ("Kommun-0163", "0163"),
        ("lan-01", "01"),
        ("se", "SE"),
        ("sdo-jarva", "0180-jarva"),
        ("sdf-jarva", "0180-jarva"),
        ("sdo-centrum", None),
        ("kommun-9999", None),
        ("jarva", None),
        ("0180-JARVA", None),
        ("", None),
    ],
)
def test_an_id_is_found_however_it_is_written_unless_it_could_be_two(text: str, area: str | None) -> None:
    assert area_by_id(text, KNOWN) == area
