"""The work list of a coordinator: what is wrong or waits in her area, from all its sources, most harm first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy import func, or_, select

from directory.access import Borders, Identity, Permission, Role, may_there
from directory.clock import as_local
from directory.graph.facts import AreaId, OrganizationId
from directory.maintaining.due import list_due
from directory.maintaining.duplicates import suggest
from directory.maintaining.overview import count_by_organization
from directory.maintaining.report import open_reports
from directory.maintaining.task import (
    STALEST,
    UNDATED,
    WAITING_DAYS,
    Dependence,
    Desk,
    Task,
    TaskKind,
    dependences,
)
from directory.model import (
    Changeset,
    ChangesetState,
    Conflict,
    Contact,
    Grant,
    Holding,
    Invitation,
    Organization,
    Post,
    Service,
)

__all__ = [
    "STALEST",
    "UNDATED",
    "Dependence",
    "Desk",
    "Task",
    "TaskKind",
    "count_by_kind",
    "dependences",
    "is_answerable",
    "work_list",
]


def work_list(desk: Desk, kinds: Iterable[TaskKind] = ()) -> list[Task]:
    """List what is to be done at *desk*, most harm first, then by kind, name and record; of all *kinds* if empty."""
    wanted = frozenset(kinds)
    found = [
        replace(one, answers=one.answers or desk.of(one.organization).answers)
        for kind, source in SOURCES
        if not wanted or kind in wanted
        for one in source(desk)
    ]
    order = tuple(TaskKind)
    return sorted(found, key=lambda one: (-one.harm, order.index(one.kind), one.name, one.record, one.detail))


def count_by_kind(tasks: Iterable[Task]) -> dict[TaskKind, int]:
    """Count *tasks* by kind, in the order of ``TaskKind``."""
    counts = Counter(one.kind for one in tasks)
    return {kind: counts[kind] for kind in TaskKind}


def _names(desk: Desk) -> dict[str, str]:
    rows = desk.reading.execute(select(Organization.id, Organization.name))
    return {row.id: row.name for row in rows if row.id in desk.organizations}


def _stale(desk: Desk) -> Iterator[Task]:
    names = _names(desk)
    wanted = [OrganizationId(name) for name in desk.organizations]
    for due in list_due(desk.reading, desk.today, wanted):
        if not due.is_due(desk.today):
            continue
        depends = desk.of(due.organization)
        overdue = due.overdue(desk.today)
        age = _age(desk.today, due.on - timedelta(days=due.days) if due.on else None, depends)
        staleness = UNDATED if overdue is None or age is None else min(STALEST, max(1.0, age / due.days))
        yield Task(
            TaskKind.STALE,
            due.organization,
            names.get(due.organization, due.organization),
            days=age,
            staleness=staleness,
        )


def _age(today: date, known_on: date | None, depends: Dependence) -> int | None:
    """Return the age in days of a record or of the weakest hop to it, whichever is older; None: not known."""
    if known_on is None:
        return None
    return (today - min(known_on, depends.weakest_on or known_on)).days


def _reported(desk: Desk) -> Iterator[Task]:
    names = _names(desk)
    wanted = [OrganizationId(name) for name in desk.organizations]
    services = {row.id: row.name for row in desk.reading.execute(select(Service.id, Service.name))}
    for report in open_reports(desk.reading, wanted):
        told = report.told
        organization = str(told.organization or "")
        name = services.get(told.record, names.get(told.record, told.record))
        days = (desk.today - as_local(report.last_at).date()).days
        yield Task(
            TaskKind.REPORTED,
            organization,
            name,
            record=f"{told.kind}:{told.record}",
            detail=told.trouble.value,
            days=days,
            times=report.times,
            staleness=2.0 if report.is_confirmed_by_days else 1.0,
        )


def _proposed(desk: Desk) -> Iterator[Task]:
    for one in proposals(desk):
        days = (desk.now - one.made_at).days
        yield Task(
            TaskKind.PROPOSED,
            one.organization_id or "",
            one.title,
            record=one.id,
            days=days,
            staleness=1 + days / WAITING_DAYS,
        )
    names = _names(desk)
    for organization, counted in sorted(count_by_organization(desk.reading, desk.today).items()):
        if organization in desk.organizations and counted.waiting:
            yield Task(TaskKind.PROPOSED, organization, names[organization], times=counted.waiting)


def proposals(desk: Desk) -> list[Changeset]:
    """List the proposals that wait at *desk*, oldest first: those of its organizations, and of its areas."""
    rows = desk.reading.scalars(
        select(Changeset)
        .where(Changeset.state == ChangesetState.WAITING)
        .order_by(Changeset.made_at, Changeset.id)
    )
    return [one for one in rows if is_answerable(desk.identity, one, desk.borders)]


def is_answerable(
    identity: Identity,
    changeset: Changeset,
    borders: Borders,
    permission: Permission = Permission.CHANGE_APPROVE,
) -> bool:
    """Tell whether *changeset* is a matter of what *identity* stands over.

    A new organization is nowhere yet: it belongs to the area that it was proposed for.
    """
    if changeset.organization_id is not None:
        return may_there(
            identity, permission, borders, organization=OrganizationId(changeset.organization_id)
        )
    return changeset.area_id is not None and may_there(
        identity, permission, borders, area=AreaId(changeset.area_id)
    )


def _unowned(desk: Desk) -> Iterator[Task]:
    owned = set(
        desk.reading.scalars(
            select(Grant.organization_id).where(
                Grant.role == Role.NGO_OWNER,
                Grant.ended_at.is_(None),
                Grant.valid_from <= desk.today,
                Grant.valid_to >= desk.today,
            )
        )
    )
    invited = {one.organization_id for one in _open_invitations(desk)}
    for organization, name in sorted(_names(desk).items()):
        if organization not in owned and organization not in invited:
            yield Task(TaskKind.UNOWNED, organization, name)


def _invited(desk: Desk) -> Iterator[Task]:
    names = _names(desk)
    for one in _open_invitations(desk):
        if one.organization_id in names:
            days = max(0, (desk.now - one.created_at).days)
            yield Task(
                TaskKind.INVITED,
                one.organization_id or "",
                names[one.organization_id or ""],
                record=one.id,
                detail=one.role.value,
                days=days,
                staleness=1 + days / WAITING_DAYS,
            )


def _open_invitations(desk: Desk) -> list[Invitation]:
    rows = select(Invitation).where(Invitation.accepted_at.is_(None), Invitation.withdrawn_at.is_(None))
    return list(desk.reading.scalars(rows.order_by(Invitation.created_at, Invitation.id)))


def _vacant(desk: Desk) -> Iterator[Task]:
    """Roles that nobody is known to hold, and posts without a holder."""
    for one in desk.reading.scalars(
        select(Holding)
        .where(
            Holding.organization_id.is_(None), or_(Holding.valid_to.is_(None), Holding.valid_to >= desk.today)
        )
        .order_by(Holding.id)
    ):
        if one.area_id in desk.areas:
            yield Task(TaskKind.VACANT, "", one.area_id, record=one.id, detail=one.role_id)
    names = _names(desk)
    held = (
        select(func.count(Contact.id))
        .where(
            Contact.post_id == Post.id,
            Contact.approved_at.is_not(None),
            Contact.ended_at.is_(None),
            Contact.objected_at.is_(None),
            Contact.valid_to >= desk.today,
        )
        .scalar_subquery()
    )
    owner = func.coalesce(Post.organization_id, Service.organization_id)
    rows = select(Post, owner).outerjoin(Service, Service.id == Post.service_id).where(held == 0)
    for post, organization in desk.reading.execute(rows.order_by(Post.id)):
        if organization in names:
            yield Task(TaskKind.VACANT, organization, names[organization], record=post.id, detail=post.title)


def _conflicting(desk: Desk) -> Iterator[Task]:
    owners: dict[str, str | None] = {
        row.id: row.organization_id
        for row in desk.reading.execute(select(Service.id, Service.organization_id))
    }
    for one in desk.reading.scalars(select(Conflict).order_by(Conflict.id)):
        whose = [owners.get(subject) or subject for subject in one.subjects]
        mine = [name for name in whose if name in desk.organizations or name in desk.areas]
        if mine:
            yield Task(TaskKind.CONFLICT, mine[0], one.subject, record=one.id, staleness=2.0)


def _alike(desk: Desk) -> Iterator[Task]:
    """Pairs of organizations, or of services, that may be one."""
    rows = [
        *desk.reading.execute(select(Organization.id, Organization.name, Organization.id.label("owner"))),
        *desk.reading.execute(select(Service.id, Service.name, Service.organization_id.label("owner"))),
    ]
    known = {row.id: row for row in rows}
    within = {row.id for row in rows if row.owner in desk.organizations}
    for kind in ("organization", "service"):
        for pair in suggest(desk.reading, kind, within=within):
            mine = pair.first if pair.first in within else pair.second
            yield Task(
                TaskKind.DUPLICATE,
                known[mine].owner or "",
                f"{known[pair.first].name} / {known[pair.second].name}",
                record=f"{kind}:{pair.first}:{pair.second}",
                staleness=pair.score / 50,
            )


SOURCES: tuple[tuple[TaskKind, Callable[[Desk], Iterable[Task]]], ...] = (
    (TaskKind.REPORTED, _reported),
    (TaskKind.PROPOSED, _proposed),
    (TaskKind.STALE, _stale),
    (TaskKind.CONFLICT, _conflicting),
    (TaskKind.VACANT, _vacant),
    (TaskKind.INVITED, _invited),
    (TaskKind.DUPLICATE, _alike),
    (TaskKind.UNOWNED, _unowned),
)
"""Where the work comes from, by kind."""
