"""What is stored now, as plain values and all at once: a file of 20,000 rows asks the database a dozen times."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from directory.graph.facts import Visibility
from directory.interchange.table.heading import plain as plain_name
from directory.model import (
    Area,
    Channel,
    Coverage,
    DoNotList,
    Location,
    Organization,
    Place,
    Record,
    Schedule,
    Service,
    Tombstone,
)
from directory.store.changeset.rows import WORDS, columns_of
from directory.store.towns import KINDS_OF_AREA, KINDS_OF_PLACE
from directory.store.trace import plain

Values = dict[str, Any]
"""Column → plain value, ``id`` among them."""


@dataclass(slots=True)
class Stored:
    """Records by id, and what belongs to an organization or a service by the id of that one.

    Restricted channels and places are kept apart by being left out: a file neither changes nor finds them.
    """

    organizations: dict[str, Values] = field(default_factory=dict)
    services: dict[str, Values] = field(default_factory=dict)
    by_name: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    """Plain name of an organization → ids."""
    services_of: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    channels: dict[str, list[Values]] = field(default_factory=lambda: defaultdict(list))
    schedules: dict[str, list[Values]] = field(default_factory=lambda: defaultdict(list))
    """Without those of one channel."""
    coverage: dict[str, list[Values]] = field(default_factory=lambda: defaultdict(list))
    locations: dict[str, list[Values]] = field(default_factory=lambda: defaultdict(list))
    has_place: set[str] = field(default_factory=set)
    """Owners of a place, restricted ones among them."""
    objected: frozenset[str] = frozenset()
    buried: frozenset[tuple[str, str]] = frozenset()
    """Kind and id of records that shall not be listed."""
    buried_names: frozenset[tuple[str, str]] = frozenset()
    """Kind and plain name of them."""
    towns: frozenset[str] = frozenset()

    def service_named(self, organization: str, name: str) -> list[str]:
        """Return the services of an organization that are called *name*, however it is spelled."""
        wanted = plain_name(name)
        return [
            one for one in self.services_of[organization] if plain_name(self.services[one]["name"]) == wanted
        ]

    def is_only_protected(self, organization: str) -> bool:
        """Whether all services of an organization are protected, and it has any."""
        found = self.services_of.get(organization, [])
        return bool(found) and all(self.services[one]["is_protected"] for one in found)


def read_stored(connection: Connection, today: date) -> Stored:
    """Return everything that a file may be about, as it stands on *today*."""
    stored = Stored()
    for row in _rows(connection, Organization):
        stored.organizations[row["id"]] = row
        stored.by_name[plain_name(row["name"])].append(row["id"])
    words = _words(connection)
    for row in _rows(connection, Service):
        row.update(words[row["id"]])
        stored.services[row["id"]] = row
        if row["organization_id"] is not None:
            stored.services_of[row["organization_id"]].append(row["id"])
    for row in _rows(connection, Channel):
        if row["visibility"] != Visibility.RESTRICTED.value:
            stored.channels[_owner(row)].append(row)
    for row in _rows(connection, Schedule):
        if row["channel_id"] is None and _holds(row, today):
            stored.schedules[_owner(row)].append(row)
    for row in _rows(connection, Coverage):
        if row["serves"] and _holds(row, today):
            stored.coverage[row["service_id"]].append(row)
    for row in _rows(connection, Location):
        stored.has_place.add(_owner(row))
        if row["visibility"] != Visibility.RESTRICTED.value:
            stored.locations[_owner(row)].append(row)
    for rows in stored.channels.values():
        rows.sort(key=lambda row: (row["order"], row["id"]))
    stored.objected = frozenset(connection.scalars(select(DoNotList.digest)))
    graves = connection.execute(select(Tombstone.kind, Tombstone.record, Tombstone.name)).all()
    stored.buried = frozenset((kind, record) for kind, record, _name in graves)
    stored.buried_names = frozenset((kind, plain_name(name)) for kind, _record, name in graves if name)
    stored.towns = _towns(connection)
    return stored


def _rows(connection: Connection, model: type[Record]) -> Iterator[Values]:
    names = ("id", *columns_of(model))
    for row in connection.execute(select(*(getattr(model, name) for name in names)).order_by(model.id)):
        yield {name: plain(value) for name, value in zip(names, row, strict=True)}


def _words(connection: Connection) -> Mapping[str, Values]:
    found: dict[str, Values] = defaultdict(
        lambda: {name: {} if word.value else [] for name, word in WORDS.items()}
    )
    for name, word in WORDS.items():
        model: Any = word.model
        key = getattr(model, word.key)
        ordered = (model.order, key) if word.is_ordered else (key,)
        asked = (model.service_id, key, getattr(model, word.value)) if word.value else (model.service_id, key)
        for service, *said in connection.execute(select(*asked).order_by(model.service_id, *ordered)):
            if word.value:
                found[service][name][plain(said[0])] = plain(said[1])
            else:
                found[service][name].append(plain(said[0]))
    return found


def _owner(row: Values) -> str:
    return str(row["service_id"] or row["organization_id"])


def _holds(row: Values, today: date) -> bool:
    return row["valid_to"] is None or row["valid_to"] >= today.isoformat()


def _towns(connection: Connection) -> frozenset[str]:
    areas = connection.scalars(select(Area.name).where(Area.kind.in_(KINDS_OF_AREA)))
    places = connection.scalars(select(Place.name).where(Place.kind.in_(KINDS_OF_PLACE)))
    return frozenset((*areas, *places))
