"""Notice whatever ends or changes who somebody is, so that every process asks anew at its next request.

Rows marked ``is_entry`` (accounts, sessions, rights): changing or removing one raises ``access_number`` in the same
transaction. Adding one does too, except for a session: nobody can remember anything about a cookie that is new.
"""

from __future__ import annotations

from sqlalchemy import event, update
from sqlalchemy.orm import ORMExecuteState, Session, UOWTransaction

from directory.errors import DirectoryError
from directory.model import AccountSession, Base, GraphRevision

_NOTED = "entry_touched"
KEEPS_ENTRY = "keeps_entry"
"""Execution option of a statement that changes such rows and ends nothing (a code is used up)."""


class UnnoticedEndError(DirectoryError):
    """A statement would end a session or change rights behind the session's back; change the objects instead."""

    code = "unnoticed-end"


def is_entry(model: type) -> bool:
    """Whether rows of *model* say who somebody is."""
    return bool(getattr(model, "is_entry", False))


def watch(sessions: type[Session]) -> None:
    """Have every session of the class *sessions* notice."""
    event.listen(sessions, "after_flush", _note)
    event.listen(sessions, "before_commit", _raise)
    event.listen(sessions, "after_rollback", _forget)
    event.listen(sessions, "do_orm_execute", _refuse)


def _note(session: Session, _context: UOWTransaction) -> None:
    added = [record for record in session.new if not isinstance(record, AccountSession)]
    changed = [record for record in session.dirty if isinstance(record, Base) and session.is_modified(record)]
    if any(is_entry(type(record)) for record in (*added, *changed, *session.deleted)):
        session.info[_NOTED] = True


def _raise(session: Session) -> None:
    if session.in_nested_transaction():
        return
    session.flush()
    if session.info.pop(_NOTED, False):
        session.connection().execute(
            update(GraphRevision).values(access_number=GraphRevision.access_number + 1)
        )


def _forget(session: Session) -> None:
    session.info.pop(_NOTED, None)


def _refuse(state: ORMExecuteState) -> None:
    if not (state.is_update or state.is_delete) or state.execution_options.get(KEEPS_ENTRY):
        return
    mapper = state.bind_mapper
    if mapper is not None and is_entry(mapper.class_):
        raise UnnoticedEndError(
            f"Rows of “{mapper.local_table}” may only be changed as objects of the session, so that every process "
            "notices. Load the records and change them."
        )
