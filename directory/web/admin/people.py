"""The people that one stands over: a list that can be narrowed by role, by what ends soon, and by name."""

from __future__ import annotations

from flask import redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response as AnyResponse

from directory import clock
from directory.access import GIVES, Identity, Permission, Role, needs
from directory.membership.people import Person, list_people
from directory.web.account.rights import role_words
from directory.web.admin import told
from directory.web.admin.shown import SOON, person_shown
from directory.web.alphabet import swedish
from directory.web.catalogue.paging import page_of
from directory.web.database import borders, reading
from directory.web.identity import signed_in

NAME_KEY = "people_named"
"""Where the name that the list is narrowed by is kept: in the cookie, since an address is written down in logs."""
LONGEST_TEXT = 80


@needs(Permission.MEMBER_READ)
def people() -> str:
    """List the people that the viewer stands over."""
    who, today = signed_in(), clock.today()
    text, role, is_soon = _text(), _role(), request.args.get("soon") == "1"
    with reading() as database:
        found = list_people(database, who, borders(), today)
        total = len(found)
        chosen = [one for one in found if _fits(one, text, role)]
        shown = [person_shown(one, today) for one in chosen]
    shown = [one for one in shown if one.is_soon or not is_soon]
    shown.sort(key=lambda one: (swedish(one.name), one.id))
    return render_template(
        "admin/people.html",
        told=told.line(),
        page=page_of(shown),
        is_empty=total == 0,
        text=text,
        role=role,
        roles=[(one, role_words(one)) for one in roles_below(who)],
        is_soon=is_soon,
        soon_days=SOON.days,
    )


@needs(Permission.MEMBER_READ)
def choose() -> AnyResponse:
    """Narrow the list: the name goes into the cookie, the rest into the address."""
    text = " ".join(request.form.get("q", "").split())[:LONGEST_TEXT]
    if text:
        session[NAME_KEY] = text
    else:
        session.pop(NAME_KEY, None)
    kept = {
        name: value for name in ("role", "soon") if (value := request.form.get(name, "")) and len(value) < 30
    }
    return redirect(url_for("admin.people", **kept), 303)  # type: ignore[arg-type]


def roles_below(who: Identity) -> list[Role]:
    """List the roles that *who* may give at some place, in the order of ``Role``."""
    given = {role for grant in who.grants for role in GIVES.get(grant.role, ())}
    return [role for role in Role if role in given]


def _text() -> str:
    kept = session.get(NAME_KEY, "")
    return kept if isinstance(kept, str) else ""


def _role() -> Role | None:
    asked = request.args.get("role", "")
    return Role(asked) if asked in set(Role) else None


def _fits(person: Person, text: str, role: Role | None) -> bool:
    account = person.account
    if role is not None and all(grant.role is not role for grant in person.grants):
        return False
    named = f"{account.name} {account.email or ''}".casefold()
    return all(word in named for word in text.casefold().split())
