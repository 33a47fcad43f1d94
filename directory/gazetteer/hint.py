"""Whether a word in a sentence is meant as a place: by its letters, its capital and the word before it."""

from __future__ import annotations

from typing import Final

from .index import Name
from .vocabulary import (
    CENTRE,
    DOUBLE,
    EVERYDAY,
    LEADS_IN,
    MAY_LEAD_IN,
    SAID_WITH_ON,
    TITLES_AFTER,
    TITLES_BEFORE,
)
from .words import Word

_SHORTEST_QUIET_NAME: Final = 4
"""Letters a small place needs to be known without a capital of its own: *bie* and *vi* are too short."""
_KNOWN: Final = (
    EVERYDAY | DOUBLE | LEADS_IN | MAY_LEAD_IN | CENTRE | TITLES_AFTER.keys() | TITLES_BEFORE.keys()
)


def may_be_misspelt(word: Word) -> bool:
    """Whether a word may be a name with a typo: it is made of letters, and no word that we know."""
    return word.key.replace(" ", "").isalpha() and word.spelled not in _KNOWN


def is_of_a_name(word: Word) -> bool:
    """Whether a word may be a later one in a name of several: *väsby*, *län*, *innerstaden*."""
    return may_be_misspelt(word) or word.spelled in TITLES_AFTER


def shortest_typo(before: str, *, is_name: bool) -> int:
    """Return how many letters a misspelt name needs after the word *before*; *is_name*: it looks like one."""
    if is_name:
        return 4
    return 5 if before in LEADS_IN or before in MAY_LEAD_IN else 6


def is_meant(words: list[Word], start: int, stop: int, spelled: str, names: tuple[Name, ...]) -> bool:
    """Whether ``words[start:stop]``, which spell one of *names*, are used as a name and not as everyday words."""
    word = words[start]
    before = words[start - 1].spelled if start else ""
    is_led_in = before in LEADS_IN
    tokens = spelled.split(" ")
    if all(token in DOUBLE for token in tokens):
        return word.is_capital or word.is_alone or is_led_in
    if all(token in EVERYDAY or token in MAY_LEAD_IN for token in tokens):
        is_said_with_on = spelled in SAID_WITH_ON and before in ("på", "pa")
        return is_said_with_on or (word.is_capital and (is_led_in or before in MAY_LEAD_IN))
    if stop - start > 1 or word.is_capital or word.is_alone:
        return True
    is_area = any(name.place.kind.is_area for name in names)
    if is_area or len(spelled) < _SHORTEST_QUIET_NAME:
        return is_area
    if word.raw[:1].isupper():
        return True
    # In lower case, a name that few would know, or one without its dots, is more often another word.
    is_as_written = any(name.spelled == spelled for name in names)
    is_known = any(name.is_well_known for name in names)
    return (is_as_written and is_known) or (is_led_in and (is_as_written or is_known))
