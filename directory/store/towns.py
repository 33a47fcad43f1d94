"""The names that count as towns, from the areas and places in the database."""

from __future__ import annotations

from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.graph.facts import AreaKind
from directory.model import Area, Place

KINDS_OF_PLACE: Final = ("tatort", "stadsdel", "ort")
"""Kinds of place that people live in under that name; those made for statistics are everyday words too often."""
KINDS_OF_AREA: Final = (AreaKind.MUNICIPALITY, AreaKind.DISTRICT)
_READ: Final = "towns"


def towns_in(session: Session) -> frozenset[str]:
    """Return the names of all towns; read once a session, since a write of a protected service is rare."""
    known = session.info.get(_READ)
    if not isinstance(known, frozenset):
        with session.no_autoflush:
            areas = session.scalars(select(Area.name).where(Area.kind.in_(KINDS_OF_AREA)))
            places = session.scalars(select(Place.name).where(Place.kind.in_(KINDS_OF_PLACE)))
            known = frozenset((*areas, *places))
        session.info[_READ] = known
    return known
