"""Duties as people tell them: what one office has to do, said once, with all the rules it follows from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from directory.graph.answer import DutyLine
from directory.graph.facts import Area, DutyKind, Organization, Role


@dataclass(frozen=True, slots=True)
class Charge:
    """What the same body has to do, by one or more rules. ``lines`` holds the rules, in the order of the answer."""

    kind: DutyKind
    organizations: tuple[Organization, ...]
    role: Role | None
    area: Area | None
    is_conditional: bool
    lines: tuple[DutyLine, ...]

    @property
    def conditions(self) -> tuple[str, ...]:
        """What the rules say of when and how, each once."""
        return tuple(dict.fromkeys(line.duty.condition for line in self.lines if line.duty.condition))

    @property
    def legal_bases(self) -> tuple[str, ...]:
        """The laws that the rules are in, each once."""
        return tuple(dict.fromkeys(line.duty.legal_basis for line in self.lines if line.duty.legal_basis))


def charges_of(lines: Iterable[DutyLine]) -> tuple[Charge, ...]:
    """Gather the duties that say the same of the same body. Ordered as the first rule of each comes in the answer.

    A rule that hangs on something not said is never gathered with one that holds for certain.
    """
    found: dict[tuple[object, ...], list[DutyLine]] = {}
    for line in lines:
        bodies = tuple(organization.id for organization in line.organizations)
        role = line.role.id if line.role else None
        found.setdefault((line.kind, line.is_conditional, bodies, bodies or role), []).append(line)
    return tuple(
        Charge(
            some[0].kind,
            some[0].organizations,
            some[0].role,
            some[0].area,
            some[0].is_conditional,
            tuple(some),
        )
        for some in found.values()
    )
