"""Sessions that raise the graph's revision by themselves: noted at each flush, written with the commit.

Statements that go past the session's objects (``session.execute(update(…))``) would change facts without anybody
noticing; on tables that hold facts they are refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Engine, event, inspect
from sqlalchemy.orm import ORMExecuteState, Session, UOWTransaction

from directory.db import for_writing
from directory.errors import DirectoryError
from directory.ledger.note import ACTOR, SYSTEM, keep_notes
from directory.model import Base, TouchedFact
from directory.store import entry
from directory.store.guard import refuse_places
from directory.store.once import keep_once
from directory.store.revision import raise_revision
from directory.store.trace import holds_facts, trace

_NOTED = "facts_touched"
_SOON = "is_soon_enough"


class GraphSession(Session):
    """A session whose commit raises the revision when it changed facts, in the same transaction."""


class UnnoticedWriteError(DirectoryError):
    """A statement would change facts behind the session's back; change the objects instead."""

    code = "unnoticed-write"


def writing(engine: Engine, *, actor: str = SYSTEM, is_soon_enough: bool = False) -> GraphSession:
    """Return a session for changes: it takes SQLite's write lock at its first statement.

    *actor* is who stands in the ledger for them: an account's id, or the name of a part of the program.
    *is_soon_enough*: see ``raise_revision``; for files of many thousand rows.
    """
    return GraphSession(for_writing(engine), info={ACTOR: actor, _SOON: is_soon_enough})


def touched_by(session: GraphSession) -> frozenset[TouchedFact]:
    """Return the facts that *session* has changed since its transaction began, as far as they are flushed."""
    return frozenset(session.info.get(_NOTED, ()))


@event.listens_for(GraphSession, "after_flush")
def _note(session: Session, _context: UOWTransaction) -> None:
    noted: set[TouchedFact] = session.info.setdefault(_NOTED, set())
    for record in (*session.new, *session.deleted):
        if isinstance(record, Base):
            noted.update(record.touched(_values(record)))
    for record in session.dirty:
        if isinstance(record, Base) and session.is_modified(record):
            noted.update(record.touched(_values(record)))
            noted.update(record.touched(_values_before(record)))


@event.listens_for(GraphSession, "before_commit")
def _raise_revision(session: Session) -> None:
    if session.in_nested_transaction():
        return
    session.flush()
    touched = session.info.pop(_NOTED, None)
    if touched:
        raise_revision(session.connection(), touched, is_soon_enough=session.info.get(_SOON, False))


@event.listens_for(GraphSession, "after_rollback")
def _forget(session: Session) -> None:
    session.info.pop(_NOTED, None)


@event.listens_for(GraphSession, "do_orm_execute")
def _refuse(state: ORMExecuteState) -> None:
    if not (state.is_insert or state.is_update or state.is_delete):
        return
    mapper = state.bind_mapper
    if mapper is not None and issubclass(mapper.class_, Base) and holds_facts(mapper.class_):
        raise UnnoticedWriteError(
            f"Rows of “{mapper.local_table}” may only be changed as objects of the session, "
            "so that every process notices. Load the records and change them.",
            table=str(mapper.local_table),
        )


def _values(record: Base) -> Mapping[str, Any]:
    return {
        attribute.key: getattr(record, attribute.key) for attribute in inspect(record).mapper.column_attrs
    }


def _values_before(record: Base) -> Mapping[str, Any]:
    """Return the values as they were loaded: a channel that moves changes its old owner, too."""
    state = inspect(record)
    before: dict[str, Any] = {}
    for attribute in state.mapper.column_attrs:
        deleted = state.attrs[attribute.key].history.deleted
        before[attribute.key] = deleted[0] if deleted else getattr(record, attribute.key)
    return before


event.listen(GraphSession, "before_flush", refuse_places)
entry.watch(GraphSession)
keep_once(GraphSession)
trace(GraphSession)
# The last listener: its lock is the last one, and whatever the others note is written.
keep_notes(GraphSession)
