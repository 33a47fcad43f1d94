"""Posts of an organization: added, renamed, put in order, and removed when nobody holds them."""

from __future__ import annotations

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from directory.access import Permission, needs
from directory.errors import DirectoryError
from directory.maintaining.post import Titles, add_post, move_post, remove_post, rename_post
from directory.maintaining.workplace import Workplace
from directory.model import Post
from directory.web.database import reading, writing
from directory.web.form import UNPROCESSABLE, Form, sent
from directory.web.identity import signed_in
from directory.web.language import gettext as _
from directory.web.maintain.page import done, page, part_and_workplace, workplace_of

FIELDS = ("owner", "title", "title_en")


@needs(Permission.CONTACT_PROPOSE)
def new(organization_id: str) -> Response:
    """Ask for a new post."""
    with reading() as session:
        workplace = workplace_of(session, organization_id, Permission.CONTACT_PROPOSE)
        return _page(workplace, Form({"owner": request.args.get("owner", "")[:120]}))


@needs(Permission.CONTACT_PROPOSE)
def add(organization_id: str) -> Response:
    """Add it."""
    form = sent(FIELDS)
    with writing(signed_in().account) as session:
        workplace = workplace_of(session, organization_id, Permission.CONTACT_PROPOSE)
        try:
            made = add_post(
                session, workplace, form.value("owner"), Titles(form.value("title"), form.value("title_en"))
            )
            session.commit()
        except DirectoryError as error:
            session.rollback()
            form.add(error, FIELDS)
            return _page(workplace, form, status=UNPROCESSABLE)
        return done(_("Befattningen %(title)s finns nu, vakant.", title=made.title), organization_id)


@needs(Permission.CONTACT_PROPOSE)
def post(post_id: str) -> Response:
    """Show a post to be renamed or removed."""
    with reading() as session:
        found, workplace = part_and_workplace(session, Post, post_id, Permission.CONTACT_PROPOSE)
        form = Form({"title": found.title, "title_en": found.title_en}, version=found.version)
        return _page(workplace, form, found)


@needs(Permission.CONTACT_PROPOSE)
def rename(post_id: str) -> Response:
    """Rename it."""
    form = sent(FIELDS)
    with writing(signed_in().account) as session:
        found, workplace = part_and_workplace(session, Post, post_id, Permission.CONTACT_PROPOSE)
        try:
            rename_post(session, found, Titles(form.value("title"), form.value("title_en")), form.version)
            session.commit()
        except DirectoryError as error:
            session.rollback()
            form.add(error, FIELDS)
            return _page(workplace, form, found, status=UNPROCESSABLE)
        return done(_("Befattningen heter nu %(title)s.", title=found.title), workplace.id)


@needs(Permission.CONTACT_PROPOSE)
def move(post_id: str) -> Response:
    """Move it up or down."""
    with writing(signed_in().account) as session:
        found, workplace = part_and_workplace(session, Post, post_id, Permission.CONTACT_PROPOSE)
        move_post(session, found, is_up=request.form.get("to") == "up")
        session.commit()
        where = url_for("maintain.organization", organization_id=workplace.id, _anchor=f"b-{found.id}")
        return redirect(where, 303)


@needs(Permission.CONTACT_PROPOSE)
def remove(post_id: str) -> Response:
    """Remove it."""
    with writing(signed_in().account) as session:
        found, workplace = part_and_workplace(session, Post, post_id, Permission.CONTACT_PROPOSE)
        title = found.title
        try:
            remove_post(session, found)
            session.commit()
        except DirectoryError as error:
            session.rollback()
            form = Form({"title": found.title, "title_en": found.title_en}, version=found.version)
            form.add(error, FIELDS)
            return _page(workplace, form, found, status=UNPROCESSABLE)
        return done(_("Befattningen %(title)s är borttagen.", title=title), workplace.id)


def _page(workplace: Workplace, form: Form, found: Post | None = None, *, status: int = 200) -> Response:
    stands = None
    if found is not None and form.version != found.version:
        stands = found
        form.version = found.version
    return page("maintain/post.html", status, workplace=workplace, form=form, post=found, stands=stands)
