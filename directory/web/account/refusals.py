"""A line in the log for each sign-in that was refused: by which way and why, and never whose address was given.

So whoever watches over the site sees that somebody guesses. The line is the same for an account that does not exist.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import structlog

from directory.account.complaint import Refused, TooMany

log = structlog.get_logger("directory.web.account")


@contextmanager
def noted(way: str, account_id: str = "") -> Iterator[None]:
    """Note it when what is tried inside is refused. *account_id*: of whom it is known already, by an earlier step."""
    try:
        yield
    except (Refused, TooMany) as error:
        note(way, error.code, account_id)
        raise


def note(way: str, reason: str, account_id: str = "") -> None:
    """Note one refusal. *way*: ``password``, ``code``, ``passkey`` or ``provider``; *reason*: the name of a rule."""
    log.warning("sign_in_refused", way=way, reason=reason, **({"account": account_id} if account_id else {}))
