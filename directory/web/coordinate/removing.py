"""Out of the directory: a record that shall not be listed, what goes with it, and how it comes back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import flash, g, make_response, redirect, render_template, url_for
from flask_babel import lazy_gettext
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from directory import clock
from directory.access import Permission, needs
from directory.clock import as_local
from directory.errors import DirectoryError
from directory.graph.effect import NOTHING
from directory.maintaining.change import may_be_undone
from directory.maintaining.effect import effect_of
from directory.maintaining.stone import list_stones
from directory.maintaining.tombstone import WhyRemoved, bury, edits_of_removal
from directory.model import Changeset, Organization, Tombstone
from directory.store.changeset import Edits
from directory.web.change import TABLES
from directory.web.coordinate.reach import get_kept, keeps, own_area
from directory.web.database import engine, reading, writing
from directory.web.form import UNPROCESSABLE, Form, sent
from directory.web.identity import signed_in
from directory.web.language import gettext as _

FIELDS = ("why",)
REASONS: Mapping[str, object] = {
    WhyRemoved.CLOSED: lazy_gettext("Den finns inte längre"),
    WhyRemoved.WISHED: lazy_gettext("Den vill inte vara med"),
    WhyRemoved.UNSAFE: lazy_gettext("Den som skickas dit kan fara illa"),
    WhyRemoved.NOT_HERE: lazy_gettext("Den ger inget som man frågar efter här"),
    WhyRemoved.PRIVATE: lazy_gettext(
        "Det är någons privata uppgifter, eller visar var ett skyddat boende ligger"
    ),
}
SHORT: Mapping[str, object] = {**REASONS, "merged": lazy_gettext("Ihopslagen med en annan")}


@dataclass(frozen=True, slots=True)
class Stone:
    """A tombstone, what it is called now, and whether it can be lifted."""

    stone: Tombstone
    title: str
    is_liftable: bool


@needs(Permission.RECORD_REMOVE)
def removing(kind: str, record: str) -> Response:
    """Ask why, and show what goes."""
    with reading() as session:
        return _ask(session, kind, record, Form())


@needs(Permission.RECORD_REMOVE)
def removal(kind: str, record: str) -> Response:
    """Take it out."""
    form, who = sent(FIELDS), signed_in()
    with writing(who.account) as session:
        found = get_kept(session, Permission.RECORD_REMOVE, kind, record)
        try:
            done = bury(session, who, found, form.value("why"), clock.now())
            done.area_id = own_area()
            session.commit()
            said = _("Den finns inte med längre, och kommer inte tillbaka av sig själv.")
            flash(said, f"undo-change {done.id}")
            return redirect(url_for("coordinate.removed"), 303)
        except DirectoryError as error:
            session.rollback()
            form.add(error, FIELDS)
    with reading() as session:  # its effect takes a while, and nobody shall wait for the lock meanwhile
        return _ask(session, kind, record, form)


@needs(Permission.RECORD_REMOVE)
def removed() -> Response:
    """List what shall not be listed."""
    now = clock.now()
    with reading() as session:
        stones = []
        for stone in list_stones(session):
            changeset = session.get(Changeset, stone.changeset_id) if stone.changeset_id else None
            if changeset is not None and _is_mine(session, changeset):
                stones.append(Stone(stone, changeset.title, may_be_undone(changeset, now)))
        return _page("coordinate/removed.html", stones=stones, reasons=SHORT, tables=TABLES, local=as_local)


def _is_mine(session: Session, changeset: Changeset) -> bool:
    organization = changeset.organization_id
    if organization is not None and session.get(Organization, organization) is not None:
        return keeps(Permission.RECORD_REMOVE, [organization])
    return keeps(Permission.RECORD_REMOVE, [], [changeset.area_id] if changeset.area_id else [])


def _ask(session: Session, kind: str, record: str, form: Form) -> Response:
    found = get_kept(session, Permission.RECORD_REMOVE, kind, record)
    edits: Edits = ()
    effect = NOTHING
    try:
        edits = edits_of_removal(session, found)
        effect = effect_of(engine(), edits, g.snapshot.viewer, network=g.snapshot.network)
    except DirectoryError as error:
        form.add(error, FIELDS)
    tables = [one.table for one in edits if one.is_removal and one.record != record]
    return _page(
        "coordinate/removing.html",
        UNPROCESSABLE if form.troubles else 200,
        record=found,
        kind=kind,
        form=form,
        effect=effect,
        counts=[(str(TABLES[table]), tables.count(table)) for table in dict.fromkeys(tables)],
        people=tables.count("contact"),
        reasons=REASONS,
        is_possible=bool(edits),
    )


def _page(template: str, status: int = 200, **values: Any) -> Response:
    return make_response(render_template(template, **values), status)


ROUTES = (
    ("/remove/<kind>/<record>", "removing", removing, ["GET"]),
    ("/remove/<kind>/<record>", "removal", removal, ["POST"]),
    ("/removed", "removed", removed, ["GET"]),
)
