"""What the views of the workspace have in common: who acts there, and pages with what all of them say."""

from __future__ import annotations

from typing import Any

from flask import flash, make_response, redirect, render_template, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from directory import clock
from directory.access import Permission, may_there
from directory.maintaining.workplace import Part, Workplace, get_part, get_workplace
from directory.web.database import borders
from directory.web.identity import signed_in
from directory.web.maintain import words

DONE = "done"


def workplace_of(session: Session, organization_id: str, permission: Permission) -> Workplace:
    """Return the organization that this request is about, for whoever may do that there; else NotFound."""
    return get_workplace(session, signed_in(), organization_id, borders(), permission)


def part_and_workplace(
    session: Session, model: type[Part], part_id: str, permission: Permission
) -> tuple[Part, Workplace]:
    """Return the record that this request is about, for whoever may do that there; else NotFound."""
    return get_part(session, model, part_id, signed_in(), borders(), permission)


def page(template: str, status: int = 200, **values: Any) -> Response:
    """Return a page of the workspace."""
    return make_response(render_template(template, words=words, today=clock.today(), **values), status)


def done(said: str, workplace_id: str, *, undo: str = "") -> Response:
    """Say what was done, and go back to the organization. *undo*: the contact person whose end can be undone."""
    flash(said, f"undo-end {undo}" if undo else DONE)
    return redirect(url_for("maintain.organization", organization_id=workplace_id), 303)


def may_here(workplace: Workplace, permission: Permission) -> bool:
    """Tell whether whoever asks may do that at the organization."""
    return may_there(signed_in(), permission, borders(), organization=workplace.id)
