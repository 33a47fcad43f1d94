"""Words for what callers meet with, how calls went and why records are due; and where whoever may tells of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import g, request, url_for
from flask_babel import lazy_gettext

from directory.access import Permission, may
from directory.finding.fields import FIELD_NAMES
from directory.graph.answer import CallStep, OpenChannel, Provider
from directory.maintaining.cadence import Why
from directory.maintaining.calling import Reason
from directory.maintaining.campaign import Progress
from directory.maintaining.inquiry import Topic
from directory.maintaining.outcome import Refusal
from directory.maintaining.report import doubted_channels
from directory.model import Reached, Trouble
from directory.web.database import reading
from directory.web.identity import look, roles_of_viewer, viewer

TROUBLES: Mapping[str, object] = {
    Trouble.WRONG_NUMBER: lazy_gettext("Fel nummer"),
    Trouble.NO_ANSWER: lazy_gettext("Ingen svarar"),
    Trouble.HAS_MOVED: lazy_gettext("Har flyttat eller slutat"),
    Trouble.NOT_THIS_GROUP: lazy_gettext("Tar inte emot den gruppen"),
    Trouble.FULL: lazy_gettext("Fullt"),
    Trouble.WRONG_HOURS: lazy_gettext("Fel tider"),
    Trouble.OTHER: lazy_gettext("Något annat"),
}
REACHED: Mapping[str, object] = {
    Reached.REACHED: lazy_gettext("Ja, jag kom fram och fick hjälp"),
    Reached.REFUSED: lazy_gettext("Det blev nej"),
    Reached.NO_ANSWER: lazy_gettext("Ingen svarade"),
}
REFUSALS: Mapping[str, object] = {
    Refusal.FULL: lazy_gettext("Nej: fullt"),
    Refusal.GROUP: lazy_gettext("Nej: inte för gruppen"),
    Refusal.AGE: lazy_gettext("Nej: åldern"),
    Refusal.AREA: lazy_gettext("Nej: fel område"),
    Refusal.REFERRAL: lazy_gettext("Nej: måste gå en annan väg"),
    Refusal.OTHER: lazy_gettext("Nej: något annat"),
}
WHY: Mapping[str, object] = {
    Why.OWN: lazy_gettext("eget valt"),
    Why.URGENT: lazy_gettext("nås i akuta lägen"),
    Why.SHELTER: lazy_gettext("ger någonstans att sova"),
    Why.CIVIL: lazy_gettext("ideell verksamhet"),
    Why.PUBLIC: lazy_gettext("myndighet eller kommun"),
    Why.OTHER: lazy_gettext("övrigt"),
}
PROGRESS: Mapping[str, object] = {
    Progress.RIGHT: lazy_gettext("klar"),
    Progress.WRONG: lazy_gettext("något är fel"),
    Progress.RUNG: lazy_gettext("ringd, inget svar"),
    Progress.ASKED: lazy_gettext("frågad"),
    Progress.NO_MAILBOX: lazy_gettext("ingen mailadress"),
    Progress.YET: lazy_gettext("inte frågad än"),
}
TOPICS: Mapping[str, object] = {
    Topic.SUMMER_HOURS: lazy_gettext("Öppettider i sommar"),
    Topic.EVERYTHING: lazy_gettext("Allt som står"),
    Topic.CONTACTS: lazy_gettext("Kontaktpersoner"),
}
CALL_REASONS: Mapping[str, object] = {
    Reason.SAID_WRONG: lazy_gettext("har sagt att något är fel"),
    Reason.REPORTED: lazy_gettext("anmält som fel"),
    Reason.SILENT: lazy_gettext("svarar inte på mail"),
    Reason.NO_MAILBOX: lazy_gettext("har ingen mailadress"),
    Reason.OVERDUE: lazy_gettext("länge sedan någon bekräftade"),
}


def may_report() -> bool:
    """Tell whether whoever asks may tell what is wrong."""
    return viewer() is not None and may(roles_of_viewer(), Permission.REPORT_MAKE)


def report_href(kind: str, record: str, *, need: str = "", channel: str = "") -> str:
    """Return where to tell what is wrong with a record, and how the call went; empty for whoever may not."""
    if not may_report():
        return ""
    more: dict[str, Any] = {name: value for name, value in (("need", need), ("channel", channel)) if value}
    if kind == "service":
        return url_for("report.service", service_id=record, **more, next=_here())
    return url_for("report.organization", organization_id=record, **more, next=_here())


def step_report_href(step: CallStep | Provider, tel: OpenChannel | None, pairs: list[tuple[str, str]]) -> str:
    """Return where to tell how the call of an answer went."""
    need = next((value for name, value in pairs if name == "need"), "")
    channel = tel.channel.id if tel is not None else ""
    if step.service is not None:
        return report_href("service", step.service.id, need=need, channel=channel)
    if step.organization is not None:
        return report_href("organization", step.organization.id, need=need, channel=channel)
    return ""


def follow_href(pairs: list[tuple[str, str]]) -> str:
    """Return where to save the question of an answer; empty for whoever is not signed in."""
    if viewer() is None:
        return ""
    kept: dict[str, Any] = {}
    for name, value in pairs:
        if name in ("need", "area", "group"):
            kept.setdefault(name, value)
    return url_for("report.follow", **kept)


def is_doubted(channel: OpenChannel | None) -> bool:
    """Tell whether two days agree that a number is wrong, and nobody has looked into it; for who may report only."""
    if channel is None or not may_report() or look() is None:
        return False
    if "doubted" not in g:
        with reading() as session:
            g.doubted = doubted_channels(session)
    return channel.channel.id in g.doubted


def _here() -> str:
    """Return the address of this page without anything but the fields of a question; made once for all its links."""
    if "here" in g:
        return str(g.here)
    kept = [(name, value) for name, value in request.args.items(multi=True) if name in FIELD_NAMES]
    arguments: dict[str, list[str]] = {}
    for name, value in kept:
        arguments.setdefault(name, []).append(value)
    g.here = url_for(request.endpoint or "find.ask", **{**arguments, **(request.view_args or {})})
    return str(g.here)


WORDS = {
    "follow_href": follow_href,
    "is_doubted": is_doubted,
    "report_href": report_href,
    "step_report_href": step_report_href,
}
"""What templates of several rooms call."""
