"""Posts, contact persons, locations and notes of organizations and services, each with its visibility.

Revision 0006, after 0005.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

from directory.migrations.columns import (
    bookkeeping,
    check,
    choice,
    identifier,
    index,
    position,
    primary_key,
    refers,
    text,
    truth,
    whole_number,
)

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

ONE_OWNER = "(organization_id IS NULL) <> (service_id IS NULL)"


def upgrade() -> None:
    _owned(
        "post",
        text("title"),
        text("title_en"),
        whole_number("shown_order"),
        check("post", "title", "title <> ''"),
        _unique("post", "id", "organization_id"),
        _unique("post", "id", "service_id"),
    )
    _owned(
        "contact",
        identifier("post_id"),
        text("name"),
        text("phone"),
        text("phone_display"),
        text("email"),
        _visibility(),
        text("purpose"),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=False),
        identifier("proposed_by", is_optional=True),
        identifier("approved_by", is_optional=True),
        *(
            sa.Column(name, sa.DateTime(timezone=True), nullable=True)
            for name in ("approved_at", "notified_at", "objected_at", "ended_at")
        ),
        truth("is_demo"),
        check("contact", "name", "name <> ''"),
        check("contact", "purpose", "purpose <> ''"),
        check("contact", "period", "valid_to >= valid_from"),
        check(
            "contact",
            "phone",
            "(phone = '' AND phone_display = '') OR (substr(phone, 1, 1) = '+' AND phone_display <> ''"
            " AND length(phone) BETWEEN 8 AND 16 AND ltrim(substr(phone, 2), '0123456789') = '')",
        ),
        check("contact", "approved", "approved_by IS NULL OR approved_at IS NOT NULL"),
        _same_owner("organization_id"),
        _same_owner("service_id"),
    )
    index("contact", "post_id")
    _owned(
        "location",
        text("name"),
        text("address"),
        text("postcode"),
        text("town"),
        identifier("area_id", is_optional=True),
        *position(),
        _visibility(),
        check("location", "somewhere", "name <> '' OR address <> ''"),
        check("location", "latitude", "latitude IS NULL OR latitude BETWEEN -90 AND 90"),
        check("location", "longitude", "longitude IS NULL OR longitude BETWEEN -180 AND 180"),
        check("location", "position", "(latitude IS NULL) = (longitude IS NULL)"),
        refers("location", "area_id", "area"),
    )
    index("location", "area_id")
    _owned(
        "note",
        text("text"),
        text("text_en"),
        _visibility(),
        check("note", "text", "text <> ''"),
    )
    op.create_table(
        "do_not_list",
        identifier("id"),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("objected_on", sa.Date(), nullable=False),
        text("reason"),
        check("do_not_list", "digest", "length(digest) = 64"),
        _unique("do_not_list", "digest"),
        primary_key("do_not_list", "id"),
    )


def downgrade() -> None:
    for table in ("do_not_list", "note", "location", "contact", "post"):
        op.drop_table(table)


def _owned(table: str, *parts: Any) -> None:
    """Make a table whose rows belong to one organization or to one service."""
    op.create_table(
        table,
        identifier("id"),
        identifier("organization_id", is_optional=True),
        identifier("service_id", is_optional=True),
        *parts,
        *bookkeeping(),
        check(table, "one_owner", ONE_OWNER),
        refers(table, "organization_id", "organization"),
        refers(table, "service_id", "service"),
        primary_key(table, "id"),
    )
    index(table, "organization_id")
    index(table, "service_id")


def _visibility() -> sa.Column[Any]:
    return choice("visibility", "public", "network", "restricted")


def _unique(table: str, *columns: str) -> sa.UniqueConstraint:
    return sa.UniqueConstraint(*columns, name=op.f(f"uq_{table}_{'_'.join(columns)}"))


def _same_owner(column: str) -> sa.ForeignKeyConstraint:
    """Return the foreign key by which the owner of a contact is that of its post."""
    return sa.ForeignKeyConstraint(
        ["post_id", column], ["post.id", f"post.{column}"], name=op.f(f"fk_contact_post_id_{column}")
    )
