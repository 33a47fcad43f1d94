"""Phone numbers whose area code tells the town."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberType

from directory.protection.kind import Telling, TellingKind

_RUN: Final = re.compile(r"[+(]?\d[\d ()/.\-\n]*")
_GROUP: Final = re.compile(r"\d+")
_TELLS_NOTHING: Final = ("010", "020", "070", "072", "073", "074", "076", "077", "078")
"""Beginnings of numbers that say nothing of a place (numbering plan of PTS)."""
_SHORTEST: Final = 8
_LONGEST: Final = 10
_MOST_GROUPS: Final = 12
_CALLED_09: Final = ("0900", "0939", "0944", "099")


def is_geographic(normalised: str) -> bool:
    """Return whether the area code of a number (E.164 or a short number) tells where it is."""
    if not normalised.startswith("+"):
        return False
    try:
        number = phonenumbers.parse(normalised)
    except NumberParseException:
        return False
    return phonenumbers.number_type(number) in (
        PhoneNumberType.FIXED_LINE,
        PhoneNumberType.FIXED_LINE_OR_MOBILE,
    )


def find_phones(text: str) -> Iterator[Telling]:
    """Yield every Swedish number with an area code in a plain text, in any way of writing it."""
    for run in _RUN.finditer(text):
        if len(run[0]) < _SHORTEST:
            continue
        groups = list(_GROUP.finditer(text, run.start(), run.end()))
        index = 0
        while index < len(groups):
            taken, is_telling = _number(text, groups, index)
            if is_telling:
                end = groups[index + taken - 1].end()
                yield Telling(TellingKind.PHONE, groups[index].start(), end)
            index += max(taken, 1)


def _number(text: str, groups: list[re.Match[str]], index: int) -> tuple[int, bool]:
    """Return how many groups of digits the number that begins at *index* has, and whether it tells a town."""
    first = groups[index]
    is_foreign = first[0].startswith("00") or text[max(first.start() - 1, 0)] == "+"
    if not (is_foreign or first[0].startswith("0")) or (index and groups[index - 1][0] == "116"):
        return 0, False
    digits, taken = "", 0
    for group in groups[index : index + _MOST_GROUPS]:
        if taken and len(_national(digits + group[0], is_foreign=is_foreign)) > _LONGEST:
            break
        digits += group[0]
        taken += 1
    national = _national(digits, is_foreign=is_foreign)
    if not _SHORTEST <= len(national) <= _LONGEST or national[1] == "0":
        return 0, False
    if national.startswith(_TELLS_NOTHING) or national.startswith(_CALLED_09):
        return taken, False
    return taken, is_foreign or not _is_clock([group[0] for group in groups[index : index + taken]])


def _national(digits: str, *, is_foreign: bool) -> str:
    """Return the digits with the 0 before the area code; nothing if they belong to another country."""
    if not is_foreign:
        return digits
    digits = digits.removeprefix("00")
    return "0" + digits.removeprefix("46").removeprefix("0") if digits.startswith("46") else ""


def _is_clock(groups: list[str]) -> bool:
    """Whether these are hours or a date: *08.00-17.00*, *08-12 13-16*."""
    return len(groups) >= 4 and all(
        len(group) == 2 and (int(group) <= 24 or group in ("30", "45")) for group in groups
    )
