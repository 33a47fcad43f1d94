"""Bring the database to what the seeds say, in the caller's transaction, and leave alone what people edited here.

This is one of the two places that may write with plain statements; it therefore notes the facts it touches.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, Table, bindparam, delete, insert, inspect, update

from directory.interchange.seeds.away import leave_away
from directory.interchange.seeds.plan import Plan
from directory.interchange.seeds.record import SeedRecord
from directory.interchange.seeds.stored import CHILDREN, StoredRecord, read_stored
from directory.model import Base, Origin, Record, TouchedFact


def plan(connection: Connection, wanted: Mapping[type[Record], Iterable[SeedRecord]]) -> list[Plan]:
    """Return what has to be done, a plan for each model in the order of *wanted*; writes nothing."""
    plans = [_plan(model, records, read_stored(connection, model)) for model, records in wanted.items()]
    _keep_what_is_needed(plans)
    leave_away(connection, plans)
    return plans


def carry_out(connection: Connection, plans: Iterable[Plan]) -> set[TouchedFact]:
    """Do what the *plans* say and return the facts that it touches."""
    by_table = {plan.model.__tablename__: plan for plan in plans}
    order = [by_table[table.name] for table in Base.metadata.sorted_tables if table.name in by_table]
    touched: set[TouchedFact] = set()
    for step in reversed(order):
        _remove(connection, step)
    for step in order:
        _add(connection, step)
        _change(connection, step)
        _catch_up(connection, step)
    for step in order:
        for record in step.added + step.changed:
            touched.update(step.model.touched({"id": record.id, **record.values}))
        for old in step.removed + [step.stored[record.id] for record in step.changed]:
            touched.update(step.model.touched({"id": old.id, **old.values}))
    return touched


def _plan(model: type[Record], records: Iterable[SeedRecord], stored: dict[str, StoredRecord]) -> Plan:
    plan = Plan(model, stored=stored)
    vanished = dict(stored)
    for record in records:
        old = vanished.pop(record.id, None)
        if old is None:
            plan.added.append(record)
        elif old.digest == record.digest:
            plan.same += 1
            if old.origin is Origin.SEED and old.seed_digest != record.digest:
                plan.caught_up.append(record)
        elif old.is_as_seeded:
            plan.changed.append(record)
        else:
            plan.kept.append(old)
    for old in vanished.values():
        if old.is_as_seeded:
            plan.removed.append(old)
        elif old.origin is Origin.SEED:
            plan.kept.append(old)
    return plan


def _keep_what_is_needed(plans: Iterable[Plan]) -> None:
    """Take back removals of records that something which stays refers to."""
    going = {(step.model.__tablename__, old.id): (step, old) for step in plans for old in step.removed}
    wanted = {(step.model.__tablename__, record.id) for step in plans for record in step.added + step.changed}
    open_ends = [
        old
        for step in plans
        for old in step.stored.values()
        if (key := (step.model.__tablename__, old.id)) not in going and key not in wanted
    ]
    while open_ends:
        for reference in open_ends.pop().references():
            if reference in going:
                step, old = going.pop(reference)
                step.removed.remove(old)
                step.kept.append(old)
                open_ends.append(old)


def _remove(connection: Connection, plan: Plan) -> None:
    if plan.removed:
        statement = delete(plan.model).where(plan.model.id == bindparam("gone"))
        connection.execute(statement, [{"gone": old.id} for old in plan.removed])


def _add(connection: Connection, plan: Plan) -> None:
    if not plan.added:
        return
    rows = [
        {"id": record.id, "version": 1, "origin": Origin.SEED, "seed_digest": record.digest, **record.values}
        for record in plan.added
    ]
    connection.execute(insert(_table(plan.model)), _by_column(plan.model, rows))
    _add_children(connection, plan.model, plan.added)


def _change(connection: Connection, plan: Plan) -> None:
    if not plan.changed:
        return
    table = _table(plan.model)
    rows = _by_column(
        plan.model, [{"seed_digest": record.digest, **record.values} for record in plan.changed]
    )
    for record, row in zip(plan.changed, rows, strict=True):
        connection.execute(
            update(table).where(table.c.id == record.id).values(version=table.c.version + 1, **row)
        )
    for child, parent in CHILDREN.get(plan.model, {}).items():
        column = inspect(child).column_attrs[parent].columns[0]
        connection.execute(
            delete(_table(child)).where(column == bindparam("changed")),
            [{"changed": record.id} for record in plan.changed],
        )
    _add_children(connection, plan.model, plan.changed)


def _catch_up(connection: Connection, plan: Plan) -> None:
    """Take records that the seeds have caught up with as their own again; no fact changes by that."""
    table = _table(plan.model)
    for record in plan.caught_up:
        connection.execute(update(table).where(table.c.id == record.id).values(seed_digest=record.digest))


def _add_children(connection: Connection, model: type[Record], records: Iterable[SeedRecord]) -> None:
    rows: dict[type[Base], list[dict[str, object]]] = defaultdict(list)
    for record in records:
        for child, said in record.children.items():
            rows[child].extend({CHILDREN[model][child]: record.id, **row} for row in said)
    for child, of_child in rows.items():
        if of_child:
            connection.execute(insert(_table(child)), _by_column(child, of_child))


def _table(model: type[Base]) -> Table:
    return Base.metadata.tables[model.__tablename__]


def _by_column(model: type[Base], rows: Iterable[Mapping[str, object]]) -> list[dict[str, object]]:
    """Return *rows*, which are by attribute, by the names of the columns."""
    column_of = {attribute.key: attribute.columns[0].name for attribute in inspect(model).column_attrs}
    return [{column_of[name]: value for name, value in row.items()} for row in rows]
