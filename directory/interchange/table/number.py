"""Phone numbers of a cell: E.164 or a short number, how people read it, and what is said of it in brackets."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

import phonenumbers

from directory.account.complaint import refuse
from directory.interchange.seeds.phone import LONGEST_SHORT, normalise
from directory.interchange.table.column import Column
from directory.interchange.table.heading import plain
from directory.maintaining.typed import line_of, phone_of

_BRACKET: Final = re.compile(r"^(.*?)\s*\(([^()]*[^\W\d][^()]*)\)\s*$")
LONGEST: Final = 120
"""Characters of one number with what stands in brackets."""
WORK: Final = ("tjanst", "arbete", "jobb", "jour", "work")
"""Words in brackets that say that a mobile number is not somebody's own."""


class Number(NamedTuple):
    """A number. ``is_mobile`` and nothing in brackets: it may belong to a private person."""

    value: str
    display: str
    label: str = ""
    is_mobile: bool = False

    @property
    def is_for_work(self) -> bool:
        """Whether what stands in brackets says that it is a phone at work."""
        return any(word in plain(self.label) for word in WORK)


@lru_cache(maxsize=50_000)
def number_of(typed: str) -> Number:
    """Return the number that *typed* says: *08-465 004 15 (växel)*.

    Raises:
        Refused: it is none, or one that costs extra.
    """
    bracket = _BRACKET.match(typed) if len(typed) <= LONGEST else None
    given, label = (bracket[1], bracket[2]) if bracket else (typed, "")
    label = line_of(Column.PHONE, label, is_needed=False, most=60)
    digits = "".join(sign for sign in given if sign.isdigit())
    if 3 <= len(digits) <= LONGEST_SHORT and not given.strip().startswith(("0", "+")):
        try:
            return Number(normalise(given), given.strip(), label)
        except ValueError:
            raise refuse(
                Column.PHONE,
                f"”{typed[:40]}” är inget telefonnummer som får stå i katalogen. Kontrollera siffrorna.",
                f"“{typed[:40]}” is no phone number that may stand in the directory. Check the digits.",
            ) from None
    value, display = phone_of(given, is_work_mobile=True)
    kind = phonenumbers.number_type(phonenumbers.parse(value, None))
    return Number(value, display, label, kind == phonenumbers.PhoneNumberType.MOBILE)
