"""The page of one import run: what can be done with it now, and its lines as they are filtered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from flask import request
from flask_babel import lazy_gettext
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.access import Borders, Identity, Permission, may_there
from directory.graph.facts import AreaId
from directory.interchange.table.bringing import WORKING
from directory.interchange.table.column import NAMES, Column
from directory.interchange.table.line import Line, State, unpacked
from directory.interchange.table.progress import Progress, Step, read_progress
from directory.model import Account, Changeset, ChangesetState, ImportRun, ImportState
from directory.web.catalogue.paging import Page, page_of
from directory.web.database import settings
from directory.web.language import current_language

WAITING = "waiting"
FILTERS: Mapping[str, object] = {
    "": lazy_gettext("Alla"),
    State.NEW: lazy_gettext("Nya"),
    State.CHANGED: lazy_gettext("Ändrade"),
    State.SAME: lazy_gettext("Lika"),
    State.ERROR: lazy_gettext("Fel"),
    WAITING: lazy_gettext("Väntar på någon annan"),
}
"""Filter of the lines → what it is called."""
STATE_WORDS: Mapping[str, object] = {
    State.NEW: lazy_gettext("ny"),
    State.CHANGED: lazy_gettext("ändras"),
    State.SAME: lazy_gettext("lika"),
    State.ERROR: lazy_gettext("fel"),
}
STEPS: Mapping[str, object] = {
    Step.WAITING: lazy_gettext("Väntar på att börja"),
    Step.READING: lazy_gettext("Läser filen"),
    Step.COMPARING: lazy_gettext("Jämför med det som står"),
    Step.WRITING: lazy_gettext("Sparar"),
}
RUN_WORDS: Mapping[str, object] = {
    ImportState.UPLOADED: lazy_gettext("kolumnerna ska väljas"),
    ImportState.TRYING: lazy_gettext("provläses"),
    ImportState.TRIED: lazy_gettext("provläst, inget är ändrat"),
    ImportState.APPLYING: lazy_gettext("läses in"),
    ImportState.APPLIED: lazy_gettext("inläst"),
    ImportState.APPROVING: lazy_gettext("godkänns"),
    ImportState.UNDOING: lazy_gettext("ångras"),
    ImportState.UNDONE: lazy_gettext("ångrad"),
    ImportState.FAILED: lazy_gettext("gick inte, inget är ändrat"),
}
"""State of a run, in words."""


@dataclass(frozen=True, slots=True)
class RunPage:
    """A run as its page shows it. ``chosen``: heading → column, as it stands in the form."""

    run: ImportRun
    made_by: str
    chosen: Mapping[str, str]
    is_naming: bool
    progress: Progress
    lines: Page[Line]
    filter: str
    counts: Mapping[str, int]
    trouble: str
    proposal: ChangesetState | None
    may_approve: bool
    may_undo: bool
    filters: Mapping[str, object] = field(default_factory=lambda: FILTERS)
    state_words: Mapping[str, object] = field(default_factory=lambda: STATE_WORDS)
    run_words: Mapping[str, object] = field(default_factory=lambda: RUN_WORDS)

    @property
    def is_working(self) -> bool:
        """Whether something is being done now."""
        return self.run.state in WORKING

    @property
    def step(self) -> str:
        """What is being done, in words."""
        return str(STEPS[self.progress.step])

    @property
    def to_read_in(self) -> int:
        """How many rows would change something."""
        return self.counts.get(State.NEW, 0) + self.counts.get(State.CHANGED, 0)

    @staticmethod
    def column(name: str) -> str:
        """Return what a column is called."""
        naming = NAMES[Column(name)]
        return naming.en if current_language() == "en" else naming.sv

    @staticmethod
    def say(sentence: tuple[str, str]) -> str:
        """Return a sentence of a line in the language of the page."""
        return sentence[1] if current_language() == "en" else sentence[0]


def page_for(
    database: Session,
    run: ImportRun,
    who: Identity,
    borders: Borders,
    *,
    chosen: Mapping[str, str] | None = None,
    is_naming: bool = False,
) -> RunPage:
    """Return the page of *run* for *who*; *chosen* is what the form said, where it has to be mended."""
    area = AreaId(run.area_id) if run.area_id is not None else None
    wanted = request.args.get("show", "")
    wanted = wanted if wanted in FILTERS else ""
    lines = [one for one in unpacked(run.result) if _is_shown(one, wanted)]
    sv, _newline, en = run.trouble.partition("\n")
    proposal = (
        database.scalar(select(Changeset.state).where(Changeset.id == run.proposal_id))
        if run.proposal_id is not None
        else None
    )
    waits = run.state is ImportState.APPLIED and proposal is ChangesetState.WAITING
    can_be_named = run.state in (ImportState.UPLOADED, ImportState.TRIED, ImportState.FAILED)
    is_asked = request.args.get("columns") == "1" or run.state in (ImportState.UPLOADED, ImportState.FAILED)
    return RunPage(
        run=run,
        made_by=database.scalar(select(Account.name).where(Account.id == run.made_by)) or "",
        chosen=chosen if chosen is not None else run.columns,
        is_naming=is_naming or (can_be_named and is_asked and run.content is not None),
        progress=progress_of(run),
        lines=page_of(lines),
        filter=wanted,
        counts=run.counts,
        trouble=(en or sv) if current_language() == "en" else sv,
        proposal=proposal,
        may_approve=waits
        and run.made_by != who.account
        and may_there(who, Permission.CHANGE_APPROVE, borders, area=area),
        may_undo=run.state is ImportState.APPLIED
        and (run.changeset_id is not None or run.proposal_id is not None)
        and proposal is not ChangesetState.RETURNED
        and may_there(who, Permission.CHANGE_UNDO, borders, area=area),
    )


def run_of(database: Session, changeset: str) -> str | None:
    """Return the id of the run that a changeset came from; None where it came from none."""
    return database.scalar(
        select(ImportRun.id).where(
            (ImportRun.proposal_id == changeset) | (ImportRun.changeset_id == changeset)
        )
    )


def progress_of(run: ImportRun) -> Progress:
    """Return how far a run has come."""
    return read_progress(settings().instance_folder, run.id) or Progress()


def _is_shown(line: Line, wanted: str) -> bool:
    return line.waits if wanted == WAITING else not wanted or line.state == wanted
