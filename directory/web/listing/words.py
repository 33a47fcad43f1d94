"""What was done with somebody's details, in words that she understands."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from flask_babel import lazy_gettext

from directory.clock import as_local
from directory.ledger import Act
from directory.mail import LetterKind
from directory.web.language import current_language
from directory.web.when import say_clock, say_date

ACTS: Mapping[str, object] = {
    Act.RECORD_ADDED: lazy_gettext("Uppgifterna skrevs in"),
    Act.RECORD_CHANGED: lazy_gettext("Uppgifterna ändrades"),
    Act.CONTACT_LISTED: lazy_gettext("Du föreslogs som kontaktperson"),
    Act.CONTACT_APPROVED: lazy_gettext("Förslaget godkändes"),
    Act.CONTACT_NOTIFIED: lazy_gettext("Du fick veta det"),
    Act.CONTACT_CHANGED: lazy_gettext("Färre får se uppgifterna"),
    Act.CONTACT_RENEWED: lazy_gettext("Tiden förlängdes"),
    Act.CONTACT_ENDED: lazy_gettext("Du visas inte längre"),
    Act.CONTACT_EXPORTED: lazy_gettext("Du hämtade uppgifterna"),
}
LETTERS: Mapping[str, object] = {
    LetterKind.CONTACT_LISTED: lazy_gettext("Mail om att du är kontaktperson"),
    LetterKind.CONTACT_ENDED: lazy_gettext("Mail om att du inte visas längre"),
}


def say_when(at: datetime) -> str:
    """Return a moment with its year: what is told here can be two years old."""
    lang = current_language()
    return f"{say_date(as_local(at).date(), lang)} {say_clock(at, lang)}"


def say_act(act: str) -> str:
    """Return an act of the ledger in words; one that has none as it stands."""
    return str(ACTS.get(act, act))


def say_letter(kind: str) -> str:
    """Return a kind of letter in words."""
    return str(LETTERS.get(kind, kind))
