"""Links to maps, short links, plus codes and addresses in three words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from directory.protection.kind import Telling, TellingKind

_LINKS: Final = re.compile(
    r"\bmaps\.|/maps?\b|/karta\b|\bkarta\.|google\.[a-z.]{2,6}/maps|g\.co/|goo\.gl\b|bing\.com/maps|openstreetmap"
    r"|\bosm\.org|\bhitta\.se|\beniro\b|what3words|what {0,9}three {0,9}words|\bw3w\b|\bwaze\.com"
    r"|\bkartor\.|lantmateriet\.se"
    r"|\bwego\.here|\bmapy\.cz|\bratsit\b|\bmerinfo\b|\bplus {0,9}[ck]od"
    r"|\b(?:bit\.ly|tinyurl\.com|t\.ly|ow\.ly|is\.gd|cutt\.ly|rb\.gy|shorturl\.at|t\.co|tiny\.cc|lnkd\.in)/"
    r"|\bgeo:-?\d|///\w{1,40}\.\w|\b[2-9cfghjmpqrvwx]{4}(?:[2-9cfghjmpqrvwx]{4})?\+[2-9cfghjmpqrvwx]{2,3}\b"
)


_AROUND_MARKS: Final = re.compile(r" ?([./:+]) ?")


def find_links(text: str) -> Iterator[Telling]:
    """Yield every link to a place in a plain text; spaces around dots and slashes do not matter."""
    if _LINKS.search(_AROUND_MARKS.sub(r"\1", " ".join(text.split()))) is None:
        return
    tight, at = _tighten(text)
    for found in _LINKS.finditer(tight):
        yield Telling(TellingKind.MAP, at[found.start()], at[found.end() - 1] + 1)


def _tighten(text: str) -> tuple[str, list[int]]:
    """Return *text* without spaces around dots and slashes, and where each of its characters stood."""
    single: list[tuple[str, int]] = []
    for position, sign in enumerate(text):
        if not sign.isspace():
            single.append((sign, position))
        elif single and single[-1][0] != " ":
            single.append((" ", position))
    tight: list[tuple[str, int]] = []
    for index, (sign, position) in enumerate(single):
        beside = (single[index - 1][0] if index else "") + (
            single[index + 1][0] if index + 1 < len(single) else ""
        )
        if sign != " " or not any(mark in "./:+" for mark in beside):
            tight.append((sign, position))
    return "".join(sign for sign, _ in tight), [position for _, position in tight]
