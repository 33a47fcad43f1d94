"""Merging: two records side by side, field by field, then everything that would change, and then the act."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import flash, g, make_response, redirect, render_template, request, url_for
from flask_babel import lazy_gettext
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from directory import clock
from directory.access import Permission, needs
from directory.errors import DirectoryError, ProtectedPlace
from directory.finding.search import HitKind, search
from directory.graph.effect import NOTHING
from directory.maintaining.effect import effect_of
from directory.maintaining.merging import BOTH, FIELDS, GONE, KEPT, Field, Plan, merge, plan_merge
from directory.maintaining.merging.doublet import IN_A_RING, OTHER_HOURS, POST_MOVED, TO_ITSELF, TWICE
from directory.maintaining.merging.field import choice_of
from directory.maintaining.stone import record_of
from directory.maintaining.workplace import missing
from directory.model import Organization, Service
from directory.store.changeset import Clashed, Edit
from directory.web.change import COLUMNS, TABLES, rows_of
from directory.web.coordinate.reach import get_kept, keeps_record
from directory.web.database import engine, reading, writing
from directory.web.form import UNPROCESSABLE, Form, sent
from directory.web.identity import signed_in
from directory.web.language import gettext as _

FIELD_WORDS: Mapping[str, object] = {
    "sort": lazy_gettext("Slag"),
    "owner": lazy_gettext("Vem som erbjuder det"),
    "period": lazy_gettext("När den finns"),
    "ages": lazy_gettext("Åldrar"),
    "capacity": lazy_gettext("Platser"),
    "hours": lazy_gettext("Öppettider"),
    "provenance": lazy_gettext("Källa"),
}
SOLUTIONS: Mapping[str, object] = {
    TWICE: lazy_gettext("står hos båda; den ena tas bort"),
    TO_ITSELF: lazy_gettext("skulle leda till sig själv; den tas bort"),
    OTHER_HOURS: lazy_gettext("hör till den vecka som inte valdes; den tas bort"),
    IN_A_RING: lazy_gettext("skulle ligga under sig själv; den flyttas upp"),
    POST_MOVED: lazy_gettext("finns hos båda; personerna flyttar till den som blir kvar"),
}
MOST_HITS = 20
LONGEST_SEARCH = 100


@dataclass(frozen=True, slots=True)
class Choice:
    """One field with what both say of it, in words."""

    name: str
    word: str
    kept: str
    gone: str
    chosen: str
    may_be_both: bool


@needs(Permission.RECORD_MERGE)
def merge_with(kind: str, kept: str) -> Response:
    """Look for the record that is the same one."""
    text = " ".join(request.args.get("q", "")[:LONGEST_SEARCH].split())
    with reading() as session:
        record = get_kept(session, Permission.RECORD_MERGE, kind, kept)
        found: list[Organization | Service] = []
        if text:
            sort = HitKind.ORGANIZATION if kind == "organization" else HitKind.SERVICE
            for hit in search(text, g.snapshot, kinds=(sort,), limit=MOST_HITS * 2):
                other = record_of(session, kind, hit.id)
                if (
                    other is not None
                    and other.id != kept
                    and keeps_record(session, Permission.RECORD_MERGE, other)
                ):
                    found.append(other)
        return _page(
            "coordinate/merge_with.html", record=record, kind=kind, text=text, found=found[:MOST_HITS]
        )


@needs(Permission.RECORD_MERGE)
def merging(kind: str, kept: str, gone: str) -> Response:
    """Choose field by field."""
    with reading() as session:
        records = _pair(session, kind, kept, gone)
        try:
            plan = plan_merge(session, *records, _chosen(kind, request.args))
        except DirectoryError as error:
            return _refused(kind, records, error)
        choices = [_choice(kind, field, request.args) for field in plan.fields if field.is_different]
        return _page("coordinate/merging.html", plan=plan, choices=choices, kind=kind)


@needs(Permission.RECORD_MERGE)
def merge_preview(kind: str, kept: str, gone: str) -> Response:
    """Show everything that would change, and which answers."""
    with reading() as session:
        return _preview(session, kind, kept, gone, _chosen(kind, request.args), Form())


@needs(Permission.RECORD_MERGE)
def merged(kind: str, kept: str, gone: str) -> Response:
    """Make the two one."""
    who, chosen, form = signed_in(), _chosen(kind, sent(tuple(FIELDS.get(kind, ()))).values), Form()
    with writing(who.account) as session:
        records = _pair(session, kind, kept, gone)
        try:
            plan = plan_merge(session, *records, chosen)
            done = merge(session, who, plan, request.form.get("stamp", ""), clock.now())
            session.commit()
            flash(_("Nu är de en. Gamla adresser leder hit."), f"undo-change {done.id}")
            return redirect(url_for("coordinate.history", table=kind, record=kept), 303)
        except Clashed as clashed:
            session.rollback()
            return _page("coordinate/taken_back.html", 409, clashed=clashed, sentence="")
        except DirectoryError as error:
            session.rollback()
            form.add(error, ())
    with reading() as session:  # its effect takes a while, and nobody shall wait for the lock meanwhile
        return _preview(session, kind, kept, gone, chosen, form)


def _preview(
    session: Session, kind: str, kept: str, gone: str, chosen: Mapping[str, str], form: Form
) -> Response:
    records = _pair(session, kind, kept, gone)
    effect = NOTHING
    try:
        plan = plan_merge(session, *records, chosen)
        effect = effect_of(engine(), plan.edits, g.snapshot.viewer, network=g.snapshot.network)
    except DirectoryError as error:
        return _refused(kind, records, error)
    return _page(
        "coordinate/merge_preview.html",
        UNPROCESSABLE if form.troubles else 200,
        plan=plan,
        kind=kind,
        chosen=chosen,
        effect=effect,
        form=form,
        rows=rows_of([one for one in plan.edits if _is_told(one, plan)]),
        solved=[(SOLUTIONS[what], _names(plan, what)) for what in SOLUTIONS if _names(plan, what)],
        moved=[(str(TABLES[table]), count) for table, count in plan.moved.items()],
    )


def _is_told(edit: Edit, plan: Plan) -> bool:
    """Whether an edit is one to read: of the record that stays, and what goes. The rest is counted."""
    return edit.record == plan.kept.id or (edit.is_removal and edit.table not in ("post", "contact"))


def _names(plan: Plan, what: str) -> list[str]:
    """Return what was solved so, as sorts of records: of a restricted one not more is told."""
    tables = [one.table for one in plan.solved if one.what == what]
    return [f"{TABLES[table]} ({tables.count(table)})" for table in dict.fromkeys(tables)]


def _pair(
    session: Session, kind: str, kept: str, gone: str
) -> tuple[Organization | Service, Organization | Service]:
    found = tuple(get_kept(session, Permission.RECORD_MERGE, kind, one) for one in (kept, gone))
    if kept == gone:
        raise missing()
    return found[0], found[1]


def _chosen(kind: str, given: Mapping[str, str]) -> dict[str, str]:
    names = FIELDS.get(kind, {})
    return {name: given[name] for name in names if given.get(name) in (KEPT, GONE, BOTH)}


def _choice(kind: str, field: Field, given: Mapping[str, str]) -> Choice:
    words = FIELD_WORDS.get(field.name) or COLUMNS[kind].get(field.name, field.name)
    return Choice(
        field.name,
        str(words),
        _said(kind, field, field.kept),
        _said(kind, field, field.gone),
        choice_of(field, given),
        field.may_be_both,
    )


def _said(kind: str, field: Field, values: Mapping[str, Any]) -> str:
    """Return what one of them says of a field: as a difference from nothing says it."""
    if field.name == "hours":
        edits = [Edit("schedule", "", None, row) for row in values.get("hours", ())]
    else:
        edits = [Edit(kind, "", None, values)]
    said = [one for row in rows_of(edits) for one in (*row.main, *row.small)]
    if len(said) == 1:
        return said[0].after
    return "; ".join(f"{one.word}: {one.after}" for one in said if one.after)


def _refused(
    kind: str, records: tuple[Organization | Service, Organization | Service], error: DirectoryError
) -> Response:
    form = Form()
    form.add(error, ())
    if isinstance(error, ProtectedPlace):
        form.troubles[""] = _("Tillsammans skulle de visa var ett skyddat boende ligger. De slås inte ihop.")
    return _page("coordinate/merge_refused.html", UNPROCESSABLE, records=records, kind=kind, form=form)


def _page(template: str, status: int = 200, **values: Any) -> Response:
    return make_response(render_template(template, **values), status)


_ONE = "/merge/<kind>/<kept>"
_TWO = "/merge/<kind>/<kept>/<gone>"
ROUTES = (
    (_ONE, "merge_with", merge_with, ["GET"]),
    (_TWO, "merging", merging, ["GET"]),
    (f"{_TWO}/preview", "merge_preview", merge_preview, ["GET"]),
    (_TWO, "merged", merged, ["POST"]),
)
