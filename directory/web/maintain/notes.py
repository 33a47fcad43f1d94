"""Notes about an organization: written, changed and removed."""

from __future__ import annotations

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from directory import clock
from directory.access import Permission, needs
from directory.errors import DirectoryError
from directory.graph.facts import Visibility
from directory.maintaining.note import Typed, change_note, remove_note, write_note
from directory.maintaining.visibility import wishes_for
from directory.maintaining.workplace import Workplace
from directory.model import Note
from directory.web.database import borders, reading, site, writing
from directory.web.form import UNPROCESSABLE, Form, sent
from directory.web.identity import signed_in
from directory.web.language import gettext as _
from directory.web.maintain.page import done, page, part_and_workplace, workplace_of
from directory.web.maintain.places import said

FIELDS = ("owner", "text", "text_en", "visibility")


@needs(Permission.CONTACT_PROPOSE)
def new(organization_id: str) -> Response:
    """Ask for a new note."""
    with reading() as session:
        workplace = workplace_of(session, organization_id, Permission.CONTACT_PROPOSE)
        owner = request.args.get("owner", "")[:120]
        return _page(workplace, Form({"visibility": Visibility.NETWORK.value, "owner": owner}))


@needs(Permission.CONTACT_PROPOSE)
def write(organization_id: str) -> Response:
    """Write it."""
    form, who = sent(FIELDS), signed_in()
    with writing(who.account) as session:
        workplace = workplace_of(session, organization_id, Permission.CONTACT_PROPOSE)
        try:
            write_note(session, who, workplace, _typed(form), borders(), clock.now(), site=site())
            session.commit()
        except DirectoryError as error:
            session.rollback()
            form.add(error, FIELDS)
            return _page(workplace, form, status=UNPROCESSABLE)
        return done(said(form), workplace.id)


@needs(Permission.CONTACT_PROPOSE)
def note(note_id: str) -> Response:
    """Show a note to be changed; a restricted one has to be opened."""
    with reading() as session:
        found, workplace = part_and_workplace(session, Note, note_id, Permission.CONTACT_PROPOSE)
        if found.visibility is Visibility.RESTRICTED:
            return redirect(url_for("maintain.restricted", organization_id=workplace.id), 303)
        wished = next((wish.visibility for wish in wishes_for(session, found)), found.visibility)
        values = {"text": found.text, "text_en": found.text_en, "visibility": wished.value}
        return _page(workplace, Form(values, version=found.version), found)


@needs(Permission.CONTACT_PROPOSE)
def change(note_id: str) -> Response:
    """Change it."""
    form, who = sent(FIELDS), signed_in()
    with writing(who.account) as session:
        found, workplace = part_and_workplace(session, Note, note_id, Permission.CONTACT_PROPOSE)
        try:
            change_note(
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
def remove(note_id: str) -> Response:
    """Remove it."""
    with writing(signed_in().account) as session:
        found, workplace = part_and_workplace(session, Note, note_id, Permission.CONTACT_PROPOSE)
        remove_note(session, found)
        session.commit()
        return done(_("Anteckningen är borttagen."), workplace.id)


def _typed(form: Form) -> Typed:
    return Typed(**{name: form.value(name) for name in FIELDS})


def _page(workplace: Workplace, form: Form, found: Note | None = None, *, status: int = 200) -> Response:
    stands = None
    if found is not None and form.version != found.version:
        # What is restricted by now is opened, and written down, on a page of its own.
        stands = found if found.visibility is not Visibility.RESTRICTED else None
        form.version = found.version
    return page(
        "maintain/note.html",
        status,
        workplace=workplace,
        form=form,
        note=found,
        stands=stands,
        restricted=Visibility.RESTRICTED,
    )
