"""Everybody who keeps the small network, and what each of them tries: through the same doors as the pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import Engine, inspect, select
from sqlalchemy.orm import Session

from directory.access import Permission, may_there
from directory.clock import as_local, now
from directory.errors import DirectoryError
from directory.graph.facts import OrganizationId
from directory.interchange.table import bringing, running
from directory.interchange.table.reading import read_table
from directory.maintaining.change import Matter, approve, return_proposal, submit, undo, withdraw_proposal
from directory.maintaining.confirming import confirm
from directory.maintaining.merging.merge import merge
from directory.maintaining.merging.plan import plan_merge
from directory.maintaining.restoring import edit_to_version, restore
from directory.maintaining.tombstone import bury
from directory.maintaining.workplace import get_workplace
from directory.model import Changeset, ChangesetKind, How, ImportRun, LedgerEntry, Organization, Service
from directory.offering.away import add_absence
from directory.offering.sending import Sender
from directory.store.changeset import EDITABLE, Edit, edit_to
from directory.store.history.rows import fact_models
from directory.store.history.version import versions_of
from directory.store.session import GraphSession, writing
from tests.maintaining import network

PEOPLE = tuple(network.ROLES)
KEPT = {
    "edit": Permission.OFFER_CHANGE,
    "answer": Permission.CHANGE_APPROVE,
    "undo": Permission.CHANGE_UNDO,
    "confirm": Permission.OFFER_CONFIRM,
    "merge": Permission.RECORD_MERGE,
    "bury": Permission.RECORD_REMOVE,
}
"""What each act asks for, as the view of it says."""


COLUMNS = {"Organisation": "organization", "Verksamhet": "service", "Språk": "languages"}


@dataclass(frozen=True)
class Tried:
    """How an attempt ended: ``refused`` is the code of the error, empty where it was done."""

    refused: str = ""
    changeset: str = ""

    @property
    def is_done(self) -> bool:
        return not self.refused


def rows_of(engine: Engine) -> dict[tuple[str, str], str]:
    """Return every row of every table of facts, by table and key: all that an answer can come from."""
    found: dict[tuple[str, str], str] = {}
    with engine.connect() as connection:
        for name, model in fact_models().items():
            keys = [column.key for column in inspect(model).primary_key]
            for row in connection.execute(select(model.__table__)).mappings():
                values = {column: value for column, value in row.items() if column not in BOOKKEEPING}
                found[name, "|".join(str(row[key]) for key in keys if key in row)] = repr(
                    sorted(values.items())
                )
    return found


BOOKKEEPING = {"version", "seed_digest", "origin"}
"""How often a row was written, and by whom first: a row that is taken back is written once more."""


def last_entry(engine: Engine) -> int:
    with engine.connect() as connection:
        return connection.scalar(select(LedgerEntry.seq).order_by(LedgerEntry.seq.desc()).limit(1)) or 0


def logged_since(engine: Engine, seq: int) -> set[tuple[str, str]]:
    """Return table and id of every row that the log tells of since *seq*."""
    with engine.connect() as connection:
        rows = connection.execute(
            select(LedgerEntry.kind, LedgerEntry.record).where(LedgerEntry.seq > seq)
        ).all()
    return {(kind, record) for kind, record in rows}


class Everyone:
    """The people of ``network.ROLES`` at one database."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def read_edit(self, table: str, record: str, **wanted: Any) -> Edit | None:
        """Return the edit of a form that somebody opens now and may send later."""
        with Session(self.engine) as session:
            row = session.get(EDITABLE[table], record)
            return None if row is None else edit_to(row, wanted)

    def send(self, who: str, edit: Edit) -> Tried:
        """Send a form that was opened some time ago."""

        def act(session: GraphSession) -> str:
            done = submit(
                session,
                network.who(who),
                (edit,),
                ChangesetKind.EDIT,
                Matter(OrganizationId("haven"), "Haven"),
                network.borders(self.engine),
                now(),
            )
            return (done.applied or done.waiting).id if done.applied or done.waiting else ""  # type: ignore[union-attr]

        return self._try(who, "edit", "haven", act)

    def answer(self, who: str, changeset: str, how: str) -> Tried:
        """Approve, return or withdraw."""

        def act(session: GraphSession) -> str:
            row = session.get_one(Changeset, changeset)
            if how == "approve":
                approve(session, network.who(who), row, row.version, now())
            elif how == "return":
                return_proposal(session, network.who(who), row, row.version, now(), why="wrong")
            else:
                withdraw_proposal(session, network.who(who), row, now())
            return changeset

        return self._try(who, "edit" if how == "withdraw" else "answer", "haven", act)

    def undo(self, who: str, changeset: str) -> Tried:
        """Take an act back."""

        def act(session: GraphSession) -> str:
            return undo(session, network.who(who), session.get_one(Changeset, changeset), now()).id

        return self._try(who, "undo", "haven", act)

    def confirm(self, who: str, organization: str) -> Tried:
        """Say that it is right."""

        def act(session: GraphSession) -> str:
            confirm(session, kind="organization", record=organization, how=How.WORKSPACE, by=who, now=now())
            return ""

        return self._try(who, "confirm", organization, act)

    def merge(self, who: str, kept: str, gone: str) -> Tried:
        """Make two services one."""

        def act(session: GraphSession) -> str:
            plan = plan_merge(session, session.get_one(Service, kept), session.get_one(Service, gone))
            return merge(session, network.who(who), plan, plan.stamp, now()).id

        return self._try(who, "merge", "haven", act)

    def bury(self, who: str, service: str) -> Tried:
        """Have a service listed no more."""

        def act(session: GraphSession) -> str:
            return bury(session, network.who(who), session.get_one(Service, service), "closed", now()).id

        return self._try(who, "bury", "haven", act)

    def restore(self, who: str, table: str, record: str, age: int) -> Tried:
        """Have a record say again what it said *age* versions ago."""
        with self.engine.connect() as connection:
            versions = versions_of(connection, table, record)
        if len(versions) <= age:
            return Tried("nothing-there")

        def act(session: GraphSession) -> str:
            edit = edit_to_version(session, table, record, versions[age])
            if edit is None:
                return ""
            matter = Matter(OrganizationId("haven"), "Haven")
            done = restore(session, network.who(who), edit, matter, network.borders(self.engine), now())
            made = done.applied or done.waiting
            return made.id if made is not None else ""

        return self._try(who, "undo", "haven", act)

    def go_away(self, who: str, contact: str, stand_in: str, first: int, last: int) -> Tried:
        """Say that somebody is away from a day to a day, counted from today."""
        today = as_local(now()).date()
        days = [(today + timedelta(days=one)).isoformat() for one in (first, last)]

        def act(session: GraphSession) -> str:
            edges = network.borders(self.engine)
            place = get_workplace(session, network.who(who), "haven", edges, Permission.OFFER_CHANGE)
            done = add_absence(
                session, Sender(network.who(who), place, edges, now()), contact, stand_in, *days
            )
            return done.applied.id if done.applied else ""

        return self._try(who, "edit", "haven", act)

    def read_in(self, who: str, content: str) -> Tried:
        """Read a file in, as far as it may be: brought, tried and applied."""
        identity = network.who(who)
        area = bringing.area_of(identity)
        if not may_there(identity, Permission.IMPORT_RUN, network.borders(self.engine), area=area):
            return Tried("not-found")
        table = read_table(content.encode())
        run_id = ""
        for step in ("bring", "apply"):
            with writing(self.engine, actor=who) as session:
                if step == "bring":
                    today = as_local(now()).date()
                    run = bringing.bring(
                        session, identity, area, "x.csv", content.encode(), table, today, now()
                    )
                    run_id = run.id
                    bringing.name_columns(session, identity, run, COLUMNS)
                else:
                    bringing.ask_to_apply(session, identity, session.get_one(ImportRun, run_id))
                session.commit()
            running.work_on(self.engine, run_id, now())
        with Session(self.engine) as session:
            run = session.get_one(ImportRun, run_id)
            return Tried(run.trouble and "refused", run.changeset_id or "")

    def _try(self, who: str, act: str, organization: str, do: Callable[[GraphSession], str]) -> Tried:
        """Do it if the door lets *who* in; the door is that of the page."""
        edges = network.borders(self.engine)
        try:
            with writing(self.engine, actor=who) as session:
                get_workplace(session, network.who(who), organization, edges, KEPT[act])
                done = do(session)
                session.commit()
                return Tried(changeset=done)
        except DirectoryError as error:
            return Tried(error.code)

    def organization(self, name: str) -> Organization | None:
        with Session(self.engine) as session:
            found = session.get(Organization, name)
            session.expunge_all()
            return found
