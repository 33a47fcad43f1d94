"""The question as it was read, in four facets that are always visible and can be changed one by one."""

from __future__ import annotations

from dataclasses import dataclass

from babel import Locale
from flask import url_for

from directory.finding.person import STATUS_NAMES
from directory.graph.name import name_in
from directory.graph.question import ABROAD, Question
from directory.store.snapshot import Snapshot
from directory.web.find.script import who
from directory.web.language import gettext as _
from directory.web.language import pgettext
from directory.web.when import say_moment

Pairs = list[tuple[str, str]]

FIELDS_OF_FACET = {
    "need": ("need",),
    "who": ("group", "age", "status", "language"),
    "where": ("area", "residence"),
    "when": ("at",),
}
"""Which fields each facet changes; the others are carried along unseen."""


@dataclass(frozen=True, slots=True)
class Facet:
    """One of Behov, Vem, Var, När. ``also`` is what stands below the value in small; may be empty."""

    key: str
    label: str
    value: str
    also: str
    edit_href: str
    edit_label: str
    is_edited: bool


def need_name(need: str, snapshot: Snapshot, lang: str) -> str:
    """Return the name of a need in *lang*, its id if the directory does not know it."""
    found = snapshot.network.needs.get(need)  # type: ignore[call-overload]
    if found is None:
        return need
    return name_in(found, lang)


def area_name(area: str, snapshot: Snapshot) -> str:
    """Return the short name of an area; *Utanför Sverige* for a residence abroad."""
    if area == ABROAD:
        return _("Utanför Sverige")
    found = snapshot.network.areas.get(area)  # type: ignore[call-overload]
    return str(found.name) if found else area


def language_name(code: str, lang: str) -> str:
    """Return the name of the language *code* in *lang*."""
    return str(Locale(lang).languages.get(code, code))


def facets_of(question: Question, pairs: Pairs, snapshot: Snapshot, lang: str, edited: str) -> list[Facet]:
    """Return the four facets in order; *pairs* are the fields as in the URL, *edited* the facet being changed."""
    also_who = []
    if question.status is not None:
        also_who.append(STATUS_NAMES[question.status][0 if lang == "sv" else 1])
    if question.languages:
        also_who.append(
            _(
                "talar %(languages)s",
                languages=", ".join(language_name(code, lang) for code in question.languages),
            )
        )
    home = ""
    if question.residence is not None and question.residence != question.area:
        home = _("hemkommun %(home)s", home=area_name(question.residence, snapshot))
    said_time = any(name == "at" for name, _value in pairs)
    moment = say_moment(question.at, lang)
    facets = (
        (
            "need",
            pgettext("frågan", "Behov"),
            ", ".join(need_name(need, snapshot, lang) for need in question.needs),
            "",
            _("Ändra behov"),
        ),
        ("who", _("Vem"), who(question.group, question.age), ", ".join(also_who), _("Ändra vem")),
        ("where", _("Var"), area_name(question.area, snapshot), home, _("Ändra var")),
        (
            "when",
            _("När"),
            moment[:1].upper() + moment[1:] if said_time else _("Nu"),
            "",
            _("Ändra när"),
        ),
    )
    return [
        Facet(
            key,
            label,
            value,
            also,
            answer_href([*pairs, ("edit", key)]) + "#edit",
            change,
            key == edited,
        )
        for key, label, value, also, change in facets
    ]


def answer_href(pairs: Pairs, **more: str) -> str:
    """Return the address of the answer to the fields *pairs*."""
    return href("find.answer", pairs, **more)


def href(endpoint: str, pairs: Pairs, **more: str) -> str:
    """Return the address of *endpoint* with the fields *pairs*, repeated ones repeated."""
    values: dict[str, list[str] | str] = {}
    for name, value in pairs:
        values.setdefault(name, [])
        values[name].append(value)  # type: ignore[union-attr]
    return url_for(endpoint, **values, **more)  # type: ignore[arg-type]
