"""Streets, boxes, flats, doors and names of houses, in Swedish."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from directory.protection.kind import Telling, TellingKind
from directory.protection.line import Line
from directory.protection.words import SPELLED, endings, words

_ENDS: Final = endings("street_end")
_WEAK_ENDS: Final = endings("street_end_weak")
_NAME_ENDS: Final = endings("street_name_end")
_ALONE: Final = words("street_end")
_WEAK_ALONE: Final = words("street_end_weak")
_NOT: Final = words("no_street")
_SIDES: Final = words("side")
_NUMBER_WORDS: Final = words("number_word")
_UNITS: Final = words("unit")
_WEAK_BEFORE: Final = words("weak_before")
_NO_OWN_NAME: Final = words("no_own_name")
_FLATS: Final = words("flat")
_HOUSE_PARTS: Final = words("house_part")
_STAIRS: Final = words("stair")
_ORDINALS: Final = words("ordinal")
_STOREYS: Final = words("storey")
_ESTATES: Final = words("estate")
_NO_HOUSE: Final = words("no_house")
_NOT_OWNERS: Final = words("owner_no_house")
_HOUSE_ENDS: Final = endings("house_end")
_OWNER_ENDS: Final = ("ens", "ans", "ets", "ars", "ands")
_SHORTENED: Final = (
    "mandag",
    "tisdag",
    "onsdag",
    "torsdag",
    "fredag",
    "lordag",
    "sondag",
    "vardag",
    "helgdag",
    "arsdag",
    "ing",
    "ig",
    "lag",
    "drag",
    "tag",
    "helg",
    "hov",
    "brev",
    "krav",
    "liv",
    "av",
    "tiv",
)
"""Ends of words with g or v that end a sentence, and are not a shortened street."""
_HALLS: Final = ("hallen", "fallen", "vallen", "stallen", "tallen", "fjallen", "skallen")
_SHORT_ENDS: Final = ("sg", "rsv", "nsv", "ksv", "gsv")
"""Ends of shortened streets that no Swedish word has: *Trädgårdsg 7*."""
_PIECES: Final = ("gatan", "vagen", "grand", "granden", "stigen", "torget")


def find_streets(line: Line) -> Iterator[Telling]:
    """Yield every address in *line*."""
    for index, part in enumerate(line.parts):
        found = (look(line, index, part) for look in (_street, _within, _box, _house))
        end = next((end for end in found if end is not None), None)
        if end is not None:
            yield Telling(TellingKind.STREET, line.starts[index], line.ends[min(end, len(line) - 1)])


def house_number(line: Line, index: int, *, may_be_spelled: bool) -> int | None:
    """Return where the number of a house ends that begins at *index* or after a few marks; None: there is none."""
    is_said = False
    for _ in range(5):
        part = line.part(index)
        if part and (part in ".,\n()-:°#'\"" or part in _NUMBER_WORDS):
            is_said = is_said or part in _NUMBER_WORDS
            index += 1
    part, after = line.part(index), line.part(index + 1)
    if after in _UNITS:
        return None
    if part.isdigit() and len(part) <= 4 and not (after in ("§", "%") or _is_time(line, index)):
        return index
    if may_be_spelled and part in SPELLED and (is_said or part not in ("en", "ett", "one")):
        return index
    return None


def _is_time(line: Line, index: int) -> bool:
    after, last = line.part(index + 1), line.part(index + 2)
    return after in (".", ":") and last.isdigit() and line.is_glued(index + 1) and line.is_glued(index + 2)


def _street(line: Line, index: int, part: str) -> int | None:
    if part in _ALONE:
        before = line.part(index - 1)
        has_side = (before in _SIDES and part in _NAME_ENDS) or (
            part in ("gata", "grand") and before.endswith("s") and len(before) > 4
        )
        number = house_number(line, index + 1, may_be_spelled=has_side)
        return index if number is None and has_side else number
    if part in _WEAK_ALONE:
        before = line.part(index - 1)
        is_owned = before.endswith("s") and len(before) > 3 and before not in _WEAK_BEFORE
        return house_number(line, index + 1, may_be_spelled=is_owned) if is_owned else None
    if part.endswith(_ENDS) and len(part) > 5:
        number = house_number(line, index + 1, may_be_spelled=part not in _NOT)
        is_name = part.endswith(_NAME_ENDS) and len(part) > 6 and part not in _NOT
        return index if number is None and is_name else number
    if part in _NOT:
        return None
    if part.endswith("allen") and len(part) > 7 and not part.endswith(_HALLS):
        return index
    if part.endswith(_WEAK_ENDS) and len(part) > 6 and not part.endswith(("hallen", "fallen", "kvallen")):
        return house_number(line, index + 1, may_be_spelled=True)
    if part.endswith(_SHORT_ENDS) and len(part) > 5:
        return house_number(line, index + 1, may_be_spelled=False)
    if part in _PIECES or (len(part) <= 5 and part.isalpha()):
        joined = line.part(index - 1) + part
        if line.part(index - 1).isalpha() and joined.endswith(_PIECES) and joined not in _NOT:
            return house_number(line, index + 1, may_be_spelled=False)
    if part[-1] in "gv" and len(part) >= 4 and line.part(index + 1) == "." and line.is_glued(index + 1):
        return None if part.endswith(_SHORTENED) else house_number(line, index + 2, may_be_spelled=False)
    return None


def _box(line: Line, index: int, part: str) -> int | None:
    if part in ("box", "postbox", "boxnummer"):
        return house_number(line, index + 1, may_be_spelled=False)
    if part == "c" and line.part(index + 1) == "/" and line.part(index + 2) == "o":
        return index + 2
    return None


def _within(line: Line, index: int, part: str) -> int | None:
    """A flat, a storey, a door: what is told of the inside of a house that nobody should find."""
    if part in _FLATS or part in _STAIRS or part in _HOUSE_PARTS:
        follower = line.part(line.next_word(index + 1, past=".,:"))
        is_number = follower.isdigit() and line.part(index + 2) not in _UNITS
        if part in _STAIRS:
            return index + 1 if is_number or len(follower) == 1 else None
        return index + 1 if is_number or part in _HOUSE_PARTS else None
    if part in ("lagenhet", "hus", "port", "uppgang"):
        number = line.part(index + 1)
        is_number = number.isdigit() and line.part(index + 2) not in _UNITS
        return (
            index + 1
            if is_number
            or (part != "lagenhet" and len(number) == 1 and number.isalpha() and number not in "iao")
            else None
        )
    if part in _ORDINALS and line.part(index + 1) in _STOREYS:
        return index + 1
    if part.isdigit() and line.part(index + 1) in ("tr", "trappor"):
        return index + 1
    if part in _ESTATES:
        soon = line.parts[index + 1 : index + 7]
        is_named = any(
            a.isdigit() and m == ":" and b.isdigit()
            for a, m, b in zip(soon, soon[1:], soon[2:], strict=False)
        )
        return index + 5 if is_named else None
    return None


def _house(line: Line, index: int, part: str) -> int | None:
    follower = line.part(index + 1)
    if part == "villa" and len(follower) > 2 and follower.isalpha() and follower not in _NO_OWN_NAME:
        return index + 1
    if (
        part in ("torpet", "stugan")
        and len(follower) > 3
        and follower.isalpha()
        and follower not in _NO_OWN_NAME
    ):
        return index + 1
    if part.endswith(_OWNER_ENDS) and len(part) > 5 and follower == "hus" and part not in _NOT_OWNERS:
        return index + 1
    if part.endswith(_HOUSE_ENDS) and len(part) > 7 and part not in _NO_HOUSE:
        return index
    return None
