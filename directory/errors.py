"""Errors raised on purpose, as one tree. The web maps them to a status and a page, the API to problem+json.

Every message says what is wrong and what to do about it, in a sentence that may be shown to anybody:
it never repeats what a person typed about another person.
"""

from __future__ import annotations


class DirectoryError(Exception):
    """Any error that this program raises on purpose."""

    status = 500
    code = "error"

    def __init__(self, message: str, **details: object) -> None:
        super().__init__(message)
        self.message = message
        self.details = details


class NotFound(DirectoryError):
    """A record that was named by id does not exist, or is not for this viewer."""

    status = 404
    code = "not-found"


class BadQuestion(DirectoryError):
    """A question cannot be answered as it stands: a field is missing, unknown or contradicts another.

    ``details["field"]`` names the field of the question that has to be mended.
    """

    status = 422
    code = "bad-question"


class PersonalData(BadQuestion):
    """The text seems to hold a personal number or a name; it was refused and not kept."""

    code = "personal-data"


class ProtectedPlace(DirectoryError):
    """A change would tell where a protected place is, or clear a protection. Nothing was written.

    ``details``: ``sv`` and ``en`` say why and what to write instead, ``field`` is where (*channel.label*), ``kinds``
    what it tells. The text itself is never in it.
    """

    status = 422
    code = "protected-place"


class SeedError(DirectoryError):
    """A seed file is missing or wrong; ``details`` holds ``file`` and ``line``. Nothing was changed."""

    code = "seed"


class Unavailable(DirectoryError):
    """The database is away, and there is no earlier snapshot to answer from."""

    status = 503
    code = "unavailable"


class SettingsError(DirectoryError):
    """A setting has a value that cannot work."""

    code = "settings"
