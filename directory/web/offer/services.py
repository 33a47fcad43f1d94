"""One service on one page: room, whom it takes, languages, words; and a new one that a coordinator looks at."""

from __future__ import annotations

from flask import g, request
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from directory import clock
from directory.access import Permission, needs
from directory.graph.facts import Access, AreaKind
from directory.graph.matching import capacity_at
from directory.graph.overview import needs_in_order
from directory.maintaining.change import Submitted
from directory.maintaining.workplace import missing
from directory.model import Service
from directory.offering.describing import NewService, Said, describe_service, propose_service
from directory.offering.room import Until, say_room
from directory.offering.sending import Sender
from directory.offering.stood import mark_of
from directory.offering.taking import GROUP_FIELDS, LANGUAGES, change_languages, change_taking
from directory.store.session import GraphSession
from directory.web.alphabet import swedish
from directory.web.database import reading
from directory.web.form import Form
from directory.web.offer.page import CLASHED, acted, page, sender_at, sender_of

WORDS = ("name", "name_en", "note", "access", "referral")
NAMES = (
    *(
        "act",
        "mark",
        "capacity",
        "until",
        "on",
        "age_min",
        "age_max",
        "languages",
        "needs",
        "areas",
        "groups",
    ),
    *WORDS,
    *GROUP_FIELDS.values(),
)
MOST = 60
"""Values of a list that come back: more than there are languages, needs or areas to tick."""


@needs(Permission.OFFER_READ)
def service(service_id: str) -> Response:
    """Show all that is said of a service, to be changed."""
    with reading() as session:
        sender, found = sender_of(session, service_id, Permission.OFFER_READ)
        return _page(sender, found, Form({"until": Until.A_DAY.value}), 200)


@needs(Permission.OFFER_CHANGE)
def change(service_id: str) -> Response:
    """Change one part of it: its room, whom it takes, its languages, or its words."""
    with reading() as session:
        sender, _found = sender_of(session, service_id, Permission.OFFER_CHANGE)
        organization = str(sender.workplace.id)

    def act(session: GraphSession, sender: Sender, form: Form) -> Submitted:
        return _act(session, sender, _its(session, sender, service_id), form)

    def again(session: Session, sender: Sender, form: Form, status: int) -> Response:
        return _page(sender, _its(session, sender, service_id), form, status)

    return acted(organization, NAMES, act, again)


@needs(Permission.OFFER_READ)
def new(organization_id: str) -> Response:
    """Ask what is new."""
    with reading() as session:
        sender = sender_at(session, organization_id, Permission.OFFER_READ)
        return _new_page(
            session,
            sender,
            Form({"access": Access.UNKNOWN.value, **dict.fromkeys(GROUP_FIELDS.values(), "unknown")}),
            200,
        )


@needs(Permission.OFFER_CHANGE)
def propose(organization_id: str) -> Response:
    """Propose it; a coordinator looks at it before it is shown."""
    return acted(
        organization_id,
        NAMES,
        lambda session, sender, form: propose_service(
            session,
            sender,
            NewService(_said(form), _listed("needs"), _groups(form), _listed("areas")),
        ),
        _new_page,
    )


def _act(session: GraphSession, sender: Sender, found: Service, form: Form) -> Submitted:
    mark = form.value("mark")
    if form.value("act") == "taking":
        return change_taking(
            session, sender, found, _groups(form), form.value("age_min"), form.value("age_max"), mark
        )
    if form.value("act") == "languages":
        return change_languages(session, sender, found, _listed("languages"), mark)
    if form.value("act") == "words":
        return describe_service(session, sender, found, _said(form), mark)
    return say_room(
        session, sender, found, form.value("capacity"), form.value("until"), form.value("on"), mark
    )


def _its(session: Session, sender: Sender, service_id: str) -> Service:
    found = session.get(Service, service_id)
    if found is None or all(one.id != service_id for one in sender.workplace.services):
        raise missing()
    return found


def _said(form: Form) -> Said:
    return Said(**{name: form.value(name) for name in WORDS})


def _groups(form: Form) -> dict[str, str]:
    return {group: form.value(field) for group, field in GROUP_FIELDS.items()}


def _listed(name: str) -> list[str]:
    return request.form.getlist(name)[:MOST]


def _page(sender: Sender, found: Service, form: Form, status: int) -> Response:
    """Return the page. The part that was sent keeps what was typed; the others show what stands."""
    acceptance = {row.group.value: row.acceptance.value for row in found.acceptance}
    spoken = [row.language for row in found.languages]
    stands = {name: str(getattr(found, name) or "") for name in WORDS} | {
        "capacity": capacity_at_now(found),
        "until": Until.A_DAY.value,
        "on": "",
        "age_min": "" if found.age_min is None else str(found.age_min),
        "age_max": "" if found.age_max is None else str(found.age_max),
        **{field: acceptance.get(group, "unknown") for group, field in GROUP_FIELDS.items()},
    }
    typed = {name: value for name, value in form.values.items() if name in _fields_of(form.value("act"))}
    ticked = _listed("languages") if form.value("act") == "languages" else spoken
    form.values = {**stands, **(typed if status != 200 else {}), "act": form.value("act")}
    return page(
        "offer/service.html",
        sender,
        status,
        service=found,
        form=form,
        mark=mark_of([found]),
        stands=stands if status == CLASHED else None,
        languages=[*spoken, *(one for one in LANGUAGES if one not in spoken)],
        ticked=ticked,
    )


def _fields_of(act: str) -> tuple[str, ...]:
    parts: dict[str, tuple[str, ...]] = {
        "words": WORDS,
        "taking": (*GROUP_FIELDS.values(), "age_min", "age_max"),
        "languages": (),
    }
    return parts.get(act, ("capacity", "until", "on"))


def capacity_at_now(found: Service) -> str:
    """Return the room that is said of a service now; past its end it is not known."""
    known = g.snapshot.network.services.get(found.id)
    return (found.capacity if known is None else capacity_at(known, clock.now())).value


def _new_page(_session: Session, sender: Sender, form: Form, status: int) -> Response:
    network = g.snapshot.network
    counties = sorted(
        (one for one in network.areas.values() if one.kind is AreaKind.COUNTY and one.valid_to is None),
        key=lambda one: (swedish(one.name), one.id),
    )
    towns = sorted(
        (one for one in network.areas.values() if one.kind is AreaKind.MUNICIPALITY and one.valid_to is None),
        key=lambda one: (swedish(one.name), one.id),
    )
    return page(
        "offer/new_service.html",
        sender,
        status,
        form=form,
        needs=list(needs_in_order(network)),
        counties=counties,
        towns=towns,
        ticked=frozenset(_listed("needs")),
        chosen=frozenset(_listed("areas")),
    )
