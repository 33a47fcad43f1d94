"""Note what was done: an entry at the end of the chain, in the transaction that does it.

Notes wait in the session and are written as the last thing before the commit, in the order in which they were
made. So the lock on the chain's head is the last one that a transaction takes, and it is held for a moment only:
two transactions that note can queue, but never wait for each other in a circle.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, event, insert, select, update
from sqlalchemy.orm import Session, SessionTransaction

from directory.clock import now
from directory.errors import DirectoryError
from directory.ledger.act import Act
from directory.ledger.chain import canonical, detail_digest, entry_digest, instant
from directory.model import LedgerDetail, LedgerEntry, LedgerHead

ACTOR = "actor"
"""Where a session keeps who works with it: an account's id, or the name of a part of the program."""

SYSTEM = "system"
"""The actor of what nobody in particular does."""

_WAITING = "ledger_waiting"
_WRITTEN = "ledger_written"
_MARKS = "ledger_marks"
_KEEPING: list[type[Session]] = []


class LedgerError(DirectoryError):
    """The ledger cannot be written as it must be; the change that was to be noted is not made either."""

    code = "ledger"


@dataclass(frozen=True, slots=True)
class Note:
    """An entry that is still to be written. ``detail`` is canonical JSON; ``at`` None: when it is written."""

    act: Act
    actor: str = SYSTEM
    kind: str = ""
    record: str = ""
    organization: str | None = None
    area: str | None = None
    detail: str | None = None
    at: datetime | None = None


def note(
    session: Session,
    act: Act,
    *,
    actor: str | None = None,
    kind: str = "",
    record: str = "",
    organization: str | None = None,
    area: str | None = None,
    detail: Mapping[str, Any] | None = None,
) -> None:
    """Note that *actor* (None: whoever the session works for) did *act*; written when *session* commits.

    Args:
        session: from ``store.session.writing``; another one could be committed without its notes.
        actor: an account's id, never a name.
        kind: the table of what was acted on; with *record*, its id.
        organization: whose matter it is; likewise *area*. Coordinators see the entries of theirs.
        detail: whatever may hold personal data; JSON. It can be erased, and the chain still holds.

    Raises:
        LedgerError: the session does not keep notes.
        TypeError: the detail is no JSON.
    """
    if not isinstance(session, tuple(_KEEPING)):
        raise LedgerError("Notes are kept by the sessions of directory.store.session only. Use writing().")
    if is_written(session):
        raise LedgerError("The notes of this transaction are written already; note before the commit.")
    if not session.in_transaction():
        session.begin()  # so that a rollback, or closing the session, ends something and forgets this note
    waiting(session).append(
        Note(
            act,
            actor if actor is not None else actor_of(session),
            kind,
            record,
            organization,
            area,
            None if detail is None else canonical(dict(detail)),
        )
    )


def actor_of(session: Session) -> str:
    """Return who works with *session*."""
    return str(session.info.get(ACTOR, SYSTEM))


def waiting(session: Session) -> list[Any]:
    """Return the notes that wait for the commit of *session*, oldest first; to be added to.

    Whoever adds something else than a ``Note`` has to make notes of it before the commit.
    """
    found: list[Any] = session.info.setdefault(_WAITING, [])
    return found


def is_written(session: Session) -> bool:
    """Whether the notes of this transaction are written: what changes from now on would not be noted."""
    return bool(session.info.get(_WRITTEN))


def append(connection: Connection, notes: Sequence[Note]) -> int:
    """Write *notes* at the end of the chain in the caller's transaction; return the number of the last entry.

    The head stays locked until the transaction ends. On SQLite the transaction must be one for writing.

    Raises:
        LedgerError: the head of the chain is gone.
    """
    head = connection.execute(select(LedgerHead.seq, LedgerHead.digest).with_for_update()).one_or_none()
    if head is None:
        raise LedgerError(
            "The head of the ledger is missing. Restore it from a backup: directory log verify."
        )
    seq, previous = head
    this_moment = now()
    entries: list[dict[str, Any]] = []
    details: list[dict[str, Any]] = []
    for each in notes:
        seq += 1
        moment = each.at or this_moment
        digest_of_detail = None
        if each.detail is not None:
            salt = secrets.token_hex(16)
            digest_of_detail = detail_digest(salt, each.detail)
            details.append({"seq": seq, "salt": salt, "content": each.detail})
        entry: dict[str, Any] = {
            "seq": seq,
            "at": instant(moment),
            "actor": each.actor,
            "act": each.act.value,
            "kind": each.kind,
            "record": each.record,
            "organization": each.organization,
            "area": each.area,
            "detail_digest": digest_of_detail,
            "previous": previous,
        }
        previous = entry_digest(entry)
        entries.append({**entry, "at": moment, "digest": previous})
    if entries:
        connection.execute(insert(LedgerEntry), entries)
        if details:
            connection.execute(insert(LedgerDetail), details)
        connection.execute(update(LedgerHead).values(seq=seq, digest=previous))
    return int(seq)


def keep_notes(sessions: type[Session]) -> None:
    """Make *sessions* write what was noted in them with their commit, and forget it with a rollback.

    To be called after every other listener of theirs that notes something.
    """
    _KEEPING.append(sessions)
    event.listen(sessions, "before_commit", _write)
    event.listen(sessions, "after_transaction_create", _mark)
    event.listen(sessions, "after_soft_rollback", _forget_since)
    event.listen(sessions, "after_transaction_end", _forget)


def _write(session: Session) -> None:
    if session.in_nested_transaction():
        return
    notes = waiting(session)
    if notes:
        append(session.connection(), notes)
        notes.clear()
    session.info[_WRITTEN] = True


def _mark(session: Session, transaction: SessionTransaction) -> None:
    """Remember what was noted before a savepoint."""
    if transaction.nested:
        session.info.setdefault(_MARKS, {})[transaction] = len(waiting(session))


def _forget_since(session: Session, ended: SessionTransaction) -> None:
    """Forget what was noted inside a savepoint that was rolled back."""
    mark = session.info.get(_MARKS, {}).get(ended)
    if mark is not None:
        del waiting(session)[mark:]


def _forget(session: Session, ended: SessionTransaction) -> None:
    """Forget what a transaction noted that ended without a commit: nothing may leak into the next one."""
    if ended.parent is None:
        session.info.pop(_MARKS, None)
        session.info.pop(_WRITTEN, None)
        waiting(session).clear()
