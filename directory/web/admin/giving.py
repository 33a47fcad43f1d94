"""Give somebody another right, from above.

On a page of its own: whoever has to show who they are is asked before they have typed anything.
"""

from __future__ import annotations

from flask import render_template
from werkzeug.wrappers import Response as AnyResponse

from directory import clock
from directory.access import Permission, needs
from directory.account.complaint import Refused
from directory.membership.granting import give_from_above
from directory.membership.people import Person, get_person, not_here
from directory.web.account.form import UNPROCESSABLE, Form, sent
from directory.web.admin import told
from directory.web.admin.person import to_person
from directory.web.admin.role_form import RoleForm, read_role, role_form
from directory.web.admin.shown import person_shown
from directory.web.database import borders, reading, site, writing
from directory.web.identity import signed_in


@needs(Permission.MEMBER_CHANGE)
def rights(account_id: str) -> str:
    """Show the form."""
    who = signed_in()
    with reading() as database:
        found = get_person(database, who, account_id, borders(), clock.today())
        _check_open(found)
        return _page(found, role_form(Form(), who, borders()))


@needs(Permission.MEMBER_CHANGE)
def give(account_id: str) -> AnyResponse | tuple[str, int]:
    """Give the right that was sent."""
    who, around = signed_in(), borders()
    shown = role_form(sent("role", "place", "chosen"), who, around)
    with writing(who.account) as session:
        found = get_person(session, who, account_id, around, clock.today())
        _check_open(found)
        read = read_role(shown, who, around)
        if read is None:
            return _page(found, shown), UNPROCESSABLE
        role, place = read
        try:
            give_from_above(
                session,
                who,
                found.account,
                role,
                around,
                clock.now(),
                site=site(),
                organization=place.organization if place else "",
                area=place.area if place else "",
            )
        except Refused as error:
            shown.form.add(error)
            return _page(found, shown), UNPROCESSABLE
        session.commit()
    told.tell("given")
    return to_person(account_id)


def _check_open(found: Person) -> None:
    if not found.account.is_open:
        raise not_here()


def _page(found: Person, shown: RoleForm) -> str:
    return render_template("admin/rights.html", person=person_shown(found, clock.today()), shown=shown)
