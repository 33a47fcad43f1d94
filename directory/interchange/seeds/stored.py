"""The records that are in the database now, in the same shape as the seeds want them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from sqlalchemy import Connection, inspect, select

from directory.interchange.seeds.record import BOOKKEEPING, SeedRecord, Values, digest
from directory.model import (
    Base,
    Duty,
    DutyGroup,
    DutyStatus,
    Origin,
    Record,
    RoutineStep,
    RoutineStepNeed,
    Service,
    ServiceAcceptance,
    ServiceLanguage,
    ServiceNeed,
    ServiceReferralRole,
    ServiceStatus,
)

CHILDREN: Mapping[type[Record], Mapping[type[Base], str]] = {
    Duty: {DutyGroup: "duty_id", DutyStatus: "duty_id"},
    Service: dict.fromkeys(
        (ServiceNeed, ServiceAcceptance, ServiceStatus, ServiceLanguage, ServiceReferralRole), "service_id"
    ),
    RoutineStep: {RoutineStepNeed: "routine_step_id"},
}
"""Record → its dependent tables → the attribute that names the record there."""


@dataclass(frozen=True, slots=True)
class StoredRecord:
    """A record as it is now."""

    model: type[Record]
    id: str
    values: Values
    children: Mapping[type[Base], tuple[Values, ...]]
    origin: Origin
    seed_digest: str | None
    kept_by_the_store: Values = field(default_factory=dict)
    """What the seeds do not speak of, by attribute: its version, the day on which it was confirmed …"""

    @property
    def digest(self) -> str:
        """The digest of what is said in it now."""
        return digest(self.model, self.values, self.children)

    @property
    def is_as_seeded(self) -> bool:
        """Whether nobody changed it since the seeds wrote it."""
        return self.origin is Origin.SEED and self.seed_digest == self.digest

    def references(self) -> Iterator[tuple[str, str]]:
        """Yield (table, id) for every record that this one needs to be there."""
        return references_of(self)


def references_of(record: SeedRecord | StoredRecord) -> Iterator[tuple[str, str]]:
    """Yield (table, id) for every record that *record* needs to be there."""
    for attribute, table in _references(record.model):
        if (name := record.values.get(attribute)) is not None:
            yield table, name
    for child, rows in record.children.items():
        for attribute, table in _references(child):
            for row in rows:
                if attribute in row:
                    yield table, row[attribute]


def read_stored(connection: Connection, model: type[Record]) -> dict[str, StoredRecord]:
    """Return every record of *model*, by id. One statement for it and one for each dependent table."""
    children: dict[type[Base], dict[str, list[Values]]] = {}
    for child, parent in CHILDREN.get(model, {}).items():
        grouped: dict[str, list[Values]] = defaultdict(list)
        for row in _rows(connection, child):
            grouped[row.pop(parent)].append(row)
        children[child] = grouped
    found: dict[str, StoredRecord] = {}
    for row in _rows(connection, model):
        found[row["id"]] = StoredRecord(
            model,
            row["id"],
            {name: value for name, value in row.items() if name not in BOOKKEEPING},
            {child: tuple(grouped[row["id"]]) for child, grouped in children.items()},
            row["origin"],
            row["seed_digest"],
            {name: row[name] for name in BOOKKEEPING if name in row and name != "id"},
        )
    return found


def _rows(connection: Connection, model: type[Base]) -> Iterator[dict[str, Any]]:
    attributes = [(attribute.key, attribute.columns[0]) for attribute in inspect(model).column_attrs]
    keys = [key for key, _ in attributes]
    for row in connection.execute(select(*(column for _, column in attributes))):
        yield dict(zip(keys, row, strict=True))


@cache
def _references(model: type[Base]) -> tuple[tuple[str, str], ...]:
    """Return (attribute, table it refers to) of *model*."""
    return tuple(
        (attribute.key, key.column.table.name)
        for attribute in inspect(model).column_attrs
        for key in attribute.columns[0].foreign_keys
    )
