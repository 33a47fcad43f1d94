"""Reading files in: bring one, say what its columns are, see what it would change, read it in, take it back."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from http import HTTPStatus

from flask import current_app, flash, redirect, render_template, request, url_for
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as AnyResponse

from directory import clock
from directory.access import Identity, Permission, may_there, needs
from directory.account.complaint import Refused
from directory.errors import DirectoryError
from directory.graph.facts import AreaId
from directory.interchange.table import bringing
from directory.interchange.table.column import NAMES
from directory.interchange.table.limits import MB, Limits
from directory.interchange.table.reading import FIELD, read_table
from directory.jobs.importing import IMPORT
from directory.maintaining.complaints import complaints_of
from directory.maintaining.workplace import missing
from directory.model import Account, ImportRun, ImportState
from directory.web.catalogue.paging import page_of
from directory.web.coordinate.import_page import RUN_WORDS, RunPage, page_for
from directory.web.database import borders, reading, settings, writing
from directory.web.identity import signed_in
from directory.web.language import current_language
from directory.web.language import gettext as _
from directory.web.large import takes

ROOM = 64 * 1024
"""Bytes of a request beside the file itself."""
MOST_COLUMNS = 200
KEPT = timedelta(days=90)
"""How long an ended run stands in the list."""


@dataclass(frozen=True, slots=True)
class RunShown:
    """A run in the list."""

    run: ImportRun
    made_by: str


@dataclass(slots=True)
class Troubles:
    """What is wrong with a form, by field, in the language of the page; "" is about all of it."""

    said: dict[str, str] = field(default_factory=dict)

    def add(self, error: DirectoryError) -> None:
        """Take up what *error* says."""
        for name, (sv, en) in complaints_of(error).items():
            self.said.setdefault(name, en if current_language() == "en" else sv)


@needs(Permission.IMPORT_RUN)
def imports() -> str:
    """List the files of one's area, with a place to bring another one."""
    return _list(Troubles())


@needs(Permission.IMPORT_RUN)
@takes(size=Limits().size + ROOM)
def bring() -> str | AnyResponse | tuple[str, int]:
    """Take a file, if it can be read."""
    who, troubles = signed_in(), Troubles()
    brought = request.files.get(FIELD)
    name = (brought.filename or "") if brought is not None else ""
    try:
        if brought is None or not name:
            raise Refused("", field=FIELD, sv="Välj en fil först.", en="Choose a file first.")
        content = brought.stream.read(Limits().size + 1)
        table = read_table(content, Limits(rows=settings().import_rows))
    except Refused as error:
        troubles.add(error)
        return _list(troubles), HTTPStatus.UNPROCESSABLE_ENTITY
    with writing(who.account) as session:
        run = bringing.bring(
            session, who, bringing.area_of(who), name, content, table, clock.today(), clock.now()
        )
        session.commit()
        run_id = run.id
    return redirect(url_for("coordinate.import_run", run_id=run_id), 303)


@needs(Permission.IMPORT_RUN)
def import_run(run_id: str) -> str:
    """Show where a run stands: its columns, how far it has come, what it would change, or what it has changed."""
    with reading() as database:
        return _show(page_for(database, get_run(database, run_id), signed_in(), borders()), Troubles())


@needs(Permission.IMPORT_RUN)
@takes(size=4 * ROOM, fields=MOST_COLUMNS + 10)
def try_import(run_id: str) -> AnyResponse | tuple[str, int]:
    """Say what the columns are, and have the file tried."""
    who, troubles = signed_in(), Troubles()
    with writing(who.account) as session:
        run = get_run(session, run_id)
        chosen = {
            heading: request.form.get(f"column-{index}", "")[:40]
            for index, (heading, _samples) in enumerate(run.headings)
        }
        try:
            bringing.name_columns(session, who, run, chosen)
        except Refused as error:
            session.rollback()
            troubles.add(error)
            run = get_run(session, run_id)
            page = page_for(session, run, who, borders(), chosen=chosen, is_naming=True)
            return _show(page, troubles), HTTPStatus.UNPROCESSABLE_ENTITY
        session.commit()
    return _started(run_id)


@needs(Permission.IMPORT_RUN)
def apply_import(run_id: str) -> AnyResponse | tuple[str, int]:
    """Have the rows read in."""
    return _ask(run_id, bringing.ask_to_apply)


@needs(Permission.CHANGE_UNDO)
def undo_import(run_id: str) -> AnyResponse | tuple[str, int]:
    """Have all that it changed taken back."""
    return _ask(run_id, bringing.ask_to_undo)


@needs(Permission.CHANGE_APPROVE)
def approve_import(run_id: str) -> AnyResponse | tuple[str, int]:
    """Have what waits made."""
    return _ask(run_id, bringing.ask_to_approve)


@needs(Permission.IMPORT_RUN)
def dismiss_import(run_id: str) -> AnyResponse | tuple[str, int]:
    """Throw the file away."""
    who, troubles = signed_in(), Troubles()
    with writing(who.account) as session:
        run = get_run(session, run_id)
        try:
            bringing.dismiss(session, run, clock.now())
        except Refused as error:
            session.rollback()
            return _again(session, run_id, who, error, troubles)
        session.commit()
    flash(_("Filen är borttagen. Inget är ändrat."))
    return redirect(url_for("coordinate.imports"), 303)


def get_run(database: Session, run_id: str, permission: Permission = Permission.IMPORT_RUN) -> ImportRun:
    """Return a run for somebody who may see it.

    Raises:
        NotFound: there is none, or it is of another area.
    """
    run = database.get(ImportRun, run_id)
    if run is None or not may_there(
        signed_in(), permission, borders(), area=AreaId(run.area_id) if run.area_id is not None else None
    ):
        raise missing()
    return run


def _ask(run_id: str, ask: bringing.Asking) -> AnyResponse | tuple[str, int]:
    who = signed_in()
    with writing(who.account) as session:
        run = get_run(session, run_id)
        try:
            ask(session, who, run)
        except Refused as error:
            session.rollback()
            return _again(session, run_id, who, error, Troubles())
        session.commit()
    return _started(run_id)


def _again(
    session: Session, run_id: str, who: Identity, error: Refused, troubles: Troubles
) -> tuple[str, int]:
    troubles.add(error)
    page = page_for(session, get_run(session, run_id), who, borders())
    return _show(page, troubles), HTTPStatus.UNPROCESSABLE_ENTITY


def _started(run_id: str) -> AnyResponse:
    """Wake a worker, and show how far it has come. Asleep, it looks within a minute."""
    jobs = current_app.extensions.get("jobs")
    if jobs is not None:
        try:
            jobs.queue.wish(IMPORT)
        except Exception as error:  # the queue is a file that may be away; what is due stands in the database
            current_app.logger.warning("worker not woken: %s", type(error).__name__)
    return redirect(url_for("coordinate.import_run", run_id=run_id), 303)


def _list(troubles: Troubles) -> str:
    limits, since = Limits(rows=settings().import_rows), clock.now() - KEPT
    with reading() as database:
        rows = database.execute(
            select(ImportRun, Account.name)
            .outerjoin(Account, Account.id == ImportRun.made_by)
            .where(ImportRun.state != ImportState.DISMISSED, ImportRun.made_at >= since)
            .order_by(ImportRun.made_at.desc(), ImportRun.id)
        ).all()
        who, edges = signed_in(), borders()
        shown = [
            RunShown(run, name or "")
            for run, name in rows
            if may_there(who, Permission.IMPORT_RUN, edges, area=AreaId(run.area_id) if run.area_id else None)
        ]
        return render_template(
            "coordinate/imports.html",
            page=page_of(shown),
            troubles=troubles.said,
            most_rows=f"{limits.rows:,}".replace(",", "\u00a0"),
            run_words=RUN_WORDS,
            megabytes=limits.size // MB,
        )


def _show(page: RunPage, troubles: Troubles) -> str:
    return render_template(
        "coordinate/import_run.html", page=page, troubles=troubles.said, names=NAMES, states=ImportState
    )


_ONE = "/imports/<run_id>"
ROUTES = (
    ("/imports", "imports", imports, ["GET"]),
    ("/imports", "bring_import", bring, ["POST"]),
    (_ONE, "import_run", import_run, ["GET"]),
    (_ONE, "try_import", try_import, ["POST"]),
    (f"{_ONE}/apply", "apply_import", apply_import, ["POST"]),
    (f"{_ONE}/approve", "approve_import", approve_import, ["POST"]),
    (f"{_ONE}/undo", "undo_import", undo_import, ["POST"]),
    (f"{_ONE}/dismiss", "dismiss_import", dismiss_import, ["POST"]),
)
