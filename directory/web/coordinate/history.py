"""The history of a record: its versions in words, any two of them compared, and one of them restored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import flash, g, make_response, redirect, render_template, request, url_for
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from directory import clock
from directory.access import Permission, needs
from directory.clock import as_local
from directory.errors import DirectoryError
from directory.ledger import Act
from directory.maintaining.change import may_be_undone, needed_to_undo, undo
from directory.maintaining.effect import effect_of
from directory.maintaining.restoring import edit_to_version, restore
from directory.maintaining.workplace import missing
from directory.model import Account, Changeset, LedgerEntry, Organization, Service
from directory.store.changeset import EDITABLE, Clashed, Edit
from directory.store.history import Version, versions_of
from directory.store.owners import only_protected
from directory.web.change import TABLES
from directory.web.coordinate.reach import areas_of, get_changeset, keeps, matter_of, organizations_of
from directory.web.database import borders, engine, reading, writing
from directory.web.form import UNPROCESSABLE, Form
from directory.web.identity import signed_in
from directory.web.language import gettext as _

SHOWN = frozenset(set(EDITABLE) - {"contact", "absence", "duty"})
"""Tables with a history page. Who held a post is nobody's business afterwards."""
GUARDED = frozenset({"channel", "location", "note"})
BY_THE_PROGRAM: Mapping[str, str] = {
    "seeds": "Källfilerna",
    "system": "Programmet",
    "retention": "Programmet",
}
MOST_GONE = 50


@dataclass(frozen=True, slots=True)
class Told:
    """A record with its versions, as far as whoever asks may know them. ``is_masked``: not what they said."""

    table: str
    record: str
    name: str
    versions: list[Version]
    is_masked: bool
    organizations: list[str]
    is_there: bool

    def version(self, seq: str) -> Version:
        """Return the version that began with entry *seq*; NotFound: there is none."""
        found = next((one for one in self.versions if str(one.seq) == seq), None)
        if found is None:
            raise missing()
        return found


@dataclass(frozen=True, slots=True)
class Part:
    """A record that belongs to the one on the page, and has a history of its own."""

    table: str
    record: str
    name: str


@needs(Permission.CHANGE_READ)
def history(table: str, record: str) -> Response:
    """Show the versions; with two of them chosen, what differs between them."""
    with reading() as session:
        told = told_of(session, table, record, Permission.CHANGE_READ)
        chosen = [request.args.get(name, "") for name in ("older", "newer")]
        compared = None
        if all(chosen) and not told.is_masked:
            older, newer = sorted((told.version(one) for one in chosen), key=lambda one: one.seq)
            compared = (older, newer, _difference(told, older, newer))
        return _page(
            "coordinate/history.html",
            told=told,
            compared=compared,
            names=_names(session, told.versions),
            edits=[_edit(told, one) for one in told.versions],
            parts_of=_parts(told),
            gone=_gone(session, told),
            may_restore=keeps(Permission.CHANGE_UNDO, told.organizations, _areas(session, told)),
            may_remove=_may_both(session, told, Permission.RECORD_REMOVE),
            may_merge=_may_both(session, told, Permission.RECORD_MERGE),
        )


@needs(Permission.CHANGE_UNDO)
def restoring(table: str, record: str, seq: str) -> Response:
    """Show what restoring a version would change, and which answers."""
    with reading() as session:
        return _restoring(session, table, record, seq, Form())


@needs(Permission.CHANGE_UNDO)
def restored(table: str, record: str, seq: str) -> Response:
    """Restore it, or propose it where it sends people elsewhere."""
    who, form = signed_in(), Form()
    with writing(who.account) as session:
        told = _restorable(session, table, record)
        try:
            edit = edit_to_version(session, table, record, told.version(seq))
            if edit is None:
                return redirect(url_for("coordinate.history", table=table, record=record), 303)
            matter = matter_of(told.name, told.organizations)
            done = restore(session, who, edit, matter, borders(), clock.now())
            session.commit()
        except Clashed as clashed:
            session.rollback()
            return _page("coordinate/restoring.html", 409, told=told, clashed=clashed, form=form, seq=seq)
        except DirectoryError as error:
            session.rollback()
            form.add(error, ())
        else:
            if done.applied is not None:
                flash(_("Återställt. Det gäller nu."), f"undo-change {done.applied.id}")
            if done.waiting is not None:
                flash(_("Nummer, adresser och länkar väntar på att någon annan godkänner."), "done")
            return redirect(url_for("coordinate.history", table=table, record=record), 303)
    with reading() as session:
        return _restoring(session, table, record, seq, form, UNPROCESSABLE)


@needs(Permission.CHANGE_UNDO)
def taken_back(changeset_id: str) -> Response:
    """Take a change back as a whole."""
    who = signed_in()
    with writing(who.account) as session:
        changeset = get_changeset(session, Permission.CHANGE_UNDO, changeset_id)
        changeset = get_changeset(session, needed_to_undo(session, changeset), changeset_id)
        try:
            undo(session, who, changeset, clock.now())
            session.commit()
        except Clashed as clashed:
            session.rollback()
            return _page("coordinate/taken_back.html", 409, clashed=clashed, sentence="")
        except DirectoryError as error:
            session.rollback()
            if error.status != UNPROCESSABLE:
                raise
            form = Form()
            form.add(error, ())
            return _page("coordinate/taken_back.html", UNPROCESSABLE, clashed=None, sentence=form.trouble(""))
        flash(_("Ångrat. Allt är som det var."), "done")
        return redirect(_where(changeset), 303)


def told_of(session: Session, table: str, record: str, permission: Permission) -> Told:
    """Return the history of a record for whoever may do that to it.

    Raises:
        NotFound: nothing was ever told of it, it has no page, or it is not theirs.
    """
    if table not in SHOWN:
        raise missing()
    versions = versions_of(session.connection(), table, record)
    said: Mapping[str, Any] = next((one.values or one.before or {} for one in versions if one.is_known), {})
    organizations = organizations_of(session, table, record, said) if versions else []
    if not versions or not keeps(permission, organizations, areas_of(session, table, record, said)):
        raise missing()
    is_masked = (table in GUARDED and any(one.is_restricted for one in versions)) or _is_protected(
        session, table, record, said, organizations
    )
    name = _name(table, said, organizations)
    is_there = session.get(EDITABLE[table], record) is not None
    return Told(table, record, name, versions, is_masked, organizations, is_there)


def _restoring(
    session: Session, table: str, record: str, seq: str, form: Form, status: int = 200
) -> Response:
    told = _restorable(session, table, record)
    edit, effect = None, None
    try:
        edit = edit_to_version(session, table, record, told.version(seq))
        if edit is not None and not form.troubles:
            effect = effect_of(engine(), (edit,), g.snapshot.viewer, network=g.snapshot.network)
    except DirectoryError as error:
        form.add(error, ())
        status = UNPROCESSABLE
    return _page(
        "coordinate/restoring.html",
        status,
        told=told,
        version=told.version(seq),
        edit=edit,
        effect=effect,
        form=form,
        clashed=None,
        seq=seq,
    )


def _restorable(session: Session, table: str, record: str) -> Told:
    told = told_of(session, table, record, Permission.CHANGE_UNDO)
    if told.is_masked:
        raise missing()
    return told


def _is_protected(
    session: Session, table: str, record: str, said: Mapping[str, Any], organizations: list[str]
) -> bool:
    """Whether it tells of a protected place: then even its earlier words are told to nobody."""
    names = [said.get(column) for column in ("service_id", "source_service_id", "target_service_id")]
    names += [record] if table == Service.__tablename__ else []
    services = [session.get(Service, one) for one in names if one]
    if any(one is not None and one.is_protected for one in services) or said.get("is_protected") is True:
        return True
    # A service that is gone: nobody can say whether its place was to be told.
    if any(one is None for one in services) and table != Service.__tablename__:
        return True
    owned = table == Organization.__tablename__ or said.get("organization_id") is not None
    return owned and any(only_protected(session, one) for one in organizations)


def _name(table: str, said: Mapping[str, Any], organizations: list[str]) -> str:
    if table in ("organization", "service"):
        return str(said.get("name") or "")
    owner = next((g.snapshot.network.organizations.find(one) for one in organizations), None)
    word = str(TABLES[table])
    return f"{word}: {owner.name}" if owner is not None else word


def _names(session: Session, versions: list[Version]) -> dict[str, str]:
    """Return who did it, by actor: a person's name as long as there is an account."""
    actors = {one.actor for one in versions}
    rows = session.execute(select(Account.id, Account.name).where(Account.id.in_(actors)))
    names = {row.id: row.name or _("Någon som inte finns kvar") for row in rows}
    return {
        one: names.get(one) or str(BY_THE_PROGRAM.get(one, _("Någon som inte finns kvar"))) for one in actors
    }


def _edit(told: Told, version: Version) -> Edit:
    return Edit(told.table, told.record, version.before, version.after)


def _difference(told: Told, older: Version, newer: Version) -> Edit:
    before, after = older.values, newer.values
    if before is not None and after is not None:
        changed = [name for name in after if before.get(name) != after[name]]
        before, after = {name: before.get(name) for name in changed}, {name: after[name] for name in changed}
    return Edit(told.table, told.record, before, after)


def _parts(told: Told) -> list[Part]:
    """Return what belongs to an organization or service now, and has a history of its own."""
    network = g.snapshot.network
    found: list[Part] = []
    if told.table == "organization":
        owner: Any = network.organizations.find(told.record)
        found += [Part("service", one.id, one.name) for one in network.services_of(told.record)]
        found += [
            Part("holding", fact.id, f"{network.name_of(fact.role)}: {network.name_of(fact.area)}")
            for _post, _organization, fact in network.graph.in_edges(told.record, data="fact")
            if type(fact).__name__ == "Holding"
        ]
    else:
        owner = network.services.get(told.record) if told.table == "service" else None
    if owner is not None:
        found += [Part("channel", one.id, one.display or one.value) for one in owner.channels]
        found += [Part("location", one.id, one.name or one.address) for one in owner.locations]
        found += [Part("note", one.id, one.text[:60]) for one in owner.notes]
    return found


def _gone(session: Session, told: Told) -> list[Part]:
    """Return what was a part of an organization and was taken out, newest first."""
    if told.table != "organization":
        return []
    removed = session.execute(
        select(LedgerEntry.kind, LedgerEntry.record)
        .where(
            LedgerEntry.organization == told.record,
            LedgerEntry.act == Act.RECORD_REMOVED.value,
            LedgerEntry.kind.in_(sorted(SHOWN)),
            LedgerEntry.record != told.record,
        )
        .order_by(LedgerEntry.seq.desc())
        .limit(MOST_GONE)
    )
    pairs = dict.fromkeys((row.kind, row.record) for row in removed)
    return [
        Part(table, record, str(TABLES[table]))
        for table, record in pairs
        if session.get(EDITABLE[table], record) is None
    ]


def _areas(session: Session, told: Told) -> list[str]:
    said: Mapping[str, Any] = next((one.values or one.before or {} for one in told.versions), {})
    return areas_of(session, told.table, told.record, said)


def _may_both(session: Session, told: Told, permission: Permission) -> bool:
    is_kind = told.is_there and told.table in ("organization", "service")
    return is_kind and keeps(permission, told.organizations, _areas(session, told))


def _where(changeset: Changeset) -> str:
    if changeset.organization_id is None:
        return url_for("coordinate.removed")
    return url_for("coordinate.history", table="organization", record=changeset.organization_id)


def _page(template: str, status: int = 200, **values: Any) -> Response:
    return make_response(render_template(template, local=_local, may_undo=may_be_undone, **values), status)


def _local(moment: datetime) -> datetime:
    return as_local(moment)


ROUTES = (
    ("/history/<table>/<record>", "history", history, ["GET"]),
    ("/history/<table>/<record>/<seq>/restore", "restoring", restoring, ["GET"]),
    ("/history/<table>/<record>/<seq>/restore", "restored", restored, ["POST"]),
    ("/take-back/<changeset_id>", "taken_back", taken_back, ["POST"]),
)
