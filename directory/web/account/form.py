"""A form as it comes back: what was typed, and at which field what is wrong. Passwords and codes never come back."""

from __future__ import annotations

from dataclasses import dataclass, field

from flask import request

from directory.account.complaint import Refused
from directory.web.language import current_language

UNPROCESSABLE = 422
LONGEST_BACK = 500
"""Characters of a field that come back; more than any of them may have."""


@dataclass
class Form:
    """The fields of a form that may be shown again, and its troubles by field, in the language of the page."""

    values: dict[str, str] = field(default_factory=dict)
    troubles: dict[str, str] = field(default_factory=dict)

    def value(self, name: str) -> str:
        """Return what stands in a field."""
        return self.values.get(name, "")

    def trouble(self, name: str) -> str:
        """Return what is wrong with a field, or nothing."""
        return self.troubles.get(name, "")

    def add(self, error: Refused, name: str = "") -> None:
        """Take up *error*: at the field *name*, else at the one that it names."""
        said = error.details.get(current_language()) or error.message
        self.troubles[name or str(error.details.get("field", ""))] = str(said)


def sent(*names: str) -> Form:
    """Return the form that was sent, with those fields to be shown again."""
    return Form({name: _shown(request.form.get(name, "")) for name in names})


def _shown(typed: str) -> str:
    """Return what was typed as a page can hold it."""
    return "".join(letter for letter in typed[:LONGEST_BACK] if letter >= " ")
