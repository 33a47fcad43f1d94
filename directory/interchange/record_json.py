"""Records as JSON: areas, needs, roles, organizations, services and places, as the API sends them."""

from __future__ import annotations

from datetime import date
from typing import Any

from directory.finding.person import GROUP_NAMES, STATUS_NAMES
from directory.finding.search import Hit, Successor
from directory.gazetteer import Choice
from directory.graph.facts import (
    Area,
    Group,
    LegalStatus,
    Need,
    NeedId,
    Organization,
    OrganizationId,
    Role,
    RoleId,
    Service,
)
from directory.graph.name import name_in
from directory.graph.network import Held, Network
from directory.interchange.part_json import channel_item, exceptions_to_json, parts_to_json
from directory.interchange.provenance_json import provenance_to_json
from directory.interchange.question_json import area_ref

Json = dict[str, Any]


def area_item(area: Area) -> Json:
    """Return an area as it stands in a list."""
    return {
        "id": area.id,
        "name": area.name,
        "full_name": area.full_name,
        "kind": area.kind.value,
        "latitude": area.latitude,
        "longitude": area.longitude,
        "population": area.population,
        "valid_from": _day(area.valid_from),
        "valid_to": _day(area.valid_to),
        "successor": area.successor,
    }


def area_record(area: Area, network: Network, day: date, lang: str) -> Json:
    """Return an area with what lies around and within it on *day*, and who holds which role there."""
    held = [(role, found) for role in sorted(network.roles) for found in network.holders(role, area.id, day)]
    return {
        **area_item(area),
        "wider": [area_ref(wider, network.areas.get(wider)) for wider in network.wider(area.id, day)[1:]],
        "parts": [area_ref(part, network.areas.get(part)) for part in network.parts(area.id, day)],
        "holders": [_holder(role, found, network, lang) for role, found in held],
        **provenance_to_json(area.provenance),
    }


def _holder(role: RoleId, held: Held, network: Network, lang: str) -> Json:
    holding = held.holding
    organization = holding.organization and network.organizations.get(holding.organization)
    return {
        "role": _role_ref(role, network, lang),
        "organization": organization_ref(organization, lang) if organization else None,
        "area": area_ref(holding.area, network.areas.get(holding.area)),
    }


def need_item(need: Need, lang: str) -> Json:
    """Return a need with its place in the tree."""
    return {
        "id": need.id,
        "name": name_in(need, lang),
        "name_sv": need.name_sv,
        "name_en": need.name_en,
        "description": need.description_en if lang == "en" and need.description_en else need.description_sv,
        "broader": need.broader,
        "is_urgent": need.is_urgent,
        "is_for_professionals": need.is_for_professionals,
        "taxonomy_terms": list(need.taxonomy_terms),
    }


def needs_in_order(needs: dict[NeedId, Need]) -> list[Need]:
    """List *needs* as a tree is read: each followed by its narrower ones, in the order of the rows."""
    narrower: dict[NeedId | None, list[Need]] = {}
    for need in needs.values():
        narrower.setdefault(need.broader if need.broader in needs else None, []).append(need)

    def below(broader: NeedId | None) -> list[Need]:
        return [found for need in narrower.get(broader, ()) for found in (need, *below(need.id))]

    return below(None)


def group_item(group: Group, lang: str) -> Json:
    """Return a group, and the narrow ones that it stands for."""
    return {
        "id": group.slug,
        "name": GROUP_NAMES[group][lang == "en"],
        "value": group.value,
        "members": sorted(member.slug for member in group.members),
    }


def status_item(status: LegalStatus, lang: str) -> Json:
    """Return a legal status."""
    return {"id": status.value, "name": STATUS_NAMES[status][lang == "en"]}


def role_item(role: Role, lang: str) -> Json:
    """Return a role."""
    return {
        "id": role.id,
        "name": name_in(role, lang),
        "note": role.note,
    }


def organization_ref(organization: Organization, lang: str) -> Json:
    """Return id and name of an organization."""
    return {"id": organization.id, "name": name_in(organization, lang)}


def organization_item(organization: Organization, lang: str) -> Json:
    """Return an organization as it stands in a list."""
    return {
        **organization_ref(organization, lang),
        "kind": organization.kind,
        "website": organization.website,
        "is_historical": organization.is_historical,
    }


def organization_record(organization: Organization, network: Network, day: date, lang: str) -> Json:
    """Return an organization with its channels, what it offers, and who holds its posts on *day*."""
    parent = organization.parent and network.organizations.get(organization.parent)
    return {
        **organization_item(organization, lang),
        "name_sv": organization.name,
        "name_en": organization.name_en,
        "parent": organization_ref(parent, lang) if parent else None,
        "channels": [channel_item(channel) for channel in organization.channels],
        "hours": organization.schedule.as_printed,
        "exceptions": exceptions_to_json(organization.schedule),
        **parts_to_json(organization, day, lang),
        "note": organization.note,
        "valid_from": _day(organization.valid_from),
        "valid_to": _day(organization.valid_to),
        "services": [_service_ref(service, lang) for service in network.services_of(organization.id)],
        **provenance_to_json(organization.provenance),
    }


def service_item(service: Service, network: Network, lang: str) -> Json:
    """Return a service as it stands in a list."""
    organization = service.organization and network.organizations.get(OrganizationId(service.organization))
    return {
        **_service_ref(service, lang),
        "organization": organization_ref(organization, lang) if organization else None,
        "role": _role_ref(service.role, network, lang) if service.role else None,
        "needs": list(service.needs),
        "access": service.access.value,
        "is_protected": service.is_protected,
    }


def service_record(service: Service, network: Network, day: date, lang: str) -> Json:
    """Return a service with everything that is known of it on *day*."""
    return {
        **service_item(service, network, lang),
        "name_sv": service.name,
        "name_en": service.name_en,
        "acceptance": [{"group": group.slug, "acceptance": said.value} for group, said in service.acceptance],
        "age_min": service.age_min,
        "age_max": service.age_max,
        "statuses": sorted(status.value for status in service.statuses),
        "languages": list(service.languages),
        "coverage": [
            {
                "area": area_ref(covered.area, network.areas.get(covered.area)),
                "serves": covered.serves,
                "valid_from": _day(covered.valid_from),
                "valid_to": _day(covered.valid_to),
                **provenance_to_json(covered.provenance),
            }
            for covered in service.coverage
        ],
        "channels": [channel_item(channel) for channel in service.channels],
        "hours": service.schedule.as_printed,
        "exceptions": exceptions_to_json(service.schedule),
        "referral": service.referral,
        "referral_roles": [_role_ref(role, network, lang) for role in service.referral_roles],
        **parts_to_json(service, day, lang),
        "note": service.note,
        "valid_from": _day(service.valid_from),
        "valid_to": _day(service.valid_to),
        **provenance_to_json(service.provenance),
    }


def hit_item(hit: Hit, lang: str) -> Json:
    """Return something that was found by its name."""
    return {
        **_said(hit, lang),
        "kind": hit.kind.value,
        "score": round(hit.score, 1),
        "is_former": hit.is_former,
        "successors": [_said(successor, lang) for successor in hit.successors],
    }


def place_item(choice: Choice, lang: str) -> Json:
    """Return a place name and the area that it leads to."""
    return {
        "area": choice.area,
        "name": choice.name,
        "label": choice.neutral_label if lang == "en" else choice.label,
        "kind": choice.kind,
        "score": round(choice.score, 3),
    }


def _said(named: Hit | Successor, lang: str) -> Json:
    return {"id": named.id, "name": named.name_en if lang == "en" and named.name_en else named.name_sv}


def _service_ref(service: Service, lang: str) -> Json:
    return {"id": service.id, "name": name_in(service, lang)}


def _role_ref(role_id: RoleId, network: Network, lang: str) -> Json:
    role = network.roles.get(role_id)
    if role is None:
        return {"id": role_id, "name": role_id}
    return {"id": role_id, "name": name_in(role, lang)}


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
