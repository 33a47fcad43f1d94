"""One person that one stands over: their rights, and what may be done to the account."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from flask import redirect, render_template, url_for
from werkzeug.wrappers import Response as AnyResponse

from directory import clock
from directory.access import Permission, may, needs
from directory.clock import as_local
from directory.membership.people import Person, get_person, not_here
from directory.store.session import GraphSession
from directory.web.admin import told
from directory.web.admin.shown import person_shown
from directory.web.database import borders, reading, writing
from directory.web.identity import roles_of_viewer, signed_in


@needs(Permission.MEMBER_READ)
def person(account_id: str) -> str:
    """Show somebody's rights with what may be done to each, and to the account."""
    today = clock.today()
    with reading() as database:
        found = get_person(database, signed_in(), account_id, borders(), today)
        return render_template(
            "admin/person.html",
            told=told.line(),
            person=person_shown(found, today),
            may=found.may,
            since=as_local(found.account.created_at).date(),
            may_read_log=may(roles_of_viewer(), Permission.LOG_READ),
        )


def check_page(template: str, account_id: str, permission: Permission, **more: object) -> str:
    """Return a page that shows what would be done to somebody before it is.

    Raises:
        NotFound: there is no such person, or the viewer may not do that to the whole account.
    """
    today = clock.today()
    with reading() as database:
        found = get_person(database, signed_in(), account_id, borders(), today)
        check_may(found, permission)
        return render_template(template, person=person_shown(found, today), **more)


@contextmanager
def acting_on(account_id: str, permission: Permission) -> Iterator[tuple[GraphSession, Person]]:
    """Open a session for writing with the person that something is done to; whoever opens it commits.

    Raises:
        NotFound: there is no such person, or the viewer may not do that to the whole account.
    """
    who = signed_in()
    with writing(who.account) as session:
        found = get_person(session, who, account_id, borders(), clock.today())
        check_may(found, permission)
        yield session, found


def check_may(found: Person, permission: Permission) -> None:
    """Refuse what may not be done to the whole account, as if there were nobody.

    Raises:
        NotFound: so it is.
    """
    if permission not in found.may:
        raise not_here()


def to_person(account_id: str) -> AnyResponse:
    """Send the browser to the page of a person."""
    return redirect(url_for("admin.person", account_id=account_id), 303)


def to_people() -> AnyResponse:
    """Send the browser to the list."""
    return redirect(url_for("admin.people"), 303)
