"""What is said when a question cannot be understood: in both languages, with the field that has to be mended.

A complaint never repeats a value that somebody typed: it can be about a person.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from directory.errors import BadQuestion, DirectoryError


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that could have been meant: the value to send instead, and what to call it."""

    id: str
    name: str

    def as_json(self) -> dict[str, str]:
        """Return the choice as it stands in ``details["choices"]``."""
        return {"id": self.id, "name": self.name}


def complain(field: str, sv: str, en: str, choices: Iterable[Choice] = (), **details: object) -> BadQuestion:
    """Make the error that says in both languages what is wrong with *field* and what to do about it.

    ``details`` of the error holds ``field``, ``choices`` (list of ``{id, name}``, best first, may be empty)
    and ``sv``/``en``, the sentence in each language; its message is the Swedish one.
    """
    listed = [choice.as_json() for choice in choices]
    return BadQuestion(sv, field=field, choices=listed, sv=sv, en=en, **details)


def say_error(error: DirectoryError, lang: str) -> str:
    """Return what *error* says in *lang* (``sv`` or ``en``), or its only message when it has one language."""
    said = error.details.get(lang)
    return said if isinstance(said, str) else error.message
