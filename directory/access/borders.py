"""What the graph knows of places, as the rules of access ask for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from directory.graph.facts import AreaId, Holding, OrganizationId
from directory.graph.matching import is_valid_on
from directory.graph.network import Network


@dataclass(frozen=True, slots=True)
class NetworkBorders:
    """Borders on one day, from a network: where things lie is the same for every class of viewers."""

    network: Network
    day: date

    def is_within(self, inner: AreaId, outer: AreaId) -> bool:
        """Whether *inner* is *outer* or a part of it on that day; False for areas that do not exist."""
        if inner not in self.network.areas or outer not in self.network.areas:
            return False
        return inner == outer or outer in self.network.wider(inner, self.day)

    def areas_of(self, organization: OrganizationId) -> frozenset[AreaId]:
        """Return the areas in which *organization* holds a role, or which one of its services serves, that day."""
        if organization not in self.network.organizations:
            return frozenset()
        held = {
            fact.area
            for _post, _organization, fact in self.network.graph.in_edges(organization, data="fact")
            if isinstance(fact, Holding) and is_valid_on(self.day, fact.valid_from, fact.valid_to)
        }
        served = {
            covered.area
            for service in self.network.services_of(organization)
            for covered in service.coverage
            if covered.serves and is_valid_on(self.day, covered.valid_from, covered.valid_to)
        }
        return frozenset(held | served)
