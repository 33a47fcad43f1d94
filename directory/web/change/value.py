"""Plain values of a changeset as people read them: times, dates, names of what is referred to, choices in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any

from babel import Locale
from flask import g

from directory.graph.explain import say_confidence, say_group, say_status
from directory.graph.facts import Confidence, LegalStatus, Provenance
from directory.graph.hours import MINUTES_A_DAY
from directory.graph.name import in_language
from directory.graph.network import Network
from directory.web.change.words import CHOICES, KINDS, SPECIAL_DAYS
from directory.web.language import gettext as _
from directory.web.language import ngettext
from directory.web.source import sources
from directory.web.when import say_date, say_moment

NOTHING = ""
WEEK = range(7)
NAMED = frozenset(
    {
        "organization_id",
        "service_id",
        "role_id",
        "area_id",
        "need_id",
        "parent_id",
        *(f"{end}_{kind}_id" for end in ("source", "target") for kind in ("organization", "role", "service")),
    }
)
"""Columns whose value is the id of something that the network has a name for."""
PEOPLE = frozenset({"contact_id", "stand_in_id"})
"""Columns that refer to a person: only that there is one is said here."""


def say_value(table: str, column: str, value: Any) -> str:
    """Return *value* of a column in words; empty where there is none."""
    if value is None or value in ("", [], {}):
        return NOTHING
    if isinstance(value, bool):
        return _("ja") if value else _("nej")
    if column in NAMED:
        return named(str(value))
    if column in PEOPLE:
        return _("en kontaktperson")
    choices = KINDS.get(table, {}) if column == "kind" else CHOICES.get(column, {})
    if choices and isinstance(value, str):
        return str(choices.get(value, value))
    said = _SAID.get(column)
    return said(value) if said else str(value)


def named(node: str) -> str:
    """Return the name of a record by its id, in the language of the page."""
    return in_language(_network().name_of(node), g.lang)


def say_hours(opens: int, closes: int) -> str:
    """Return ``08.00–17.00``, or that it is around the clock."""
    if opens == 0 and closes == MINUTES_A_DAY:
        return _("dygnet runt")
    return f"{say_minutes(opens)}–{say_minutes(closes)}"


def say_minutes(minutes: int) -> str:
    """Return minutes from midnight as the wall clock: ``08.00``; past midnight with the day said."""
    between = "." if g.lang == "sv" else ":"
    clock = f"{minutes // 60 % 24:02d}{between}{minutes % 60:02d}"
    if minutes == MINUTES_A_DAY:
        return f"24{between}00"
    return _("%(clock)s nästa dag", clock=clock) if minutes > MINUTES_A_DAY else clock


def say_days(days: str) -> str:
    """Return ``0,1,2,3,4`` as ``mån–fre``."""
    numbers = sorted({int(one) for one in days.split(",") if one.strip().isdigit()})
    words = list(_runs([one for one in numbers if one in WEEK]))
    words += [str(SPECIAL_DAYS[one]) for one in numbers if one in SPECIAL_DAYS]
    return ", ".join(words)


def joined(words: Iterable[str]) -> str:
    """Return ``a, b och c``."""
    found = [one for one in words if one]
    if len(found) < 2:
        return "".join(found)
    return _("%(most)s och %(last)s", most=", ".join(found[:-1]), last=found[-1])


def _runs(days: list[int]) -> Iterable[str]:
    names = Locale(g.lang).days["stand-alone"]["abbreviated"]
    start = 0
    for place, day in enumerate(days):
        if place + 1 < len(days) and days[place + 1] == day + 1:
            continue
        first, last = (str(names[one]).rstrip(".") for one in (days[start], day))
        yield first if first == last else f"{first}–{last}"
        start = place + 1


def _network() -> Network:
    network: Network = g.snapshot.network
    return network


def _say_day(value: Any) -> str:
    try:
        return say_date(date.fromisoformat(str(value)), g.lang)
    except ValueError:
        return str(value)


def _say_moment(value: Any) -> str:
    try:
        return say_moment(datetime.fromisoformat(str(value)), g.lang)
    except ValueError:
        return str(value)


def _say_cadence(value: Any) -> str:
    return ngettext("%(num)d dag", "%(num)d dagar", int(value))


def _say_source(value: Any) -> str:
    return joined(part.word for part in sources(Provenance(str(value))))


def _say_confidence(value: Any) -> str:
    try:
        return say_confidence(Confidence(value), g.lang)
    except ValueError:
        return str(value)


def _say_names(value: Any) -> str:
    return joined(named(str(one)) for one in value)


def _say_languages(value: Any) -> str:
    known = Locale(g.lang).languages
    return joined(str(known.get(one, one)) for one in value)


def _say_statuses(value: Any) -> str:
    return joined(say_status(LegalStatus(one).value, g.lang) for one in value)


def _say_acceptance(value: Any) -> str:
    return joined(
        f"{say_group(group, g.lang)}: {CHOICES['acceptance'].get(said, said)}"
        for group, said in value.items()
    )


def _say_order(value: Any) -> str:
    return str(int(value) + 1)


def _say_channel(value: Any) -> str:
    return _("en av kontaktvägarna") if value else NOTHING


_SAID: dict[str, Callable[[Any], str]] = {
    "acceptance": _say_acceptance,
    "cadence_days": _say_cadence,
    "capacity_until": _say_moment,
    "channel_id": _say_channel,
    "closes": lambda value: say_minutes(int(value)),
    "confidence": _say_confidence,
    "confirmed_on": _say_day,
    "days": lambda value: say_days(str(value)),
    "from_on": _say_day,
    "languages": _say_languages,
    "needs": _say_names,
    "on": _say_day,
    "opens": lambda value: say_minutes(int(value)),
    "order": _say_order,
    "post_id": lambda _value: _("en annan funktion"),
    "referral_roles": _say_names,
    "subjects": _say_names,
    "source": _say_source,
    "statuses": _say_statuses,
    "to_on": _say_day,
    "valid_from": _say_day,
    "valid_to": _say_day,
}
