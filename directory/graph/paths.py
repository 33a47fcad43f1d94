"""Paths as data: the hops that led from the question to a contact, each with the fact it rests on."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from directory.graph.answer import Hop, OpenChannel, Path
from directory.graph.facts import (
    Acceptance,
    Area,
    AreaId,
    AreaKind,
    Duty,
    Group,
    Link,
    LinkKind,
    Organization,
    PartOf,
    Provenance,
    RoleId,
    Service,
)
from directory.graph.matching import coverage_of
from directory.graph.name import Name
from directory.graph.network import Held, Network, Wider
from directory.graph.walk import NeedStep


def parts_up(network: Network, trail: Iterable[PartOf]) -> Path:
    """Say how one area lies in the next, hop by hop."""
    return tuple(
        Hop(
            "part_of",
            fact.part,
            fact.whole,
            network.name_of(fact.part),
            network.name_of(fact.whole),
            fact.provenance,
            {"is_cooperation": network.areas[fact.whole].kind is AreaKind.COOPERATION},
        )
        for fact in trail
    )


def to_service(
    network: Network,
    service: Service,
    wider: Wider,
    need: NeedStep,
    group: Group,
    acceptance: Acceptance,
    day: date,
    organization: Organization | None,
) -> Path:
    """Say why *service* was found: area, coverage, need, group, who offers it."""
    coverage = coverage_of(service, wider.area, day)
    name = Name(service.name, service.name_en)
    hops = list(parts_up(network, wider.trail))
    if coverage is not None:
        hops.append(
            Hop(
                "serves",
                service.id,
                wider.area,
                name,
                network.name_of(wider.area),
                coverage.provenance,
            )
        )
    code = "meets" if need.steps == 0 else "meets_broader" if need.steps > 0 else "meets_narrower"
    hops.append(Hop(code, service.id, need.need, name, network.name_of(need.need), service.provenance))
    hops.append(
        Hop(
            "takes",
            service.id,
            group.value,
            name,
            group.value,
            service.provenance,
            {"acceptance": acceptance.value, "age_min": service.age_min, "age_max": service.age_max},
        )
    )
    if organization is not None and organization.id == service.organization:
        hops.append(offered_by(service, organization))
    return tuple(hops)


def offered_by(service: Service, organization: Organization) -> Hop:
    """Say that *organization* offers *service*."""
    names = (Name(service.name, service.name_en), Name(organization.name, organization.name_en))
    return Hop("offered_by", service.id, organization.id, *names, service.provenance)


def duty_of(network: Network, duty: Duty) -> Hop:
    """Say which rule gives whom the duty."""
    actor = duty.organization or duty.role or duty.need
    params = {
        "kind": duty.kind.value,
        "legal_basis": duty.legal_basis,
        "condition": duty.condition,
        "phase": duty.phase,
    }
    return Hop(
        "duty", duty.need, actor, network.name_of(duty.need), network.name_of(actor), duty.provenance, params
    )


def held_by(network: Network, role: RoleId, held: Held) -> Path:
    """Say who holds *role* for the area, and through which wider area that is known."""
    holding = held.holding
    name = network.name_of(holding.organization) if holding.organization else Name("")
    hop = Hop(
        "holds" if holding.organization else "vacant",
        holding.organization or "",
        role,
        name,
        network.name_of(role),
        holding.provenance,
        {"area": holding.area, "area_name": network.name_of(holding.area)},
    )
    return (*parts_up(network, held.trail), hop)


def linked(network: Network, link: Link) -> Hop:
    """Say a link between two organizations or roles: stands in for, refers to, came after."""
    code = {
        LinkKind.STANDS_IN_FOR: "stands_in_for",
        LinkKind.REFERS_TO: "refers_to",
        LinkKind.SUCCEEDS: "succeeds",
    }
    params = {"condition": link.condition.value, "condition_text": link.condition_text}
    return Hop(
        code.get(link.kind, link.kind.value),
        link.source,
        link.target,
        network.name_of(link.source),
        network.name_of(link.target),
        link.provenance,
        params,
    )


def reached_by(owner: str, owner_name: str, channels: tuple[OpenChannel, ...]) -> Path:
    """Say by which channel the contact is reached: the first to try, or nothing when there is none."""
    if not channels:
        return ()
    channel = channels[0].channel
    return (
        Hop(
            "reached_by",
            owner,
            channel.id,
            owner_name,
            channel.display,
            channel.provenance,
            {"kind": channel.kind.value},
        ),
    )


def area_succeeded(old: Area, new: Area, provenance: Provenance) -> Hop:
    """Say that the area asked about is now part of another."""
    return Hop("area_succeeded", old.id, new.id, old.name, new.name, provenance)


def asked_in(area: AreaId, name: str, code: str = "stay") -> Hop:
    """Say where the question is set: it follows from the question and has no source."""
    return Hop(code, "", area, "", name)
