"""What was wrong, and how the call went: one page of buttons for each record, and not a word to type."""

from __future__ import annotations

from dataclasses import dataclass

from flask import flash, g, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from directory import clock
from directory.access import Permission, needs
from directory.account import throttle
from directory.account.complaint import TooMany, refuse
from directory.account.throttle import Trial
from directory.errors import DirectoryError
from directory.graph.contact import channels_of
from directory.graph.facts import Channel, OrganizationId
from directory.graph.name import name_in
from directory.maintaining.outcome import Outcome, count_outcome
from directory.maintaining.report import BY_CALLERS, CALLER, OF_A_CHANNEL, Told, tell
from directory.maintaining.workplace import missing
from directory.model import Reached, Trouble
from directory.web import trouble as words
from directory.web.database import borders, engine, writing
from directory.web.form import UNPROCESSABLE, Form
from directory.web.identity import signed_in
from directory.web.language import gettext as _
from directory.web.own_path import own_path


@dataclass(frozen=True, slots=True)
class About:
    """The record that is told about, with the ways to reach it that whoever tells may see."""

    kind: str
    record: str
    name: str
    organization: str | None
    channels: tuple[Channel, ...]

    def channel_of(self, name: str) -> str:
        """Return the id of a channel that is shown here.

        Raises:
            NotFound: it is none of the record's, or not for whoever asks: to them that is the same.
        """
        if name and all(channel.id != name for channel in self.channels):
            raise missing()
        return name


@needs(Permission.REPORT_MAKE)
def organization(organization_id: str) -> Response:
    """Ask what was wrong with an organization."""
    return _page(_organization(organization_id), Form())


@needs(Permission.REPORT_MAKE)
def tell_organization(organization_id: str) -> Response:
    """Take it down."""
    return _tell(_organization(organization_id))


@needs(Permission.REPORT_MAKE)
def service(service_id: str) -> Response:
    """Ask what was wrong with a service."""
    return _page(_service(service_id), Form())


@needs(Permission.REPORT_MAKE)
def tell_service(service_id: str) -> Response:
    """Take it down."""
    return _tell(_service(service_id))


@needs(Permission.REPORT_MAKE)
def told() -> str:
    """Say thank you, and lead back."""
    return render_template("report/told.html", back=own_path(request.args.get("next", "")))


def _organization(name: str) -> About:
    found = g.snapshot.network.organizations.get(OrganizationId(name))
    if found is None:
        raise missing()
    return About("organization", found.id, name_in(found, g.lang), found.id, found.channels)


def _service(name: str) -> About:
    network = g.snapshot.network
    found = network.services.get(name)
    if found is None:
        raise missing()
    owner = network.organizations.find(found.organization) if found.organization else None
    return About("service", found.id, name_in(found, g.lang), found.organization, channels_of(found, owner))


def _tell(about: About) -> Response:
    now, who, form = clock.now(), signed_in(), Form()
    channel = about.channel_of(request.form.get("channel", ""))
    need = request.form.get("need", "")
    need = need if need in g.snapshot.network.needs else ""
    said, reached, reason = (request.form.get(name, "") for name in ("trouble", "reached", "reason"))
    act: Told | Outcome
    try:
        if said in BY_CALLERS:
            channel = channel if said in OF_A_CHANNEL else ""
            act = Told(about.kind, about.record, channel, Trouble(said), about.organization)
        elif reason or reached in frozenset(Reached):
            ending = Reached.REFUSED if reason else Reached(reached)
            act = Outcome(about.kind, about.record, about.organization, ending, need, reason)
        else:
            raise refuse("", "Välj vad som hände.", "Choose what happened.")
        throttle.take(engine(), Trial.REPORT, who.account, now)
        throttle.take(engine(), Trial.REPORT_SAME, f"{who.account} {act}", now)
        with writing(CALLER) as session:
            if isinstance(act, Told):
                tell(session, act, borders(), now)
            else:
                count_outcome(session, act, now)
            session.commit()
    except TooMany as error:
        if error.details["retry_after_s"] != int(Trial.REPORT_SAME.value.pause.total_seconds()):
            raise
        flash(_("Det har du redan sagt i dag, så det räknas en gång."))
        return redirect(_back(), 303)
    except DirectoryError as error:
        form.add(error, ())
        return _page(about, form, status=UNPROCESSABLE)
    flash(_("Tack. Det är antecknat, utan vem du är."))
    return redirect(_back(), 303)


def _back() -> str:
    return url_for("report.told", next=own_path(request.form.get("next", "")) or None)


def _page(about: About, form: Form, *, status: int = 200) -> Response:
    page = render_template(
        "report/telling.html",
        about=about,
        form=form,
        channel=about.channel_of(request.values.get("channel", "")),
        need=request.values.get("need", "")[:120],
        next=own_path(request.values.get("next", "")),
        troubles=[(one, words.TROUBLES[one]) for one in BY_CALLERS],
        reached=words.REACHED,
        refusals=words.REFUSALS,
        of_a_channel=OF_A_CHANNEL,
    )
    return make_response(page, status)
