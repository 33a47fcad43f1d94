"""The ledger: entries that are only ever added, their erasable details, and the head of the chain.

The database itself refuses to change an entry (triggers of migration 0008). Nothing here refers to another table:
an entry outlives the record, the organization and the account that it tells of.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from directory.model.base import Base, identifier
from directory.model.instant import Instant

DIGEST_LENGTH = 64
"""Characters: SHA-256 in hex."""


class LedgerEntry(Base):
    """What was done, by whom, when. ``seq`` has no gaps; ``digest`` covers the entry and the one before it.

    ``actor`` is an account's id or the name of a part of the program, never a person's name. ``kind`` and ``record``
    are a table and an id in it. ``detail_digest`` None: there is no detail.
    """

    __tablename__ = "ledger_entry"
    __table_args__ = (CheckConstraint("seq > 0", name="seq"),)

    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(Instant, index=True)
    actor: Mapped[str] = mapped_column(identifier(), index=True)
    act: Mapped[str] = mapped_column(String(60), index=True)
    kind: Mapped[str] = mapped_column(String(60))
    record: Mapped[str] = mapped_column(identifier(), index=True)
    organization: Mapped[str | None] = mapped_column(identifier(), index=True)
    area: Mapped[str | None] = mapped_column(identifier(), index=True)
    detail_digest: Mapped[str | None] = mapped_column(String(DIGEST_LENGTH))
    previous: Mapped[str] = mapped_column(String(DIGEST_LENGTH))
    digest: Mapped[str] = mapped_column(String(DIGEST_LENGTH))


class LedgerDetail(Base):
    """What an entry may tell of persons: ``content`` is JSON as text, byte for byte what its digest was taken of.

    Erasing empties ``content`` and ``salt`` and sets ``erased_at``. The salt goes, too: with it, whoever guesses a
    phone number could still check the guess against the digest.
    """

    __tablename__ = "ledger_detail"
    __table_args__ = (
        CheckConstraint("(content IS NULL) = (erased_at IS NOT NULL)", name="erased"),
        CheckConstraint("(content IS NULL) = (salt IS NULL)", name="salt"),
    )

    seq: Mapped[int] = mapped_column(ForeignKey("ledger_entry.seq"), primary_key=True, autoincrement=False)
    salt: Mapped[str | None] = mapped_column(String(32))
    content: Mapped[str | None]
    erased_at: Mapped[datetime | None] = mapped_column(Instant)


class LedgerHead(Base):
    """One row: the last entry of the chain. Whoever adds an entry locks it, so that chains are serial."""

    __tablename__ = "ledger_head"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    seq: Mapped[int]
    digest: Mapped[str] = mapped_column(String(DIGEST_LENGTH))
