"""Contact persons: proposed, changed, renewed, ended, and erased when they ask for it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from werkzeug.wrappers import Response

from directory import clock
from directory.access import Permission, needs
from directory.errors import DirectoryError
from directory.graph.facts import Visibility
from directory.maintaining.objecting import erase_on_request
from directory.maintaining.person import (
    Draft,
    change_person,
    changes_of,
    end_person,
    list_person,
    renew_person,
    undo_end,
)
from directory.maintaining.typed import LONGEST
from directory.maintaining.workplace import Workplace
from directory.model import Contact, Post
from directory.store.session import GraphSession
from directory.web.database import borders, reading, site, writing
from directory.web.form import UNPROCESSABLE, Form, sent
from directory.web.identity import signed_in
from directory.web.language import gettext as _
from directory.web.maintain.page import done, page, part_and_workplace

FIELDS = ("name", "phone", "is_work_mobile", "email", "why", "words", "visibility", "reason", "valid_to")
USUAL = timedelta(days=365)
"""The end that a new entry is given unless somebody chooses another."""


@needs(Permission.CONTACT_PROPOSE)
def new(post_id: str) -> Response:
    """Ask who holds a post."""
    with reading() as session:
        holds, workplace = part_and_workplace(session, Post, post_id, Permission.CONTACT_PROPOSE)
        end = clock.today() + USUAL
        form = Form({"visibility": Visibility.NETWORK.value, "valid_to": end.isoformat()})
        return _form_page(workplace, holds, form)


@needs(Permission.CONTACT_PROPOSE)
def add(post_id: str) -> Response:
    """Propose somebody."""
    form, now = sent(FIELDS), clock.now()
    with writing(signed_in().account) as session:
        holds, workplace = part_and_workplace(session, Post, post_id, Permission.CONTACT_PROPOSE)
        try:
            list_person(session, signed_in(), workplace, holds, _draft(form), borders(), now, site=site())
            session.commit()
        except DirectoryError as error:
            session.rollback()
            form.add(error, FIELDS)
            return _form_page(workplace, holds, form, status=UNPROCESSABLE)
        return done(_("Förslaget är sparat. Det visas när någon annan har godkänt det."), workplace.id)


@needs(Permission.CONTACT_PROPOSE)
def person(contact_id: str) -> Response:
    """Show how somebody is reached, to be changed. What is restricted is not shown again here."""
    with reading() as session:
        contact, workplace = part_and_workplace(session, Contact, contact_id, Permission.CONTACT_PROPOSE)
        form = Form({"visibility": contact.visibility.value})
        if contact.visibility is not Visibility.RESTRICTED:
            form.values |= {
                "phone": contact.phone_display,
                "email": contact.email,
                "reason": contact.public_reason or "",
            }
            form.values["is_work_mobile"] = "yes" if contact.phone.startswith("+467") else ""
        holds = session.get_one(Post, contact.post_id)
        return _form_page(workplace, holds, form, contact, has_change=bool(changes_of(session, contact)))


@needs(Permission.CONTACT_PROPOSE)
def change(contact_id: str) -> Response:
    """Change it: fewer see it at once; another number, or more who see it, waits."""
    form, now = sent(FIELDS), clock.now()
    with writing(signed_in().account) as session:
        contact, workplace = part_and_workplace(session, Contact, contact_id, Permission.CONTACT_PROPOSE)
        try:
            proposal = change_person(
                session, signed_in(), workplace, contact, _draft(form), borders(), now, site=site()
            )
            session.commit()
        except DirectoryError as error:
            session.rollback()
            form.add(error, FIELDS)
            holds = session.get_one(Post, contact.post_id)
            return _form_page(workplace, holds, form, contact, status=UNPROCESSABLE)
        if proposal is None:
            return done(_("Ändringen gäller nu."), workplace.id)
        return done(
            _("Ändringen är sparad. Det gamla visas tills någon annan har godkänt det nya."), workplace.id
        )


@needs(Permission.CONTACT_PROPOSE)
def renewal(contact_id: str) -> Response:
    """Ask for a new last day."""
    with reading() as session:
        contact, workplace = part_and_workplace(session, Contact, contact_id, Permission.CONTACT_PROPOSE)
        form = Form({"valid_to": (clock.today() + USUAL).isoformat()})
        return _plain_page("maintain/renewal.html", workplace, contact, form)


@needs(Permission.CONTACT_PROPOSE)
def renew(contact_id: str) -> Response:
    """Move the last day."""
    form = sent(("valid_to",))
    return _do(
        contact_id,
        Permission.CONTACT_PROPOSE,
        "maintain/renewal.html",
        form,
        lambda session, contact: renew_person(session, contact, form.value("valid_to"), clock.now()),
        lambda: _("Förlängt. Personen får veta det."),
    )


@needs(Permission.CONTACT_PROPOSE)
def ending(contact_id: str) -> Response:
    """Ask whether somebody is to be shown no longer."""
    with reading() as session:
        contact, workplace = part_and_workplace(session, Contact, contact_id, Permission.CONTACT_PROPOSE)
        return _plain_page("maintain/ending.html", workplace, contact, Form())


@needs(Permission.CONTACT_PROPOSE)
def end(contact_id: str) -> Response:
    """End it; it can be undone for a day."""
    return _do(
        contact_id,
        Permission.CONTACT_PROPOSE,
        "maintain/ending.html",
        Form(),
        lambda session, contact: end_person(session, contact, clock.now()),
        lambda: _("Personen visas inte längre, och befattningen är vakant."),
        undo=contact_id,
    )


@needs(Permission.CONTACT_PROPOSE)
def undo(contact_id: str) -> Response:
    """Take it back."""
    return _do(
        contact_id,
        Permission.CONTACT_PROPOSE,
        "maintain/ending.html",
        Form(),
        lambda session, contact: undo_end(session, contact, clock.now()),
        lambda: _("Ångrat. Personen visas som förut."),
    )


@needs(Permission.CONTACT_APPROVE)
def erasing(contact_id: str) -> Response:
    """Say what erasing does, and ask."""
    with reading() as session:
        contact, workplace = part_and_workplace(session, Contact, contact_id, Permission.CONTACT_APPROVE)
        return _plain_page("maintain/erasing.html", workplace, contact, Form({"has_objected": "yes"}))


@needs(Permission.CONTACT_APPROVE)
def erase(contact_id: str) -> Response:
    """Erase all that is held about somebody. It cannot be undone."""
    form = sent(("has_objected",))
    return _do(
        contact_id,
        Permission.CONTACT_APPROVE,
        "maintain/erasing.html",
        form,
        lambda session, contact: erase_on_request(
            session, contact, clock.today(), has_objected=form.is_ticked("has_objected")
        ),
        lambda: _("Uppgifterna är raderade. Befattningen finns kvar."),
    )


def _do(
    contact_id: str,
    permission: Permission,
    template: str,
    form: Form,
    act: Callable[[GraphSession, Contact], None],
    said: Callable[[], str],
    *,
    undo: str = "",
) -> Response:
    with writing(signed_in().account) as session:
        contact, workplace = part_and_workplace(session, Contact, contact_id, permission)
        try:
            act(session, contact)
            session.commit()
        except DirectoryError as error:
            session.rollback()
            form.add(error, tuple(form.values))
            return _plain_page(template, workplace, contact, form, status=UNPROCESSABLE)
        return done(said(), workplace.id, undo=undo)


def _draft(form: Form) -> Draft:
    return Draft(
        **{name: form.value(name) for name in FIELDS if name != "is_work_mobile"},
        is_work_mobile=form.is_ticked("is_work_mobile"),
    )


def _form_page(
    workplace: Workplace,
    holds: Post,
    form: Form,
    contact: Contact | None = None,
    *,
    has_change: bool = False,
    status: int = 200,
) -> Response:
    return page(
        "maintain/person.html",
        status,
        workplace=workplace,
        post=holds,
        form=form,
        contact=contact,
        has_change=has_change,
        is_protected=workplace.is_protected(holds),
        latest=clock.today() + LONGEST,
        restricted=Visibility.RESTRICTED,
    )


def _plain_page(
    template: str, workplace: Workplace, contact: Contact, form: Form, *, status: int = 200
) -> Response:
    return page(
        template,
        status,
        workplace=workplace,
        contact=contact,
        form=form,
        latest=clock.today() + LONGEST,
        is_hidden=contact.visibility is Visibility.RESTRICTED,
    )
