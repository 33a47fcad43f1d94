"""Notice personal numbers, in every writing, and e-mail addresses. Nothing of them is ever returned.

A Swedish personal number is a date of birth and four digits, in 10 or 12 digits, with or without hyphen, plus or
spaces; a co-ordination number has 60 added to the day (Skatteverket SKV 704 and 707). Written in groups (``900101
1234``) or in one run, the shape is enough, since a mistyped number is one, too; only a run that begins with a zero, as
phone numbers do, must have the right check digit. A phone number is left unread but is no reason to refuse.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final, NamedTuple

_BETWEEN_GROUPS: Final = frozenset(" +-–—−‐‑./ ")
_MOST_BETWEEN: Final = 3
_LENGTHS: Final = (10, 12)
_CENTURIES: Final = ("18", "19", "20")


class _Group(NamedTuple):
    """Digits without anything between them."""

    digits: str
    start: int
    stop: int


def has_personal_number(text: str, today: date) -> bool:
    """Say whether cleaned *text* seems to hold a personal or co-ordination number of somebody born by *today*."""
    for run in _runs(text):
        for first in range(len(run)):
            digits = ""
            for last in range(first, len(run)):
                digits += run[last].digits
                if len(digits) > _LENGTHS[-1]:
                    break
                if len(digits) in _LENGTHS and _is_one(digits, run[first : last + 1], today):
                    return True
    return False


def has_email(text: str) -> bool:
    """Say whether *text* holds something like an e-mail address."""
    for place, sign in enumerate(text):
        if sign != "@" or not 0 < place < len(text) - 3:
            continue
        before, after = text[place - 1], text[place + 1 :].split(None, 1)
        is_attached = before.isalnum() or before in "._-+"
        if is_attached and not text[place + 1].isspace() and "." in after[0].strip(".,;:!?)"):
            return True
    return False


def phone_numbers(text: str) -> list[tuple[int, int]]:
    """Return (start, stop) in *text* of what is written like a phone number: ``070-174 06 05``, ``+46 8 …``."""
    found: list[tuple[int, int]] = []
    for run in _runs(text):
        first = run[0]
        is_foreign = text[max(first.start - 1, 0) : first.start] == "+" or first.digits.startswith("00")
        is_area_code = first.digits.startswith("0") and (len(run) > 1 or len(first.digits) >= 8)
        length = sum(len(group.digits) for group in run)
        has_mark = any(sign in "-–/ " for sign in text[first.stop : first.stop + 1]) or len(run) == 1
        if (is_foreign or (is_area_code and has_mark)) and 7 <= length <= 15:
            found.append((first.start, run[-1].stop))
    return found


def _runs(text: str) -> Iterator[list[_Group]]:
    """Yield digit groups that may belong together: only spaces, hyphens and the like between them."""
    run: list[_Group] = []
    for group in _groups(text):
        between = text[run[-1].stop : group.start] if run else ""
        if len(between) > _MOST_BETWEEN or any(sign not in _BETWEEN_GROUPS for sign in between):
            yield run
            run = []
        run.append(group)
    if run:
        yield run


def _groups(text: str) -> Iterator[_Group]:
    position = 0
    while position < len(text):
        start = position
        while position < len(text) and text[position].isdecimal():
            position += 1
        if position > start:
            yield _Group(text[start:position], start, position)
        else:
            position += 1


def _is_one(digits: str, groups: list[_Group], today: date) -> bool:
    is_one_run = len(groups) == 1 and not digits.startswith("0")
    ends_in_four = len(groups) > 1 and len(groups[-1].digits) == 4
    begins_with_a_date = len(groups[0].digits) in (6, 8) or len(groups) >= 3
    is_phone = groups[0].digits.startswith("0") and len(groups[0].digits) in (2, 3, 4)
    if not _is_date_of_birth(digits[:-4], today) or (is_phone and len(digits) == _LENGTHS[0]):
        return False
    return is_one_run or (ends_in_four and begins_with_a_date) or _is_checked(digits[-10:])


def _is_date_of_birth(digits: str, today: date) -> bool:
    if len(digits) == 8:
        if digits[:2] not in _CENTURIES:
            return False
        year = int(digits[:4])
    else:
        year = today.year // 100 * 100 + int(digits[:2])
        year -= 100 if year > today.year else 0
    month, day = int(digits[-4:-2]), int(digits[-2:])
    day -= 60 if day > 60 else 0
    try:
        return date(year, month, day) <= today
    except ValueError:
        return False


def _is_checked(digits: str) -> bool:
    """Whether the last of ten digits is the check digit of the others (Luhn, ISO/IEC 7812-1)."""
    total = 0
    for place, digit in enumerate(digits):
        doubled = int(digit) * (2 if place % 2 == 0 else 1)
        total += doubled - 9 if doubled > 9 else doubled
    return total % 10 == 0
