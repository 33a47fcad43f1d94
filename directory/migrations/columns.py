"""Columns and constraints that many tables of the first migrations have in common.

Frozen: what a migration did once, it must do for ever. A later migration that needs something else says so itself.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql


def identifier(name: str, *, is_optional: bool = False) -> sa.Column[Any]:
    """Return a column for an id."""
    return sa.Column(name, sa.String(length=120), nullable=is_optional)


def text(name: str) -> sa.Column[Any]:
    """Return a column for a text that is always there, if only empty."""
    return sa.Column(name, sa.Text(), nullable=False)


def listed(name: str) -> sa.Column[Any]:
    """Return a column for a list of words."""
    return sa.Column(name, sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False)


def choice(name: str, *values: str) -> sa.Column[Any]:
    """Return a column for one of *values*, with its CHECK constraint."""
    kinds = sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=30)
    return sa.Column(name, kinds, nullable=False)


def truth(name: str) -> sa.Column[Any]:
    """Return a column for yes or no."""
    return sa.Column(name, sa.Boolean(), nullable=False)


def whole_number(name: str, *, is_optional: bool = False) -> sa.Column[Any]:
    """Return a column for a whole number."""
    return sa.Column(name, sa.Integer(), nullable=is_optional)


def position() -> list[sa.Column[Any]]:
    """Return the columns for latitude and longitude (degrees, WGS 84)."""
    return [sa.Column(name, sa.Double(), nullable=True) for name in ("latitude", "longitude")]


def period() -> list[sa.Column[Any]]:
    """Return the columns for the period in which a record holds."""
    return [sa.Column(name, sa.Date(), nullable=True) for name in ("valid_from", "valid_to")]


def sourced() -> list[sa.Column[Any]]:
    """Return the columns that say where a record comes from."""
    return [
        text("source"),
        text("dated"),
        sa.Column("dated_on", sa.Date(), nullable=True),
        choice("confidence", "confirmed", "source", "source-undated", "inferred", "memory", "unknown"),
        text("note"),
        sa.Column("confirmed_on", sa.Date(), nullable=True),
    ]


def bookkeeping() -> list[sa.Column[Any]]:
    """Return the columns that say who wrote a record, and how often."""
    return [
        whole_number("version"),
        choice("origin", "seed", "here"),
        sa.Column("seed_digest", sa.String(length=64), nullable=True),
    ]


def check(table: str, name: str, condition: str) -> sa.CheckConstraint:
    """Return a CHECK constraint."""
    return sa.CheckConstraint(condition, name=op.f(f"ck_{table}_{name}"))


def period_check(table: str) -> sa.CheckConstraint:
    """Return the constraint that a period does not end before it begins."""
    return check(table, "period", "valid_to IS NULL OR valid_from IS NULL OR valid_to >= valid_from")


def position_checks(table: str) -> list[sa.CheckConstraint]:
    """Return the constraints of a position and of a number of people."""
    return [
        check(table, "latitude", "latitude IS NULL OR latitude BETWEEN -90 AND 90"),
        check(table, "longitude", "longitude IS NULL OR longitude BETWEEN -180 AND 180"),
        check(table, "population", "population IS NULL OR population >= 0"),
    ]


def primary_key(table: str, *columns: str) -> sa.PrimaryKeyConstraint:
    """Return the primary key of *table*."""
    return sa.PrimaryKeyConstraint(*columns, name=op.f(f"pk_{table}"))


def refers(
    table: str, column: str, target: str, *, is_part: bool = False, is_deferred: bool = False
) -> sa.ForeignKeyConstraint:
    """Return a foreign key to the id of *target*.

    ``is_part``: goes with its target. ``is_deferred``: checked at the commit, for a table that refers to itself.
    """
    return sa.ForeignKeyConstraint(
        [column],
        [f"{target}.id"],
        name=op.f(f"fk_{table}_{column}"),
        ondelete="CASCADE" if is_part else None,
        deferrable=True if is_deferred else None,
        initially="DEFERRED" if is_deferred else None,
    )


def index(table: str, *columns: str, is_unique: bool = False) -> None:
    """Make an index on *columns*."""
    op.create_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table, list(columns), unique=is_unique)
