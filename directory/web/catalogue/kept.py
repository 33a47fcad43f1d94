"""Overviews of areas, kept as long as the network and the day they were made for: one asks the resolver 66 times."""

from __future__ import annotations

from datetime import date
from threading import Lock

from directory.graph.facts import AreaId, Group
from directory.graph.network import Network
from directory.graph.overview import Overview, overview

MOST = 128
"""Overviews kept at once; about 100 kB each, and more pages than a county has municipalities."""


class Kept:
    """A small memory of overviews. Forgets everything when another network or another day is asked about."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._made_for: tuple[Network, date] | None = None
        self._kept: dict[tuple[AreaId, Group], Overview] = {}
        self._lock = Lock()

    def overview(self, area: AreaId, network: Network, day: date, group: Group) -> Overview:
        """Return the overview of *area*, made now if it is not kept. KeyError: there is no such area."""
        with self._lock:
            if self._made_for is None or self._made_for[0] is not network or self._made_for[1] != day:
                self._made_for, self._kept = (network, day), {}
            kept = self._kept
            found = kept.get((area, group))
        if found is None:
            # Made outside the lock: two who ask at once make it twice, and nobody waits for another area.
            found = overview(area, network, day, group)
            with self._lock:
                if len(kept) >= self._most:
                    del kept[next(iter(kept))]
                kept[area, group] = found
        return found


overviews = Kept()
