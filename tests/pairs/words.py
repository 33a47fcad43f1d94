"""What is hidden, and what stands in its place in the other database of a pair: invented names and reserved numbers.

Every hidden value holds one of these words or numbers, so that one function makes the other database's value of it.
The other values are longer or shorter: a page that tells only how long a hidden value is, is told apart, too.
"""

from __future__ import annotations

import re

SURNAME, OTHER_SURNAME = "Doldersson", "Gömd"
"""Of people who are hidden. Mail addresses hold them in lower case, after the same first letter: that one is shown."""
STREET, OTHER_STREET = "Doldgatan", "Gömda gränd"
TOWN, OTHER_TOWN = "Doldhult", "Gömdala by"
ROOM, OTHER_ROOM = "källartrappan", "vindsrummet"
"""A word of hidden notes."""
LABEL, OTHER_LABEL = "doldtelefon", "gömd"

_PLAIN = (
    (SURNAME, OTHER_SURNAME),
    (SURNAME.lower(), "goemd"),
    (STREET, OTHER_STREET),
    (TOWN, OTHER_TOWN),
    (ROOM, OTHER_ROOM),
    (LABEL, OTHER_LABEL),
)
_NUMBERS = re.compile(r"(\+468465004|\+467017406|08-465 004 |070-174 06 )(\d\d)")
FIRST, LAST = 10, 49
"""The reserved numbers (PTS) that are hidden end in these two digits; in the other database 50 more."""


def other(text: str) -> str:
    """Return what stands in the other database where *text* stands in this one."""
    for here, there in _PLAIN:
        text = text.replace(here, there)
    return _NUMBERS.sub(lambda found: f"{found[1]}{_further(int(found[2])):02}", text)


def _further(number: int) -> int:
    return number + 50 if FIRST <= number <= LAST else number


def fixed_line(number: int) -> tuple[str, str]:
    """Return a hidden number with an area code, for machines and for people."""
    two = FIRST + number % (LAST - FIRST)
    return f"+468465004{two:02}", f"08-465 004 {two:02}"


def mobile(number: int) -> tuple[str, str]:
    """Return a hidden number without one: what a protected service may have."""
    two = FIRST + number % (LAST - FIRST)
    return f"+467017406{two:02}", f"070-174 06 {two:02}"


def mailbox(number: int) -> str:
    """Return the mailbox of a hidden person."""
    return f"a{number}.{SURNAME.lower()}@example.org"


def sought() -> tuple[str, ...]:
    """List what somebody would type who looks for what is hidden: words, their beginnings, numbers, ids."""
    phone, shown = fixed_line(1)
    cell, cell_shown = mobile(2)
    here = (
        f"Anna {SURNAME}",
        SURNAME,
        SURNAME[:5],
        STREET,
        f"{STREET} 7",
        TOWN,
        TOWN[:4],
        ROOM,
        ROOM[:6],
        LABEL,
        phone,
        shown,
        shown[:8],
        cell,
        cell_shown,
        mailbox(3),
    )
    ids = ("r-ngo-ssm-cr-note", "n-ngo-ssm-cr-phone", "hidden-account-1", "hidden-invite-1")
    return tuple(dict.fromkeys((*here, *(other(word) for word in here), *ids)))
