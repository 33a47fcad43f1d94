"""What is told about the reading of a sentence, in the one reply to whoever wrote it, and never again."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Told:
    """``unread``: words that were not understood, as written; ``remarks``: sentences. Both may be empty."""

    unread: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.unread or self.remarks)


NOTHING = Told()
