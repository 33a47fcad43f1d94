"""A seed row as the database wants it: one record, the words said of it, and a digest to know both again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from enum import Enum
from typing import Any

from sqlalchemy import inspect

from directory.model import Base, Record

BOOKKEEPING = frozenset({"id", "version", "origin", "seed_digest", "confirmed_on"})
"""Columns that the seeds do not speak of."""

Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class SeedRecord:
    """A record as the seeds want it. ``children``: rows of dependent tables, without the id of the record."""

    model: type[Record]
    id: str
    values: Values
    children: Mapping[type[Base], tuple[Values, ...]] = field(default_factory=dict)

    @property
    def digest(self) -> str:
        """The digest of what the seeds say."""
        return digest(self.model, self.values, self.children)


def digest(model: type[Base], values: Values, children: Mapping[type[Base], Iterable[Values]]) -> str:
    """Return a hash of what is said in a record (SHA-256, hex).

    Nothing said (None, empty, a column's default) leaves no trace, so that a column added later does not make
    every record look edited.
    """
    said: dict[str, Any] = _said(model, values)
    for child, rows in children.items():
        listed = sorted(json.dumps(_said(child, row), sort_keys=True) for row in rows)
        if listed:
            said[child.__tablename__] = listed
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def _said(model: type[Base], values: Values) -> dict[str, Any]:
    defaults = _defaults(model)
    return {
        name: _plain(value)
        for name, value in values.items()
        if name not in BOOKKEEPING and value not in (None, "", [], ()) and value != defaults.get(name)
    }


_KNOWN_DEFAULTS: dict[type[Base], dict[str, Any]] = {}


def _defaults(model: type[Base]) -> dict[str, Any]:
    if model not in _KNOWN_DEFAULTS:
        _KNOWN_DEFAULTS[model] = {
            attribute.key: attribute.columns[0].default.arg
            for attribute in inspect(model).column_attrs
            if attribute.columns[0].default is not None and attribute.columns[0].default.is_scalar
        }
    return _KNOWN_DEFAULTS[model]


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        aware = value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
        return aware.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value
