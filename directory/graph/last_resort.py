"""The end of a call chain: 112 and 114 14, and what has to be told about the chain as a whole."""

from __future__ import annotations

from dataclasses import replace

from directory.graph.answer import CallStep, Gap, Hop, Path, Reason, StepKind, UnknownKind
from directory.graph.contact import CALLED, LIFE, open_channels
from directory.graph.facts import LinkKind, Service
from directory.graph.paths import reached_by
from directory.graph.scope import Scope, municipality_of
from directory.graph.step import Chain, add_step, may_answer


def last_resort(chain: Chain) -> list[CallStep]:
    """Return the end of the chain: the emergency lines that are not called earlier as a sure thing; never nobody.

    A line that stood further up only as a try is moved to the end, so that nobody is told to call it twice; unless
    it is there for the very help, and another line ends the chain.
    """
    scope = chain.scope
    lines = [line for line in _emergency_lines(scope) if line.channels]
    _drop_closed_doors(chain, {line.channels[0].value for line in lines})
    _open_door(chain, lines)
    sure = {
        one.channel.value
        for step in chain.steps.values()
        if step.kind is StepKind.NOW
        for one in step.channels
    }
    left = [line for line in lines if line.channels[0].value not in sure] or lines[-1:]
    asked = [line for line in left if line.id in chain.steps and set(line.needs) & set(scope.question.needs)]
    if len(asked) < len(left):
        left = [line for line in left if line not in asked]
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
                reasons=(reason,),
            )
        )
    return found


def _drop_closed_doors(chain: Chain, numbers: set[str]) -> None:
    """Take out units that are not open now and are reached through an emergency number only.

    *Via 112* is their right number, but calling it now reaches the operator: the line itself says so further down.
    """
    for step in list(chain.steps.values()):
        is_line = step.service is not None and step.service.is_emergency_line
        phones = {one.channel.value for one in step.channels if one.channel.kind in CALLED}
        if not is_line and step.kind is not StepKind.NOW and phones and phones <= numbers:
            del chain.steps[step.id]
            chain.numbers -= phones


def _open_door(chain: Chain, lines: list[Service]) -> None:
    """Put 112 before everybody who is closed in an urgent matter: it is open, and connects to who is on call.

    It comes first when nobody else may answer; else after those who give the very help, though their hours are unknown.
    """
    scope = chain.scope
    if not scope.is_urgent or any(step.kind is StepKind.NOW for step in chain.steps.values()):
        return
    line = next((one for one in lines if one.channels[0].value == LIFE), None)
    if line is None:
        return
    organization = scope.network.organizations.find(line.organization) if line.organization else None
    path: Path = (Hop("last_resort", line.id, line.id, line.name, line.name, line.provenance),)
    is_first = not any(may_answer(step) for step in chain.steps.values())
    if scope.is_office_time and not is_first:
        return
    step = add_step(chain, organization, line, None, path)
    if step is None:
        return
    if is_first and any(_is_on_call(scope, role) for role in chain.visited):
        reason = Reason("ask_for_on_call", {"area_name": municipality_of(scope).name})
    else:
        reason = Reason("last_resort", {"name": line.name, "is_life": True}, line.provenance)
    chain.steps[step.id] = replace(step, reasons=(reason,))
    if not is_first:
        chain.beside.add(step.id)


def _is_on_call(scope: Scope, node: str) -> bool:
    """Whether *node* is a role that takes over for another one."""
    return node in scope.network.roles and bool(scope.network.links_from(node, LinkKind.STANDS_IN_FOR))


def _emergency_lines(scope: Scope) -> list[Service]:
    """List the defined last resort, always-open lines first."""
    services = scope.network.services
    lines = [services[name] for name in scope.network.emergency_lines if name in services]
    return sorted(lines, key=lambda line: (not line.schedule.rows, line.id))


def tell_unanswered(chain: Chain) -> None:
    """Say that it is not known whether anybody answers, where an on-call role was tried and nobody is sure to."""
    scope = chain.scope
    for role in sorted(chain.visited.intersection(scope.network.roles)):
        steps = [step for step in chain.steps.values() if step.role is not None and step.role.id == role]
        if not _is_on_call(scope, role) or any(step.kind is StepKind.NOW for step in steps):
            continue
        params = {"role_name": scope.network.name_of(role), "area_name": municipality_of(scope).name}
        gap = Gap(UnknownKind.UNKNOWN, Reason("on_call_unknown", params), role, scope.network.name_of(role))
        chain.gaps.setdefault((role, "on_call_unknown"), gap)


def tell_loops(chain: Chain) -> None:
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
