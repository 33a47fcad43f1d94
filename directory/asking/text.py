"""Clean a sentence and split it into words, in one pass and without regular expressions.

Knows nothing of needs or places. Every step is linear in the length of the text.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Final

LONGEST_SENTENCE: Final = 500
"""Letters. From SAFETY 17; a longer text is a case note, and a case note does not belong here."""

_LETTERS_OF_NEIGHBOURS: Final = str.maketrans({"æ": "a", "ø": "o", "đ": "d", "ł": "l", "ß": "s", "ı": "i"})
_DASHES: Final = frozenset("-‐‑‒–—―−")
_APOSTROPHES: Final = frozenset("'’ʼ`´")
_ENDS_SENTENCE: Final = frozenset(".!?\n…")
_ENDS_CLAUSE: Final = frozenset(',;:()[]{}"”“«»|')


def word_set(words: str) -> frozenset[str]:
    """Return the words of a text as a set: a readable way to write down many of them."""
    return frozenset(words.split())


@dataclass(frozen=True, slots=True)
class Token:
    """One word or number. ``lower`` keeps å, ä, ö; ``key`` is without diacritics; ``number`` its value in digits.

    ``start`` and ``stop`` are positions in the cleaned text. ``before`` is what stands between this word and the
    one before it.
    """

    index: int
    text: str
    lower: str
    key: str
    start: int
    stop: int
    before: str
    after: str
    number: int | None
    starts_sentence: bool
    starts_clause: bool
    """Whether a comma, a spaced dash or the end of a sentence stands before this word."""

    @property
    def is_joined(self) -> bool:
        """Whether a hyphen, and nothing else, ties this word to the one before it."""
        return len(self.before) == 1 and self.before in _DASHES

    @property
    def is_glued(self) -> bool:
        """Whether nothing at all stands between this word and the one before it: ``16`` and ``år`` in *16år*."""
        return self.before == "" and self.start > 0

    @property
    def is_capital(self) -> bool:
        """Whether the word begins with a capital."""
        return self.text[0].isupper()


def fold(word: str) -> str:
    """Return *word* in lower case and without diacritics: ``Åsa`` → ``asa``."""
    lowered = word.casefold().translate(_LETTERS_OF_NEIGHBOURS)
    if lowered.isascii():
        return lowered
    decomposed = unicodedata.normalize("NFKD", lowered)
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))


def clean(text: str) -> tuple[str, bool]:
    """Return *text* in NFC without control, bidi and zero-width characters, and whether any were dropped.

    Digits of other scripts become ``0``–``9``, so that a personal number cannot hide in them. Line breaks and tabs
    become spaces; emoji and other symbols stay and are never words.
    """
    kept: list[str] = []
    has_dropped = False
    for sign in unicodedata.normalize("NFC", text):
        category = unicodedata.category(sign)
        if sign in "\n\r":
            kept.append("\n")
        elif sign == "\t" or category.startswith("Z"):
            kept.append(" ")
        elif category in ("Cc", "Cf", "Cs", "Co", "Cn"):
            has_dropped = True
        elif category == "Nd" and not sign.isascii():
            kept.append(str(unicodedata.digit(sign)))
        elif "Ａ" <= sign <= "ｚ":
            kept.append(unicodedata.normalize("NFKC", sign))
        else:
            kept.append(sign)
    return "".join(kept).strip(), has_dropped


def tokenize(text: str) -> tuple[Token, ...]:
    """Split cleaned *text* into words and numbers. A hyphen parts words; ``03:00`` and ``22.30`` stay whole."""
    spans: list[tuple[int, int]] = []
    position = 0
    while position < len(text):
        if text[position].isdecimal():
            stop = _number_end(text, position)
        elif text[position].isalpha():
            stop = _word_end(text, position)
        else:
            position += 1
            continue
        spans.append((position, stop))
        position = stop
    tokens: list[Token] = []
    for index, (start, stop) in enumerate(spans):
        before = text[spans[index - 1][1] : start] if index else text[:start]
        after = text[stop : spans[index + 1][0]] if index + 1 < len(spans) else text[stop:]
        word = text[start:stop]
        lower = "".join("'" if sign in _APOSTROPHES else sign for sign in word.casefold())
        number = int(word) if word.isdecimal() and len(word) <= 8 else None
        starts = index == 0 or any(sign in _ENDS_SENTENCE for sign in before)
        is_new = starts or _ends_clause(before)
        tokens.append(
            Token(index, word, lower, fold(lower), start, stop, before, after, number, starts, is_new)
        )
    return tuple(tokens)


def _ends_clause(between: str) -> bool:
    has_spaced_dash = len(between) > 1 and any(sign in _DASHES for sign in between)
    return has_spaced_dash or any(sign in _ENDS_CLAUSE for sign in between)


def _word_end(text: str, start: int) -> int:
    stop = start + 1
    while stop < len(text):
        sign = text[stop]
        is_inner = sign in _APOSTROPHES and stop + 1 < len(text) and text[stop + 1].isalpha()
        if not (sign.isalpha() or is_inner or unicodedata.combining(sign)):
            break
        stop += 1
    return stop


def _number_end(text: str, start: int) -> int:
    """Return the end of a number; ``.`` and ``:`` belong to it between one or two digits and two digits."""
    stop = _digits_end(text, start)
    if stop - start <= 2 and stop < len(text) and text[stop] in ".:":
        end = _digits_end(text, stop + 1)
        if end - stop == 3:
            return end
    return stop


def _digits_end(text: str, start: int) -> int:
    stop = start
    while stop < len(text) and text[stop].isdecimal():
        stop += 1
    return stop
