"""Erase what entries tell of persons. The entries stay, and so does the chain: it holds only a salted digest."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from directory.clock import now
from directory.ledger.act import Act
from directory.ledger.note import Note, waiting
from directory.model import LedgerDetail, LedgerEntry


def erase_detail(session: Session, seqs: Iterable[int], actor: str) -> int:
    """Erase the details of the entries *seqs* and note that *actor* did; return how many there were to erase.

    Entries without a detail, and those whose detail is erased already, are left alone.
    """
    at = now()
    wanted = sorted(set(seqs))
    found = session.execute(
        select(LedgerEntry.seq, LedgerEntry.organization, LedgerEntry.area)
        .join(LedgerDetail, LedgerDetail.seq == LedgerEntry.seq)
        .where(LedgerEntry.seq.in_(wanted), LedgerDetail.erased_at.is_(None))
        .order_by(LedgerEntry.seq)
        .with_for_update(of=LedgerDetail)
    ).all()
    if not found:
        return 0
    session.connection().execute(
        update(LedgerDetail)
        .where(LedgerDetail.seq.in_([row.seq for row in found]))
        .values(content=None, salt=None, erased_at=at)
    )
    for row in found:
        waiting(session).append(
            Note(
                Act.DETAIL_ERASED,
                actor,
                kind=LedgerEntry.__tablename__,
                record=str(row.seq),
                organization=row.organization,
                area=row.area,
                at=at,
            )
        )
    return len(found)
