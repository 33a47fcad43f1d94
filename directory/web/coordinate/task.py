"""One thing to do, in words: what it is, why it stands where it stands, and what can be done about it."""

from __future__ import annotations

from collections.abc import Mapping

from flask import current_app, g, url_for
from flask_babel import lazy_gettext

from directory.access import Role
from directory.graph.facts import AreaId
from directory.graph.name import in_language
from directory.maintaining.worklist import STALEST, Task, TaskKind
from directory.model import Trouble
from directory.web.language import gettext as _
from directory.web.language import ngettext

TROUBLES: Mapping[str, object] = {
    Trouble.WRONG_NUMBER: lazy_gettext("Fel nummer"),
    Trouble.NO_ANSWER: lazy_gettext("Ingen svarar"),
    Trouble.HAS_MOVED: lazy_gettext("Har flyttat eller slutat"),
    Trouble.NOT_THIS_GROUP: lazy_gettext("Tar inte emot gruppen"),
    Trouble.FULL: lazy_gettext("Fullt"),
    Trouble.WRONG_HOURS: lazy_gettext("Fel öppettider"),
    Trouble.OTHER: lazy_gettext("Något annat stämmer inte"),
}
ROLES: Mapping[str, object] = {
    Role.NGO_OWNER: lazy_gettext("ansvarig"),
    Role.NGO_EDITOR: lazy_gettext("redaktör"),
    Role.CASEWORKER: lazy_gettext("handläggare"),
    Role.COORDINATOR: lazy_gettext("samordnare"),
}

SECTIONS = (
    ("coordinate.work", lazy_gettext("Att göra")),
    ("coordinate.proposals", lazy_gettext("Förslag")),
    ("coordinate.changes", lazy_gettext("Senaste ändringarna")),
    ("coordinate.bulk", lazy_gettext("Ändra i flera")),
    ("coordinate.calls", lazy_gettext("Ringlista")),
    ("coordinate.campaigns", lazy_gettext("Kampanjer")),
    ("coordinate.duplicates", lazy_gettext("Dubbletter")),
    ("coordinate.conflicts", lazy_gettext("Källor säger olika")),
    ("coordinate.removed", lazy_gettext("Borttaget")),
    ("coordinate.as_of", lazy_gettext("Som det var")),
    ("coordinate.imports", lazy_gettext("Läs in fil")),
    ("coordinate.ask_export", lazy_gettext("Ta ut tabeller")),
)
"""The pages below the desk: endpoint and word, in the order of the work; those that are not there are left out."""


def sections() -> list[tuple[str, str]]:
    """Return the links to the pages below the desk."""
    return [(url_for(endpoint), str(word)) for endpoint, word in SECTIONS if _is_there(endpoint)]


def task_subject(task: Task) -> str:
    """Return whom or what a task is about."""
    if task.kind is TaskKind.VACANT and not task.organization:
        area = g.snapshot.network.areas.get(AreaId(task.name))
        return area.name if area is not None else task.name
    return task.name


def task_sentence(task: Task) -> str:
    """Say what is to be done."""
    name = task_subject(task)
    if task.kind is TaskKind.REPORTED:
        said = str(TROUBLES.get(task.detail, task.detail))
        return _("%(name)s: ”%(trouble)s”", name=name, trouble=said.lower())
    if task.kind is TaskKind.PROPOSED:
        if task.times:
            return ngettext(
                "%(name)s: en kontaktperson eller uppgift väntar på svar.",
                "%(name)s: %(num)d kontaktpersoner och uppgifter väntar på svar.",
                task.times,
                name=name,
            )
        return _("%(name)s: en ändring väntar på svar.", name=name)
    if task.kind is TaskKind.STALE:
        if task.days is None:
            return _("%(name)s: ingen vet hur gamla uppgifterna är.", name=name)
        return ngettext(
            "%(name)s: äldsta uppgiften på vägen dit är %(num)d dag gammal.",
            "%(name)s: äldsta uppgiften på vägen dit är %(num)d dagar gammal.",
            task.days,
            name=name,
        )
    return _other(task, name)


def _other(task: Task, name: str) -> str:
    if task.kind is TaskKind.CONFLICT:
        return _("Två källor säger olika: %(name)s.", name=name)
    if task.kind is TaskKind.DUPLICATE:
        return _("Kan vara samma: %(name)s.", name=name)
    if task.kind is TaskKind.VACANT:
        what = in_language(g.snapshot.network.name_of(task.detail), g.lang)
        return _("%(name)s: ingen känd har tjänsten %(what)s.", name=name, what=what)
    if task.kind is TaskKind.INVITED:
        role = str(ROLES.get(task.detail, task.detail))
        return _("%(name)s: inbjuden %(role)s har inte svarat.", name=name, role=role)
    return _("%(name)s: ingen ansvarig har konto.", name=name)


def harm_sentence(task: Task) -> str:
    """Say why a task stands where it stands: answers × staleness × reports."""
    said = [ngettext("%(num)d svar vilar på det", "%(num)d svar vilar på det", task.answers)]
    if task.kind in (TaskKind.PROPOSED, TaskKind.INVITED) and task.days:
        said.append(ngettext("har väntat %(num)d dag", "har väntat %(num)d dagar", task.days))
    elif task.kind is TaskKind.STALE and task.staleness > 1:
        times = f"{task.staleness:.1f}".rstrip("0").rstrip(".")
        if task.days is None:
            said.append(_("ingen vet från när det är"))
            return _sentence(said)
        if task.staleness >= STALEST:
            said.append(_("mer än %(times)s gånger äldre än det får vara", times=times))
            return _sentence(said)
        said.append(
            _(
                "%(times)s gånger äldre än det får vara",
                times=times.replace(".", "," if g.lang == "sv" else "."),
            )
        )
    if task.kind is TaskKind.REPORTED:
        said.append(ngettext("anmält %(num)d gång", "anmält %(num)d gånger", task.times))
    return _sentence(said)


def _sentence(said: list[str]) -> str:
    words = ", ".join(said)
    return words[:1].upper() + words[1:] + "."


def task_acts(task: Task) -> list[tuple[str, str]]:
    """Return what can be done about a task: address and word, the best first."""
    acts: list[tuple[str, str]] = []
    keep = _keep(task.organization)
    if task.kind is TaskKind.PROPOSED and task.record:
        acts.append((url_for("coordinate.proposal", changeset_id=task.record), _("Se förslaget")))
    elif task.kind in (TaskKind.STALE, TaskKind.REPORTED) and _is_there("coordinate.calls"):
        acts.append((call_href(task.organization), _("Ring och bekräfta")))
    elif task.kind is TaskKind.CONFLICT and _is_there("coordinate.conflicts"):
        acts.append((url_for("coordinate.conflicts"), _("Jämför")))
    elif task.kind is TaskKind.DUPLICATE and _is_there("coordinate.merging"):
        kind, kept, gone = task.record.split(":", 2)
        acts.append((url_for("coordinate.merging", kind=kind, kept=kept, gone=gone), _("Jämför")))
    elif task.kind is TaskKind.VACANT and task.organization:
        acts.append((url_for("maintain.post", post_id=task.record), _("Fyll tjänsten")))
    elif task.kind in (TaskKind.UNOWNED, TaskKind.INVITED):
        acts.append((url_for("admin.invitations"), _("Bjud in")))
    if task.kind is TaskKind.VACANT and not task.organization:
        acts.append((url_for("catalogue.area", area_id=task.name), _("Visa platsen")))
    if keep:
        acts.append((keep, _("Öppna")))
    return acts


def call_href(organization: str) -> str:
    """Return where an organization is rung up and ticked off; its workspace where there is no call list."""
    if _is_there("coordinate.calls"):
        return url_for("coordinate.calls", _anchor=organization)
    return _keep(organization)


def _keep(organization: str) -> str:
    return url_for("maintain.organization", organization_id=organization) if organization else ""


def _is_there(endpoint: str) -> bool:
    return endpoint in current_app.view_functions
