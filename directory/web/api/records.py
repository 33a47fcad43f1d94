"""Organizations, services and the search over everything, through the API."""

from __future__ import annotations

from datetime import date

from flask import Blueprint, Response, g

from directory.access import Permission, needs
from directory.clock import today
from directory.errors import NotFound
from directory.finding.complaint import complain
from directory.finding.given import Given
from directory.finding.need import read_needs
from directory.finding.person import read_group
from directory.finding.place import read_area
from directory.finding.search import HitKind, search
from directory.graph.facts import Acceptance, AreaId, Group, OrganizationId, Service
from directory.graph.matching import acceptance_of, is_valid_on
from directory.interchange.record_json import (
    hit_item,
    organization_item,
    organization_record,
    service_item,
    service_record,
)
from directory.web.api.described import Operation, Words, described
from directory.web.api.paging import filters, page_of, standing
from directory.web.api.parameters import (
    AREA_FILTER,
    GROUP_FILTER,
    KIND_OF_ORGANIZATION,
    LANG,
    NEED_FILTER,
    PAGES,
    TEXT,
    identity,
)
from directory.web.api.reply import reply_json
from directory.web.api.schema import HitPage, OrganizationOut, OrganizationPage, ServiceOut, ServicePage
from directory.web.language import current_language
from directory.web.quota import shown

TAG = "records"
PART_OF_NAME = TEXT.optional(Words("Del av namnet.", "Part of the name."))


def open_records(blueprint: Blueprint) -> None:
    """Add the addresses of organizations, services and the search."""
    blueprint.add_url_rule("/organizations", "organizations", organizations)
    blueprint.add_url_rule("/organizations/<organization_id>", "organization", organization)
    blueprint.add_url_rule("/services", "services", services)
    blueprint.add_url_rule("/services/<service_id>", "service", service)
    blueprint.add_url_rule("/search", "search", search_everything)


@needs(Permission.API_READ)
@described(
    Operation(
        Words("Lista organisationer.", "List organizations."),
        OrganizationPage,
        TAG,
        params=(KIND_OF_ORGANIZATION, PART_OF_NAME, *PAGES),
    )
)
def organizations() -> Response:
    """List organizations."""
    texts = filters("kind", "q")
    network = g.snapshot.network
    found = sorted(network.organizations.values(), key=lambda organization: organization.id)
    kind, text = texts.single("kind"), texts.single("q")
    if kind is not None:
        known = sorted({organization.kind for organization in found})
        if kind not in known:
            listed = ", ".join(known)
            raise complain(
                "kind",
                f"Det slaget av organisation finns inte. De som finns är: {listed}.",
                f"There is no such kind of organization. The kinds are: {listed}.",
            )
        found = [organization for organization in found if organization.kind == kind]
    if text is not None:
        ranked = _ranked(text, HitKind.ORGANIZATION)
        found = sorted((each for each in found if each.id in ranked), key=lambda each: ranked[each.id])
    lang = current_language()
    return reply_json(page_of(found, texts, lambda organization: organization_item(organization, lang)))


@needs(Permission.API_READ)
@described(
    Operation(
        Words("Visa en organisation.", "Show an organization."),
        OrganizationOut,
        TAG,
        params=(identity("organization_id", Words("organisationen", "organization"), "se-jamy"), LANG),
        errors=(404, 422),
    )
)
def organization(organization_id: str) -> Response:
    """Show one organization."""
    filters()
    found = g.snapshot.network.organizations.get(OrganizationId(organization_id))
    if found is None:
        sv = "Organisationen finns inte. Alla står på /api/v1/organizations."
        en = "There is no such organization. All are listed at /api/v1/organizations."
        raise NotFound(sv, sv=sv, en=en)
    day = today()
    record = organization_record(found, g.snapshot.network, day, current_language())
    shown([found])
    return reply_json({**record, **standing()}, day)


@needs(Permission.API_READ)
@described(
    Operation(
        Words("Lista verksamheter.", "List services."),
        ServicePage,
        TAG,
        params=(NEED_FILTER, AREA_FILTER, GROUP_FILTER, PART_OF_NAME, *PAGES),
    )
)
def services() -> Response:
    """List services."""
    texts = filters("need", "area", "group", "q")
    network, lang = g.snapshot.network, current_language()
    return reply_json(
        page_of(_services(texts), texts, lambda service: service_item(service, network, lang)), today()
    )


@needs(Permission.API_READ)
@described(
    Operation(
        Words("Visa en verksamhet.", "Show a service."),
        ServiceOut,
        TAG,
        params=(identity("service_id", Words("verksamheten", "service"), "sv-11414"), LANG),
        errors=(404, 422),
    )
)
def service(service_id: str) -> Response:
    """Show one service."""
    filters()
    found = g.snapshot.network.services.get(service_id)
    if found is None:
        sv = "Verksamheten finns inte. Alla står på /api/v1/services."
        en = "There is no such service. All are listed at /api/v1/services."
        raise NotFound(sv, sv=sv, en=en)
    day = today()
    record = service_record(found, g.snapshot.network, day, current_language())
    shown([found])
    return reply_json({**record, **standing()}, day)


@needs(Permission.API_READ)
@described(
    Operation(Words("Sök på namn i allt.", "Search everything by name."), HitPage, TAG, params=(TEXT, *PAGES))
)
def search_everything() -> Response:
    """Search everything by name."""
    texts = filters("q")
    lang = current_language()
    found = search(texts.single("q") or "", g.snapshot, limit=None)
    return reply_json(page_of(found, texts, lambda hit: hit_item(hit, lang)))


def _services(texts: Given) -> list[Service]:
    """List the services that pass every filter given: a list of records, not an answer to who is responsible."""
    network = g.snapshot.network
    found = sorted(network.services.values(), key=lambda service: service.id)
    if texts.listed("need"):
        wanted = read_needs(texts.listed("need"), network.needs)
        below = frozenset(each for need in wanted for each in (need, *network.narrower(need)))
        found = [service for service in found if not below.isdisjoint(service.needs)]
    area = texts.single("area")
    if area is not None:
        around = frozenset(network.wider(read_area(area, g.snapshot), today()))
        found = [service for service in found if _serves(service, around, today())]
    group = read_group(texts.single("group"))
    if group is not Group.ANY:
        found = [service for service in found if acceptance_of(service, group) is not Acceptance.EXCLUDES]
    text = texts.single("q")
    if text is not None:
        ranked = _ranked(text, HitKind.SERVICE)
        found = sorted((each for each in found if each.id in ranked), key=lambda each: ranked[each.id])
    return found


def _serves(service: Service, around: frozenset[AreaId], day: date) -> bool:
    """Whether *service* covers one of *around* on *day* and denies none of them: a denial beats inheritance."""
    said = [
        coverage.serves
        for coverage in service.coverage
        if coverage.area in around and is_valid_on(day, coverage.valid_from, coverage.valid_to)
    ]
    return bool(said) and all(said)


def _ranked(text: str, kind: HitKind) -> dict[str, int]:
    return {hit.id: rank for rank, hit in enumerate(search(text, g.snapshot, kinds=(kind,), limit=None))}
