"""The text that a list is to be narrowed by, as it was typed: short, in one line, and about nobody."""

from __future__ import annotations

from flask import request

from directory.finding.complaint import complain
from directory.finding.given import personal_data_in, refused
from directory.finding.search import LONGEST_TEXT


def text_asked() -> str:
    """Return the parameter ``q`` in one line; empty when there is none.

    Raises:
        PersonalData: it seems to hold a personal number or an e-mail address.
        BadQuestion: it is longer than any name.
    """
    text = " ".join(request.args.get("q", "").split())
    code = personal_data_in("q", text[:LONGEST_TEXT])
    if code is not None:
        raise refused("q", code)
    if len(text) > LONGEST_TEXT:
        raise complain(
            "q",
            "Skriv kortare: ett namn eller ett par ord räcker.",
            "Write less: a name or a few words are enough.",
        )
    return text
