"""Organizations and services as a table whose columns are those of a file that is read in."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping

from directory.graph.facts import Acceptance, Area, AreaId, Need, NeedId
from directory.interchange.table.column import Column
from directory.interchange.table.shown import (
    BETWEEN,
    access_of,
    areas_of,
    groups_of,
    hours_of,
    kind_of,
    languages_of,
    needs_of,
    phone_shown,
)
from directory.interchange.table.stored import Stored, Values

COLUMNS = (
    Column.ORGANIZATION_ID,
    Column.ORGANIZATION,
    Column.KIND,
    Column.WEBSITE,
    Column.SERVICE_ID,
    Column.SERVICE,
    Column.NEEDS,
    Column.ACCEPTS,
    Column.PREFERS,
    Column.ASKS_FIRST,
    Column.EXCLUDES,
    Column.AGE_MIN,
    Column.AGE_MAX,
    Column.LANGUAGES,
    Column.AREAS,
    Column.ACCESS,
    Column.REFERRAL,
    Column.PHONE,
    Column.EMAIL,
    Column.HOURS,
    Column.PROTECTED,
)

Row = dict[Column, str]


def rows_of(
    stored: Stored,
    areas: Mapping[AreaId, Area],
    needs: Mapping[NeedId, Need],
    may: Callable[[str], bool],
    *,
    only_areas: Collection[str] | None = None,
    only_needs: Collection[str] | None = None,
    has_organizations: bool = True,
    has_services: bool = True,
) -> Iterator[list[str]]:
    """Yield one row for each organization that *may* names, and one for each of its services, by name.

    ``only_areas`` and ``only_needs``: services that serve one of these areas, and meet one of these needs.
    """
    names = sorted(stored.organizations, key=lambda one: (stored.organizations[one]["name"].casefold(), one))
    for organization in names:
        row = stored.organizations[organization]
        if row["is_historical"] or not may(organization):
            continue
        services = [
            stored.services[one]
            for one in sorted(stored.services_of.get(organization, []))
            if _fits(stored.services[one], stored, only_areas, only_needs)
        ]
        if has_organizations and (services or (only_areas is None and only_needs is None)):
            yield _cells(_organization(row, stored))
        if has_services:
            for service in services:
                yield _cells(_service(row, service, stored, areas, needs))


def _fits(
    service: Values, stored: Stored, areas: Collection[str] | None, needs: Collection[str] | None
) -> bool:
    served = {row["area_id"] for row in stored.coverage.get(service["id"], [])}
    return (areas is None or not served.isdisjoint(areas)) and (
        needs is None or not set(service["needs"]).isdisjoint(needs)
    )


def _organization(row: Values, stored: Stored) -> Row:
    return {
        Column.ORGANIZATION_ID: row["id"],
        Column.ORGANIZATION: row["name"],
        Column.KIND: kind_of(row["kind"]),
        Column.WEBSITE: row["website"],
        **_reached(row["id"], stored),
    }


def _service(
    organization: Values,
    row: Values,
    stored: Stored,
    areas: Mapping[AreaId, Area],
    needs: Mapping[NeedId, Need],
) -> Row:
    return {
        Column.ORGANIZATION_ID: organization["id"],
        Column.ORGANIZATION: organization["name"],
        Column.SERVICE_ID: row["id"],
        Column.SERVICE: row["name"],
        Column.NEEDS: needs_of(row["needs"], needs),
        Column.ACCEPTS: groups_of(row["acceptance"], Acceptance.ACCEPTS),
        Column.PREFERS: groups_of(row["acceptance"], Acceptance.PREFERS),
        Column.ASKS_FIRST: groups_of(row["acceptance"], Acceptance.ASK_FIRST),
        Column.EXCLUDES: groups_of(row["acceptance"], Acceptance.EXCLUDES),
        Column.AGE_MIN: _number(row["age_min"]),
        Column.AGE_MAX: _number(row["age_max"]),
        Column.LANGUAGES: languages_of(row["languages"]),
        Column.AREAS: areas_of(stored.coverage.get(row["id"], []), areas),
        Column.ACCESS: access_of(row["access"]),
        Column.REFERRAL: row["referral"],
        Column.PROTECTED: "ja" if row["is_protected"] else "nej",
        **_reached(row["id"], stored),
    }


def _reached(owner: str, stored: Stored) -> Row:
    channels = stored.channels.get(owner, [])
    return {
        Column.PHONE: BETWEEN.join(phone_shown(row) for row in channels if row["kind"] == "phone"),
        Column.EMAIL: BETWEEN.join(row["value"] for row in channels if row["kind"] == "email"),
        Column.HOURS: hours_of(stored.schedules.get(owner, [])),
    }


def _number(value: int | None) -> str:
    return "" if value is None else str(value)


def _cells(row: Row) -> list[str]:
    return [str(row.get(column, "")) for column in COLUMNS]
