"""Send what an organization says of itself on its way: made at once, or proposed to whoever has to look at it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from directory.access import Borders, Identity
from directory.clock import as_local
from directory.maintaining.change import Matter, Submitted, submit
from directory.maintaining.change.eyes import split
from directory.maintaining.change.said import SAID_BY_COORDINATOR, SAID_BY_ORGANIZATION, said_now
from directory.maintaining.change.submit import is_coordinator
from directory.maintaining.workplace import Workplace
from directory.model import ChangesetKind, Record
from directory.store.changeset import EDITABLE, Edit, Edits, values_of
from directory.store.changeset.value import put
from directory.store.guard import refuse_proposed


@dataclass(frozen=True, slots=True)
class Sender:
    """Who says it, at which organization, and when: what every use case of this package begins with."""

    identity: Identity
    workplace: Workplace
    borders: Borders
    now: datetime

    @property
    def day(self) -> datetime:
        """This moment on the wall in Sweden."""
        return as_local(self.now)


def send(
    writing: Session,
    sender: Sender,
    edits: Iterable[Edit | None],
    title: str = "",
    *,
    kind: ChangesetKind = ChangesetKind.EDIT,
    why: str = "",
) -> Submitted:
    """Submit *edits* (None: nothing to edit) with where they come from; *title* empty: that of the organization.

    What waits is looked through as what is written is: nobody approves what may not stand there.

    Raises:
        Clashed: somebody has changed the same thing meanwhile. Nothing was changed.
        ProtectedPlace: it would tell where a protected place is.
    """
    workplace = sender.workplace
    matter = Matter(workplace.id, title or workplace.organization.name, why)
    coordinates = is_coordinator(sender.identity, matter, sender.borders)
    source = SAID_BY_COORDINATOR if coordinates else SAID_BY_ORGANIZATION
    said = said_now(tuple(one for one in edits if one is not None), source, sender.day.date())
    _at_once, later = split(said, is_coordinator=coordinates)
    _look_through(writing, later)
    return submit(writing, sender.identity, said, kind, matter, sender.borders, sender.now)


def _look_through(writing: Session, edits: Edits) -> None:
    """Look at each record as it would stand, without a session that would write it."""
    for one in edits:
        if one.after is None:
            continue
        model: type[Record] = EDITABLE[one.table]
        stands = writing.get(model, one.record)
        values = values_of(stands) if stands is not None else {}
        would_be = model(id=one.record)
        for name, value in {**values, **one.after}.items():
            put(would_be, name, value)
        refuse_proposed(writing, would_be)
