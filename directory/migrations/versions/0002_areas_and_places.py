"""Areas, place names and borders.

Revision 0002, after 0001.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from directory.migrations.columns import (
    bookkeeping,
    check,
    choice,
    identifier,
    index,
    listed,
    period,
    period_check,
    position,
    position_checks,
    primary_key,
    refers,
    sourced,
    text,
    whole_number,
)

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "area",
        identifier("id"),
        choice("kind", "nation", "county", "municipality", "district", "cooperation"),
        text("name"),
        text("full_name"),
        *position(),
        whole_number("population", is_optional=True),
        text("population_on"),
        identifier("successor_id", is_optional=True),
        *period(),
        *sourced(),
        *bookkeeping(),
        *position_checks("area"),
        period_check("area"),
        check("area", "successor", "successor_id IS NULL OR successor_id <> id"),
        refers("area", "successor_id", "area", is_deferred=True),
        primary_key("area", "id"),
    )
    op.create_table(
        "part_of",
        identifier("id"),
        identifier("part_id"),
        identifier("whole_id"),
        *period(),
        *sourced(),
        *bookkeeping(),
        period_check("part_of"),
        check("part_of", "not_itself", "part_id <> whole_id"),
        refers("part_of", "part_id", "area"),
        refers("part_of", "whole_id", "area"),
        primary_key("part_of", "id"),
    )
    index("part_of", "part_id", "whole_id", "valid_from", is_unique=True)
    index("part_of", "whole_id")
    op.create_table(
        "area_alias",
        identifier("id"),
        identifier("area_id"),
        text("alias"),
        text("language"),
        text("source"),
        *bookkeeping(),
        refers("area_alias", "area_id", "area"),
        primary_key("area_alias", "id"),
    )
    index("area_alias", "area_id", "alias", "language", is_unique=True)
    op.create_table(
        "place",
        identifier("id"),
        text("name"),
        text("kind"),
        identifier("area_id"),
        *position(),
        whole_number("population", is_optional=True),
        listed("aliases"),
        text("source"),
        *bookkeeping(),
        *position_checks("place"),
        refers("place", "area_id", "area"),
        primary_key("place", "id"),
    )
    index("place", "area_id")
    op.create_table(
        "border",
        identifier("id"),
        identifier("area_id"),
        text("geometry"),
        text("source"),
        *bookkeeping(),
        refers("border", "area_id", "area"),
        primary_key("border", "id"),
        sa.UniqueConstraint("area_id", name=op.f("uq_border_area_id")),
    )


def downgrade() -> None:
    for table in ("border", "place", "area_alias", "part_of", "area"):
        op.drop_table(table)
