"""The places that are offered while somebody fills in where: names of counties and municipalities."""

from __future__ import annotations

from flask import g

from directory.graph.facts import AreaKind
from directory.web.alphabet import swedish


def place_choices() -> list[str]:
    """Return the names in Swedish order, each once."""
    areas = g.snapshot.network.areas.values()
    names = {area.full_name for area in areas if area.kind is AreaKind.COUNTY}
    names |= {area.name for area in areas if area.kind is AreaKind.MUNICIPALITY}
    return sorted(names, key=swedish)
