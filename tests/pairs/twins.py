"""The other database of a pair: a copy in which what is hidden says something else, or is not there at all.

It is made below the program, row by row, so that ids, revision, instants and the number of commits are the same. The
chain of the log is reckoned anew: the program would notice, and rightly.
"""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from directory.ledger.chain import BEGINNING, COLUMNS, detail_digest, entry_digest, instant
from tests.pairs.words import other
from tests.pairs.world import ANYBODY, ASKERS, Asker


class Unseen(StrEnum):
    """What the two databases of a pair differ in."""

    PUBLIC = "public"
    """What the public may not see: all that is for the network, restricted, waiting or over."""
    NETWORK = "network"
    """What the network may not see: all that is restricted, waiting or over; and the people elsewhere."""

    @property
    def askers(self) -> tuple[Asker, ...]:
        """Who may not see it."""
        public = ("public", "administrator")
        if self is Unseen.PUBLIC:
            return tuple(one for one in ASKERS if one.name in public)
        return (*(one for one in ASKERS if one.name not in public), ANYBODY)

    @property
    def marks(self) -> tuple[str, ...]:
        """How the ids of it begin."""
        return ("n-", "r-") if self is Unseen.PUBLIC else ("r-",)


class Way(StrEnum):
    """How they differ in it."""

    VALUES = "values"
    ABSENT = "absent"


_HIDDEN = ("absence", "opening_exception", "schedule", "channel", "contact", "location", "note", "conflict")
_PEOPLE = ("role_grant", "account_session", "invitation", "outgoing_mail", "account")


def make_twin(first: Path, second: Path, unseen: Unseen, way: Way) -> None:
    """Copy *first* to *second*, different in *unseen*."""
    shutil.copyfile(first, second)
    with closing(sqlite3.connect(second)) as database:
        database.execute("PRAGMA foreign_keys = OFF")
        database.executescript("".join(f'DROP TRIGGER "{name}";' for name in _triggers(database)))
        for table in _HIDDEN:
            for mark in unseen.marks:
                _change(database, table, f"{mark}%", way)
        _change(database, "outgoing_mail", "hidden-%", Way.VALUES)
        if unseen is Unseen.NETWORK:
            for table in _PEOPLE:
                _change(
                    database, table, "hidden-%", way, column="account_id" if table in _PEOPLE[:2] else "id"
                )
        if way is Way.VALUES:
            _reorder(database, unseen)
        _rewrite_log(database, unseen)
        database.commit()
        assert not database.execute("PRAGMA foreign_key_check").fetchall()


def _triggers(database: sqlite3.Connection) -> list[str]:
    return [row[0] for row in database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")]


def _change(database: sqlite3.Connection, table: str, like: str, way: Way, column: str = "id") -> None:
    if way is Way.ABSENT:
        database.execute(f"DELETE FROM {table} WHERE {column} LIKE ?", (like,))
        return
    found = database.execute(f"SELECT * FROM {table} WHERE {column} LIKE ?", (like,))
    names = [each[0] for each in found.description]
    for row in found.fetchall():
        changed = {
            name: other(value)
            for name, value in zip(names, row, strict=True)
            if isinstance(value, str) and not name.endswith("id") and other(value) != value
        }
        if changed:
            said = ", ".join(f'"{name}" = ?' for name in changed)
            key = database.execute(f"SELECT rowid FROM {table} WHERE id = ?", (row[names.index("id")],))
            database.execute(
                f"UPDATE {table} SET {said} WHERE rowid = ?", (*changed.values(), key.fetchone()[0])
            )


def _reorder(database: sqlite3.Connection, unseen: Unseen) -> None:
    """Differ in more than words: the order, the days, the positions, the hours, and who may see it instead."""
    for mark in unseen.marks:
        like = (f"{mark}%",)
        database.execute(
            "UPDATE channel SET try_order = 7 - try_order, dated_on = '2026-01-07' WHERE id LIKE ?", like
        )
        database.execute("UPDATE schedule SET opens = opens + 61, closes = closes + 75 WHERE id LIKE ?", like)
        for table in ("opening_exception", "absence"):
            database.execute(
                f"UPDATE {table} SET from_on = '2026-11-20', to_on = '2027-01-09' WHERE id LIKE ?", like
            )
        database.execute(
            "UPDATE location SET latitude = 57.1 - latitude / 100, longitude = 12.0 WHERE id LIKE ?", like
        )
        database.execute(
            "UPDATE contact SET valid_to = '2027-09-09', approved_at = CASE WHEN approved_at IS NULL THEN NULL "
            "ELSE '2026-10-09 08:00:00.000000' END WHERE id LIKE ?",
            like,
        )
    if unseen is Unseen.PUBLIC:
        for table in ("channel", "contact", "location", "note"):
            database.execute(
                f"UPDATE {table} SET visibility = CASE visibility WHEN 'network' THEN 'restricted' ELSE 'network' END "
                "WHERE substr(id, 1, 2) IN ('n-', 'r-') AND visibility <> 'public'"
            )


def _rewrite_log(database: sqlite3.Connection, unseen: Unseen) -> None:
    """Let the details of the log tell of this database, and its chain hold.

    What is told there of people and invitations an administrator may read, who asks where the public does.
    """
    database.row_factory = sqlite3.Row
    digests = {}
    seen = ("account", "invitation") if unseen is Unseen.PUBLIC else ()
    details = (
        "SELECT d.seq, d.salt, d.content, e.kind FROM ledger_detail d JOIN ledger_entry e ON e.seq = d.seq"
    )
    for row in database.execute(details).fetchall():
        content = row["content"] if row["kind"] in seen else other(row["content"])
        digests[row["seq"]] = detail_digest(row["salt"], content)
        if content != row["content"]:
            database.execute("UPDATE ledger_detail SET content = ? WHERE seq = ?", (content, row["seq"]))
    previous, seq = BEGINNING, 0
    for row in database.execute("SELECT * FROM ledger_entry ORDER BY seq").fetchall():
        entry = {name: row[name] for name in COLUMNS}
        entry["at"] = instant(datetime.fromisoformat(row["at"]))
        entry |= {"previous": previous, "detail_digest": digests.get(row["seq"])}
        seq, digest = row["seq"], entry_digest(entry)
        database.execute(
            "UPDATE ledger_entry SET previous = ?, detail_digest = ?, digest = ? WHERE seq = ?",
            (previous, entry["detail_digest"], digest, seq),
        )
        previous = digest
    database.execute("UPDATE ledger_head SET seq = ?, digest = ?", (seq, previous))
