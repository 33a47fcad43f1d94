"""Who gives this help, and who nearly does: candidates made into providers, the rest into near misses."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from directory.graph.answer import NearMiss, Path, Provider, Reason
from directory.graph.contact import is_verified, open_channels, state_of
from directory.graph.facts import (
    Acceptance,
    Access,
    AreaId,
    AreaKind,
    NeedId,
    Organization,
    Service,
)
from directory.graph.matching import GROUP_INDEX, acceptance_of, fits_age
from directory.graph.name import Name
from directory.graph.network import Wider
from directory.graph.paths import held_by, reached_by, to_service
from directory.graph.scope import Scope, freshness_reasons, successor_of
from directory.graph.walk import FIRST, Candidate, NeedStep, Rejected, candidates, failed_step

MISSES = 8
"""How many near misses are told: those the asker would have tried, not everybody else in the country."""
MISSES_A_REASON = 3
NEIGHBOURS = 24
"""How many other areas are looked into for a service that nearly fits but for the place."""


def find_candidates(scope: Scope, limit: int = FIRST) -> tuple[list[Candidate], list[Rejected]]:
    """Walk the desks for every need asked, first need first; each service once, up to *limit* for a need."""
    found: dict[str, Candidate] = {}
    rejected: list[Rejected] = []
    for order in scope.orders:
        for candidate in candidates(scope.network.desks, scope.widening, order, scope.asked, limit, rejected):
            found.setdefault(candidate.row.service.id, candidate)
    return list(found.values()), rejected


def provider_of(scope: Scope, candidate: Candidate) -> Provider:
    """Tell everything about one candidate: who offers it, its channels, why it was found, what to mind."""
    service = candidate.row.service
    organization, before = offering(scope, service)
    acceptance = acceptance_of(service, scope.group)
    path = to_service(
        scope.network,
        service,
        candidate.wider,
        candidate.need,
        scope.group,
        acceptance,
        scope.day,
        organization,
    )
    path = (*scope.succession, *path, *before)
    channels = open_channels(service, organization, scope.moment, path)
    if channels:
        path = (*path, *reached_by(service.id, service.name, channels))
    now = state_of(service, organization, channels, scope.moment)
    return Provider(
        service,
        organization,
        channels,
        now,
        path,
        acceptance,
        candidate.hops,
        candidate.need.steps,
        reasons=tuple(_to_mind(scope, service, acceptance, candidate.need, is_sure=is_verified(path))),
    )


def offering(scope: Scope, service: Service) -> tuple[Organization | None, Path]:
    """Return who offers *service* here: its organization, or whoever holds its role in the area; with the hops."""
    network = scope.network
    if service.organization is not None:
        organization = network.organizations.find(service.organization)
        return successor_of(organization, network, scope.day) if organization else (None, ())
    if service.role is None:
        return None, ()
    for held in network.holders(service.role, scope.area.id, scope.day):
        holder = held.holding.organization
        organization = network.organizations.find(holder) if holder else None
        if organization is not None:
            return organization, held_by(network, service.role, held)
    return None, ()


def _to_mind(
    scope: Scope, service: Service, acceptance: Acceptance, need: NeedStep, *, is_sure: bool
) -> Iterable[Reason]:
    if not is_sure:
        yield Reason("unverified", {"name": Name(service.name, service.name_en)})
    if acceptance is Acceptance.ASK_FIRST:
        taken = [
            group.value
            for group, said in service.acceptance
            if said in (Acceptance.PREFERS, Acceptance.ACCEPTS)
        ]
        yield Reason("ask_first", {"taken": tuple(taken)}, service.provenance)
    if need.steps:
        yield Reason(
            "need_stretched",
            {"asked": need.need, "name": scope.network.name_of(need.need), "wider": need.steps > 0},
        )
    yield from access_reasons(service)
    if scope.question.age is None and (service.age_min or service.age_max is not None):
        yield Reason(
            "age_limits", {"age_min": service.age_min, "age_max": service.age_max}, service.provenance
        )
    if service.statuses and scope.question.status is None:
        yield Reason("status_limits", {"statuses": tuple(sorted(service.statuses))}, service.provenance)
    spoken = [language for language in scope.question.languages if language in service.languages]
    if spoken:
        yield Reason("speaks", {"languages": tuple(spoken)}, service.provenance)
    if service.is_protected:
        yield Reason("protected", {}, service.provenance)
    yield from freshness_reasons(service.name, service.provenance, scope.day)


def access_reasons(service: Service) -> Iterable[Reason]:
    """Say who may call: anybody, professionals, or only somebody who refers."""
    if service.access is Access.PROFESSIONAL:
        yield Reason("professionals_only", {"referral": service.referral}, service.provenance)
    elif service.access is Access.REFERRAL:
        yield Reason(
            "by_referral", {"referral": service.referral, "roles": service.referral_roles}, service.provenance
        )


class _Missed(NamedTuple):
    """A service that nearly fits, where and for which need, and the reason code of the step that failed."""

    service: Service
    wider: Wider
    need: NeedStep
    why: str


def near_misses(scope: Scope, shown: Iterable[str], rejected: Iterable[Rejected]) -> tuple[NearMiss, ...]:
    """List services the asker would have tried and the step that failed, nearest first, few of each kind."""
    told = set(shown)
    found: list[NearMiss] = []
    counts: dict[str, int] = {}
    sources: tuple[Iterable[_Missed], ...] = (
        (_Missed(one.row.service, one.wider, one.need, one.why) for one in rejected),
        _group_misses(scope),
        _other_help_here(scope),
        _other_places(scope),
    )
    for source in sources:
        for missed in source:
            if missed.service.id in told or counts.get(missed.why, 0) >= MISSES_A_REASON:
                continue
            told.add(missed.service.id)
            counts[missed.why] = counts.get(missed.why, 0) + 1
            found.append(_miss(scope, missed))
            if len(found) == MISSES:
                return tuple(found)
    return tuple(found)


def _group_misses(scope: Scope) -> Iterable[_Missed]:
    """Services that stand here for this need but exclude the group, or say nothing of it."""
    index = ~GROUP_INDEX[scope.group]
    for wider in scope.widening:
        for order in scope.orders:
            for step in order:
                for row in (scope.network.desks.queues.find((wider.area, step.need, index)) or ())[:MISSES]:
                    said = acceptance_of(row.service, scope.group)
                    why = "group_excluded" if said is Acceptance.EXCLUDES else "group_unknown"
                    if not fits_age(row.service, scope.question.age):
                        why = "age"
                    yield _Missed(row.service, wider, step, why)


def _other_help_here(scope: Scope) -> Iterable[_Missed]:
    """Services for this group that serve this very place but give other help."""
    index = GROUP_INDEX[scope.group]
    for wider in scope.widening[:2]:
        area = scope.network.areas.get(wider.area)
        if area is None or area.kind not in (AreaKind.MUNICIPALITY, AreaKind.DISTRICT):
            continue
        for need in sorted(scope.network.needs):
            if need in scope.family:
                continue
            for row in (scope.network.desks.queues.find((wider.area, need, index)) or ())[:2]:
                if not failed_step(row, wider.area, scope.asked) and not scope.family.intersection(
                    row.service.needs
                ):
                    yield _Missed(row.service, wider, NeedStep(need, 0), "other_need")


def _other_places(scope: Scope) -> Iterable[_Missed]:
    """Services that give this help to this group somewhere else: near in the network first (shared wider areas)."""
    index = GROUP_INDEX[scope.group]
    here = {wider.area for wider in scope.widening}
    queues = scope.network.desks.queues
    wanted: list[NeedId] = [order[0].need for order in scope.orders]
    for area in _neighbours(scope, here):
        for need in wanted:
            for row in (queues.find((area, need, index)) or ())[:2]:
                owner = row.service.organization
                if owner is not None and owner in scope.network.office_holders:
                    continue  # The same office of another place; here somebody else holds it.
                if failed_step(row, area, scope.asked) in ("", "agreement_not_in_force"):
                    yield _Missed(row.service, Wider(area, ()), NeedStep(need, 0), "other_area")


def _neighbours(scope: Scope, here: set[AreaId]) -> list[AreaId]:
    """List other municipalities: those that share the nearest wider area first, then the largest of the country."""
    near = [part for wider in scope.widening[1:2] for part in scope.network.parts(wider.area, scope.day)]
    sized = sorted(near, key=lambda part: (-(scope.network.areas[part].population or 0), part))
    found = dict.fromkeys((*sized[: NEIGHBOURS // 2], *scope.network.by_size[: NEIGHBOURS // 2]))
    return [area for area in found if area not in here]


def _miss(scope: Scope, missed: _Missed) -> NearMiss:
    """Tell everything about one near miss. Costly: only for those that are told."""
    service, wider, need, why = missed
    organization = scope.network.organizations.find(service.organization) if service.organization else None
    acceptance = acceptance_of(service, scope.group)
    path = to_service(scope.network, service, wider, need, scope.group, acceptance, scope.day, None)
    kept = tuple(hop for hop in path if hop.code != "takes" or why not in ("group_excluded", "group_unknown"))
    channels = open_channels(service, organization, scope.moment, path)
    now = state_of(service, organization, channels, scope.moment)
    params: dict[str, object] = {
        "group": scope.group.value,
        "age": scope.question.age,
        "age_min": service.age_min,
        "age_max": service.age_max,
        "statuses": tuple(sorted(service.statuses)),
        "need": need.need,
        "need_name": scope.network.name_of(need.need),
        "area": wider.area,
        "area_name": scope.network.name_of(wider.area),
    }
    if why == "other_area" and not service.is_protected:  # a protected service takes part in no distance
        km = scope.network.km_between(scope.area.id, wider.area)
        params["km"] = round(km / 10) * 10 if km else None
    if why == "agreement_not_in_force":
        ended = [
            c.valid_to
            for c in service.coverage
            if c.area == wider.area and c.valid_to and c.valid_to < scope.day
        ]
        params["on"] = max(ended, default=None)
    return NearMiss(service, organization, Reason(why, params, service.provenance), kept, channels, now)
