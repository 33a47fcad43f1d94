"""The words of the workspace for what is stored as codes, and hours as they are typed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from babel import Locale
from flask import g
from flask_babel import lazy_gettext

from directory.clock import as_local
from directory.graph.explain import say_group
from directory.graph.facts import NARROW_GROUPS, Acceptance, Access, Capacity, ChannelKind, Visibility
from directory.model import OpeningException, Service
from directory.offering.hours_text import Span, say_span
from directory.offering.room import Until
from directory.offering.taking import GROUP_FIELDS
from directory.offering.week import EVE, HOLIDAY
from directory.store.fact.instant import instant
from directory.web import when
from directory.web.language import gettext as _

ROOM: Mapping[str, object] = {
    Capacity.FREE.value: lazy_gettext("Ledigt"),
    Capacity.FEW.value: lazy_gettext("Få platser"),
    Capacity.FULL.value: lazy_gettext("Fullt"),
    Capacity.UNKNOWN.value: lazy_gettext("Okänt"),
}
UNTIL: Mapping[str, object] = {
    Until.A_DAY.value: lazy_gettext("i ett dygn"),
    Until.FRIDAY.value: lazy_gettext("till och med fredag"),
    Until.DATE.value: lazy_gettext("till och med en dag som jag väljer"),
}
TAKES: Mapping[str, object] = {
    Acceptance.PREFERS.value: lazy_gettext("Främst"),
    Acceptance.ACCEPTS.value: lazy_gettext("Ja"),
    Acceptance.ASK_FIRST.value: lazy_gettext("Fråga först"),
    Acceptance.EXCLUDES.value: lazy_gettext("Nej"),
    Acceptance.UNKNOWN.value: lazy_gettext("Inte sagt"),
}
ACCESS: Mapping[str, object] = {
    Access.DIRECT.value: lazy_gettext("Vem som helst kan höra av sig"),
    Access.PROFESSIONAL.value: lazy_gettext("Bara yrkesverksamma hör av sig"),
    Access.REFERRAL.value: lazy_gettext("Bara genom den som placerar eller hänvisar"),
    Access.UNKNOWN.value: lazy_gettext("Inte sagt"),
}
KINDS: Mapping[str, object] = {
    ChannelKind.PHONE.value: lazy_gettext("Telefon"),
    ChannelKind.EMAIL.value: lazy_gettext("Mail"),
    ChannelKind.WEB.value: lazy_gettext("Webbsida"),
    ChannelKind.CHAT.value: lazy_gettext("Chatt"),
    ChannelKind.FORM.value: lazy_gettext("Formulär"),
}
SEEN_BY: Mapping[str, object] = {
    Visibility.PUBLIC.value: lazy_gettext("Alla"),
    Visibility.NETWORK.value: lazy_gettext("Nätverket: inloggade som arbetar med frågorna"),
}
GROUPS: Mapping[str, str] = {group.value: GROUP_FIELDS[group.value] for group in NARROW_GROUPS}
"""Value of a narrow group → its field."""


def day_word(day: int) -> str:
    """Return the name of a line of the week."""
    if day == HOLIDAY:
        return str(_("Helgdag"))
    if day == EVE:
        return str(_("Dag före helgdag"))
    word = str(Locale(g.lang).days["stand-alone"]["wide"][day])
    return word[:1].upper() + word[1:]


def group_word(group: str) -> str:
    """Return a group as a label."""
    word = say_group(group, g.lang)
    return word[:1].upper() + word[1:]


def ages(service: Service) -> str:
    """Return the ages that a service takes: ``från 18 år``."""
    if service.age_max is None:
        return str(_("från %(first)s år", first=service.age_min))
    if service.age_min is None:
        return str(_("till %(last)s år", last=service.age_max))
    return str(_("%(first)s–%(last)s år", first=service.age_min, last=service.age_max))


def language_word(code: str) -> str:
    """Return the name of a language."""
    word = str(Locale(g.lang).languages.get(code, code))
    return word[:1].upper() + word[1:]


def moment(stored: datetime) -> str:
    """Return a stored moment as a clock on the wall shows it."""
    return when.say_moment(as_local(instant(stored) or stored), g.lang)


def hours_on(exception: OpeningException) -> str:
    """Return what holds on a date, as it is typed."""
    if exception.opens is None or exception.closes is None:
        return str(_("stängt"))
    return say_span(Span(exception.opens, exception.closes))
