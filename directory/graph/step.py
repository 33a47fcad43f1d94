"""One step of a call chain: whom, when, and what to know before calling. What cannot be a step becomes a gap."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from directory.graph.answer import (
    CallStep,
    Gap,
    OpenChannel,
    OpenNow,
    OpenState,
    Path,
    Reason,
    StepKind,
    UnknownKind,
    weakest,
)
from directory.graph.contact import CALLED, LIFE, open_channels, state_of
from directory.graph.facts import Access, Confidence, Organization, RoleId, Service
from directory.graph.gap import role_gap
from directory.graph.name import Name
from directory.graph.paths import reached_by
from directory.graph.providers import access_reasons
from directory.graph.scope import Scope, freshness_reasons, municipality_of


@dataclass(slots=True)
class Chain:
    """The chain while it is being walked."""

    scope: Scope
    steps: dict[str, CallStep] = field(default_factory=dict)
    numbers: set[str] = field(default_factory=set)
    gaps: dict[tuple[str, str], Gap] = field(default_factory=dict)
    notes: dict[str, Reason] = field(default_factory=dict)
    visited: set[str] = field(default_factory=set)
    beside: set[str] = field(default_factory=set)
    """Steps that give only advice, or only a part of the help asked for."""


def add_step(
    chain: Chain,
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
    named = owner or organization
    name = Name(named.name, named.name_en) if named else Name("")
    step_id = str(owner.id if owner else organization.id if organization else "")
    if step_id in chain.steps:
        return chain.steps[step_id]
    phones = [one for one in channels if one.channel.kind in CALLED and one.is_good]
    if not phones and (service is None or service.access is not Access.REFERRAL):
        # What is reached through others only is not missing a number.
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
        name.en,
        kind,
        full,
        organization,
        service,
        scope.network.roles.get(role) if role else None,
        channels,
        now,
        reasons=tuple(_to_mind(scope, organization, service, channels, full)),
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
        if first.channel.value == LIFE:
            is_passed_on = any(hop.code in ("stands_in_for", "refers_to") for hop in path)
            yield Reason(
                "ask_for_on_call" if is_passed_on else "danger", {"area_name": municipality_of(scope).name}
            )
        return
    if first.channel.label:
        yield Reason("ask_for", {"label": first.channel.label}, first.channel.provenance)
    if first.channel.kind not in CALLED:
        yield Reason("no_phone", {"name": organization.name if organization else ""})
    if service is not None:
        yield from access_reasons(service)
    yield from freshness_reasons(first.channel.display, first.channel.provenance, scope.day)
    hop = weakest(path)
    if hop is not None and hop.provenance is not None and hop.provenance.confidence is Confidence.INFERRED:
        yield Reason("inferred", {"hop": hop.code, "name": hop.subject_name}, hop.provenance)


def may_answer(step: CallStep) -> bool:
    """Whether there is a good number to try, and nothing but the hours is unknown."""
    return (
        step.kind is StepKind.TRY
        and step.now.state is OpenState.UNKNOWN
        and any(one.channel.kind in CALLED and one.is_good for one in step.channels)
    )


def miss_role(chain: Chain, role: RoleId, path: Path) -> None:
    """Put it down as not known, or as vacant, who holds *role* here; a role that is no office is left out."""
    network = chain.scope.network
    if role in network.held_roles:
        gap = role_gap(network, role, municipality_of(chain.scope), path)
        chain.gaps.setdefault((role, gap.reason.code), gap)


def _miss_number(chain: Chain, step_id: str, name: Name, path: Path) -> None:
    reason = Reason("number_unknown", {"name": name})
    chain.gaps.setdefault((step_id, "number"), Gap(UnknownKind.UNKNOWN, reason, step_id, name, path))
