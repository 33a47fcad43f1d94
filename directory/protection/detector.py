"""Find whatever tells where a place is in a free text. Linear in the length of the text."""

from __future__ import annotations

from directory.protection.direction import find_directions
from directory.protection.kind import Telling
from directory.protection.line import Line
from directory.protection.maplink import find_links
from directory.protection.phone import find_phones
from directory.protection.plain import plain
from directory.protection.position import find_positions
from directory.protection.postcode import find_postcodes
from directory.protection.street import find_streets
from directory.protection.street_en import find_english_streets
from directory.protection.town import find_towns


def telling(text: str, *, towns: frozenset[str] = frozenset()) -> tuple[Telling, ...]:
    """Return what in *text* tells a place, in order; *towns* are the names that count as towns.

    Upper and lower case, missing diacritics, characters that nobody sees, look-alikes and extra spaces do not matter.
    Pass the same set of *towns* each time: it is prepared once.
    """
    made = plain(text)
    line = Line(made.text)
    found = {
        *find_streets(line),
        *find_english_streets(line),
        *find_postcodes(line),
        *find_positions(made.text, line),
        *find_links(made.text),
        *find_directions(line),
        *find_towns(line, towns),
        *find_phones(made.text),
    }
    return tuple(
        sorted(
            (Telling(kind, made.at[start], made.at[end - 1] + 1) for kind, start, end in found),
            key=lambda each: (each.start, each.end, each.kind),
        )
    )
