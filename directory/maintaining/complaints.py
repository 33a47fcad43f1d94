"""All that is wrong with a form at once, so that nobody mends it field by field."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from directory.account.complaint import Refused
from directory.errors import DirectoryError

Value = TypeVar("Value")


class Complaints:
    """What was refused so far, by field; the first sentence of a field counts."""

    def __init__(self) -> None:
        self.found: dict[str, tuple[str, str]] = {}

    def take(self, check: Callable[[], Value]) -> Value | None:
        """Return what *check* returns; None when it refused, which is kept."""
        try:
            return check()
        except Refused as error:
            self.add(error)
            return None

    def add(self, error: DirectoryError) -> None:
        """Keep what *error* says, unless its field has something to mend already."""
        for field, said in complaints_of(error).items():
            self.found.setdefault(field, said)

    def settle(self) -> None:
        """Go on if nothing was refused.

        Raises:
            Refused: something was; ``details["all"]`` holds every field with its two sentences.
        """
        if self.found:
            field, (sv, en) = next(iter(self.found.items()))
            raise Refused(sv, field=field, sv=sv, en=en, all=dict(self.found))


def complaints_of(error: DirectoryError) -> dict[str, tuple[str, str]]:
    """Return what *error* says by field; one without a field is about the whole form (an empty name)."""
    found = error.details.get("all")
    if isinstance(found, dict):
        return dict(found)
    field = str(error.details.get("field") or "")
    return {
        field: (str(error.details.get("sv") or error.message), str(error.details.get("en") or error.message))
    }
