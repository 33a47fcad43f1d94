"""What a search found, as lines to show: where each leads, what it is, and what came after it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from flask import g, url_for
from flask_babel import gettext as _

from directory.finding.search import Hit, HitKind
from directory.graph.facts import AreaId, OrganizationId
from directory.web.catalogue.words import AREA_KINDS, organization_kind

PAGES = {
    HitKind.AREA: ("catalogue.area", "area_id"),
    HitKind.PLACE: ("catalogue.area", "area_id"),
    HitKind.NEED: ("catalogue.need", "need_id"),
    HitKind.ROLE: ("catalogue.role", "role_id"),
    HitKind.ORGANIZATION: ("catalogue.organization", "organization_id"),
    HitKind.SERVICE: ("catalogue.service", "service_id"),
}
"""Endpoint and parameter of the page of each kind of record."""


@dataclass(frozen=True, slots=True)
class Line:
    """One thing found. ``after``: (address, name) of what came after it, where it has ended."""

    href: str
    name: str
    what: str
    is_former: bool
    after: tuple[tuple[str, str], ...]


def href_of(kind: HitKind, record_id: str) -> str:
    """Return the address of a record's page."""
    endpoint, parameter = PAGES[kind]
    values: dict[str, Any] = {parameter: record_id}
    return url_for(endpoint, **values)


def lines_of(hits: Iterable[Hit]) -> list[Line]:
    """Return *hits* as lines, in the same order."""
    english = g.lang == "en"
    return [
        Line(
            href=href_of(hit.kind, hit.id),
            name=hit.name_en if english else hit.name_sv,
            what=_what(hit),
            is_former=hit.is_former,
            after=tuple(
                (href_of(hit.kind, one.id), one.name_en if english else one.name_sv) for one in hit.successors
            ),
        )
        for hit in hits
    ]


def _what(hit: Hit) -> str:
    network = g.snapshot.network
    if hit.kind is HitKind.AREA:
        word = str(AREA_KINDS[network.areas[AreaId(hit.id)].kind])
        return word[:1].upper() + word[1:]
    if hit.kind is HitKind.PLACE:
        return str(_("Plats i %(area)s", area=network.areas[AreaId(hit.id)].full_name))
    if hit.kind is HitKind.ORGANIZATION:
        return organization_kind(network.organizations[OrganizationId(hit.id)].kind)
    words = {HitKind.NEED: _("Behov"), HitKind.ROLE: _("Roll"), HitKind.SERVICE: _("Verksamhet")}
    return str(words[hit.kind])
