"""One change for many records: tick them, choose what, see every difference and the answers that change, then do it."""

from __future__ import annotations

from flask import flash, g, make_response, redirect, render_template, request, url_for
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from directory import clock
from directory.access import Permission, needs
from directory.errors import DirectoryError
from directory.graph.effect import Effect
from directory.graph.facts import Access, Capacity
from directory.maintaining.bulk import MOST, OF, Wish, apply_to_many, choose, edits_for
from directory.maintaining.campaign import organizations_in
from directory.maintaining.complaints import complaints_of
from directory.maintaining.effect import effect_of
from directory.store.changeset import Clashed, Edits
from directory.web.change import rows_of
from directory.web.change.words import CHOICES
from directory.web.coordinate import words
from directory.web.coordinate.place import Chosen, chosen
from directory.web.database import borders, engine, reading, writing
from directory.web.identity import signed_in
from directory.web.language import current_language, ngettext
from directory.web.language import gettext as _

FIELDS = (
    "cadence_days",
    "languages",
    "capacity",
    "capacity_until",
    "access",
    "from_on",
    "to_on",
    "opens",
    "closes",
    "said",
    "website",
)
ROWS_A_PAGE = MOST
LONGEST_BACK = 500
"""Characters of a field that come back."""
DIFFERENCES_SHOWN = 50


@needs(Permission.BULK_CHANGE)
def bulk() -> Response:
    """List what can be ticked."""
    here = chosen()
    with reading() as session:
        return _page(session, here, Wish(_table(request.args.get("table", "")), (), "", {}))


@needs(Permission.BULK_CHANGE)
def look() -> Response:
    """Show every difference and the answers that would change; nothing is saved yet."""
    here, wish = chosen(), _wish()
    with reading() as session:
        try:
            edits = edits_for(session, signed_in(), wish, borders(), clock.now())
        except DirectoryError as error:
            return _page(session, here, wish, error)
    return _preview(here, wish, edits)


@needs(Permission.BULK_CHANGE)
def change() -> Response:
    """Make the change in all of them, exactly as it was shown."""
    here, wish, who = chosen(), _wish(), signed_in()
    with writing(who.account) as session:
        try:
            edits = edits_for(session, who, wish, borders(), clock.now())
            done = apply_to_many(
                session, who, edits, here.area.id, borders(), clock.now(), title=_title(wish, edits)
            )
            session.commit()
        except Clashed as clashed:
            session.rollback()
            return _preview(here, wish, edits, clashed=clashed)
        except DirectoryError as error:
            session.rollback()
            return _page(session, here, wish, error)
        if done.applied is not None:
            said = ngettext("En post är ändrad.", "%(num)d poster är ändrade.", len(done.applied.edits))
            flash(said, f"undo-change {done.applied.id}")
        if done.waiting is not None:
            flash(
                ngettext(
                    "En ändring väntar på att någon annan ser på den.",
                    "%(num)d ändringar väntar på att någon annan ser på dem.",
                    len(done.waiting.edits),
                ),
                "done",
            )
    return redirect(url_for("coordinate.changes"), 303)


def _page(session: Session, here: Chosen, wish: Wish, error: DirectoryError | None = None) -> Response:
    troubles: dict[str, str] = {}
    if error is not None:
        if error.status != 422:
            raise error
        for field, (sv, en) in complaints_of(error).items():
            troubles[field.rpartition(".")[2]] = en if current_language() == "en" else sv
    today, text = clock.today(), request.values.get("q", "")[:100]
    its = frozenset(map(str, organizations_in(session, here.area.id, borders(), today)))
    found = choose(session, signed_in(), wish.table, borders(), its, text)
    return make_response(
        render_template(
            "coordinate/bulk.html",
            here=here,
            wish=wish,
            text=text,
            total=len(found),
            records=found[:ROWS_A_PAGE],
            whats=OF[wish.table],
            troubles=troubles,
            capacities={one.value: CHOICES["capacity"][one] for one in Capacity},
            accesses={one.value: CHOICES["access"][one] for one in Access},
            most=MOST,
            words=words,
        ),
        422 if troubles else 200,
    )


def _preview(here: Chosen, wish: Wish, edits: Edits, *, clashed: Clashed | None = None) -> Response:
    effect, trouble = _effect(edits) if clashed is None else (None, "")
    return make_response(
        render_template(
            "coordinate/bulk_look.html",
            here=here,
            wish=wish,
            title=_title(wish, edits),
            rows=rows_of(edits[:DIFFERENCES_SHOWN]),
            more=max(0, len(edits) - DIFFERENCES_SHOWN),
            count=len(edits),
            effect=effect,
            trouble=trouble,
            clashed=clashed,
            words=words,
        ),
        409 if clashed is not None else 200,
    )


def _effect(edits: Edits) -> tuple[Effect | None, str]:
    snapshot = g.snapshot
    try:
        return effect_of(engine(), edits, snapshot.viewer, network=snapshot.network), ""
    except (DirectoryError, SQLAlchemyError):
        return None, _("Vilka svar som ändras går inte att räkna ut just nu.")


def _wish() -> Wish:
    fields = {name: request.form.get(name, "")[:LONGEST_BACK] for name in FIELDS}
    return Wish(
        _table(request.form.get("table", "")),
        tuple(request.form.getlist("record")[: MOST + 1]),
        request.form.get("what", ""),
        fields,
    )


def _table(given: str) -> str:
    return "service" if given == "service" else "organization"


def _title(wish: Wish, edits: Edits) -> str:
    return ngettext(
        "%(what)s i en post", "%(what)s i %(num)d poster", len(edits), what=str(words.WHATS[wish.what])
    )


ROUTES = (
    ("/bulk", "bulk", bulk, ["GET"]),
    ("/bulk/look", "look_at_bulk", look, ["POST"]),
    ("/bulk", "change_many", change, ["POST"]),
)
