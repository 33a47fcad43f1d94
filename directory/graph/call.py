"""A call followed as a caller would: to whoever holds the role, and on to whoever stands in for them."""

from __future__ import annotations

from typing import NamedTuple

from directory.graph.answer import CallStep, OpenState, Path, StepKind
from directory.graph.contact import is_verified
from directory.graph.duties import service_for
from directory.graph.facts import Link, LinkCondition, LinkKind, Organization, RoleId
from directory.graph.matching import is_valid_on
from directory.graph.paths import held_by, linked
from directory.graph.scope import Scope, successor_of
from directory.graph.step import Chain, add_step, miss_role

DEPTH = 6
"""How many times a call may be passed on before we stop following it: more than any real chain of stand-ins."""


def call_role(chain: Chain, role: RoleId, path: Path, depth: int, *, pass_on: bool = True) -> None:
    """Call whoever holds *role* here; when nobody answers for certain, and *pass_on*, whoever stands in."""
    if role in chain.visited or depth > DEPTH:
        return
    chain.visited.add(role)
    scope = chain.scope
    answered = False
    known = False
    for held in scope.network.holders_along(role, scope.widening, scope.day):
        way = (*path, *held_by(scope.network, role, held))
        holder = held.holding.organization
        organization = scope.network.organizations.find(holder) if holder else None
        if organization is None or not is_verified(way):
            miss_role(chain, role, way)
            continue
        known = True
        organization, hops = successor_of(organization, scope.network, scope.day)
        answered |= _call_organization(chain, organization, role, (*way, *hops), depth, pass_on=pass_on)
    if not known and not any(key[0] == role for key in chain.gaps):
        miss_role(chain, role, path)
    if pass_on and not answered:
        mine = [step for step in chain.steps.values() if step.role is not None and step.role.id == role]
        _call_stand_ins(chain, role, path, depth, _Want(known, _is_shut(chain.scope, mine)))


def _call_organization(
    chain: Chain,
    organization: Organization,
    role: RoleId | None,
    path: Path,
    depth: int,
    *,
    pass_on: bool = True,
) -> bool:
    """Put *organization* into the chain and return whether somebody answers there for certain at the moment asked."""
    if organization.id in chain.visited:
        return any(
            step.organization is not None
            and step.organization.id == organization.id
            and step.now.state.is_open
            for step in chain.steps.values()
        )
    chain.visited.add(organization.id)
    service = service_for(chain.scope, organization, role)
    step = add_step(chain, organization, service, role, path)
    answers = step is not None and step.kind is StepKind.NOW
    if pass_on and not answers:
        want = _Want(has_holder=True, is_closed=_is_shut(chain.scope, [step] if step else []))
        _call_stand_ins(chain, organization.id, path, depth, want)
        for link in chain.scope.network.links_from(organization.id, LinkKind.REFERS_TO):
            if _applies(link, chain.scope, want):
                _call_node(chain, link.target, (*path, linked(chain.scope.network, link)), depth + 1)
    return answers


def _call_stand_ins(chain: Chain, node: str, path: Path, depth: int, want: _Want) -> None:
    for link in chain.scope.network.links_to(node, LinkKind.STANDS_IN_FOR):
        if _applies(link, chain.scope, want):
            _call_node(chain, link.source, (*path, linked(chain.scope.network, link)), depth + 1)


def _call_node(chain: Chain, node: str, path: Path, depth: int) -> None:
    if depth > DEPTH:
        return
    network = chain.scope.network
    organization = network.organizations.find(node)  # type: ignore[arg-type]
    if organization is not None:
        if _serves_here(chain.scope, organization):
            _call_organization(chain, organization, None, path, depth)
    elif node in network.roles:
        call_role(chain, RoleId(node), path, depth)
    elif node in network.services:
        service = network.services[node]
        owner = network.organizations.find(service.organization) if service.organization else None
        add_step(chain, owner, service, None, path)


def _serves_here(scope: Scope, organization: Organization) -> bool:
    """Whether somebody here may be passed on to *organization*: one that serves only other places is of no use."""
    services = scope.network.services_of(organization.id)
    return not services or any(fact.area in scope.asked.around for one in services for fact in one.coverage)


class _Want(NamedTuple):
    """Why somebody else is looked for: nobody holds the office, or it is closed; else it just cannot be reached."""

    has_holder: bool
    is_closed: bool


def _is_shut(scope: Scope, steps: list[CallStep]) -> bool:
    """Whether an office is closed now: by its hours, or by the hour of the day where they are not known.

    By day an office whose number is missing is not closed: the night's unit must not be sent for in its place.
    """
    states = {step.now.state for step in steps}
    if OpenState.CLOSED in states or OpenState.OPENING_SOON in states:
        return True
    return not scope.is_office_time


def _applies(link: Link, scope: Scope, want: _Want) -> bool:
    """Whether a link may be followed: in force, for a need asked about, and on a condition that can hold now."""
    if not is_valid_on(scope.day, link.valid_from, link.valid_to):
        return False
    if link.need is not None and link.need not in scope.family:
        need = scope.network.needs.get(link.need)
        if need is None or not (need.is_for_professionals or (scope.is_urgent and need.is_urgent)):
            return False
    if link.condition is LinkCondition.VACANT:
        return not want.has_holder
    if link.condition is LinkCondition.CLOSED:
        return want.is_closed
    return link.condition is not LinkCondition.OTHER and link.condition is not LinkCondition.FULL
