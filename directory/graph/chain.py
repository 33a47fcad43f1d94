"""Act now: whom to call first and whom next if nobody answers. No loops, and always a defined last resort.

The chain is walked like a call: from whoever has the duty to whoever stands in when they are closed, vacant or unknown.
Whoever answers for certain comes first, then those who may, then those who open later, and last 112 and 114 14.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from directory.graph.answer import (
    CallStep,
    DutyLine,
    Gap,
    Hop,
    OpenChannel,
    OpenNow,
    OpenState,
    Path,
    Provider,
    Reason,
    StepKind,
    UnknownKind,
    weakest,
)
from directory.graph.contact import CALLED, best_phone, is_verified, open_channels, state_of
from directory.graph.duties import duty_rank, service_for
from directory.graph.facts import (
    Access,
    Confidence,
    DutyKind,
    DutyPlace,
    Link,
    LinkCondition,
    LinkKind,
    Organization,
    RoleId,
    Service,
)
from directory.graph.paths import asked_in, duty_of, held_by, linked, reached_by
from directory.graph.providers import access_reasons
from directory.graph.scope import Scope, freshness_reasons, municipality_of, successor_of

STEP_ORDER = {kind: rank for rank, kind in enumerate(StepKind)}
LIFE = "112"
DEPTH = 6
"""How many times a call may be passed on before we stop following it: more than any real chain of stand-ins."""
HELPERS = 3
"""How many services that are open now are added to those who have the duty."""
ACTING = frozenset({DutyKind.DECIDES, DutyKind.DELIVERS, DutyKind.COORDINATES, DutyKind.ADVISES})
LATE_PHASES = frozenset(
    {"reimbursement", "assigned", "guardian", "after_report", "investigation", "after_acute"}
)
"""Phases that nobody needs a phone number for at once."""


@dataclass(slots=True)
class _Chain:
    """The chain while it is being walked."""

    scope: Scope
    steps: dict[str, CallStep] = field(default_factory=dict)
    numbers: set[str] = field(default_factory=set)
    gaps: dict[tuple[str, str], Gap] = field(default_factory=dict)
    notes: dict[str, Reason] = field(default_factory=dict)
    visited: set[str] = field(default_factory=set)


def act_now(
    scope: Scope, duties: Iterable[DutyLine], providers: Iterable[Provider]
) -> tuple[tuple[CallStep, ...], tuple[Gap, ...], tuple[Reason, ...]]:
    """Return the call chain, what is not known about it, and what had to be mended in it (loops)."""
    chain = _Chain(scope)
    start = (*scope.succession, asked_in(scope.area.id, scope.area.name))
    for role, path in _responsible(scope, duties):
        _call_role(chain, role, (*path, *start), 0)
    turns = [_add_helpers, _add_advisers]
    if any(scope.network.needs[need].is_for_professionals for need in scope.question.needs):
        turns.reverse()
    for turn in turns:
        turn(chain, tuple(providers), start)
    _tell_unanswered(chain)
    _tell_loops(chain)
    last = _last_resort(chain)
    steps = sorted(chain.steps.values(), key=lambda step: STEP_ORDER[step.kind])
    return (*steps, *last), tuple(chain.gaps.values()), tuple(chain.notes.values())


def _add_helpers(chain: _Chain, providers: tuple[Provider, ...], start: Path) -> None:
    del start
    for provider in _open_helpers(providers):
        _add(chain, provider.organization, provider.service, None, provider.path, is_complete=True)


def _add_advisers(chain: _Chain, providers: tuple[Provider, ...], start: Path) -> None:
    del providers
    for role, path in _advisers(chain.scope):
        # Each adviser stands in for the others: the list itself is the passing on.
        _call_role(chain, role, (*path, *start), 0, pass_on=False)


def _responsible(scope: Scope, duties: Iterable[DutyLine]) -> list[tuple[RoleId, Path]]:
    """List the roles to call because they have a duty here, urgent needs first, each once."""
    acting = [
        line
        for line in duties
        if line.kind in ACTING and line.role is not None and line.duty.place is not DutyPlace.RESIDENCE
    ]
    certain = [line for line in acting if not line.is_conditional]
    at_once = [line for line in certain if line.duty.phase not in LATE_PHASES]
    chosen = at_once or certain or acting
    urgent_first = sorted(chosen, key=lambda line: not scope.network.needs[line.duty.need].is_urgent)
    found: dict[RoleId, Path] = {}
    for line in urgent_first:
        if line.role is not None:
            found.setdefault(line.role.id, line.path[:1])
    return list(found.items())


def _advisers(scope: Scope) -> list[tuple[RoleId, Path]]:
    """List the roles whose duty is to advise professionals, whatever the need."""
    found: dict[RoleId, Path] = {}
    for need in sorted(scope.network.needs.values(), key=lambda term: term.id):
        if not need.is_for_professionals:
            continue
        for duty in sorted(
            scope.network.duties_for(need.id), key=lambda one: duty_rank(one, is_conditional=False)
        ):
            if duty.role and duty.kind in (DutyKind.ADVISES, DutyKind.COORDINATES):
                found.setdefault(duty.role, (duty_of(scope.network, duty),))
    return sorted(found.items())


def _open_helpers(providers: Iterable[Provider]) -> list[Provider]:
    """Choose services that answer now and may be called without a placement, best ranked first."""
    return [
        provider
        for provider in providers
        if provider.now.state.is_open
        and provider.service.access is not Access.REFERRAL
        and not provider.service.is_emergency_line
        and best_phone(provider.channels) is not None
    ][:HELPERS]


def _call_role(chain: _Chain, role: RoleId, path: Path, depth: int, *, pass_on: bool = True) -> None:
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
            _miss_role(chain, role, way)
            continue
        known = True
        organization, hops = successor_of(organization, scope.network, scope.day)
        answered |= _call_organization(chain, organization, role, (*way, *hops), depth, pass_on=pass_on)
    if not known and not any(key[0] == role for key in chain.gaps):
        _miss_role(chain, role, path)
    if pass_on and not answered:
        mine = [step for step in chain.steps.values() if step.role is not None and step.role.id == role]
        _call_stand_ins(chain, role, path, depth, _Want(known, _is_shut(chain.scope, mine)))


def _call_organization(
    chain: _Chain,
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
    step = _add(chain, organization, service, role, path)
    answers = step is not None and step.kind is StepKind.NOW
    if pass_on and not answers:
        want = _Want(has_holder=True, is_closed=_is_shut(chain.scope, [step] if step else []))
        _call_stand_ins(chain, organization.id, path, depth, want)
        for link in chain.scope.network.links_from(organization.id, LinkKind.REFERS_TO):
            if _applies(link, chain.scope, want):
                _call_node(chain, link.target, (*path, linked(chain.scope.network, link)), depth + 1)
    return answers


def _call_stand_ins(chain: _Chain, node: str, path: Path, depth: int, want: _Want) -> None:
    for link in chain.scope.network.links_to(node, LinkKind.STANDS_IN_FOR):
        if _applies(link, chain.scope, want):
            _call_node(chain, link.source, (*path, linked(chain.scope.network, link)), depth + 1)


def _call_node(chain: _Chain, node: str, path: Path, depth: int) -> None:
    if depth > DEPTH:
        return
    network = chain.scope.network
    organization = network.organizations.find(node)  # type: ignore[arg-type]
    if organization is not None:
        if _serves_here(chain.scope, organization):
            _call_organization(chain, organization, None, path, depth)
    elif node in network.roles:
        _call_role(chain, RoleId(node), path, depth)
    elif node in network.services:
        service = network.services[node]
        owner = network.organizations.find(service.organization) if service.organization else None
        _add(chain, owner, service, None, path)


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
    if (link.valid_from and link.valid_from > scope.day) or (link.valid_to and link.valid_to < scope.day):
        return False
    if link.need is not None and link.need not in scope.family:
        need = scope.network.needs.get(link.need)
        general = need is not None and (need.is_for_professionals or link.need == "samordning")
        if not general and not (scope.is_urgent and need is not None and need.is_urgent):
            return False
    if link.condition is LinkCondition.VACANT:
        return not want.has_holder
    if link.condition is LinkCondition.CLOSED:
        return want.is_closed
    return link.condition is not LinkCondition.OTHER and link.condition is not LinkCondition.FULL


def _add(
    chain: _Chain,
    organization: Organization | None,
    service: Service | None,
    role: RoleId | None,
    path: Path,
    *,
    is_complete: bool = False,
) -> CallStep | None:
    """Make a step of the chain, unless its id or its number is in it already. Without a channel it is a gap instead."""
    scope = chain.scope
    channels = open_channels(service, organization, scope.moment, path)
    owner = (
        service
        if service is not None and (organization is None or service.organization == organization.id)
        else None
    )
    name = owner.name if owner else organization.name if organization else ""
    step_id = str(owner.id if owner else organization.id if organization else "")
    if step_id in chain.steps:
        return chain.steps[step_id]
    phones = [one for one in channels if one.channel.kind in CALLED and one.is_good]
    if not phones:
        _miss_number(chain, step_id, name, path)
    if not channels or (phones and phones[0].channel.value in chain.numbers):
        return None
    chain.numbers.update(one.channel.value for one in phones)
    full = path if is_complete else (*path, *reached_by(step_id, name, channels))
    now = phones[0].now if phones else state_of(service, organization, channels, scope.moment)
    is_emergency = service is not None and service.is_emergency_line
    kind = _kind(scope, phones, now, full, is_emergency=is_emergency)
    step = CallStep(
        step_id,
        name,
        (owner.name_en if owner else organization.name_en if organization else "") or name,
        kind,
        full,
        organization,
        service,
        scope.network.roles.get(role) if role else None,
        channels,
        now,
        tuple(_to_mind(scope, organization, service, channels, full)),
    )
    chain.steps[step_id] = step
    return step


def _kind(
    scope: Scope, phones: list[OpenChannel], now: OpenNow, path: Path, *, is_emergency: bool
) -> StepKind:
    """Tell whether to call now, to try, or to call later. At night a guess is only a try, but 112 is never a guess."""
    hop = weakest(path)
    is_guess = (
        hop is not None and hop.provenance is not None and hop.provenance.confidence is Confidence.INFERRED
    )
    is_risky = is_guess and scope.is_urgent and not scope.is_office_time
    if now.state.is_open:
        return StepKind.NOW if phones and (is_emergency or not is_risky) else StepKind.TRY
    if now.state is OpenState.UNKNOWN:
        return StepKind.TRY
    return StepKind.LATER


def _to_mind(
    scope: Scope,
    organization: Organization | None,
    service: Service | None,
    channels: tuple[OpenChannel, ...],
    path: Path,
) -> Iterable[Reason]:
    """Say what to know before calling: whom to ask for, how old the number is, who may call."""
    first = channels[0]
    if service is not None and service.is_emergency_line:
        if any(hop.code in ("stands_in_for", "refers_to") for hop in path) and first.channel.value == LIFE:
            yield Reason("ask_for_on_call", {"area_name": municipality_of(scope).name})
        return
    if first.channel.label:
        yield Reason("ask_for", {"label": first.channel.label}, first.channel.provenance)
    if first.channel.kind not in CALLED:
        yield Reason("no_phone", {"name": organization.name if organization else ""})
    if service is not None:
        yield from access_reasons(service)
    yield from freshness_reasons(first.channel.display, first.channel.provenance.last_known_on, scope.day)
    hop = weakest(path)
    if hop is not None and hop.provenance is not None and hop.provenance.confidence is Confidence.INFERRED:
        yield Reason("inferred", {"hop": hop.code, "name": hop.subject_name}, hop.provenance)


def _miss_role(chain: _Chain, role: RoleId, path: Path) -> None:
    scope = chain.scope
    last = path[-1] if path else None
    known = last is not None and last.code in ("holds", "vacant")
    provenance = last.provenance if last is not None and known else None
    code = "role_unknown"
    kind = UnknownKind.UNKNOWN
    if last is not None and last.code == "holds":
        code = "role_unverified"
    elif provenance is not None and provenance.confidence is not Confidence.UNKNOWN:
        code, kind = "role_vacant", UnknownKind.NONE
    place = municipality_of(scope)
    params = {
        "role": role,
        "role_name": scope.network.name_of(role),
        "area": place.id,
        "area_name": place.name,
    }
    gap = Gap(kind, Reason(code, params, provenance), role, scope.network.name_of(role), path)
    if role in scope.network.held_roles:
        chain.gaps.setdefault((role, code), gap)


def _miss_number(chain: _Chain, step_id: str, name: str, path: Path) -> None:
    reason = Reason("number_unknown", {"name": name})
    chain.gaps.setdefault((step_id, "number"), Gap(UnknownKind.UNKNOWN, reason, step_id, name, path))


def _last_resort(chain: _Chain) -> list[CallStep]:
    """Return the end of the chain: the emergency lines that are not called earlier as a sure thing; never nobody.

    A line that stood further up only as a try is moved to the end, so that nobody is told to call it twice.
    """
    scope = chain.scope
    lines = [line for line in _emergency_lines(scope) if line.channels]
    _drop_closed_doors(chain, {line.channels[0].value for line in lines})
    sure = {
        one.channel.value
        for step in chain.steps.values()
        if step.kind is StepKind.NOW
        for one in step.channels
    }
    left = [line for line in lines if line.channels[0].value not in sure] or lines[-1:]
    found = []
    for line in left:
        earlier = chain.steps.pop(line.id, None)
        organization = scope.network.organizations.find(line.organization) if line.organization else None
        path: Path = (Hop("last_resort", line.id, line.id, line.name, line.name, line.provenance),)
        channels = open_channels(line, organization, scope.moment, path)
        is_life = channels[0].channel.value == LIFE
        reason = Reason("last_resort", {"name": line.name, "is_life": is_life}, line.provenance)
        found.append(
            CallStep(
                line.id,
                line.name,
                line.name_en or line.name,
                StepKind.LAST_RESORT,
                earlier.path if earlier else (*path, *reached_by(line.id, line.name, channels)),
                organization,
                line,
                None,
                channels,
                channels[0].now,
                (reason,),
            )
        )
    return found


def _drop_closed_doors(chain: _Chain, numbers: set[str]) -> None:
    """Take out units that are not open now and are reached through an emergency number only.

    *Via 112* is their right number, but calling it now reaches the operator: the line itself says so further down.
    """
    for step in list(chain.steps.values()):
        is_line = step.service is not None and step.service.is_emergency_line
        phones = {one.channel.value for one in step.channels if one.channel.kind in CALLED}
        if not is_line and step.kind is not StepKind.NOW and phones and phones <= numbers:
            del chain.steps[step.id]


def _emergency_lines(scope: Scope) -> list[Service]:
    """List the defined last resort, always-open lines first."""
    services = scope.network.services
    lines = [services[name] for name in scope.network.emergency_lines if name in services]
    return sorted(lines, key=lambda line: (not line.schedule.rows, line.id))


def _tell_unanswered(chain: _Chain) -> None:
    """Say that it is not known whether anybody answers, where an on-call role was tried and nobody is sure to."""
    scope = chain.scope
    for role in sorted(chain.visited.intersection(scope.network.roles)):
        steps = [step for step in chain.steps.values() if step.role is not None and step.role.id == role]
        is_on_call = bool(scope.network.links_from(role, LinkKind.STANDS_IN_FOR))
        if not is_on_call or any(step.kind is StepKind.NOW for step in steps):
            continue
        params = {"role_name": scope.network.name_of(role), "area_name": municipality_of(scope).name}
        gap = Gap(UnknownKind.UNKNOWN, Reason("on_call_unknown", params), role, scope.network.name_of(role))
        chain.gaps.setdefault((role, "on_call_unknown"), gap)


def _tell_loops(chain: _Chain) -> None:
    """Say that two of those visited refer to each other, so that a caller would be sent round."""
    network = chain.scope.network
    visited = sorted(node for node in chain.visited if node in network.loops)
    if len(visited) > 1:
        names = tuple(network.name_of(node) for node in visited)
        links = [
            link
            for node in visited
            for link in network.links_from(node, LinkKind.REFERS_TO)
            if link.target in visited
        ]
        provenance = links[0].provenance if links else None
        chain.notes["loop"] = Reason("loop_broken", {"names": names, "ids": tuple(visited)}, provenance)
