"""Instants as the databases give them back."""

from __future__ import annotations

from datetime import UTC, datetime


def instant(stored: datetime | None) -> datetime | None:
    """Return a stored instant as UTC; SQLite keeps no zone, and everything is stored in UTC."""
    if stored is None:
        return None
    return stored.replace(tzinfo=UTC) if stored.tzinfo is None else stored.astimezone(UTC)
