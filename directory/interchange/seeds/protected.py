"""What must not be said of a protected service: anything that tells where it is.

Its place is never stored, so there is no column for it; this looks for places that slipped into the free texts, and
for phone numbers whose area code tells the town.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from directory.interchange.seeds.check import Places
from directory.interchange.seeds.phone import is_geographic, normalise
from directory.interchange.seeds.problem import Problems
from directory.interchange.seeds.row import SeedRow

_PLACE = re.compile(
    r"\b\d{3} ?\d{2} [A-ZÅÄÖ]"  # postcode and town
    r"|\b[5-6]\d\.\d{3,}"  # a latitude in Sweden
    r"|\bmaps\.|\bgoo\.gl\b|\bopenstreetmap\b"
    r"|\b[A-ZÅÄÖ][a-zåäö]+(?:gatan|gata|vägen|väg|gränd|stigen|torget|torg|allén|backen|platsen) ?\d"
)
PARTS = ("channels", "schedules", "coverage")
"""Files whose rows belong to a service."""
NOT_TEXT = frozenset({"id", "source", "dated", "website", "value"})


def tells_a_place(text: str) -> bool:
    """Return whether *text* seems to hold an address, a postcode, a position or a link to a map."""
    return _PLACE.search(text) is not None


def check_protected(rows: Mapping[str, Mapping[str, SeedRow]], places: Places, problems: Problems) -> None:
    """Note every row that seems to tell where a protected service is."""
    for file, key, row in _rows_about_protected(rows):
        line = places[file][key]
        telling = [
            column
            for column, value in row
            if isinstance(value, str) and column not in NOT_TEXT and tells_a_place(value)
        ]
        for column in telling:
            problems.add(
                line.file,
                line.number,
                f"the service is protected, and “{column}” seems to tell where it is. Take that out.",
            )
        if file == "channels" and _has_area_code(row):
            problems.add(
                line.file,
                line.number,
                "the service is protected, and the area code of “value” tells where it is. "
                "Leave the number out: the way in is the referral.",
            )


def _rows_about_protected(rows: Mapping[str, Mapping[str, SeedRow]]) -> Iterator[tuple[str, str, SeedRow]]:
    protected = {key: row for key, row in rows["services"].items() if getattr(row, "is_protected", False)}
    for key, row in protected.items():
        yield "services", key, row
    for file in PARTS:
        for key, row in rows[file].items():
            if getattr(row, "service", None) in protected:
                yield file, key, row


def _has_area_code(row: SeedRow) -> bool:
    if getattr(row, "kind", None) != "phone":
        return False
    try:
        return is_geographic(normalise(str(getattr(row, "value", "")), is_demo=True))
    except ValueError:
        return False  # said elsewhere, where the number is read
