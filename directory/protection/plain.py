"""Bring a text to one plain spelling, and remember where each letter of it came from.

Lower case; no characters that nobody sees; Greek and Cyrillic letters that look like Latin ones become those; no
diacritics, since *Bjorkvagen* is a street as well. One pass, linear.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final, NamedTuple

_LOOKALIKES: Final = dict(
    zip(
        # Cyrillic, then Greek, then Latin letters with a shape of their own
        "авекмнорстухіјѕԁһԛԝѵґзԍӏь" + "αβεζηικμνορτυχωγσς" + "æøđłıɡɑ",
        "abekmhopctyxijsdhqwvrzglb" + "abeznikmvoptyxwyos" + "aodliga",
        strict=True,
    )
)
_UNSEEN: Final = frozenset("\u115f\u1160\u3164\uffa0\u2800")
"""Fillers: letters and symbols by their category, but blank."""
_LONGEST_SIGN: Final = 4
"""Letters that one character may become: there are some that stand for a whole sentence."""
_DASHES: Final = frozenset("‐‑‒–—―−")
_APOSTROPHES: Final = frozenset("’ʼ`´‘")


class Plain(NamedTuple):
    """A plain text, and for each of its letters the position in the text that it was made from."""

    text: str
    at: list[int]


@lru_cache(maxsize=4096)
def _plain(sign: str) -> str:
    """Return what one character becomes: nothing, one letter or several."""
    if sign in _UNSEEN:
        return ""
    category = unicodedata.category(sign)
    if sign in "\n\r\v\f\x85\u2028\u2029":
        return "\n"
    if sign == "\t" or category == "Zs":
        return " "
    if category in ("Cf", "Cc", "Mn", "Me", "Cs", "Co", "Cn"):
        return ""
    if sign in _DASHES:
        return "-"
    if sign in _APOSTROPHES:
        return "'"
    if sign in "°′″":
        return {"°": "°", "′": "'", "″": '"'}[sign]
    wide = unicodedata.normalize("NFKC", sign).casefold()
    letters: list[str] = []
    for part in unicodedata.normalize("NFKD", wide):
        if unicodedata.combining(part):
            continue
        if unicodedata.category(part) == "Nd" and not part.isascii():
            letters.append(str(unicodedata.digit(part)))
        else:
            letters.append(_LOOKALIKES.get(part, part))
    return "".join(letters)[:_LONGEST_SIGN]


def plain(text: str) -> Plain:
    """Return *text* in its plain spelling."""
    signs: list[str] = []
    at: list[int] = []
    for position, sign in enumerate(text):
        made = _plain(sign)
        signs.append(made)
        if len(made) == 1:
            at.append(position)
        else:
            at.extend([position] * len(made))
    return Plain("".join(signs), at)


def bare(word: str) -> str:
    """Return *word* alone in its plain spelling."""
    return plain(word).text
