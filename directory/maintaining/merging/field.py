"""What is chosen when two records become one: field by field, whose value holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from directory.model import Organization, Service
from directory.store.changeset import values_of
from directory.store.changeset.rows import WHERE_FROM

KEPT, GONE, BOTH = "kept", "gone", "both"
"""Whose value holds: that of the record that stays, of the one that goes, or both together (lists only)."""
HOURS = "hours"
"""The week of the record itself, which is rows of its own."""
_PERIOD = ("valid_from", "valid_to")
_KNOWN = ("source", "dated", "on", "confidence", "confirmed_on", "note")
"""Where a record is from: of one of them as a whole."""

FIELDS: Mapping[str, Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "organization": {
            "name": ("name",),
            "name_en": ("name_en",),
            "sort": ("kind",),
            "parent_id": ("parent_id",),
            "website": ("website",),
            "period": (*_PERIOD, "is_historical"),
            "cadence_days": ("cadence_days",),
            HOURS: (),
            "provenance": (*sorted(WHERE_FROM), "note"),
        },
        "service": {
            "name": ("name",),
            "name_en": ("name_en",),
            "owner": ("organization_id", "role_id"),
            "needs": ("needs",),
            "acceptance": ("acceptance",),
            "ages": ("age_min", "age_max"),
            "statuses": ("statuses",),
            "languages": ("languages",),
            "access": ("access",),
            "referral": ("referral",),
            "referral_roles": ("referral_roles",),
            "capacity": ("capacity", "capacity_until"),
            "is_emergency_line": ("is_emergency_line",),
            "period": _PERIOD,
            "cadence_days": ("cadence_days",),
            HOURS: (),
            "provenance": (*sorted(WHERE_FROM), "note"),
        },
    }
)
"""Table → what is chosen → the columns that go with it: a number and its end are one thing, and so are two ages."""

JOINED = frozenset({"needs", "acceptance", "languages", "referral_roles"})
"""What may hold the values of both. Not the legal statuses: none of them means all."""


@dataclass(frozen=True, slots=True)
class Field:
    """One choice: the values of both, by column, what is chosen unless somebody says otherwise; whether it matters."""

    name: str
    kept: Mapping[str, Any]
    gone: Mapping[str, Any]
    default: str
    is_different: bool

    @property
    def may_be_both(self) -> bool:
        """Whether the values of both can hold together."""
        return self.name in JOINED


def fields_of(kept: Organization | Service, gone: Organization | Service) -> list[Field]:
    """Return what is to be chosen. By default a value wins over none, that of the record that stays over the other."""
    ours, theirs = values_of(kept), values_of(gone)
    found = []
    for name, columns in FIELDS[str(kept.__tablename__)].items():
        mine = {column: ours[column] for column in columns}
        other = {column: theirs[column] for column in columns}
        is_empty = not any(value not in (None, "", [], {}, False, "unknown") for value in mine.values())
        default = BOTH if name in JOINED else GONE if is_empty and columns and mine != other else KEPT
        found.append(Field(name, mine, other, default, mine != other))
    return found


def chosen_values(fields: list[Field], choices: Mapping[str, str]) -> dict[str, Any]:
    """Return what the record that stays shall say; a choice that is none, or is missing, is the default."""
    wanted: dict[str, Any] = {}
    for field in fields:
        choice = choice_of(field, choices)
        if choice == GONE:
            wanted |= field.gone
        elif choice == BOTH:
            wanted |= {column: _joined(field.gone[column], field.kept[column]) for column in field.kept}
        else:
            wanted |= field.kept
    return wanted


def choice_of(field: Field, choices: Mapping[str, str]) -> str:
    """Return what was chosen of *field*."""
    choice = choices.get(field.name, field.default)
    allowed = (KEPT, GONE, BOTH) if field.may_be_both else (KEPT, GONE)
    return choice if choice in allowed else field.default


def _joined(gone: Any, kept: Any) -> Any:
    if isinstance(kept, Mapping):
        return {**gone, **kept}
    return list(dict.fromkeys([*kept, *gone]))
