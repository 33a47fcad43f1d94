"""Characters that no text of ours holds and a database may choke on: refused before any view sees them.

Nobody types them. The public pages need no such guard: they ask no database.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from flask import request

from directory.access import Permission, Role, may
from directory.errors import DirectoryError

UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
"""NUL, which PostgreSQL takes in no text, and halves of surrogate pairs, which are no UTF-8."""
FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


class Unstorable(DirectoryError):
    """Something was sent that cannot be kept. The sentence does not repeat it."""

    status = 400
    code = "unstorable"


def refuse_unstorable(permission: Permission) -> None:
    """Refuse this request if a field of its form, its query or its JSON holds such a character.

    Raises:
        Unstorable: one does.
    """
    is_sent = request.method not in ("GET", "HEAD")
    if may((Role.PUBLIC,), permission) and (permission.is_reading or not is_sent):
        return
    if any(UNSTORABLE.search(text) for text in _texts()):
        sv = "Det som skickades innehåller ett tecken som inte går att spara. Skriv texten på nytt för hand."
        en = "What was sent holds a character that cannot be kept. Type the text again by hand."
        raise Unstorable(sv, sv=sv, en=en)


def _texts() -> Iterator[str]:
    for fields in (request.args, request.form):
        for name, value in fields.items(multi=True):
            yield name
            yield value
    if request.mimetype in FORMS:
        return
    try:
        given = json.loads(request.get_data())
    except (ValueError, RecursionError):
        return
    for name, value in given.items() if isinstance(given, dict) else ():
        yield name
        if isinstance(value, str):
            yield value
