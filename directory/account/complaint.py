"""What is said when something given for an account cannot be taken: a sentence at the field, in both languages."""

from __future__ import annotations

from directory.errors import DirectoryError


class Refused(DirectoryError):
    """What was given cannot be taken. ``details``: ``field``, and the sentence as ``sv`` and ``en``."""

    status = 422
    code = "refused"


class Expired(DirectoryError):
    """A link is used, too old, for something else or made up: all of these look the same."""

    status = 410
    code = "expired"


class TooMany(DirectoryError):
    """Something was tried too often. ``details["retry_after_s"]``: seconds after which it may be tried again."""

    status = 429
    code = "too-many-requests"


def refuse(field: str, sv: str, en: str) -> Refused:
    """Return the error that says *sv* or *en* at *field*."""
    return Refused(sv, field=field, sv=sv, en=en)


def expired() -> Expired:
    """Return the error for a link that does not work."""
    sv = "Länken i mailet kan vara använd, för gammal eller avbruten."
    en = "The link in the mail may have been used, be too old, or be cut off."
    return Expired(sv, sv=sv, en=en)
