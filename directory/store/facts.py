"""Everything one class of viewers may know, read in one consistent look; or only what changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from directory.graph.facts import Facts, Organization, OrganizationId, Service, Visibility
from directory.model import FactKind, TouchedFact
from directory.store.calendar import calendar_around
from directory.store.fact.area import read_areas, read_part_of
from directory.store.fact.need import read_needs, read_routine
from directory.store.fact.organization import read_organizations
from directory.store.fact.responsibility import (
    read_conflicts,
    read_duties,
    read_holdings,
    read_links,
    read_roles,
)
from directory.store.fact.select import Sources
from directory.store.fact.service import read_services
from directory.store.revision import revision


def read_facts(connection: Connection, viewer: Visibility, today: date) -> Facts:
    """Return all facts that *viewer* may know, at the revision that *connection* sees.

    A fixed number of statements, whatever the size. Run it in ``consistent_read``.
    """
    sources = Sources()
    return Facts(
        areas=read_areas(connection, sources),
        part_of=read_part_of(connection, sources),
        needs=read_needs(connection),
        roles=read_roles(connection, sources),
        organizations=read_organizations(connection, sources, viewer, today),
        holdings=read_holdings(connection, sources),
        duties=read_duties(connection, sources),
        services=read_services(connection, sources, viewer, today),
        links=read_links(connection, sources),
        routine=read_routine(connection, sources),
        conflicts=read_conflicts(connection),
        calendar=calendar_around(today),
        revision=revision(connection),
    )


LIGHT = frozenset({FactKind.SERVICE, FactKind.ORGANIZATION})
"""Kinds of fact that a network can take in without being built anew."""


@dataclass(frozen=True, slots=True)
class Changed:
    """Services and organizations as they are now; None stands for one that is gone."""

    revision: int
    services: Mapping[str, Service | None]
    organizations: Mapping[OrganizationId, Organization | None]


def read_changed(
    connection: Connection, viewer: Visibility, touched: Iterable[TouchedFact], today: date
) -> Changed:
    """Return the *touched* services and organizations as *viewer* may know them *today*.

    Facts of other kinds are passed over: whoever asks has seen to it that there are none (``LIGHT``).
    """
    ids: dict[FactKind, set[str]] = defaultdict(set)
    for fact in touched:
        ids[fact.kind].add(fact.id)
    sources = Sources()
    services = read_services(connection, sources, viewer, today, ids[FactKind.SERVICE])
    organizations = read_organizations(connection, sources, viewer, today, ids[FactKind.ORGANIZATION])
    return Changed(
        revision=revision(connection),
        services={**dict.fromkeys(ids[FactKind.SERVICE]), **{found.id: found for found in services}},
        organizations={
            **dict.fromkeys(OrganizationId(name) for name in ids[FactKind.ORGANIZATION]),
            **{found.id: found for found in organizations},
        },
    )
