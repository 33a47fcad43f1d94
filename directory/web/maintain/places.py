"""Places to visit: added, changed and removed. A protected service has none."""

from __future__ import annotations

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from directory import clock
from directory.access import Permission, needs
from directory.errors import DirectoryError
from directory.graph.facts import Visibility
from directory.maintaining.place import Typed, add_place, change_place, remove_place
from directory.maintaining.visibility import wishes_for
from directory.maintaining.workplace import Workplace
from directory.model import Location
from directory.web.database import borders, reading, site, writing
from directory.web.form import UNPROCESSABLE, Form, sent
from directory.web.identity import signed_in
from directory.web.language import gettext as _
from directory.web.maintain.page import done, page, part_and_workplace, workplace_of

FIELDS = ("owner", "name", "address", "postcode", "town", "visibility", "is_no_shelter")


@needs(Permission.CONTACT_PROPOSE)
def new(organization_id: str) -> Response:
    """Ask for a new place."""
    with reading() as session:
        workplace = workplace_of(session, organization_id, Permission.CONTACT_PROPOSE)
        owner = request.args.get("owner", "")[:120]
        return _page(workplace, Form({"visibility": Visibility.NETWORK.value, "owner": owner}))


@needs(Permission.CONTACT_PROPOSE)
def add(organization_id: str) -> Response:
    """Add it."""
    form, who = sent(FIELDS), signed_in()
    with writing(who.account) as session:
        workplace = workplace_of(session, organization_id, Permission.CONTACT_PROPOSE)
        try:
            add_place(session, who, workplace, _typed(form), borders(), clock.now(), site=site())
            session.commit()
        except DirectoryError as error:
            session.rollback()
            form.add(error, FIELDS)
            return _page(workplace, form, status=UNPROCESSABLE)
        return done(said(form), workplace.id)


@needs(Permission.CONTACT_PROPOSE)
def place(place_id: str) -> Response:
    """Show a place to be changed; a restricted one has to be opened."""
    with reading() as session:
        found, workplace = part_and_workplace(session, Location, place_id, Permission.CONTACT_PROPOSE)
        if found.visibility is Visibility.RESTRICTED:
            return redirect(url_for("maintain.restricted", organization_id=workplace.id), 303)
        values = {name: str(getattr(found, name)) for name in ("name", "address", "postcode", "town")}
        wished = next((wish.visibility for wish in wishes_for(session, found)), found.visibility)
        return _page(workplace, Form(values | {"visibility": wished.value}, version=found.version), found)


@needs(Permission.CONTACT_PROPOSE)
def change(place_id: str) -> Response:
    """Change it."""
    form, who = sent(FIELDS), signed_in()
    with writing(who.account) as session:
        found, workplace = part_and_workplace(session, Location, place_id, Permission.CONTACT_PROPOSE)
        try:
            change_place(
                session,
                who,
                workplace,
                found,
                _typed(form),
                form.version,
                borders(),
                clock.now(),
                site=site(),
            )
            session.commit()
        except DirectoryError as error:
            session.rollback()
            form.add(error, FIELDS)
            return _page(workplace, form, found, status=UNPROCESSABLE)
        return done(said(form), workplace.id)


@needs(Permission.CONTACT_PROPOSE)
def remove(place_id: str) -> Response:
    """Remove it."""
    with writing(signed_in().account) as session:
        found, workplace = part_and_workplace(session, Location, place_id, Permission.CONTACT_PROPOSE)
        remove_place(session, found)
        session.commit()
        return done(_("Platsen är borttagen."), workplace.id)


def said(form: Form) -> str:
    """Say what a saved place or note means: what is for the public waits."""
    if form.value("visibility") == Visibility.PUBLIC:
        return _("Sparat för nätverket. Allmänheten ser det när någon annan har godkänt det.")
    return _("Sparat.")


def _typed(form: Form) -> Typed:
    values = {name: form.value(name) for name in FIELDS if name != "is_no_shelter"}
    return Typed(**values, is_no_shelter=form.is_ticked("is_no_shelter"))


def _page(workplace: Workplace, form: Form, found: Location | None = None, *, status: int = 200) -> Response:
    stands = None
    if found is not None and form.version != found.version:
        # What is restricted by now is opened, and written down, on a page of its own.
        stands = found if found.visibility is not Visibility.RESTRICTED else None
        form.version = found.version
    return page(
        "maintain/place.html",
        status,
        workplace=workplace,
        form=form,
        place=found,
        stands=stands,
        restricted=Visibility.RESTRICTED,
    )
