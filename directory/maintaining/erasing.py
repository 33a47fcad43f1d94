"""Erase what is held about a contact person: the row, its letters, and what the ledger tells of it. The post stays.

The ledger keeps its entries, and its chain: they hold only salted digests of what was erased. An account of the same
person is another matter, with erasure of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from directory.account import ticket
from directory.ledger import Act, note
from directory.ledger.erase import erase_detail
from directory.ledger.note import actor_of, waiting
from directory.mail import LetterKind
from directory.maintaining.workplace import organization_of
from directory.model import Account, Contact, LedgerEntry, OutgoingMail, Purpose
from directory.store.trace import Touch

KIND = Contact.__tablename__
IMPERSONAL = frozenset(
    {"id", "post_id", "organization_id", "service_id", "visibility", "valid_from", "valid_to", "is_demo"}
)
"""What the ledger may say of a row that was erased."""
OURS = (LetterKind.CONTACT_LISTED.value, LetterKind.CONTACT_ENDED.value)
"""The letters that go to a contact person."""


def erase(writing: Session, contact: Contact) -> None:
    """Erase a contact person with every change of her that waits, and note that it was done."""
    organization = organization_of(writing, contact)
    changes = list(writing.scalars(select(Contact).where(Contact.replaces_id == contact.id)))
    for row in (contact, *changes):
        erase_letters(writing, row.email)
        ticket.withdraw(writing, Purpose.LISTING, row.id)
    _erase_rows(writing, [contact, *changes])
    note(writing, Act.CONTACT_ERASED, kind=KIND, record=contact.id, organization=organization)


def remove(writing: Session, proposal: Contact) -> None:
    """Remove a proposal that was answered or taken back: nothing personal of it is kept, here or in the ledger."""
    _erase_rows(writing, [proposal])


def _erase_rows(writing: Session, rows: Sequence[Contact]) -> None:
    ids = [row.id for row in rows]
    for row in rows:
        writing.delete(row)
    writing.flush()
    _hide_from_notes(writing, ids)
    entries = select(LedgerEntry.seq).where(LedgerEntry.kind == KIND, LedgerEntry.record.in_(ids))
    erase_detail(writing, writing.scalars(entries).all(), actor_of(writing))


def _hide_from_notes(writing: Session, ids: Sequence[str]) -> None:
    """Take what is personal out of the notes of this very transaction: the removal itself would tell it all."""
    items = waiting(writing)
    items[:] = [
        replace(item, before=_impersonal(item.before), after=_impersonal(item.after))
        if isinstance(item, Touch) and item.table == KIND and item.record in ids
        else item
        for item in items
    ]


def _impersonal(values: Any) -> dict[str, Any] | None:
    return None if values is None else {name: value for name, value in values.items() if name in IMPERSONAL}


def erase_letters(writing: Session, email: str) -> None:
    """Remove the letters to *email* from the outbox, sent or not; those to an account are left alone."""
    if not email:
        return
    has_account = writing.scalar(select(Account.id).where(Account.email == email)) is not None
    gone = delete(OutgoingMail).where(OutgoingMail.recipient == email)
    if has_account:
        gone = gone.where(OutgoingMail.kind.in_(OURS))
    writing.execute(gone, execution_options={"synchronize_session": False})
