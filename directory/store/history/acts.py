"""Which rows were changed by one act: the ledger has the notes of a transaction first, and then its rows."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from directory.ledger.act import Act
from directory.model import Changeset, LedgerEntry
from directory.store.history.steps import OF_ROWS, Step


@dataclass(frozen=True, slots=True)
class OneAct:
    """One act: the moment, who did it, the last note before its rows (0: none), and the changeset, if it was one."""

    at: datetime
    actor: str
    noted: int
    changeset: str | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Acts:
    """The notes of some moments, by number."""

    seqs: list[int]
    notes: list[tuple[datetime, str, str | None, str | None]]

    def of(self, step: Step) -> OneAct:
        """Return the act that *step* is a part of."""
        place = bisect_left(self.seqs, step.seq) - 1
        if place < 0 or self.notes[place][:2] != (step.at, step.actor):
            return OneAct(step.at, step.actor, 0)
        _at, _actor, changeset, why = self.notes[place]
        return OneAct(step.at, step.actor, self.seqs[place], changeset, why or "")


def acts_of(connection: Connection, moments: Collection[datetime]) -> Acts:
    """Return the notes of *moments* that are not about a row of facts."""
    is_applied = (LedgerEntry.act == Act.CHANGE_APPLIED.value) & (LedgerEntry.kind == Changeset.__tablename__)
    found = connection.execute(
        select(LedgerEntry.seq, LedgerEntry.at, LedgerEntry.actor, Changeset.id, Changeset.why)
        .outerjoin(Changeset, is_applied & (Changeset.id == LedgerEntry.record))
        .where(LedgerEntry.at.in_(sorted(moments)), LedgerEntry.act.not_in(OF_ROWS))
        .order_by(LedgerEntry.seq)
    ).all()
    # Several notes can stand before the rows of one act: what the changeset is, the last of them knows, too.
    notes: list[tuple[datetime, str, str | None, str | None]] = []
    for number, (seq, at, actor, *said) in enumerate(found):
        before = notes[-1] if notes and found[number - 1].seq == seq - 1 else None
        is_same = said[0] is None and before is not None and before[:2] == (at, actor)
        changeset, why = before[2:] if is_same and before is not None else said
        notes.append((at, actor, changeset, why))
    return Acts([row.seq for row in found], notes)
