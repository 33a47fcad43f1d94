"""Act now: whom to call first and whom next if nobody answers. No loops, and always a defined last resort.

The chain is walked like a call: from whoever has the duty to whoever stands in when they are closed, vacant or unknown.
Whoever answers for certain comes first, then those who may, then those who open later, and last 112 and 114 14.
In an urgent matter nobody who is closed comes first: when everybody is, 112 does.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from directory.graph.answer import CallStep, DutyLine, Gap, OpenState, Path, Provider, Reason, StepKind
from directory.graph.call import call_role
from directory.graph.contact import best_phone
from directory.graph.duties import duty_rank
from directory.graph.facts import Access, DutyKind, DutyPlace, NeedId, RoleId
from directory.graph.last_resort import last_resort, tell_loops, tell_unanswered
from directory.graph.paths import asked_in, duty_of
from directory.graph.scope import Scope
from directory.graph.step import Chain, add_step, may_answer

HELPERS = 3
"""How many services are added to those who have the duty."""
ACTING = frozenset({DutyKind.DECIDES, DutyKind.DELIVERS, DutyKind.COORDINATES, DutyKind.ADVISES})
"""Kinds of duty that one calls about: whoever pays is not needed tonight."""
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
    if _is_for_professionals(scope):
        _add_advisers(chain, start)
        _add_helpers(chain, providers)
    else:
        _add_helpers(chain, providers)
        _add_advisers(chain, start)
    tell_unanswered(chain)
    tell_loops(chain)
    last = last_resort(chain)
    steps = sorted(chain.steps.values(), key=lambda step: _turn(step, chain))
    return (*steps, *last), tuple(chain.gaps.values()), tuple(chain.notes.values())


def _turn(step: CallStep, chain: Chain) -> int:
    """Return when it is *step*'s turn: whoever is open first, but advice and part of the help after the help itself.

    Somebody who gives the very help and may well be there (hours not known) comes before somebody who is there for
    certain but can only give advice on it, or a part of it. Whoever is closed comes last.
    """
    is_beside = step.id in chain.beside
    if step.kind is StepKind.NOW:
        return 2 if is_beside else 0
    if step.kind is StepKind.TRY:
        return 1 if may_answer(step) and not is_beside else 3
    is_letterbox = step.service is not None and step.service.access is Access.REFERRAL
    return 5 if is_letterbox else 4


def _add_helpers(chain: Chain, providers: Iterable[Provider]) -> None:
    before = set(chain.steps)
    for provider in _helpers(providers):
        step = add_step(chain, provider.organization, provider.service, None, provider.path, is_complete=True)
        if step is not None and step.id not in before and provider.need_steps:
            chain.beside.add(step.id)


def _add_advisers(chain: Chain, start: Path) -> None:
    before = set(chain.steps)
    for role, path in _advisers(chain.scope):
        # Each adviser stands in for the others: the list itself is the passing on.
        call_role(chain, role, (*path, *start), 0, pass_on=False)
    is_asked_for = _is_for_professionals(chain.scope)
    for name in chain.steps.keys() - before:
        chain.steps[name] = replace(chain.steps[name], is_adviser=True)
        if not is_asked_for:
            chain.beside.add(name)


def _is_for_professionals(scope: Scope) -> bool:
    """Whether advice is what is asked for, and not only what may be had besides."""
    return any(scope.network.needs[need].is_for_professionals for need in scope.question.needs)


def _responsible(scope: Scope, duties: Iterable[DutyLine]) -> list[tuple[RoleId, Path]]:
    """List the roles to call because they have a duty here, urgent needs first, each once."""
    acting = [
        line
        for line in duties
        if line.kind in ACTING and line.role is not None and line.duty.place is not DutyPlace.RESIDENCE
    ]
    # Each need by itself: that one is settled leaves nobody uncalled for another. Kept in the order of the duties.
    chosen = {line.duty.id for need in scope.question.needs for line in _called_for(scope, need, acting)}
    lines = [line for line in acting if line.duty.id in chosen]
    urgent_first = sorted(lines, key=lambda line: not scope.network.needs[line.duty.need].is_urgent)
    found: dict[RoleId, Path] = {}
    for line in urgent_first:
        if line.role is not None:
            found.setdefault(line.role.id, line.path[:1])
    return list(found.items())


def _called_for(scope: Scope, need: NeedId, acting: list[DutyLine]) -> list[DutyLine]:
    """Choose the duties to call about for one *need*: what holds now, else what holds later, else what may hold.

    What is asked for by its own name is called about even if it comes late in a case.
    """
    terms = (need, *scope.network.broader(need))
    mine = [line for line in acting if line.duty.need in terms]
    certain = [line for line in mine if not line.is_conditional]
    at_once = [line for line in certain if line.duty.phase not in LATE_PHASES]
    exact = [line for line in certain if line.duty.need == need]
    late = [] if any(line in at_once for line in exact) else exact
    return [*late, *at_once] or certain or mine


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


def _helpers(providers: Iterable[Provider]) -> list[Provider]:
    """Choose services that may be called without a placement: those open now, then those that may be, best first.

    One whose hours are not known must give the very help. An emergency line is a helper for what it is there for; for
    everything else it is the last resort.
    """
    called = [
        provider
        for provider in providers
        if provider.service.access is not Access.REFERRAL
        and (not provider.service.is_emergency_line or not provider.need_steps)
        and best_phone(provider.channels) is not None
    ]
    is_open = [one for one in called if one.now.state.is_open]
    may_be_open = [one for one in called if one.now.state is OpenState.UNKNOWN and not one.need_steps]
    return [*is_open, *may_be_open][:HELPERS]
