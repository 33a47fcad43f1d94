"""What a person takes away: a contact card for the phone, a calendar entry for calling back."""

from __future__ import annotations

from flask import Blueprint, Response, g, request

from directory.access import Permission, needs
from directory.clock import now
from directory.errors import NotFound
from directory.finding.ask import ask
from directory.finding.complaint import complain
from directory.finding.fields import question_from_fields
from directory.gazetteer import fold
from directory.graph.answer import CallStep, OpenChannel, OpenState
from directory.graph.contact import best_phone
from directory.graph.facts import OrganizationId
from directory.graph.name import name_in
from directory.interchange import icalendar
from directory.interchange import vcard as cards
from directory.web.language import current_language
from directory.web.quota import shown

__all__ = ["blueprint"]

blueprint = Blueprint("export", __name__)
STEP = "step"
VERSION = "version"


@blueprint.get("/services/<service_id>.vcf")
@needs(Permission.DIRECTORY_READ)
def service(service_id: str) -> Response:
    """Give the card of a service."""
    found = g.snapshot.network.services.get(service_id)
    if found is None:
        raise _gone()
    owner = found.organization and g.snapshot.network.organizations.get(found.organization)
    shown([found, owner or None])
    card = cards.card_of_service(found, owner or None, g.snapshot.built_at, current_language())
    return _card(card)


@blueprint.get("/organizations/<organization_id>.vcf")
@needs(Permission.DIRECTORY_READ)
def organization(organization_id: str) -> Response:
    """Give the card of an organization."""
    found = g.snapshot.network.organizations.get(OrganizationId(organization_id))
    if found is None:
        raise _gone()
    shown([found])
    return _card(cards.card_of_organization(found, g.snapshot.built_at, current_language()))


@blueprint.get("/answer/contact.vcf")
@needs(Permission.ANSWER_READ)
def contact() -> Response:
    """Give the card of one step of an answer's call chain: the fields of the question, and ``step``."""
    step = _step()
    by = step.organization
    card = cards.card_of_channels(
        step.id,
        _name(step),
        name_in(by, current_language()) if by else _name(step),
        step.channels,
        g.snapshot.built_at,
    )
    return _card(card)


@blueprint.get("/answer/callback.ics")
@needs(Permission.ANSWER_READ)
def call_back() -> Response:
    """Give a calendar entry for the moment at which one step of the chain opens."""
    step = _step()
    if step.now.state not in (OpenState.CLOSED, OpenState.OPENING_SOON) or step.now.until is None:
        raise complain(
            STEP,
            "Det går inte att säga när kontakten öppnar. Ring och fråga.",
            "There is no saying when this contact opens. Call and ask.",
        )
    call = icalendar.CallBack(step.id, _name(step), _number(step.channels), step.now.until, now())
    body = icalendar.call_back_ics(call, current_language())
    return _file(body, icalendar.MEDIA_TYPE, f"{_file_name(_name(step))}.ics")


def _step() -> CallStep:
    fields = request.args.copy()
    wanted = fields.pop(STEP, "")
    fields.pop(VERSION, None)
    question = question_from_fields(fields, g.snapshot, now())
    for step in ask(question, g.snapshot).act_now:
        if step.id == wanted:
            shown([step.organization, step.service])
            return step
    sv = "Kontakten finns inte i svaret längre. Ställ frågan på nytt."
    en = "This contact is not in the answer any more. Ask again."
    raise NotFound(sv, sv=sv, en=en)


def _name(step: CallStep) -> str:
    return step.name_en if current_language() == "en" and step.name_en else step.name


def _number(channels: tuple[OpenChannel, ...]) -> str:
    phone = best_phone(channels)
    return phone.channel.display if phone else ""


def _card(card: cards.Card) -> Response:
    version: cards.Version = "3.0" if request.args.get(VERSION) == "3.0" else "4.0"
    return _file(cards.vcard(card, version).encode(), cards.MEDIA_TYPE, f"{_file_name(card.name)}.vcf")


def _file(body: bytes, media_type: str, name: str) -> Response:
    response = Response(body, content_type=media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "no-store"
    return response


def _file_name(name: str) -> str:
    # Folded to plain letters: a header field is ASCII, and a file system may know less than that.
    plain = "".join(each if each.isascii() and each.isalnum() else "-" for each in fold(name))
    return plain.strip("-")[:60] or "kontakt"


def _gone() -> NotFound:
    sv = "Posten finns inte, eller har tagits bort. Sök efter den på nytt."
    en = "There is no such record, or it has been removed. Search for it again."
    return NotFound(sv, sv=sv, en=en)
