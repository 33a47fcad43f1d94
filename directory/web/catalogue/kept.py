"""Overviews of areas, kept as long as the network and the day they were made for: one asks the resolver 66 times."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from threading import Lock

from directory.graph.facts import AreaId, Group, Visibility
from directory.graph.network import Network
from directory.graph.overview import Overview, overview

MOST = 128
"""Overviews kept at once for each class; about 100 kB each, and more pages than a county has municipalities."""


@dataclass(frozen=True, slots=True)
class _Shelf:
    """The overviews of one network and day."""

    network: Network
    day: date
    kept: dict[tuple[AreaId, Group], Overview]


class Kept:
    """A small memory of overviews for each class of viewers. Forgets those of another network or another day."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._shelves: dict[Visibility, _Shelf] = {}
        self._lock = Lock()

    def overview(
        self, area: AreaId, network: Network, day: date, group: Group, viewer: Visibility
    ) -> Overview:
        """Return the overview of *area*, made now if it is not kept. KeyError: there is no such area.

        ``viewer``: the class that *network* was built for.
        """
        with self._lock:
            shelf = self._shelves.get(viewer)
            if shelf is None or shelf.network is not network or shelf.day != day:
                shelf = self._shelves[viewer] = _Shelf(network, day, {})
            kept = shelf.kept
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
