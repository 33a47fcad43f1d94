"""A form as it comes back: everything typed is kept, and what is wrong stands at its field."""

from __future__ import annotations

from dataclasses import dataclass, field

from flask import request

from directory.errors import DirectoryError
from directory.maintaining.complaints import complaints_of
from directory.web.language import current_language

UNPROCESSABLE = 422
LONGEST_BACK = 2_000
"""Characters of a field that come back; more than any of them may have."""


@dataclass
class Form:
    """The fields as they stand, and the troubles by field in the language of the page; "" is about all of it."""

    values: dict[str, str] = field(default_factory=dict)
    troubles: dict[str, str] = field(default_factory=dict)
    version: int = 0

    def value(self, name: str) -> str:
        """Return what stands in a field."""
        return self.values.get(name, "")

    def is_ticked(self, name: str) -> bool:
        """Whether a box is ticked."""
        return self.value(name) == "yes"

    def trouble(self, name: str) -> str:
        """Return what is wrong with a field, or nothing."""
        return self.troubles.get(name, "")

    def add(self, error: DirectoryError, names: tuple[str, ...]) -> None:
        """Take up *error*. What it says of a field that is none of *names* is about the whole form.

        Raises:
            DirectoryError: it is none that somebody can mend in a form.
        """
        if error.status != UNPROCESSABLE:
            raise error
        for where, (sv, en) in complaints_of(error).items():
            name = where.rpartition(".")[2]
            said = en if current_language() == "en" else sv
            self.troubles.setdefault(name if name in names else "", said)


def sent(names: tuple[str, ...]) -> Form:
    """Return the form that was sent, with those fields to be shown again."""
    version = request.form.get("version", "")
    return Form(
        {name: request.form.get(name, "")[:LONGEST_BACK] for name in names},
        version=int(version) if version.isascii() and version.isdigit() and len(version) < 9 else 0,
    )
