"""Are the database's own guards of the ledger still there? The chain tells of tampering; they are what stops it."""

from __future__ import annotations

from sqlalchemy import Connection, text

GUARDS = {
    "sqlite": (
        "ledger_detail_no_delete",
        "ledger_detail_no_replace",
        "ledger_detail_only_erase",
        "ledger_entry_no_delete",
        "ledger_entry_no_replace",
        "ledger_entry_no_update",
    ),
    "postgresql": (
        "ledger_detail_no_delete",
        "ledger_detail_no_truncate",
        "ledger_detail_only_erase",
        "ledger_entry_no_change",
        "ledger_entry_no_truncate",
    ),
}
"""The triggers of migration 0008."""

_ASKED = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled IN ('O', 'A')",
}


def missing_guards(connection: Connection) -> list[str]:
    """Return the names of the triggers that are gone or switched off, sorted."""
    name = connection.dialect.name
    there = set(connection.scalars(text(_ASKED[name])))
    return [guard for guard in GUARDS[name] if guard not in there]
