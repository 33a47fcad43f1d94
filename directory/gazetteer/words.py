"""Words as they stand in a sentence, with what their looks say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from .folding import fold, spell
from .nickname import ABBREVIATIONS

_ABBREVIATIONS: Final = {fold(short): full for short, full in ABBREVIATIONS.items()}
_SENTENCE_ENDS: Final = (".", "!", "?", ";", ":")
_PAUSES: Final = (*_SENTENCE_ENDS, ",")


class Word(NamedTuple):
    """A word: ``spelled`` in lower case with its diacritics, ``key`` without; abbreviations are written out.

    ``is_capital``: it begins with a capital that the sentence does not ask for. ``is_alone``: it is a capital
    word between two pauses (*Mora, tjej 15*). ``ends``: a sentence ends with it.
    """

    raw: str
    spelled: str
    key: str
    is_capital: bool
    is_alone: bool
    ends: bool


def read_words(words: Sequence[str]) -> list[Word]:
    """Return *words* in order, one for one; a word of punctuation only has an empty key."""
    is_shouted = 2 * sum(word.isupper() for word in words) > len(words)
    read = []
    is_start = is_after_pause = True
    for place, raw in enumerate(words):
        spelled = " ".join(_written_out(token) for token in spell(raw).split(" "))
        begins_big = raw.lstrip("\"'«»”’([")[:1].isupper() and not is_shouted
        ends = raw.endswith(_SENTENCE_ENDS)
        following = words[place + 1] if place + 1 < len(words) else "."
        is_before_pause = raw.endswith(_PAUSES) or following.startswith(_PAUSES)
        is_alone = begins_big and is_after_pause and is_before_pause
        read.append(Word(raw, spelled, fold(spelled), begins_big and not is_start, is_alone, ends))
        is_start = ends
        is_after_pause = raw.endswith(_PAUSES)
    return read


def _written_out(token: str) -> str:
    key = fold(token)
    if key in _ABBREVIATIONS:
        return _ABBREVIATIONS[key]
    if key.endswith("s") and key[:-1] in _ABBREVIATIONS:
        return f"{_ABBREVIATIONS[key[:-1]]}s"
    return token
