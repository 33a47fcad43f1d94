"""What must not be said of a protected service: anything that tells where it is.

Its place is never stored, so there is no column for it; this looks for places that slipped into the free texts, and
for phone numbers whose area code tells the town. An organization all of whose services are protected is one with them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from directory.interchange.seeds.check import Places
from directory.interchange.seeds.phone import normalise
from directory.interchange.seeds.problem import Problems
from directory.interchange.seeds.row import SeedRow
from directory.protection import TellingKind, is_geographic, say, telling
from directory.store.towns import KINDS_OF_AREA, KINDS_OF_PLACE

PARTS = ("channels", "schedules", "coverage")
"""Files whose rows belong to a service or to an organization."""
NOT_TEXT = frozenset({"id", "dated"})
ADDRESSES = frozenset({"source", "website", "value"})
"""Columns that hold a URL or a number; where they hold words, these are read like any others."""
OWNERS = ("service", "organization")


def check_protected(rows: Mapping[str, Mapping[str, SeedRow]], places: Places, problems: Problems) -> None:
    """Note every row that seems to tell where a protected service is."""
    towns = _towns(rows)
    for file, key, row in _rows_about_protected(rows):
        line = places[file][key]
        for column, value in row:
            kinds = _told(column, value, towns) if isinstance(value, str) else ()
            if kinds:
                problems.add(
                    line.file,
                    line.number,
                    f"the service is protected, and “{column}” seems to tell where it is. {say(kinds[0], 'en')}",
                )
        if file == "channels" and _has_area_code(row):
            problems.add(
                line.file,
                line.number,
                "the service is protected, and the area code of “value” tells where it is. "
                "Leave the number out: the way in is the referral.",
            )


def _told(column: str, value: str, towns: frozenset[str]) -> tuple[TellingKind, ...]:
    if column in NOT_TEXT:
        return ()
    kinds = tuple(found.kind for found in telling(value, towns=towns))
    if column == "value" or (column in ADDRESSES and value.startswith(("http://", "https://"))):
        return tuple(kind for kind in kinds if kind is TellingKind.MAP)
    return kinds


def _towns(rows: Mapping[str, Mapping[str, SeedRow]]) -> frozenset[str]:
    kinds = {"areas": frozenset(map(str, KINDS_OF_AREA)), "places": frozenset(KINDS_OF_PLACE)}
    return frozenset(
        str(getattr(row, "name", ""))
        for file, wanted in kinds.items()
        for row in rows[file].values()
        if str(getattr(row, "kind", "")) in wanted
    )


def _rows_about_protected(rows: Mapping[str, Mapping[str, SeedRow]]) -> Iterator[tuple[str, str, SeedRow]]:
    services = rows["services"]
    protected = {key: row for key, row in services.items() if getattr(row, "is_protected", False)}
    open_ones = {getattr(row, "organization", None) for key, row in services.items() if key not in protected}
    organizations = {getattr(row, "organization", None) for row in protected.values()} - open_ones - {None}
    for key, row in protected.items():
        yield "services", key, row
    for key, row in rows["organizations"].items():
        if key in organizations:
            yield "organizations", key, row
    wanted = {"service": protected.keys(), "organization": organizations}
    for file in PARTS:
        for key, row in rows[file].items():
            if any(getattr(row, owner, None) in wanted[owner] for owner in OWNERS):
                yield file, key, row


def _has_area_code(row: SeedRow) -> bool:
    if getattr(row, "kind", None) != "phone":
        return False
    try:
        return is_geographic(normalise(str(getattr(row, "value", "")), is_demo=True))
    except ValueError:
        return False  # said elsewhere, where the number is read
