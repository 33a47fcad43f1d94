"""The squares of the coverage table, kept in the process for as long as the network and the hour they were made for."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from flask import current_app, g

from directory import clock
from directory.graph.coverage import Square, needs_looked_at, row_of
from directory.graph.facts import AreaId, Group, NeedId
from directory.graph.fragile import WeakLink, weak_links
from directory.graph.network import Network
from directory.graph.overview import moments_after
from directory.web.shelf import Shelves

MOST = 290 * 7
"""Rows kept for each class of viewers: every municipality for every group; about 4 kB each."""


class Rows(Shelves[tuple[Square, ...]]):
    """Rows of the table, by municipality and group."""


class Links(Shelves[tuple[WeakLink, ...]]):
    """Weak links, by what they were looked for among."""


def rows_for(towns: Iterable[AreaId], group: Group) -> dict[AreaId, tuple[Square, ...]]:
    """Return the row of each municipality, made now where it is not kept: about 10 ms each."""
    kept, state, viewer = _rows(), _state(), g.snapshot.viewer
    found = {}
    for town in towns:
        row = kept.find(viewer, (town, group), state)
        if row is None:
            row = row_of(town, group, _network(), moments())
            kept.keep(viewer, (town, group), state, row)
        found[town] = row
    return found


def links_for(towns: tuple[AreaId, ...], group: Group) -> tuple[WeakLink, ...]:
    """Return what stands alone among the rows of *towns*."""
    kept, state, viewer = _links(), _state(), g.snapshot.viewer
    found = kept.find(viewer, (towns, group), state)
    if found is None:
        squares = [square for row in rows_for(towns, group).values() for square in row]
        found = weak_links(squares, group, _network(), moments())
        kept.keep(viewer, (towns, group), state, found)
    return found


def moments() -> tuple[datetime, datetime]:
    """Return the office hour and the night that are looked at today."""
    return moments_after(clock.today(), _network().calendar)


def needs() -> tuple[NeedId, ...]:
    """Return the needs of the columns."""
    return needs_looked_at(_network())


def _network() -> Network:
    network: Network = g.snapshot.network
    return network


def _state() -> tuple[object, ...]:
    now = clock.local_now()
    return (g.snapshot.revision, g.snapshot.built_at, now.date(), now.hour)


def _rows() -> Rows:
    found: Rows = current_app.extensions.setdefault("coverage_rows", Rows(MOST))
    return found


def _links() -> Links:
    found: Links = current_app.extensions.setdefault("coverage_links", Links(64))
    return found
