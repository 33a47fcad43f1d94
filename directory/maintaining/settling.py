"""Settle what sources say differently: somebody has looked, and says which of them holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from directory.access import Borders, Identity
from directory.account.complaint import refuse
from directory.maintaining.change.submit import Matter, Submitted, submit
from directory.model import ChangesetKind, Conflict
from directory.store.changeset import removal


class Holds(StrEnum):
    """Which of two values holds; the words for it stand in the web."""

    FIRST = "first"
    SECOND = "second"
    BOTH = "both"
    NEITHER = "neither"


def settle(
    writing: Session,
    identity: Identity,
    conflict: Conflict,
    holds: str,
    matter: Matter,
    borders: Borders,
    now: datetime,
) -> Submitted:
    """Take the contradiction out, with what was said of it; the values themselves are changed where they stand.

    Raises:
        Refused: nothing was chosen.
        Clashed: somebody has settled it meanwhile.
    """
    if holds not in frozenset(Holds):
        raise refuse("holds", "Välj vad som gäller.", "Choose which holds.")
    edits = (removal(conflict),)
    return submit(writing, identity, edits, ChangesetKind.EDIT, replace(matter, why=holds), borders, now)
