"""A plain text as words, numbers and marks, with what is spelt out letter by letter put together again."""

from __future__ import annotations

import re
from typing import Final

_PART: Final = re.compile(r"[a-zа-яα-ω]+|\d+|\n|[^\s\w]|\w")
_MARKS_WITHIN: Final = frozenset(".-_*·'")
SHORTEST_SPELT: Final = 4
"""Letters: fewer single letters in a row are initials."""
_ENDS: Final = frozenset(".!?;:\n")


class Line:
    """The words of a plain text. All lists have one entry a word; *starts* and *ends* are positions in it."""

    __slots__ = ("ends", "parts", "starts")

    def __init__(self, text: str) -> None:
        self.parts: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        spelt: list[tuple[str, int, int]] = []
        for found in _PART.finditer(text):
            part, start, end = found[0], found.start(), found.end()
            if len(part) == 1 and part.isalnum():
                if spelt and spelt[-1][0].isdigit() is not part.isdigit():
                    self._put_together(spelt)
                spelt.append((part, start, end))
            elif spelt and part in _MARKS_WITHIN:
                spelt.append((part, start, end))
            else:
                self._put_together(spelt)
                self._put(part, start, end)
        self._put_together(spelt)

    def __len__(self) -> int:
        return len(self.parts)

    def part(self, index: int) -> str:
        """Return the word at *index*, or nothing beyond the ends."""
        return self.parts[index] if 0 <= index < len(self.parts) else ""

    def is_glued(self, index: int) -> bool:
        """Whether nothing stands between the word at *index* and the one before it."""
        return 0 < index < len(self.parts) and self.ends[index - 1] == self.starts[index]

    def next_word(self, index: int, *, past: str = ".,\n") -> int:
        """Return the index of the first word from *index* on that is none of the marks *past*, four at most."""
        for _ in range(4):
            if self.part(index) and self.part(index) in past:
                index += 1
        return index

    def ends_sentence(self, index: int) -> bool:
        """Whether the word at *index* ends a sentence."""
        return self.parts[index] in _ENDS

    def _put(self, part: str, start: int, end: int) -> None:
        self.parts.append(part)
        self.starts.append(start)
        self.ends.append(end)

    def _put_together(self, spelt: list[tuple[str, int, int]]) -> None:
        letters = [part for part in spelt if part[0].isalnum()]
        longest = SHORTEST_SPELT if letters and letters[0][0].isalpha() else SHORTEST_SPELT + 1
        if len(letters) >= longest:
            self._put("".join(part for part, _, _ in letters), letters[0][1], letters[-1][2])
        else:
            for part, start, end in spelt:
                self._put(part, start, end)
        spelt.clear()
