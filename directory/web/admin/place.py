"""The place of a role, typed as a name: areas and organizations that one stands over, and what a name may mean."""

from __future__ import annotations

from dataclasses import dataclass

from flask import g

from directory.access import Identity, Role, may_give
from directory.access.borders import NetworkBorders
from directory.account.complaint import refuse
from directory.errors import DirectoryError
from directory.graph.facts import AreaId, OrganizationId
from directory.web.admin.people import roles_below
from directory.web.alphabet import swedish
from directory.web.catalogue.words import AREA_KINDS, area_name, named, organization_kind

LONGEST = 200


@dataclass(frozen=True, slots=True)
class Place:
    """An area or an organization that a role can be at. ``label`` is unique among places of the same network."""

    id: str
    name: str
    what: str
    is_area: bool

    @property
    def label(self) -> str:
        """The name with what it is: ``Solna kommun (kommun)``."""
        return f"{self.name} ({self.what})"

    @property
    def organization(self) -> str:
        """Its id if it is an organization, else an empty text."""
        return "" if self.is_area else self.id

    @property
    def area(self) -> str:
        """Its id if it is an area, else an empty text."""
        return self.id if self.is_area else ""


class Several(DirectoryError):
    """A name means several places. ``places`` are those."""

    status = 422
    code = "several-places"

    def __init__(self, places: list[Place]) -> None:
        super().__init__("Several places have that name.")
        self.places = places


def places_below(who: Identity, borders: NetworkBorders) -> list[Place]:
    """List the places at which *who* may give some role, by name: areas before organizations of the same name."""
    roles = [role for role in roles_below(who) if role is not Role.ADMINISTRATOR]
    found = [
        place
        for place in every_place()
        if any(
            may_give(
                who,
                role,
                borders,
                organization=OrganizationId(place.id) if not place.is_area else None,
                area=AreaId(place.id) if place.is_area else None,
            )
            for role in roles
        )
    ]
    return sorted(found, key=lambda one: (swedish(one.name), not one.is_area, one.id))


def every_place() -> list[Place]:
    """List every area and organization of the network."""
    network = g.snapshot.network
    return [
        *(
            Place(area.id, area_name(area), str(AREA_KINDS[area.kind]), is_area=True)
            for area in network.areas.values()
        ),
        *(
            Place(one.id, named(one), organization_kind(one.kind), is_area=False)
            for one in network.organizations.values()
            if not one.is_historical
        ),
    ]


def read_place(typed: str, chosen: str, role: Role, who: Identity, borders: NetworkBorders) -> Place | None:
    """Return the place that was typed for *role*; None for an administrator, who has none.

    *chosen* is the id that was picked when a name meant several. An area's name counts with and without its kind.

    Raises:
        Several: the name means several places that *who* stands over.
        Refused: nothing was typed, or nothing of that name is there, or *who* does not stand over it. Or something
            was typed for an administrator: whoever names a place did not mean the whole network.
    """
    if role is Role.ADMINISTRATOR:
        if typed.strip():
            raise refuse(
                "place",
                "En administratör har ingen plats: rollen gäller hela nätverket. Töm fältet, eller välj en annan roll.",
                "An administrator has no place: the role is for the whole network. Empty this, or choose another role.",
            )
        return None
    wanted = " ".join(typed.split()).casefold()[:LONGEST]
    if not wanted:
        raise refuse(
            "place",
            "Skriv var: en kommun, ett län eller en organisation.",
            "Say where: a municipality, a county or an organization.",
        )
    below = [place for place in places_below(who, borders) if _fits(role, place)]
    found = _named(wanted, below)
    if chosen and (picked := [place for place in found if place.id == chosen]):
        return picked[0]
    if len(found) > 1:
        raise Several(found)
    if found:
        return found[0]
    if _named(wanted, every_place()):
        raise refuse(
            "place",
            "Den rollen kan du inte ge där. Välj en plats i listan som passar rollen.",
            "You cannot give that role there. Choose a place of the list that fits the role.",
        )
    raise refuse(
        "place",
        "Vi hittar ingen plats med det namnet. Välj en i listan.",
        "We find no place of that name. Choose one of the list.",
    )


def _named(wanted: str, places: list[Place]) -> list[Place]:
    """Return what *wanted* means: the id or the whole label alone, else everything of that name."""
    exact = [place for place in places if wanted in (place.id.casefold(), place.label.casefold())]
    if len(exact) == 1:
        return exact
    return [place for place in places if wanted in _names(place)]


def _names(place: Place) -> set[str]:
    name = place.name.casefold()
    names = {name}
    if place.is_area:
        short = str(g.snapshot.network.name_of(place.id)).casefold()
        names |= {
            short,
            name.removesuffix(" kommun"),
            name.removesuffix("s kommun"),
            name.removesuffix(" län"),
        }
    return names


def _fits(role: Role, place: Place) -> bool:
    if role is Role.COORDINATOR:
        return place.is_area
    return role is Role.CASEWORKER or not place.is_area
