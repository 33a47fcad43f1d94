"""What an entry of the log says, as a sentence for each act: who did what to what."""

from __future__ import annotations

from collections.abc import Mapping

from flask import g
from flask_babel import lazy_gettext

from directory.access import Role
from directory.ledger import Act
from directory.ledger.reading import Entry
from directory.web.account.rights import role_words
from directory.web.admin.log_filter import KINDS
from directory.web.admin.log_names import Names, place_of
from directory.web.language import gettext as _

SENTENCES: Mapping[str, object] = {
    Act.RECORD_ADDED: lazy_gettext("%(who)s lade till %(what)s"),
    Act.RECORD_CHANGED: lazy_gettext("%(who)s ändrade %(what)s"),
    Act.RECORD_REMOVED: lazy_gettext("%(who)s tog bort %(what)s"),
    Act.RECORDS_CHANGED_MANY: lazy_gettext("%(who)s ändrade många uppgifter på en gång"),
    Act.SEEDS_LOADED: lazy_gettext("%(who)s läste in grunduppgifterna"),
    Act.ACCOUNT_CREATED: lazy_gettext("%(who)s skapade ett konto åt %(whom)s"),
    Act.ACCOUNT_CHANGED: lazy_gettext("%(who)s ändrade kontots uppgifter för %(whom)s"),
    Act.ACCOUNT_DISABLED: lazy_gettext("%(who)s avslutade kontot för %(whom)s"),
    Act.ACCOUNT_ENABLED: lazy_gettext("%(who)s öppnade kontot igen för %(whom)s"),
    Act.ACCOUNT_ERASED: lazy_gettext("%(who)s raderade uppgifterna om %(whom)s"),
    Act.ACCOUNT_EXPORTED: lazy_gettext("%(who)s hämtade uppgifterna om %(whom)s"),
    Act.SESSION_BEGAN: lazy_gettext("%(who)s loggade in"),
    Act.SESSION_CONFIRMED: lazy_gettext("%(who)s bekräftade vem det är"),
    Act.SESSION_ENDED: lazy_gettext("%(who)s loggade ut %(whom)s"),
    Act.SIGN_IN_REFUSED: lazy_gettext("Ett försök att logga in som %(owner)s nekades"),
    Act.PASSWORD_CHANGED: lazy_gettext("%(who)s bytte lösenord"),
    Act.PASSWORD_RESET_ASKED: lazy_gettext("%(who)s bad om ett nytt lösenord"),
    Act.PASSWORD_RESET: lazy_gettext("%(who)s satte ett nytt lösenord genom länken i ett mail"),
    Act.FACTOR_ENROLLED: lazy_gettext("%(who)s kopplade en app för koder"),
    Act.FACTOR_REMOVED: lazy_gettext("%(who)s tog bort appen för koder för %(whom)s"),
    Act.RECOVERY_USED: lazy_gettext("%(who)s använde en reservkod"),
    Act.RECOVERY_RENEWED: lazy_gettext("%(who)s gjorde nya reservkoder"),
    Act.PASSKEY_ADDED: lazy_gettext("%(who)s lade till en passernyckel"),
    Act.PASSKEY_REMOVED: lazy_gettext("%(who)s tog bort en passernyckel"),
    Act.PROVIDER_LINKED: lazy_gettext("%(who)s kopplade kontot till en inloggningstjänst"),
    Act.PROVIDER_UNLINKED: lazy_gettext("%(who)s tog bort kopplingen till en inloggningstjänst"),
    Act.GRANT_GIVEN: lazy_gettext("%(who)s gav %(whom)s en rättighet: %(right)s"),
    Act.GRANT_RENEWED: lazy_gettext("%(who)s förnyade en rättighet för %(whom)s: %(right)s"),
    Act.GRANT_ENDED: lazy_gettext("%(who)s avslutade en rättighet för %(whom)s: %(right)s"),
    Act.GRANT_REMINDED: lazy_gettext("%(owner)s fick veta att en rättighet snart går ut: %(right)s"),
    Act.GRANT_EXPIRED: lazy_gettext("En rättighet gick ut för %(whom)s: %(right)s"),
    Act.INVITATION_SENT: lazy_gettext("%(who)s bjöd in %(whom)s: %(right)s"),
    Act.INVITATION_ACCEPTED: lazy_gettext("%(who)s tackade ja till en inbjudan: %(right)s"),
    Act.INVITATION_WITHDRAWN: lazy_gettext("%(who)s drog tillbaka inbjudan till %(whom)s: %(right)s"),
    Act.CONTACT_LISTED: lazy_gettext("%(who)s föreslog en kontaktperson hos %(place)s"),
    Act.CONTACT_APPROVED: lazy_gettext("%(who)s godkände en kontaktperson hos %(place)s"),
    Act.CONTACT_REFUSED: lazy_gettext("%(who)s sade nej till en kontaktperson hos %(place)s"),
    Act.CONTACT_CHANGED: lazy_gettext("%(who)s ändrade en kontaktperson hos %(place)s"),
    Act.CONTACT_RENEWED: lazy_gettext("%(who)s förlängde en kontaktperson hos %(place)s"),
    Act.CONTACT_ENDED: lazy_gettext("%(who)s avslutade en kontaktperson hos %(place)s"),
    Act.CONTACT_OBJECTED: lazy_gettext("En kontaktperson hos %(place)s sade nej till att stå med"),
    Act.CONTACT_NOTIFIED: lazy_gettext("En kontaktperson hos %(place)s fick veta att den står med"),
    Act.CONTACT_EXPORTED: lazy_gettext("%(who)s hämtade uppgifterna om en kontaktperson hos %(place)s"),
    Act.CONTACT_ERASED: lazy_gettext("%(who)s raderade uppgifterna om en kontaktperson hos %(place)s"),
    Act.RESTRICTED_OPENED: lazy_gettext("%(who)s öppnade en skyddad kontakt hos %(place)s"),
    Act.QUOTA_REACHED: lazy_gettext("%(owner)s har öppnat så många kontakter som får öppnas på en dag"),
    Act.LOG_EXPORTED: lazy_gettext("%(who)s tog ut delar av loggen som fil"),
    Act.LOG_VERIFIED: lazy_gettext("%(who)s prövade loggens kedja"),
    Act.DETAIL_ERASED: lazy_gettext("%(who)s raderade detaljerna i loggens nr %(record)s"),
    Act.EXPORT_MADE: lazy_gettext("%(who)s tog ut kontakter ur katalogen"),
    Act.RETENTION_RUN: lazy_gettext("%(who)s gallrade det vars tid är ute"),
    Act.MAIL_RETRIED: lazy_gettext("%(who)s lät ett brev prövas igen"),
    Act.MAIL_DROPPED: lazy_gettext("%(who)s tog bort ett brev som inte gick fram"),
    Act.CHANGE_PROPOSED: lazy_gettext("%(who)s föreslog en ändring hos %(place)s"),
    Act.CHANGE_APPLIED: lazy_gettext("%(who)s lät en ändring gälla hos %(place)s"),
    Act.CHANGE_RETURNED: lazy_gettext("%(who)s skickade tillbaka ett förslag hos %(place)s"),
    Act.CHANGE_WITHDRAWN: lazy_gettext("%(who)s tog tillbaka ett förslag hos %(place)s"),
    Act.CHANGE_UNDONE: lazy_gettext("%(who)s ångrade en ändring hos %(place)s"),
    Act.CONFIRMATION_GIVEN: lazy_gettext("%(who)s bekräftade uppgifterna hos %(place)s"),
    Act.INQUIRY_SENT: lazy_gettext("%(place)s fick frågan om uppgifterna stämmer"),
    Act.CAMPAIGN_STARTED: lazy_gettext("%(who)s startade en kampanj"),
    Act.CAMPAIGN_CHANGED: lazy_gettext("%(who)s förde en kampanj vidare"),
    Act.CAMPAIGN_CLOSED: lazy_gettext("%(who)s avslutade en kampanj"),
    Act.REPORT_MADE: lazy_gettext("Ett fel anmäldes hos %(place)s"),
    Act.REPORT_SETTLED: lazy_gettext("%(who)s redde ut ett anmält fel hos %(place)s"),
    Act.TOMBSTONE_SET: lazy_gettext("%(who)s bestämde att något inte ska listas igen"),
    Act.TOMBSTONE_LIFTED: lazy_gettext("%(who)s lät något få listas igen"),
    Act.DUPLICATE_DISMISSED: lazy_gettext("%(who)s sade att två lika uppgifter är två olika"),
    Act.IMPORT_BROUGHT: lazy_gettext("%(who)s lämnade en fil att läsa in"),
    Act.IMPORT_APPLIED: lazy_gettext("%(who)s läste in en fil"),
    Act.TABLE_EXPORTED: lazy_gettext("%(who)s hämtade rader som fil"),
    Act.JOB_RUN_AGAIN: lazy_gettext("%(who)s lät ett jobb köras igen"),
    Act.DEMO_LOADED: lazy_gettext("%(who)s läste in påhittade uppgifter för att prova"),
}
"""One for each act; a test sees to it. The person is named, or the record, or whose it is."""


def say(entry: Entry, names: Names) -> str:
    """Return the sentence of *entry*; for an act of a later version its name."""
    sentence = SENTENCES.get(entry.act)
    if sentence is None:
        return f"{names.who(entry.actor)}: {entry.act}"
    place = place_of(entry)
    return str(sentence) % {
        "who": names.who(entry.actor),
        "whom": names.whom(entry) if entry.kind in ("account", "invitation") else "",
        "owner": names.who(entry.record) if entry.kind == "account" else "",
        "what": _what(entry, place),
        "right": _right(entry, place),
        "place": place or _("ingen organisation"),
        "record": entry.record,
    }


def kind_words(kind: str) -> str:
    """Return what a row of a table is called; the table's name where people have no word for it."""
    return str(KINDS.get(kind, kind))


def _what(entry: Entry, place: str) -> str:
    words = kind_words(entry.kind)
    words = words[:1].lower() + words[1:]
    if entry.kind in ("organization", "service", "area"):
        name = str(g.snapshot.network.name_of(entry.record)) if entry.kind != "organization" else place
        return f"{words}: {name}"
    return _("%(what)s hos %(place)s", what=words, place=place) if place else words


def _right(entry: Entry, place: str) -> str:
    role = (entry.detail or {}).get("role")
    known = {one.value: one for one in Role if one.is_granted}
    words = role_words(known[role]).lower() if isinstance(role, str) and role in known else ""
    return ", ".join(part for part in (words, place) if part) or _("hela nätverket")
