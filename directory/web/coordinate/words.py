"""The words of the coordinator's pages: states of a square, kinds of work, reasons."""

from __future__ import annotations

from collections.abc import Mapping

from flask import g, url_for
from flask_babel import lazy_gettext

from directory.graph.coverage import State
from directory.graph.explain import lower_first, say_group
from directory.graph.facts import Group, NeedId, OrganizationId
from directory.graph.fragile import WeakLink
from directory.graph.name import in_language
from directory.maintaining.bulk import What
from directory.maintaining.change import WhyReturned
from directory.maintaining.worklist import TaskKind
from directory.model import ChangesetKind, ChangesetState
from directory.web.coordinate.task import (
    call_href,
    harm_sentence,
    sections,
    task_acts,
    task_sentence,
    task_subject,
)
from directory.web.language import gettext as _

__all__ = ["call_href", "harm_sentence", "sections", "task_acts", "task_sentence", "task_subject"]

STATES: Mapping[str, object] = {
    State.FULL: lazy_gettext("dygnet runt"),
    State.DAY: lazy_gettext("bara dagtid"),
    State.NIGHT: lazy_gettext("bara på natten"),
    State.ONE: lazy_gettext("en enda kontakt"),
    State.ASK: lazy_gettext("kanske, ring och fråga"),
    State.NONE: lazy_gettext("ingen, släckt"),
}

KINDS: Mapping[str, object] = {
    TaskKind.REPORTED: lazy_gettext("Fel anmält"),
    TaskKind.PROPOSED: lazy_gettext("Förslag"),
    TaskKind.STALE: lazy_gettext("Gammalt"),
    TaskKind.CONFLICT: lazy_gettext("Källor säger olika"),
    TaskKind.VACANT: lazy_gettext("Vakant"),
    TaskKind.INVITED: lazy_gettext("Inbjuden, inget svar"),
    TaskKind.DUPLICATE: lazy_gettext("Dubblett?"),
    TaskKind.UNOWNED: lazy_gettext("Ingen ansvarig"),
}
KIND_TAGS: Mapping[str, str] = {
    TaskKind.REPORTED: "alarm",
    TaskKind.PROPOSED: "lamp",
    TaskKind.STALE: "lamp",
    TaskKind.CONFLICT: "alarm",
    TaskKind.VACANT: "plain",
    TaskKind.INVITED: "plain",
    TaskKind.DUPLICATE: "plain",
    TaskKind.UNOWNED: "plain",
}

WHY: Mapping[str, object] = {
    WhyReturned.WRONG: lazy_gettext("Det stämmer inte"),
    WhyReturned.UNCLEAR: lazy_gettext("Det går inte att kontrollera"),
    WhyReturned.PRIVATE: lazy_gettext("Det är privat, eller avslöjar en skyddad plats"),
    WhyReturned.DUPLICATE: lazy_gettext("Det finns redan"),
    WhyReturned.NOT_HERE: lazy_gettext("Det hör inte hemma i katalogen"),
}

ACTS: Mapping[str, object] = {
    ChangesetKind.EDIT: lazy_gettext("Ändring"),
    ChangesetKind.NEW: lazy_gettext("Nytt"),
    ChangesetKind.BULK: lazy_gettext("Samma ändring i flera"),
    ChangesetKind.IMPORT: lazy_gettext("Import"),
    ChangesetKind.MERGE: lazy_gettext("Sammanslagning"),
    ChangesetKind.RESTORE: lazy_gettext("Återställning"),
    ChangesetKind.REMOVE: lazy_gettext("Borttagning"),
    ChangesetKind.UNDO: lazy_gettext("Ångrad ändring"),
}

WHATS: Mapping[str, object] = {
    What.CADENCE: lazy_gettext("Hur ofta det bekräftas"),
    What.LANGUAGES: lazy_gettext("Språk"),
    What.CAPACITY: lazy_gettext("Platser"),
    What.ACCESS: lazy_gettext("Vem som får höra av sig"),
    What.CLOSED: lazy_gettext("Andra tider vissa dagar"),
    What.WEBSITE: lazy_gettext("Webbplats"),
}

STATE_WORDS: Mapping[str, object] = {
    ChangesetState.WAITING: lazy_gettext("Väntar"),
    ChangesetState.APPLIED: lazy_gettext("Gäller"),
    ChangesetState.RETURNED: lazy_gettext("Tillbakaskickat"),
    ChangesetState.WITHDRAWN: lazy_gettext("Tillbakataget"),
    ChangesetState.UNDONE: lazy_gettext("Ångrat"),
}

_WORDS: Mapping[str, object] = {"municipality": lazy_gettext("Kommun"), "group": lazy_gettext("Grupp")}


def word(name: str) -> str:
    """Return one of the words that a file needs."""
    return str(_WORDS[name])


def need_name(need: NeedId) -> str:
    """Return the name of a need in the language of the page."""
    return in_language(g.snapshot.network.name_of(need), g.lang)


BREAKS = {
    "Stödsamtal": "Stöd\u00adsamtal",
    "Sysselsättning": "Syssel\u00adsättning",
    "Återvändande": "Åter\u00advändande",
}
"""Where long words of a column's head may break."""


def column_name(need: NeedId) -> str:
    """Return the name of a need for the head of a narrow column."""
    name = need_name(need)
    return BREAKS.get(name, name)


def node_name(node: str) -> str:
    """Return the name of any record in the language of the page."""
    return in_language(g.snapshot.network.name_of(node), g.lang)


def node_href(node: str) -> str:
    """Return the address of the page of an organization or service; empty when it is neither."""
    network = g.snapshot.network
    if node in network.services:
        return url_for("catalogue.service", service_id=node)
    known = OrganizationId(node) in network.organizations
    return url_for("catalogue.organization", organization_id=node) if known else ""


def group_name(group: Group) -> str:
    """Return a group inside a sentence: ``flickor``."""
    return say_group(group.value, g.lang)


def joined(names: list[str], most: int = 4) -> str:
    """Return ``a, b och 3 till``."""
    if len(names) <= most:
        return ", ".join(names)
    return _("%(some)s och %(more)d till", some=", ".join(names[:most]), more=len(names) - most)


def weak_sentence(link: WeakLink) -> str:
    """Say what hangs on a weak link, and where."""
    areas = [node_name(area) for area in link.areas]
    needs = [lower_first(need_name(need)) for need in link.needs]
    said = _("Ensam om %(needs)s i %(areas)s.", needs=joined(needs), areas=joined(areas, 3))
    alone = _("Bara ett nummer.")
    return f"{said} {alone}" if link.has_one_number else said


def bucket(place: int) -> str:
    """Return the words of a bar: how long ago somebody confirmed."""
    words = (
        _("0–30 dagar"),
        _("31–60 dagar"),
        _("61–90 dagar"),
        _("över 90 dagar"),
        _("aldrig"),
    )
    return words[place]
