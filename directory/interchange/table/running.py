"""Do what was asked of a run: try it, read it in, approve what waits, take it back. Each change is one transaction.

What is slow (reading, comparing) is done before the transaction begins; nothing is half, and nothing is done twice:
the state of the run changes in the transaction that does it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from sqlalchemy import Engine, select, update
from sqlalchemy.orm import Session

from directory.access import Identity, Permission
from directory.account.complaint import refuse
from directory.clock import as_local
from directory.db import for_writing
from directory.errors import DirectoryError
from directory.interchange.table.bringing import WORKING
from directory.interchange.table.column import Column
from directory.interchange.table.known import Known
from directory.interchange.table.limits import Limits
from directory.interchange.table.line import counted, packed
from directory.interchange.table.planning import Plan, plan
from directory.interchange.table.progress import Progress, Step, Tell, nobody
from directory.interchange.table.reach import Reach
from directory.interchange.table.reading import read_table
from directory.interchange.table.ready import Ready, ready_for, tell_others
from directory.interchange.table.stored import read_stored
from directory.ledger import Act, note
from directory.maintaining.change import (
    Matter,
    WhyReturned,
    approve,
    return_proposal,
    submit,
    undo,
    withdraw_proposal,
)
from directory.model import Changeset, ChangesetKind, ChangesetState, ImportRun, ImportState
from directory.store.consistent import consistent_read
from directory.store.session import GraphSession, writing


def work_on(
    engine: Engine, run_id: str, now: datetime, limits: Limits | None = None, tell: Tell = nobody
) -> ImportState | None:
    """Do what was asked of a run, and return where it stands then; None if there is no such run.

    What goes wrong on purpose is told at the run. Whatever else goes wrong is raised, and nothing was changed.
    """
    with Session(engine) as reading:
        run = reading.get(ImportRun, run_id)
        if run is None:
            return None
        state = run.state
    tell(Progress(Step.READING))
    steps: Mapping[ImportState, Callable[[], None]] = {
        ImportState.TRYING: lambda: _try(engine, run_id, now, limits, tell),
        ImportState.APPLYING: lambda: _apply(engine, run_id, now, limits, tell),
        ImportState.APPROVING: lambda: _approve(engine, run_id, now, tell),
        ImportState.UNDOING: lambda: _undo(engine, run_id, now, tell),
    }
    step = steps.get(state)
    if step is None:
        return state
    try:
        step()
    except DirectoryError as error:
        _fail(engine, run_id, state, error, now)
    with Session(engine) as reading:
        return reading.scalar(select(ImportRun.state).where(ImportRun.id == run_id))


def _try(engine: Engine, run_id: str, now: datetime, limits: Limits | None, tell: Tell) -> None:
    ready = ready_for(engine, run_id, now)
    found = _planned(engine, ready, now, limits, tell)
    with writing(engine, actor=ready.identity.account) as session:
        run = _locked(session, run_id, ImportState.TRYING)
        if run is None:
            return
        run.state, run.result = ImportState.TRIED, packed(found.lines)
        run.counts, run.total, run.done = counted(found.lines), len(found.lines), len(found.lines)
        run.leased_until = None
        _note(session, Act.IMPORT_BROUGHT, run)
        session.commit()


def _apply(engine: Engine, run_id: str, now: datetime, limits: Limits | None, tell: Tell) -> None:
    ready = ready_for(engine, run_id, now)
    found = _planned(engine, ready, now, limits, tell)
    with writing(engine, actor=ready.identity.account, is_soon_enough=True) as session:
        run = _locked(session, run_id, ImportState.APPLYING)
        if run is None:
            return
        matter = Matter(None, ready.file_name, area=ready.area)
        done = submit(
            session,
            ready.identity,
            found.edits,
            ChangesetKind.IMPORT,
            matter,
            ready.borders,
            now,
            tell=_writes(tell),
        )
        run.changeset_id = done.applied.id if done.applied is not None else None
        run.proposal_id = done.waiting.id if done.waiting is not None else None
        run.result, run.counts = packed(found.lines), counted(found.lines)
        run.content = None
        if done.waiting is not None:
            tell_others(session, ready, done.waiting.id, now)
        _end(session, run, ImportState.APPLIED, now)
        session.commit()


def _approve(engine: Engine, run_id: str, now: datetime, tell: Tell) -> None:
    ready = ready_for(engine, run_id, now, Permission.CHANGE_APPROVE)
    with writing(engine, actor=ready.identity.account, is_soon_enough=True) as session:
        run = _locked(session, run_id, ImportState.APPROVING)
        changeset = _changeset(session, run.proposal_id) if run is not None else None
        if run is None or changeset is None:
            return
        approve(session, ready.identity, changeset, changeset.version, now, tell=_writes(tell))
        _end(session, run, ImportState.APPLIED, now)
        session.commit()


def _undo(engine: Engine, run_id: str, now: datetime, tell: Tell) -> None:
    ready = ready_for(engine, run_id, now, Permission.CHANGE_UNDO)
    with writing(engine, actor=ready.identity.account, is_soon_enough=True) as session:
        run = _locked(session, run_id, ImportState.UNDOING)
        if run is None:
            return
        proposal = _changeset(session, run.proposal_id)
        if proposal is not None and proposal.state is ChangesetState.APPLIED:
            undo(session, ready.identity, proposal, now, tell=_writes(tell))
        elif proposal is not None and proposal.state is ChangesetState.WAITING:
            _answer_no(session, ready.identity, proposal, now)
        applied = _changeset(session, run.changeset_id)
        if applied is not None and applied.state is ChangesetState.APPLIED:
            undo(session, ready.identity, applied, now, tell=_writes(tell))
        _end(session, run, ImportState.UNDONE, now)
        session.commit()


def _answer_no(session: GraphSession, identity: Identity, proposal: Changeset, now: datetime) -> None:
    """Let what still waits not be made either."""
    if proposal.made_by == identity.account:
        withdraw_proposal(session, identity, proposal, now)
    else:
        return_proposal(session, identity, proposal, proposal.version, now, why=WhyReturned.NOT_HERE)


def _planned(engine: Engine, ready: Ready, now: datetime, limits: Limits | None, tell: Tell) -> Plan:
    with Session(engine) as reading:
        run = reading.get_one(ImportRun, ready.run)
        content, columns, day = run.content, dict(run.columns), run.dated_on
    if content is None:
        raise refuse("", "Filen finns inte kvar. Välj den igen.", "The file is gone. Choose it again.")
    table = read_table(content, limits)
    chosen = [
        (index, Column(columns[heading]))
        for index, heading in enumerate(table.headings)
        if heading in columns
    ]
    rows = (
        (line, {column: cells[index] for index, column in chosen if index < len(cells)})
        for line, cells in table.rows
    )
    tell(Progress(Step.COMPARING, 0, len(table.rows)))
    snapshot = ready.snapshot
    with consistent_read(engine) as connection:
        stored = read_stored(connection, as_local(now).date())
    known = Known(snapshot.network.areas, snapshot.network.needs, snapshot.gazetteer, as_local(now))
    return plan(
        rows,
        len(table.rows),
        stored,
        known,
        Reach(ready.identity, ready.borders),
        day,
        lambda done, total: tell(Progress(Step.COMPARING, done, total)),
    )


def _locked(session: GraphSession, run_id: str, state: ImportState) -> ImportRun | None:
    """Return the run if it still is to be done; of two at the same moment the second one waits here, and gets None."""
    run = session.get(ImportRun, run_id, with_for_update=True)
    return run if run is not None and run.state is state else None


def _changeset(session: GraphSession, name: str | None) -> Changeset | None:
    return session.get(Changeset, name, with_for_update=True) if name is not None else None


def _writes(tell: Tell) -> Callable[[int, int], None]:
    return lambda done, total: tell(Progress(Step.WRITING, done, total))


def _end(session: GraphSession, run: ImportRun, state: ImportState, now: datetime) -> None:
    run.state, run.ended_at, run.leased_until, run.trouble = state, now, None, ""
    run.done = run.total
    _note(session, Act.IMPORT_APPLIED, run)


def _note(session: GraphSession, act: Act, run: ImportRun) -> None:
    note(
        session,
        act,
        kind="import_run",
        record=run.id,
        area=run.area_id,
        detail={"state": run.state.value, **run.counts},
    )


def _fail(engine: Engine, run_id: str, state: ImportState, error: DirectoryError, now: datetime) -> None:
    """Tell at the run why nothing was done. What was read in before stays so."""
    sv = str(error.details.get("sv") or error.message)
    en = str(error.details.get("en") or error.message)
    after = ImportState.FAILED if state in (ImportState.TRYING, ImportState.APPLYING) else ImportState.APPLIED
    with writing(engine, actor="import") as session:
        run = _locked(session, run_id, state)
        if run is None:
            return
        run.state, run.trouble, run.leased_until = after, f"{sv}\n{en}", None
        if after is ImportState.FAILED:
            run.ended_at = now
        _note(session, Act.IMPORT_BROUGHT, run)
        session.commit()


def interrupted(engine: Engine, run_id: str, now: datetime) -> None:
    """Tell at the run that the process which worked on it was ended: nothing was changed, and it can be asked again."""
    with Session(engine) as reading:
        state = reading.scalar(select(ImportRun.state).where(ImportRun.id == run_id))
    if state in WORKING:
        sv = "Arbetet avbröts innan det var klart. Inget är ändrat. Försök igen."
        en = "The work was interrupted before it was done. Nothing was changed. Try again."
        _fail(engine, run_id, state, refuse("", sv, en), now)


def claim(engine: Engine, run_id: str, now: datetime, until: datetime) -> bool:
    """Take a run to work on until *until*; False where another process has it."""
    taken = (
        update(ImportRun)
        .where(
            ImportRun.id == run_id,
            (ImportRun.leased_until.is_(None)) | (ImportRun.leased_until <= now),
        )
        .values(leased_until=until)
    )
    with for_writing(engine).begin() as connection:
        return connection.execute(taken).rowcount == 1
