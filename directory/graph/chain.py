"""Act now: whom to call first and whom next if nobody answers. No loops, and always a defined last resort.

The chain is walked like a call: from whoever has the duty to whoever stands in when they are closed, vacant or unknown.
Whoever answers for certain comes first, then those who may, then those who open later, and last 112 and 114 14.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from directory.graph.answer import CallStep, DutyLine, Gap, Path, Provider, Reason, StepKind
from directory.graph.call import call_role
from directory.graph.contact import best_phone
from directory.graph.duties import duty_rank
from directory.graph.facts import Access, DutyKind, DutyPlace, RoleId
from directory.graph.last_resort import last_resort, tell_loops, tell_unanswered
from directory.graph.paths import asked_in, duty_of
from directory.graph.scope import Scope
from directory.graph.step import Chain, add_step

STEP_ORDER = {kind: rank for rank, kind in enumerate(StepKind)}


HELPERS = 3
"""How many services that are open now are added to those who have the duty."""


ACTING = frozenset({DutyKind.DECIDES, DutyKind.DELIVERS, DutyKind.COORDINATES, DutyKind.ADVISES})


LATE_PHASES = frozenset(
    {"reimbursement", "assigned", "guardian", "after_report", "investigation", "after_acute"}
)
"""Phases that nobody needs a phone number for at once."""


def act_now(
    scope: Scope, duties: Iterable[DutyLine], providers: Iterable[Provider]
) -> tuple[tuple[CallStep, ...], tuple[Gap, ...], tuple[Reason, ...]]:
    """Return the call chain, what is not known about it, and what had to be mended in it (loops)."""
    chain = Chain(scope)
    start = (*scope.succession, asked_in(scope.area.id, scope.area.name))
    for role, path in _responsible(scope, duties):
        call_role(chain, role, (*path, *start), 0)
    turns = [_add_helpers, _add_advisers]
    if any(scope.network.needs[need].is_for_professionals for need in scope.question.needs):
        turns.reverse()
    for turn in turns:
        turn(chain, tuple(providers), start)
    tell_unanswered(chain)
    tell_loops(chain)
    last = last_resort(chain)
    steps = sorted(chain.steps.values(), key=lambda step: STEP_ORDER[step.kind])
    return (*steps, *last), tuple(chain.gaps.values()), tuple(chain.notes.values())


def _add_helpers(chain: Chain, providers: tuple[Provider, ...], start: Path) -> None:
    del start
    for provider in _open_helpers(providers):
        add_step(chain, provider.organization, provider.service, None, provider.path, is_complete=True)


def _add_advisers(chain: Chain, providers: tuple[Provider, ...], start: Path) -> None:
    del providers
    before = set(chain.steps)
    for role, path in _advisers(chain.scope):
        # Each adviser stands in for the others: the list itself is the passing on.
        call_role(chain, role, (*path, *start), 0, pass_on=False)
    for name in chain.steps.keys() - before:
        chain.steps[name] = replace(chain.steps[name], is_adviser=True)


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
