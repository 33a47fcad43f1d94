"""Changesets: what waits for other eyes, what was done as one act, and what stays away.

Revision 0013, after 0012.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from directory.migrations.columns import check, choice, identifier, index, primary_key, text, whole_number

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


JSON_TEXT = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade() -> None:
    op.create_table(
        "changeset",
        sa.Column("id", sa.String(length=43), nullable=False),
        choice("kind", "edit", "new", "bulk", "import", "merge", "restore", "remove", "undo"),
        choice("state", "waiting", "applied", "returned", "withdrawn", "undone"),
        identifier("organization_id", is_optional=True),
        identifier("area_id", is_optional=True),
        text("title"),
        text("why"),
        sa.Column("edits", JSON_TEXT, nullable=False),
        sa.Column("made_by", sa.String(length=43), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by", sa.String(length=43), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        text("answer"),
        sa.Column("undone_by", sa.String(length=43), nullable=True),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("undoes_id", sa.String(length=43), nullable=True),
        whole_number("version"),
        check("changeset", "undone", "(state = 'undone') = (undone_at IS NOT NULL)"),
        check("changeset", "decided", "(state = 'waiting') = (decided_at IS NULL)"),
        primary_key("changeset", "id"),
    )
    index("changeset", "area_id")
    index("changeset", "made_at")
    index("changeset", "organization_id")
    index("changeset", "state")
    index("changeset", "undoes_id")
    op.create_table(
        "tombstone",
        sa.Column("kind", sa.String(length=30), nullable=False),
        identifier("record"),
        text("name"),
        identifier("successor_id", is_optional=True),
        sa.Column("reason", sa.String(length=30), nullable=False),
        sa.Column("made_by", sa.String(length=43), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changeset_id", sa.String(length=43), nullable=True),
        sa.Column("moved", JSON_TEXT, nullable=False),
        check("tombstone", "kind", "kind IN ('organization', 'service')"),
        primary_key("tombstone", "kind", "record"),
    )
    index("tombstone", "changeset_id")
    index("tombstone", "name")
    op.create_table(
        "not_duplicate",
        sa.Column("kind", sa.String(length=30), nullable=False),
        identifier("first_id"),
        identifier("second_id"),
        sa.Column("said_by", sa.String(length=43), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        check("not_duplicate", "order", "first_id < second_id"),
        primary_key("not_duplicate", "kind", "first_id", "second_id"),
    )
    op.create_table(
        "once",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("acted_at", sa.DateTime(timezone=True), nullable=False),
        text("location"),
        text("said"),
        primary_key("once", "key"),
    )
    index("once", "acted_at")


def downgrade() -> None:
    op.drop_table("once")
    op.drop_table("not_duplicate")
    op.drop_table("tombstone")
    op.drop_table("changeset")
