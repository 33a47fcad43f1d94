"""What the log is narrowed by: kept in the address, since none of it names a person in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from flask import g
from flask_babel import lazy_gettext
from werkzeug.datastructures import MultiDict

from directory.clock import STOCKHOLM
from directory.ledger import Act
from directory.web.alphabet import swedish
from directory.web.catalogue.words import named
from directory.web.language import gettext as _

NAMES = ("group", "kind", "who", "from", "to", "organization", "record")
"""The fields, as they stand in the address."""
LONGEST = 200
LAST_MONTH = timedelta(days=30)

GROUPS: Mapping[str, tuple[object, tuple[str, ...]]] = {
    "people": (lazy_gettext("Konton, rättigheter och inbjudningar"), ("account.", "grant.", "invitation.")),
    "entering": (
        lazy_gettext("Inloggning och säkerhet"),
        ("session.", "sign_in.", "password.", "factor.", "recovery.", "passkey.", "provider."),
    ),
    "restricted": (lazy_gettext("Öppnade skyddade kontakter"), ("restricted.", "quota.")),
    "contacts": (lazy_gettext("Kontaktpersoner"), ("contact.",)),
    "records": (lazy_gettext("Ändrade uppgifter"), ("record.", "records.", "seeds.", "demo.")),
    "log": (lazy_gettext("Logg, uttag och brev"), ("log.", "export.", "detail.", "retention.", "mail.")),
}
"""Groups of acts: words, and what their names begin with."""

KINDS: Mapping[str, object] = {
    "account": lazy_gettext("Konto"),
    "invitation": lazy_gettext("Inbjudan"),
    "organization": lazy_gettext("Organisation"),
    "service": lazy_gettext("Det som erbjuds"),
    "channel": lazy_gettext("Nummer eller adress"),
    "schedule": lazy_gettext("Öppettider"),
    "post": lazy_gettext("Funktion"),
    "contact": lazy_gettext("Kontaktperson"),
    "location": lazy_gettext("Plats"),
    "note": lazy_gettext("Anteckning"),
}
"""What an entry can be about, among the tables that people know of."""


@dataclass(frozen=True, slots=True)
class Filter:
    """The fields as they were given, what they mean, and what is wrong with them, by field."""

    given: Mapping[str, str]
    meant: Mapping[str, Any]
    troubles: Mapping[str, str]

    def value(self, name: str) -> str:
        """Return a field as it was given."""
        return self.given.get(name, "")

    def trouble(self, name: str) -> str:
        """Return what is wrong with a field, or nothing."""
        return self.troubles.get(name, "")

    @property
    def has_more(self) -> bool:
        """Whether one of the fields that are folded away says something."""
        return any(self.given.get(name) for name in ("kind", "organization", "record"))

    @property
    def kept(self) -> dict[str, str]:
        """The fields that say something, for the addresses of other pages."""
        return {name: value for name, value in self.given.items() if value}


def read_filter(sent: MultiDict[str, str]) -> Filter:
    """Read the fields of an address or a form."""
    given = {name: sent.get(name, "").strip()[:LONGEST] for name in NAMES}
    meant: dict[str, Any] = {}
    troubles: dict[str, str] = {}
    if given["group"] in GROUPS:
        meant["acts"] = acts_of(given["group"])
    if given["kind"] in KINDS:
        meant["kinds"] = (given["kind"],)
    if given["who"]:
        meant["actor"] = given["who"]
    if given["record"]:
        meant["record"] = given["record"]
    for name, key, later in (("from", "since", 0), ("to", "until", 1)):
        if given[name]:
            try:
                meant[key] = _begins(date.fromisoformat(given[name]) + timedelta(days=later))
            except (ValueError, OverflowError):
                troubles[name] = _("Skriv dagen som 2026-11-23.")
    if given["organization"]:
        found = _organization(given["organization"])
        if found is None:
            troubles["organization"] = _("Vi hittar ingen organisation med det namnet. Välj en i listan.")
        else:
            meant["organizations"] = (found,)
    return Filter(given, meant, troubles)


def acts_of(group: str) -> tuple[str, ...]:
    """Return the acts of a group."""
    beginnings = GROUPS[group][1]
    return tuple(act.value for act in Act if act.value.startswith(beginnings))


def opened_last_month(today: date) -> dict[str, str]:
    """Return the fields that show who opened restricted contacts in the last month."""
    return {"group": "restricted", "from": (today - LAST_MONTH).isoformat()}


def organization_names(ids: frozenset[str] | None) -> list[str]:
    """List the names of those organizations, or of all, in the order of a Swedish list, each once."""
    network = g.snapshot.network
    names = {named(one) for one in network.organizations.values() if ids is None or one.id in ids}
    return sorted(names, key=swedish)


def _organization(typed: str) -> str | None:
    network = g.snapshot.network
    wanted = typed.casefold()
    found = [
        one.id
        for one in network.organizations.values()
        if wanted in (one.id.casefold(), named(one).casefold())
    ]
    return found[0] if found else None


def _begins(day: date) -> datetime:
    return datetime.combine(day, time(), STOCKHOLM).astimezone(UTC)
