"""The line that confirms what was just done: kept in the signed cookie until the next page, as a code and ids.

No name stands there: whoever finds the cookie learns nothing, and the page looks the words up when it is shown.
"""

from __future__ import annotations

from collections.abc import Mapping

from flask import session
from flask_babel import lazy_gettext

KEY = "told"

SENTENCES: Mapping[str, object] = {
    "renewed": lazy_gettext("Rättigheten är förnyad i tolv månader från i dag."),
    "right_ended": lazy_gettext(
        "Rättigheten är avslutad. Personen är utloggad och får veta det med ett mail."
    ),
    "right_ended_before": lazy_gettext("Rättigheten var redan avslutad. Någon annan hann före."),
    "given": lazy_gettext("Personen har fått rättigheten, och får veta det med ett mail."),
    "ended": lazy_gettext("Allt är avslutat. Personen är utloggad och kan inte logga in längre."),
    "ended_before": lazy_gettext("Kontot var redan avslutat. Någon annan hann före."),
    "enabled": lazy_gettext("Kontot är öppet igen, utan rättigheter. Ge personen de rättigheter som behövs."),
    "recovered": lazy_gettext("Appen för koder är borttagen. Vid nästa inloggning kopplar personen en ny."),
    "erased": lazy_gettext("Uppgifterna om personen är raderade. I loggen står ”borttagen person”."),
    "withdrawn": lazy_gettext("Inbjudan är tillbakadragen. Länken i brevet fungerar inte längre."),
    "answered": lazy_gettext("Inbjudan var redan besvarad eller tillbakadragen."),
    "mail_retried": lazy_gettext("Brevet prövas igen nu."),
    "mail_dropped": lazy_gettext("Brevet är borttaget och skickas inte."),
    "mail_gone": lazy_gettext("Brevet var redan borta. Någon annan hann före."),
    "job_asked": lazy_gettext("Jobbet körs nu. Läs in sidan igen om en stund för att se hur det gick."),
    "job_asked_before": lazy_gettext("Jobbet körs redan, eller blev just ombett. Vänta en minut."),
    "verified": lazy_gettext("Kedjan är prövad."),
    "verified_just_now": lazy_gettext("Kedjan prövades alldeles nyss. Vänta en minut."),
}
"""What can have been done, by code. ``invited`` has words of its own."""


def tell(what: str, subject: str = "") -> None:
    """Have the next page confirm *what* (a code); *subject* is the id of what it was done to."""
    session[KEY] = [what, subject]


def take() -> tuple[str, str]:
    """Return code and id of what is to be confirmed, once; both empty when there is nothing."""
    if KEY not in session:
        return "", ""
    kept = session.pop(KEY)
    if isinstance(kept, list) and len(kept) == 2 and all(isinstance(one, str) for one in kept):
        return kept[0], kept[1]
    return "", ""


def said(what: str) -> str:
    """Return the sentence of a code; empty for one that has none."""
    return str(SENTENCES.get(what, ""))


def line() -> str:
    """Return the sentence that confirms what was just done, once; empty when nothing was."""
    return said(take()[0])
