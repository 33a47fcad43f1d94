"""Needs, and the routines that say in which order they are met."""

from __future__ import annotations

from sqlalchemy import Connection

from directory.graph.facts import Need, NeedId, RoutineStep
from directory.model import Need as NeedRow
from directory.model import RoutineStep as RoutineStepRow
from directory.model import RoutineStepNeed
from directory.store.fact.select import Ids, Sources, by, rows


def read_needs(connection: Connection, ids: Ids = None) -> tuple[Need, ...]:
    """Return the needs, ordered by id."""
    return tuple(
        Need(
            id=NeedId(row.id),
            name_sv=row.name_sv,
            name_en=row.name_en,
            broader=NeedId(row.broader_id) if row.broader_id else None,
            description_sv=row.description_sv,
            description_en=row.description_en,
            is_urgent=row.is_urgent,
            is_for_professionals=row.is_for_professionals,
            taxonomy_terms=tuple(row.taxonomy_terms),
        )
        for row in rows(connection, NeedRow, "id", ids)
    )


def read_routine(connection: Connection, sources: Sources, ids: Ids = None) -> tuple[RoutineStep, ...]:
    """Return the steps of all routines, each routine in its order."""
    needs = by(lambda row: row.routine_step_id, rows(connection, RoutineStepNeed, "routine_step_id", ids))
    steps = sorted(
        rows(connection, RoutineStepRow, "id", ids),
        key=lambda row: (row.framework, row.stage, row.step_order, row.id),
    )
    return tuple(
        RoutineStep(
            id=row.id,
            framework=row.framework,
            stage=row.stage,
            order=row.step_order,
            title_sv=row.title_sv,
            title_en=row.title_en,
            needs=tuple(
                NeedId(said.need_id) for said in sorted(needs[row.id], key=lambda said: said.said_order)
            ),
            responsible=row.responsible,
            provenance=sources.of(row),
            deadline_sv=row.deadline_sv,
            deadline_en=row.deadline_en,
        )
        for row in steps
    )
