"""Bring a file, say what its columns are, and ask for it to be tried, read in, approved or taken back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime

from sqlalchemy.orm import Session

from directory.access import Identity, Permission
from directory.access.roles import PERMISSIONS
from directory.account.complaint import refuse
from directory.account.secret import new_id
from directory.graph.facts import AreaId
from directory.interchange.table.column import NAMES, Column
from directory.interchange.table.heading import guess
from directory.interchange.table.reading import Table
from directory.ledger import Act, note
from directory.model import ImportRun, ImportState

SAMPLES = 3
"""Rows shown below each heading."""
LONGEST_NAME = 120
WORKING = frozenset({ImportState.TRYING, ImportState.APPLYING, ImportState.APPROVING, ImportState.UNDOING})
"""States in which something is being done."""
ENDED = frozenset({ImportState.APPLIED, ImportState.UNDONE, ImportState.DISMISSED})
NEEDED = (
    (Column.ORGANIZATION, Column.ORGANIZATION_ID, Column.SERVICE_ID, Column.ID),
    "Ingen kolumn säger vilken organisation raden handlar om. Välj en: namnet eller ett id.",
    "No column says which organization the line is about. Choose one: the name or an id.",
)


def area_of(identity: Identity) -> AreaId | None:
    """Return the area in which somebody may read files in; None where there is none."""
    return next(
        (
            grant.area
            for grant in identity.grants
            if grant.area is not None and Permission.IMPORT_RUN in PERMISSIONS[grant.role]
        ),
        None,
    )


def bring(
    writing: Session,
    identity: Identity,
    area: AreaId | None,
    file_name: str,
    content: bytes,
    table: Table,
    dated_on: date,
    now: datetime,
) -> ImportRun:
    """Keep a file that could be read, with its columns as they are guessed."""
    guessed = guess(table.headings)
    run = ImportRun(
        id=new_id(),
        state=ImportState.UPLOADED,
        file_name=" ".join(file_name.replace("\\", "/").rsplit("/", 1)[-1].split())[:LONGEST_NAME] or "fil",
        content=content,
        columns={heading: str(column) for heading, column in guessed.items()},
        headings=[
            [heading, [cells[index] for _line, cells in table.rows[:SAMPLES] if index < len(cells)]]
            for index, heading in enumerate(table.headings)
        ],
        area_id=area,
        made_by=identity.account,
        made_at=now,
        asked_by=identity.account,
        dated_on=dated_on,
        total=len(table.rows),
    )
    writing.add(run)
    _note(writing, run)
    writing.flush()
    return run


def name_columns(writing: Session, identity: Identity, run: ImportRun, chosen: Mapping[str, str]) -> None:
    """Say which column each heading is, and ask for a dry run. *chosen*: heading → column, empty for none.

    Raises:
        Refused: two headings are the same column, one is none of ours, or none says which organization is meant.
    """
    _only(run, ImportState.UPLOADED, ImportState.TRIED, ImportState.FAILED)
    taken: dict[Column, str] = {}
    for heading, _samples in run.headings:
        named = chosen.get(heading, "")
        if not named:
            continue
        if named not in NAMES:
            raise refuse(_field(run, heading), "Välj en kolumn i listan.", "Choose a column from the list.")
        column = Column(named)
        if column in taken:
            naming = NAMES[column]
            raise refuse(
                _field(run, heading),
                f"{naming.sv} är vald för ”{taken[column]}” också. Välj en av dem.",
                f"{naming.en} is chosen for “{taken[column]}”, too. Choose one of them.",
            )
        taken[column] = heading
    wanted, sv, en = NEEDED
    if not any(column in taken for column in wanted):
        raise refuse("columns", sv, en)
    run.columns = {heading: str(column) for column, heading in taken.items()}
    _ask(writing, identity, run, ImportState.TRYING)


def ask_to_apply(writing: Session, identity: Identity, run: ImportRun) -> None:
    """Ask for the rows to be read in.

    Raises:
        Refused: it was not tried, or is read in already.
    """
    _only(run, ImportState.TRIED)
    _ask(writing, identity, run, ImportState.APPLYING)


def ask_to_approve(writing: Session, identity: Identity, run: ImportRun) -> None:
    """Ask for what waits to be made; by somebody else than who brought it.

    Raises:
        Refused: it was not read in, nothing waits, or it is one's own.
    """
    _only(run, ImportState.APPLIED)
    if run.proposal_id is None:
        raise refuse("", "Det finns inget som väntar.", "Nothing waits.")
    if run.made_by == identity.account:
        raise refuse(
            "",
            "Du läste in filen själv. Någon annan behöver se på det.",
            "You read the file in yourself. Somebody else has to look at it.",
        )
    _ask(writing, identity, run, ImportState.APPROVING)


def ask_to_undo(writing: Session, identity: Identity, run: ImportRun) -> None:
    """Ask for all that the file changed to be taken back.

    Raises:
        Refused: it was not read in, or taken back already.
    """
    _only(run, ImportState.APPLIED)
    _ask(writing, identity, run, ImportState.UNDOING)


def dismiss(writing: Session, run: ImportRun, now: datetime) -> None:
    """Throw a file away that was not read in.

    Raises:
        Refused: it is being worked on, or was read in.
    """
    _only(run, ImportState.UPLOADED, ImportState.TRIED, ImportState.FAILED)
    run.state, run.content, run.result, run.ended_at = ImportState.DISMISSED, None, None, now
    run.headings = []
    _note(writing, run)
    writing.flush()


def _ask(writing: Session, identity: Identity, run: ImportRun, state: ImportState) -> None:
    run.state, run.asked_by = state, identity.account
    run.done, run.trouble, run.leased_until = 0, "", None
    _note(writing, run)
    writing.flush()


def _only(run: ImportRun, *states: ImportState) -> None:
    if run.state in states:
        return
    if run.state in WORKING:
        raise refuse(
            "", "Filen arbetas med just nu. Vänta tills det är klart.", "The file is being worked on. Wait."
        )
    raise refuse(
        "",
        "Det går inte längre: filen är redan inläst eller borttagen.",
        "That cannot be done any more: the file was read in or thrown away.",
    )


def _field(run: ImportRun, heading: str) -> str:
    return f"column-{[one for one, _samples in run.headings].index(heading)}"


def _note(writing: Session, run: ImportRun) -> None:
    note(
        writing,
        Act.IMPORT_BROUGHT,
        kind="import_run",
        record=run.id,
        area=run.area_id,
        detail={"state": run.state.value},
    )


Asking = Callable[[Session, Identity, ImportRun], None]
"""Asks for something to be done with a run."""
