"""The head of the chain, exported each day to a file outside the database.

Whoever can rewrite the whole database can rewrite the whole chain; not the lines of a file that was copied somewhere
else since. One line a day: date, number of the last entry, its digest, with tabs between.
"""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import Connection, Engine, select

from directory.ledger.note import LedgerError
from directory.model import LedgerEntry, LedgerHead

FILE = "ledger-heads.tsv"


@dataclass(frozen=True, slots=True)
class Head:
    """The last entry of the chain on a day: ``seq`` 0 before the first one. ``day`` None: now."""

    day: date | None
    seq: int
    digest: str


def read_head(connection: Connection, day: date | None = None) -> Head:
    """Return the head of the chain as the database knows it, as that of *day*.

    Raises:
        LedgerError: it is gone.
    """
    row = connection.execute(select(LedgerHead.seq, LedgerHead.digest)).one_or_none()
    if row is None:
        raise LedgerError("The head of the ledger is missing. Run:\n  directory log verify")
    return Head(day, row.seq, row.digest)


def export_head(engine: Engine, folder: Path, day: date) -> Path:
    """Add the head of *day* to the file in *folder*, once a day; return the file.

    The file is replaced as a whole (mode 0600), so that a crash leaves the old one.

    Raises:
        LedgerError: the file cannot be read, or the chain does not continue the head that was exported last;
            then nothing is added.
    """
    file = folder / FILE
    heads = read_heads(file) if file.exists() else ()
    if any(head.day == day for head in heads):
        return file
    with engine.connect() as connection:
        if heads and not _stands(connection, heads[-1]):
            raise LedgerError(
                f"The ledger does not continue its head of {heads[-1].day} (entry {heads[-1].seq}). Run:\n"
                f"  directory log verify --heads {file}"
            )
        today = read_head(connection, day)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    _replace(file, "".join(f"{head.day}\t{head.seq}\t{head.digest}\n" for head in (*heads, today)))
    return file


def read_heads(file: Path) -> tuple[Head, ...]:
    """Return the heads in *file*, oldest first.

    Raises:
        LedgerError: the file cannot be read, or a line of it; the sentence names the line.
    """
    try:
        lines = file.read_text(encoding="ascii").splitlines()
    except (OSError, UnicodeError) as error:
        raise LedgerError(f"The heads of the ledger in {file} cannot be read.") from error
    heads: list[Head] = []
    for number, line in enumerate(lines, 1):
        try:
            day, seq, digest = line.split("\t")
            heads.append(Head(date.fromisoformat(day), int(seq), _checked(digest)))
        except ValueError as error:
            raise LedgerError(
                f"Line {number} of {file} is not a head: date, number and digest with tabs between."
            ) from error
    return tuple(heads)


def _checked(digest: str) -> str:
    if len(bytes.fromhex(digest)) != 32 or digest != digest.lower():
        raise ValueError(digest)
    return digest


def _stands(connection: Connection, head: Head) -> bool:
    """Whether the entry of *head* is still the one that was exported."""
    if head.seq == 0:
        return True
    digest = connection.execute(select(LedgerEntry.digest).where(LedgerEntry.seq == head.seq)).scalar()
    return digest == head.digest


def _replace(file: Path, text: str) -> None:
    draft = file.with_name(f".{file.name}.{secrets.token_hex(4)}")
    try:
        with os.fdopen(
            os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii"
        ) as out:
            out.write(text)
            out.flush()
            os.fsync(out.fileno())
        draft.replace(file)
    finally:
        draft.unlink(missing_ok=True)
    folder = os.open(file.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
