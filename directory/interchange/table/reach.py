"""Where whoever brings a file may change something: asked of the rules once for each organization and area."""

from __future__ import annotations

from directory.access import Borders, Identity, Permission, may_there
from directory.graph.facts import AreaId, OrganizationId


class Reach:
    """What one identity may read a file into."""

    def __init__(self, identity: Identity, borders: Borders) -> None:
        self.identity = identity
        self._borders = borders
        self._organizations: dict[str, bool] = {}
        self._areas: dict[str, bool] = {}

    def organization(self, organization: str) -> bool:
        """Whether it lies wholly inside of theirs."""
        if organization not in self._organizations:
            self._organizations[organization] = may_there(
                self.identity,
                Permission.IMPORT_RUN,
                self._borders,
                organization=OrganizationId(organization),
            )
        return self._organizations[organization]

    def area(self, area: AreaId) -> bool:
        """Whether it lies inside of theirs."""
        if area not in self._areas:
            self._areas[area] = may_there(self.identity, Permission.IMPORT_RUN, self._borders, area=area)
        return self._areas[area]
