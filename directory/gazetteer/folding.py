"""Bring different spellings of one name together: case, hyphens, missing dots and rings, ``ae`` for ``ä``."""

from __future__ import annotations

import re
import unicodedata

_DASH_OR_SPACE = re.compile(r"[\s_\-‐‑‒–—―−/]+")
_NOT_A_WORD = re.compile(r"[^\w\s]")
_NEIGHBOUR_LETTERS = str.maketrans({"æ": "ä", "ø": "ö", "đ": "d", "ł": "l"})
_WRITTEN_OUT = str.maketrans({"å": "aa", "ä": "ae", "ö": "oe"})


def spell(text: str) -> str:
    """Return *text* in lower case, with single spaces for dashes and without punctuation; å, ä and ö stay."""
    composed = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    spaced = _DASH_OR_SPACE.sub(" ", composed.translate(_NEIGHBOUR_LETTERS))
    return " ".join(_NOT_A_WORD.sub("", spaced).split())


def fold(text: str) -> str:
    """Return *text* as :func:`spell` does, and without any diacritics: ``Åre`` → ``are``.

    Folding twice changes nothing.
    """
    spelled = spell(text)
    if spelled.isascii():
        return spelled
    decomposed = unicodedata.normalize("NFKD", spelled)
    bare = "".join(sign for sign in decomposed if not unicodedata.combining(sign))
    return spell(bare)


def foldings(name: str) -> tuple[str, ...]:
    """Return all folded spellings under which *name* is to be found, the usual one first.

    Besides ``malmo`` that is ``malmoe`` (as on foreign keyboards), and either in one word: ``upplandsvasby``.
    """
    spelled = spell(name)
    found = [fold(name)]
    written_out = spelled.translate(_WRITTEN_OUT)
    if written_out != spelled:
        found.append(fold(written_out))
    found += [joined for each in tuple(found) if (joined := each.replace(" ", "")) not in found]
    return tuple(found)
