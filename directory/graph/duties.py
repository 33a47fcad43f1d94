"""Who decides, pays, delivers, advises and coordinates: duties resolved, here and where she is resident."""

from __future__ import annotations

from directory.graph.answer import DutyLine, Gap, Hop, Path
from directory.graph.contact import is_verified, open_channels
from directory.graph.facts import (
    NATION,
    Access,
    Area,
    AreaId,
    Duty,
    DutyKind,
    DutyPlace,
    NeedId,
    Organization,
    ResidenceCondition,
    RoleId,
    Service,
)
from directory.graph.gap import role_gap
from directory.graph.matching import is_valid_on, status_fits
from directory.graph.paths import asked_in, duty_of, held_by
from directory.graph.question import ABROAD
from directory.graph.scope import Scope, successor_of

KIND_ORDER = (DutyKind.DECIDES, DutyKind.DELIVERS, DutyKind.COORDINATES, DutyKind.ADVISES, DutyKind.PAYS)
PHASE_ORDER = ("acute", "any", "arrival", "protected_housing", "decision", "reflection", "after_acute")
"""What comes first when somebody asks in the middle of it; phases not named here come after, by name."""


def duties_that_hold(scope: Scope) -> list[tuple[Duty, bool]]:
    """List the duties for the needs asked, in force on the day, each with whether it hangs on something not said.

    A duty for a broader need holds for the narrower one. Ordered by need asked, phase, kind, id; each once.
    """
    found: dict[str, tuple[Duty, bool]] = {}
    for need in scope.question.needs:
        terms: tuple[NeedId, ...] = (need, *scope.network.broader(need))
        held = [(duty, _holds(duty, scope)) for term in terms for duty in scope.network.duties_for(term)]
        kept = [(duty, verdict is None) for duty, verdict in held if verdict is not False]
        # What holds for the very need comes before what holds for everything it belongs to.
        kept.sort(
            key=lambda pair: (
                pair[1],
                terms.index(pair[0].need),
                duty_rank(pair[0], is_conditional=pair[1]),
            )
        )
        for duty, open_ended in kept:
            found.setdefault(duty.id, (duty, open_ended))
    return list(found.values())


def duty_rank(duty: Duty, *, is_conditional: bool) -> tuple[bool, int, int, str]:
    """Return what duties are ordered by: certain ones, early phases, deciding kinds first."""
    return (is_conditional, phase_rank(duty.phase), KIND_ORDER.index(duty.kind), duty.id)


def phase_rank(phase: str) -> int:
    """Return the place of *phase* in ``PHASE_ORDER``; one that is not named there comes after all that are."""
    return PHASE_ORDER.index(phase) if phase in PHASE_ORDER else len(PHASE_ORDER)


def _holds(duty: Duty, scope: Scope) -> bool | None:
    """Whether *duty* holds for this question: yes, no, or None when it depends on something not said."""
    question = scope.question
    if not is_valid_on(scope.day, duty.valid_from, duty.valid_to):
        return False
    if not duty.groups & question.group.members:
        return False
    verdicts = [
        status_fits(duty.statuses, question.status),
        _residence_fits(duty.residence, question.residence, scope),
    ]
    if False in verdicts:
        return False
    partly = not question.group.members <= duty.groups and len(question.group.members) > 1
    return None if None in verdicts or partly else True


def _residence_fits(condition: ResidenceCondition, residence: AreaId | None, scope: Scope) -> bool | None:
    if condition is ResidenceCondition.ANY:
        return True
    if residence is None:
        return None
    here = residence in {wider.area for wider in scope.widening}
    if condition is ResidenceCondition.NOT_IN_SWEDEN:
        return residence == ABROAD
    if condition is ResidenceCondition.SAME:
        return here
    return residence != ABROAD and not here


def duty_lines(scope: Scope) -> tuple[tuple[DutyLine, ...], tuple[Gap, ...]]:
    """Resolve every duty that holds to the organizations that have it; what cannot be resolved becomes a gap."""
    lines: list[DutyLine] = []
    gaps: dict[tuple[str, str], Gap] = {}
    for duty, is_conditional in duties_that_hold(scope):
        line = _resolved(duty, scope, is_conditional=is_conditional)
        lines.append(line)
        is_office = duty.role in scope.network.held_roles
        if (
            not line.organizations
            and duty.role
            and is_office
            and not is_conditional
            and line.area is not None
        ):
            gap = role_gap(scope.network, duty.role, line.area, line.path)
            gaps.setdefault((duty.role, line.area.id), gap)
    return tuple(lines), tuple(gaps.values())


def _resolved(duty: Duty, scope: Scope, *, is_conditional: bool) -> DutyLine:
    network = scope.network
    role = network.roles.get(duty.role) if duty.role else None
    start: Path = (duty_of(network, duty),)
    if duty.organization is not None and duty.organization in network.organizations:
        organization, hops = successor_of(network.organizations[duty.organization], network, scope.day)
        return _line(scope, duty, None, None, ((organization, (*start, *hops)),), is_conditional)
    area = _area_of(duty, scope)
    if role is None or area is None:
        return DutyLine(duty, duty.kind, role, area, (), (), start, is_conditional)
    start = (*start, *_where(duty, area))
    found: list[tuple[Organization, Path]] = []
    vacancy: Path = ()
    widening = scope.widening if area is scope.area else network.widening(area.id, scope.day)
    for held in network.holders_along(role.id, widening, scope.day):
        path = (*start, *held_by(network, role.id, held))
        holder = network.organizations.find(held.holding.organization) if held.holding.organization else None
        if holder is None or not is_verified(path):
            vacancy = vacancy or path
            continue
        organization, hops = successor_of(holder, network, scope.day)
        found.append((organization, (*path, *hops)))
    if not found:
        return DutyLine(duty, duty.kind, role, area, (), (), vacancy or start, is_conditional)
    return _line(scope, duty, role.id, area, tuple(found), is_conditional)


def _line(
    scope: Scope,
    duty: Duty,
    role: RoleId | None,
    area: Area | None,
    found: tuple[tuple[Organization, Path], ...],
    is_conditional: bool,
) -> DutyLine:
    organization, path = found[0]
    channels = open_channels(service_for(scope, organization, role), organization, scope.moment, path)
    named = scope.network.roles.get(role) if role else None
    organizations = tuple(one for one, _ in found)
    return DutyLine(duty, duty.kind, named, area, organizations, channels, path, is_conditional)


def _where(duty: Duty, area: Area) -> tuple[Hop, ...]:
    if duty.place is DutyPlace.NATION:
        return ()
    return (asked_in(area.id, area.name, "residence" if duty.place is DutyPlace.RESIDENCE else "stay"),)


def _area_of(duty: Duty, scope: Scope) -> Area | None:
    """Return the area in which the holder is looked for; None when the question does not say."""
    network, question = scope.network, scope.question
    if duty.place is DutyPlace.NATION:
        return network.areas.get(NATION)
    if duty.place is DutyPlace.RESIDENCE:
        return network.areas.get(question.residence) if question.residence else None
    if duty.place is DutyPlace.ASSIGNED:
        return None
    return scope.area


def service_for(scope: Scope, organization: Organization, role: RoleId | None) -> Service | None:
    """Return the service through which *organization* (as holder of *role*) is reached for the needs asked.

    Its own services that meet a need, and are not for another legal status, come first, then what every holder of the
    role offers, then any that may be called directly; a mailbox for something else, reached by referral, is not lent
    to this duty.
    """
    own = scope.network.services_of(organization.id)
    by_role = scope.network.services_of(role) if role else ()
    fitting = [
        service
        for service in (*own, *by_role)
        if scope.family.intersection(service.needs)
        and status_fits(service.statuses, scope.question.status) is not False
    ]
    open_to_all = [one for one in own if one.channels and one.access is not Access.REFERRAL]
    return next(iter([*fitting, *by_role, *open_to_all]), None)
