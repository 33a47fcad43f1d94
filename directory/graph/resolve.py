"""The one resolver: (question, network) → answer. Everything that knows about responsibility calls it."""

from __future__ import annotations

from dataclasses import replace

from directory.graph.answer import Answer, Gap, Provider, Reason, UnknownKind
from directory.graph.chain import act_now
from directory.graph.duties import duty_lines
from directory.graph.facts import Conflict, Group, NeedId, RoutineStep
from directory.graph.network import Network
from directory.graph.providers import find_candidates, near_misses, provider_of
from directory.graph.question import Question
from directory.graph.scope import Scope, scope_of
from directory.graph.walk import Rejected, need_order

ROUTINE_STEPS = 6
REFUSALS = frozenset({"age", "does_not_serve", "full", "group_excluded", "status"})
"""Reasons of a near miss that say *no* to this person. Other help, another place and silence about a group do not."""
SAFETY = NeedId("skydd")
"""Immediate safety: seen to in every urgent matter, whatever was asked for."""
ACUTE_STAGES = 2
"""Stages of the national manual that belong to the first hours and days: identification and acute protection."""


def answer(question: Question, network: Network) -> Answer:
    """Answer *question* from *network*.

    Deterministic: the same question, network and day give the same answer, whatever order the facts came in.
    Never empty: the chain ends in the last resort, and what is not known is said.

    Errors: KeyError when the area or a need does not exist in *network*; ask with ids taken from it.
    """
    scope = scope_of(question, network)
    duties, duty_gaps = duty_lines(scope)
    providers, rejected, relaxed = _providers(scope)
    steps, chain_gaps, chain_notes = act_now(scope, duties, providers)
    misses = near_misses(scope, (provider.service.id for provider in providers), rejected)
    gaps = (
        *_no_providers(scope, providers, relaxed, rejected),
        *duty_gaps,
        *chain_gaps,
        *_place_gap(providers),
    )
    shown = {
        *(step.id for step in steps),
        *(provider.service.id for provider in providers),
        *(line.duty.id for line in duties),
        *(str(organization.id) for line in duties for organization in line.organizations),
    }
    return Answer(
        question=replace(question, area=scope.area.id, group=scope.group, at=scope.moment.at),
        act_now=steps,
        duties=duties,
        providers=providers,
        near_misses=misses,
        unknown=tuple({(gap.reason.code, gap.subject): gap for gap in gaps}.values()),
        notes=(*scope.notes, *chain_notes, *_conflicts(scope, shown)),
        relaxed=relaxed,
        routine=_routine(scope),
        revision=network.revision,
    )


def _providers(scope: Scope) -> tuple[tuple[Provider, ...], list[Rejected], tuple[Reason, ...]]:
    """Find who gives the help; when nobody does, give up one demand at a time and say which."""
    found, rejected = find_candidates(scope)
    relaxed: list[Reason] = []
    for reason, wider in () if found else _relaxations(scope):
        relaxed.append(reason)
        found, _ = find_candidates(wider)
        if found:
            scope = wider
            break
    else:
        relaxed = []  # Nothing helped: nobody is shown who would not be shown anyhow.
    return tuple(provider_of(scope, candidate) for candidate in found), rejected, tuple(relaxed)


def _relaxations(scope: Scope) -> list[tuple[Reason, Scope]]:
    """List what can be given up, in this order: the exact sort of help, the legal status, the age, the group."""
    network, question = scope.network, scope.question
    steps: list[tuple[Reason, Scope]] = []
    roots: tuple[NeedId, ...] = tuple(
        dict.fromkeys((network.broader(need) or (need,))[-1] for need in question.needs)
    )
    if roots != question.needs:
        scope = replace(scope, orders=tuple(need_order(network, root) for root in roots))
        names = tuple(network.name_of(root) for root in roots)
        steps.append((Reason("need_widened", {"needs": roots, "names": names}), scope))
    if question.status is not None:
        scope = replace(scope, asked=replace(scope.asked, status=None))
        steps.append((Reason("status_dropped", {"status": question.status.value}), scope))
    if question.age is not None:
        scope = replace(scope, asked=replace(scope.asked, age=None))
        steps.append((Reason("age_dropped", {"age": question.age}), scope))
    if question.group is not Group.ANY:
        scope = replace(
            scope,
            asked=replace(scope.asked, group=Group.ANY),
            question=replace(scope.question, group=Group.ANY),
        )
        steps.append((Reason("group_dropped", {"group": question.group.value}), scope))
    return steps


def _no_providers(
    scope: Scope, providers: tuple[Provider, ...], relaxed: tuple[Reason, ...], rejected: list[Rejected]
) -> tuple[Gap, ...]:
    """Say that nobody is known for the very question: *refused* when those who exist do not take this person."""
    if providers and not relaxed:
        return ()
    need = scope.question.needs[0]
    # Also those who are shown after all because a part of the question was given up.
    has_refusals = any(miss.failed.code in REFUSALS for miss in near_misses(scope, (), rejected))
    kind = UnknownKind.REFUSED if has_refusals else UnknownKind.UNKNOWN
    code = "everybody_refuses" if has_refusals else "nobody_known"
    params = {
        "need": need,
        "name": scope.network.name_of(need),
        "area_name": scope.area.name,
        "group": scope.group.value,
    }
    return (Gap(kind, Reason(code, params), need, scope.network.name_of(need)),)


def _place_gap(providers: tuple[Provider, ...]) -> tuple[Gap, ...]:
    """Say that places of protected services are never told, wherever one is among the answers."""
    protected = [provider for provider in providers if provider.service.is_protected]
    if not protected:
        return ()
    return (Gap(UnknownKind.UNKNOWN, Reason("places_never_stored"), "protected", ""),)


def _conflicts(scope: Scope, shown: set[str]) -> tuple[Reason, ...]:
    """Tell which sources contradict each other about anything in the answer."""
    found = {
        conflict.id: _disagreement(conflict)
        for subject in shown
        for conflict in scope.network.conflicts.get(subject, ())
    }
    return tuple(found[name] for name in sorted(found))


def _disagreement(conflict: Conflict) -> Reason:
    advice_sv = conflict.advice_sv or conflict.advice
    params = {
        "id": conflict.id,
        "subject": conflict.subject,
        "advice": conflict.advice,
        "advice_sv": advice_sv,
    }
    return Reason("conflict", params)


def _routine(scope: Scope) -> tuple[RoutineStep, ...]:
    """Choose the routine steps that concern the needs asked, in the order of the routine.

    In an urgent matter: the first days only, with what is done for everybody then (protection, coordination).
    """
    network = scope.network
    wanted = set(scope.family)
    if scope.is_urgent:
        wanted |= {
            need.id for need in network.needs.values() if need.is_for_professionals or need.id == SAFETY
        }
    steps = [step for step in network.routine if wanted.intersection(step.needs)]
    if scope.is_urgent:
        steps = [step for step in steps if step.stage <= ACUTE_STAGES]
    steps.sort(
        key=lambda step: (not scope.family.intersection(step.needs), step.framework, step.stage, step.order)
    )
    return tuple(sorted(steps[:ROUTINE_STEPS], key=lambda step: (step.framework, step.stage, step.order)))
