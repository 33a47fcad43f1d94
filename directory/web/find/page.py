"""The answer page: everything its template shows, gathered from one question and one snapshot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import g, render_template, request, url_for

from directory.clock import today
from directory.finding.ask import ask
from directory.finding.charge import Charge, charges_of
from directory.graph.answer import CallStep, DutyLine
from directory.graph.facts import DutyKind, DutyPlace, Group, Organization, Service
from directory.graph.post import Asked, title_in
from directory.graph.question import Question
from directory.store.snapshot import Snapshot
from directory.web.asked import count_answer
from directory.web.find.facet import (
    FIELDS_OF_FACET,
    Pairs,
    answer_href,
    area_name,
    facets_of,
    href,
    need_name,
)
from directory.web.find.form import Form
from directory.web.find.knot import Knot, knots_of
from directory.web.find.script import script_of, who
from directory.web.find.sheet import FEW_MISSES, Sheet, sheet_of
from directory.web.find.told import NOTHING, Told
from directory.web.language import gettext as _
from directory.web.language import pgettext
from directory.web.quota import shown_in
from directory.web.strip import ticks


@dataclass(frozen=True, slots=True)
class How:
    """How the answer is shown: ``edited`` is the facet being changed, or empty."""

    is_whole: bool = False
    edited: str = ""
    told: Told = NOTHING


def answer_page(question: Question, pairs: Pairs, snapshot: Snapshot, lang: str, how: How) -> str:
    """Return the answer to *question* as a page; *pairs* are its fields as they stand in the address."""
    answer = ask(question, snapshot)
    shown_in(answer)
    count_answer(answer)
    sheet = sheet_of(answer, snapshot, lang, today(), is_whole=how.is_whole)
    charges = charges_of(answer.duties)
    need = need_name(question.needs[0], snapshot, lang)
    place = area_name(question.area, snapshot)
    home = ""
    if question.residence is not None and question.residence != question.area:
        home = area_name(question.residence, snapshot)
    carried = [pair for pair in pairs if pair[0] not in FIELDS_OF_FACET.get(how.edited, ())]
    return render_template(
        "find/answer.html",
        sheet=sheet,
        facets=facets_of(question, pairs, snapshot, lang, how.edited),
        pairs=pairs,
        edited=how.edited,
        carried=carried,
        form=Form(pairs, snapshot, lang),
        told=how.told,
        script=script_of(
            question,
            need,
            place,
            home,
            is_advice=snapshot.network.needs[question.needs[0]].is_for_professionals,
        ),
        knots=_knots(sheet, question, need, place),
        ticks=ticks(question.at),
        age_is_missing=question.age is None and question.group in (Group.CHILD, Group.GIRL, Group.BOY),
        duty_groups=duty_groups([charge for charge in charges if not charge.is_conditional]),
        duty_conditions=duty_groups([charge for charge in charges if charge.is_conditional]),
        misses=answer.near_misses if how.is_whole else answer.near_misses[:FEW_MISSES],
        share_href=share_href(pairs),
    )


def share_href(pairs: Pairs) -> str:
    """Return the whole address of the answer, for a colleague: nothing in it but the fields."""
    return request.host_url.rstrip("/") + answer_href(pairs)


def _knots(sheet: Sheet, question: Question, need: str, place: str) -> list[Knot]:
    start = [
        (pgettext("frågan", "Behov"), need),
        (_("gäller"), who(question.group, question.age)),
        (_("vistas i"), place),
    ]
    return knots_of(sheet.first.step.path, start, sheet.first.tel) if sheet.first else start


def duty_groups(charges: Sequence[Charge]) -> list[tuple[str, list[Charge]]]:
    """Return the duties by what they are: who decides first, then who pays, delivers, advises, coordinates."""
    words = {
        DutyKind.DECIDES: _("Beslutar"),
        DutyKind.PAYS: _("Betalar"),
        DutyKind.DELIVERS: _("Utför"),
        DutyKind.ADVISES: _("Ger råd"),
        DutyKind.COORDINATES: _("Samordnar"),
    }
    grouped = [(word, [charge for charge in charges if charge.kind is kind]) for kind, word in words.items()]
    return [(word, found) for word, found in grouped if found]


def duty_place(line: DutyLine) -> str:
    """Say in which area a duty lies, and why there."""
    name = area_name(line.area.id, g.snapshot) if line.area else ""
    said = {
        DutyPlace.STAY: _("%(area)s, där personen är", area=name),
        DutyPlace.RESIDENCE: _("%(area)s, där personen är skriven", area=name),
        DutyPlace.ARRIVAL: _("%(area)s, dit personen kom", area=name),
        DutyPlace.ASSIGNED: _("%(area)s, som är anvisad", area=name),
        DutyPlace.NATION: _("i hela landet"),
    }
    return said[line.duty.place]


def service_href(service: Service) -> str:
    """Return the page of a service."""
    return url_for("catalogue.service", service_id=service.id)


def organization_href(organization: Organization) -> str:
    """Return the page of an organization."""
    return url_for("catalogue.organization", organization_id=organization.id)


def asked_title(asked: Asked) -> str:
    """Return the title of the post whose holder to ask for."""
    return title_in(asked.post, g.lang)


def step_href(step: CallStep) -> str:
    """Return the page of the service, else of the organization, that a call goes to; empty when there is none."""
    if step.service is not None:
        return service_href(step.service)
    return organization_href(step.organization) if step.organization is not None else ""


def vcard_href(step: CallStep, pairs: Pairs) -> str:
    """Return the address of the contact card of a call."""
    return href("export.contact", pairs, step=step.id)


def reminder_href(step: CallStep, pairs: Pairs) -> str:
    """Return the address of the calendar entry for calling when it opens."""
    return href("export.call_back", pairs, step=step.id)
