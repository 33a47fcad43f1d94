"""Campaigns: ask every organization of an area for the same thing, see how far it has come, remind and close."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta

from flask import flash, g, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from directory import clock
from directory.access import Permission, may_there, needs
from directory.errors import DirectoryError
from directory.graph.facts import Area, AreaId, AreaKind
from directory.graph.name import name_in
from directory.maintaining import campaign as use
from directory.maintaining.campaign import Draft, Progress, Target
from directory.maintaining.inquiry import Topic, mailboxes_of
from directory.model import Campaign
from directory.web import trouble as words
from directory.web.alphabet import swedish
from directory.web.database import borders, reading, writing
from directory.web.form import UNPROCESSABLE, Form, sent
from directory.web.identity import signed_in
from directory.web.language import gettext as _
from directory.web.language import ngettext

FIELDS = ("topic", "area", "starts_on", "ends_on", "words")
USUAL = timedelta(days=21)
"""How long a campaign takes unless somebody chooses another end."""


@dataclass(frozen=True, slots=True)
class Row:
    """One organization of a campaign, by name."""

    name: str
    target: Target


@needs(Permission.CAMPAIGN_RUN)
def campaigns() -> Response:
    """List the campaigns of one's areas."""
    with reading() as session:
        found = [
            (one, _counted(use.targets_of(session, one, clock.today())))
            for one in use.list_campaigns(session, signed_in(), borders())
        ]
        return _page("coordinate/campaigns.html", found=found)


@needs(Permission.CAMPAIGN_RUN)
def new_campaign() -> Response:
    """Ask what to ask for, of whom, and until when."""
    today = clock.today()
    values = {"starts_on": today.isoformat(), "ends_on": (today + USUAL).isoformat()}
    return _form_page(Form(values))


@needs(Permission.CAMPAIGN_RUN)
def start_campaign() -> Response:
    """Show first how many letters leave, then let them: a letter cannot be taken back."""
    form, who, now = sent(FIELDS), signed_in(), clock.now()
    draft = Draft(**{name: form.value(name) for name in FIELDS})
    is_checked = request.form.get("checked") == "yes"
    with writing(who.account) as session:
        try:
            made = use.start(session, who, draft, _name(draft), borders(), now)
            targets = use.targets_of(session, made, clock.today())
            if not is_checked:
                boxes = [mailboxes_of(session, one.organization, clock.today()) for one in targets]
                session.rollback()
                return _page(
                    "coordinate/campaign_check.html",
                    form=form,
                    topic=words.TOPICS[draft.topic],
                    area=g.snapshot.network.name_of(draft.area),
                    total=len(boxes),
                    reached=sum(bool(found) for found in boxes),
                    letters=sum(len(found) for found in boxes),
                )
            session.commit()
        except DirectoryError as error:
            session.rollback()
            form.add(error, FIELDS)
            return _form_page(form, status=UNPROCESSABLE)
        has_begun = made.starts_on <= clock.today()
        flash(_("Kampanjen har börjat.") if has_begun else _("Sparat. Mailen går ut den första dagen."))
        return redirect(url_for("coordinate.campaign", campaign_id=made.id), 303)


@needs(Permission.CAMPAIGN_RUN)
def campaign(campaign_id: str) -> Response:
    """Show how far everybody has come."""
    with reading() as session:
        return _campaign_page(use.get_campaign(session, signed_in(), campaign_id, borders()), Form())


@needs(Permission.CAMPAIGN_RUN)
def remind_campaign(campaign_id: str) -> Response:
    """Write once more to those who have not answered."""
    with writing(signed_in().account) as session:
        found = use.get_campaign(session, signed_in(), campaign_id, borders())
        try:
            posted = use.remind_all(session, found, clock.now())
            session.commit()
        except DirectoryError as error:
            return _again(campaign_id, error)
    flash(ngettext("%(num)d påminnelse går ut.", "%(num)d påminnelser går ut.", posted))
    return redirect(url_for("coordinate.campaign", campaign_id=campaign_id), 303)


@needs(Permission.CAMPAIGN_RUN)
def close_campaign(campaign_id: str) -> Response:
    """End it."""
    with writing(signed_in().account) as session:
        found = use.get_campaign(session, signed_in(), campaign_id, borders())
        try:
            use.close(session, found, clock.now())
            session.commit()
        except DirectoryError as error:
            return _again(campaign_id, error)
    flash(_("Kampanjen är avslutad. Ingen påminns mer."))
    return redirect(url_for("coordinate.campaign", campaign_id=campaign_id), 303)


def _again(campaign_id: str, error: DirectoryError) -> Response:
    form = Form()
    form.add(error, ())
    with reading() as session:
        found = use.get_campaign(session, signed_in(), campaign_id, borders())
        return _campaign_page(found, form, status=UNPROCESSABLE)


def _name(draft: Draft) -> str:
    """Return what stands in the log and the list of files; pages say topic and area in their own language."""
    return f"{draft.topic} {draft.area}"


def _counted(targets: list[Target]) -> Counter[Progress]:
    return Counter(one.progress for one in targets)


def _areas() -> list[Area]:
    """List the areas that whoever asks coordinates, widest kind first, then by name."""
    edges, order = borders(), [AreaKind.NATION, AreaKind.COUNTY, AreaKind.COOPERATION, AreaKind.MUNICIPALITY]
    mine = [
        area
        for area in g.snapshot.network.areas.values()
        if area.kind in order and may_there(signed_in(), Permission.CAMPAIGN_RUN, edges, area=AreaId(area.id))
    ]
    return sorted(mine, key=lambda one: (order.index(one.kind), swedish(str(one.name)), one.id))


def _form_page(form: Form, *, status: int = 200) -> Response:
    return _page(
        "coordinate/new_campaign.html",
        status,
        form=form,
        areas=_areas(),
        topics={topic.value: words.TOPICS[topic] for topic in Topic},
    )


def _campaign_page(found: Campaign, form: Form, *, status: int = 200) -> Response:
    network = g.snapshot.network
    with reading() as session:
        targets = use.targets_of(session, found, clock.today())
    rows = [
        Row(
            name_in(network.organizations[one.organization], g.lang)
            if one.organization in network.organizations
            else one.organization,
            one,
        )
        for one in targets
    ]
    return _page(
        "coordinate/campaign.html", status, campaign=found, form=form, rows=rows, counted=_counted(targets)
    )


def _page(template: str, status: int = 200, **values: object) -> Response:
    page = render_template(
        template,
        words=words,
        progress=list(Progress),
        area_name=g.snapshot.network.name_of,
        **values,
    )
    return make_response(page, status)


ROUTES = (
    ("/campaigns", "campaigns", campaigns, ["GET"]),
    ("/campaigns/new", "new_campaign", new_campaign, ["GET"]),
    ("/campaigns/new", "start_campaign", start_campaign, ["POST"]),
    ("/campaigns/<campaign_id>", "campaign", campaign, ["GET"]),
    ("/campaigns/<campaign_id>/remind", "remind_campaign", remind_campaign, ["POST"]),
    ("/campaigns/<campaign_id>/close", "close_campaign", close_campaign, ["POST"]),
)
