"""The hours of one day as people type them, and back: ``08–17``, ``8.00–16.30, 18–20``, ``dygnet runt``, ``stängt``.

A night belongs to the day on which it begins: ``22–06`` ends the next morning. Knows no form and no database.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import combinations
from typing import NamedTuple

from directory.account.complaint import Refused, refuse

DAY = 1440
NOON = 720
"""An end before the start is the next day's, as far as noon; later it is taken for a slip."""
LONGEST = 140
"""Characters of one day."""
MOST = 6
"""Openings of one day."""

CLOSED = frozenset({"stängt", "stangt", "closed", "nej"})
ALWAYS = frozenset({"dygnet runt", "hela dygnet", "24/7", "24 h", "24h", "around the clock", "day and night"})
MAYBE = ("kanske ", "ev. ", "maybe ", "perhaps ")
NEXT_DAY = (" nästa dag", " next day")
_TIME = r"(?:kl\.? ?)?(\d{1,2})(?:[.: ]?(\d{2}))?"
_SPAN = re.compile(rf"{_TIME} ?(?:-|till|to) ?{_TIME}", re.ASCII)
_PARTS = re.compile(r",|;| och | and | & ")


class Span(NamedTuple):
    """From when to when, in minutes from midnight of the day on which it begins; ``closes`` may pass 1440."""

    opens: int
    closes: int
    is_certain: bool = True


Spans = tuple[Span, ...]
"""The openings of one day, by their start; none: closed."""


def read_day(field: str, typed: str) -> Spans | None:
    """Return the openings that *typed* names; None where nothing was typed.

    Raises:
        Refused: it cannot be read, ends before it begins, or overlaps itself. The sentence is for *field*.
    """
    text = _plain(typed)
    if not text:
        return None
    if text in CLOSED:
        return ()
    if len(text) > LONGEST:
        raise refuse(field, f"Skriv högst {LONGEST} tecken.", f"Write at most {LONGEST} characters.")
    parts = [part.strip() for part in _PARTS.split(text) if part.strip()]
    if len(parts) > MOST:
        raise refuse(field, f"Högst {MOST} tider per dag.", f"At most {MOST} times a day.")
    spans = tuple(sorted(_span(field, part) for part in parts))
    for one, other in combinations(spans, 2):
        if other.opens < one.closes and one.is_certain == other.is_certain:
            raise refuse(
                field,
                f"{say_span(one)} och {say_span(other)} går in i varandra. Skriv dem som en tid.",
                f"{say_span(one)} and {say_span(other)} overlap. Write them as one.",
            )
    return spans


def say_day(spans: Spans | None) -> str:
    """Return *spans* as they are typed; nothing where they are None."""
    if spans is None:
        return ""
    return ", ".join(say_span(one) for one in sorted(spans)) or "stängt"


def say_span(span: Span) -> str:
    """Return one opening as it is typed: ``08–16.30``."""
    maybe = "" if span.is_certain else "kanske "
    if (span.opens, span.closes) == (0, DAY):
        return f"{maybe}dygnet runt"
    words = f"{maybe}{_clock(span.opens)}–{_clock(span.closes)}"
    closes = span.closes - DAY
    is_said = closes > 0 and (closes >= span.opens or closes > NOON)
    return f"{words} nästa dag" if is_said else words


def _span(field: str, part: str) -> Span:
    is_certain = True
    for word in MAYBE:
        if part.startswith(word):
            is_certain, part = False, part.removeprefix(word)
    if part in ALWAYS:
        return Span(0, DAY, is_certain)
    is_next_day = part.endswith(NEXT_DAY)
    for word in NEXT_DAY:
        part = part.removesuffix(word)
    found = _SPAN.fullmatch(part.strip())
    opens = _minutes(found[1], found[2]) if found else None
    closes = _minutes(found[3], found[4]) if found else None
    if opens is None or closes is None or opens == DAY:
        raise _unreadable(field, part)
    if closes == 0 and not is_next_day:
        closes = DAY
    if is_next_day:
        closes += DAY
    elif closes < opens:
        if closes > NOON:
            raise refuse(
                field,
                f"Det slutar {_clock(closes)}, innan det börjar {_clock(opens)}. Är det nästa dag: skriv det efter.",
                f"It ends {_clock(closes)}, before it begins {_clock(opens)}. If it ends next day, write so.",
            )
        closes += DAY
    if closes == opens:
        raise refuse(
            field,
            f"Det börjar och slutar {_clock(opens)}. Är det öppet hela dygnet: skriv dygnet runt.",
            f"It begins and ends {_clock(opens)}. If it never closes, write day and night.",
        )
    return Span(opens, closes, is_certain)


def _minutes(hours: str, minutes: str | None) -> int | None:
    found = int(hours) * 60 + int(minutes or 0)
    return found if int(minutes or 0) < 60 and found <= DAY else None


def _clock(minute: int) -> str:
    minute = minute if minute <= DAY else minute - DAY
    return f"{minute // 60:02d}.{minute % 60:02d}" if minute % 60 else f"{minute // 60:02d}"


def _plain(typed: str) -> str:
    text = unicodedata.normalize("NFC", typed).lower()
    return " ".join(
        re.sub("[\N{EN DASH}\N{EM DASH}\N{MINUS SIGN}\N{NON-BREAKING HYPHEN}]", "-", text).split()
    )


def _unreadable(field: str, part: str) -> Refused:
    return refuse(
        field,
        f"Det går inte att läsa ”{part}” som en tid. Skriv till exempel 08–17, dygnet runt eller stängt.",
        f"“{part}” cannot be read as hours. Write for example 08–17, day and night, or closed.",
    )
