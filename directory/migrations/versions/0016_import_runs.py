"""Files that somebody brings, and what they would change.

Revision 0016, after 0015.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from directory.migrations.columns import check, choice, identifier, index, primary_key, text, whole_number

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


JSON_TEXT = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade() -> None:
    op.create_table(
        "import_run",
        sa.Column("id", sa.String(length=43), nullable=False),
        choice(
            "state",
            "uploaded",
            "trying",
            "tried",
            "applying",
            "applied",
            "approving",
            "undoing",
            "undone",
            "failed",
            "dismissed",
        ),
        text("file_name"),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.Column("named_columns", JSON_TEXT, nullable=False),
        sa.Column("headings", JSON_TEXT, nullable=False),
        sa.Column("dated_on", sa.Date(), nullable=False),
        identifier("area_id", is_optional=True),
        sa.Column("made_by", sa.String(length=43), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        whole_number("total"),
        whole_number("done"),
        sa.Column("counts", JSON_TEXT, nullable=False),
        sa.Column("result", sa.LargeBinary(), nullable=True),
        text("trouble"),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("changeset_id", sa.String(length=43), nullable=True),
        sa.Column("proposal_id", sa.String(length=43), nullable=True),
        sa.Column("asked_by", sa.String(length=43), nullable=False),
        sa.Column("leased_until", sa.DateTime(timezone=True), nullable=True),
        check("import_run", "progress", "done >= 0 AND total >= 0"),
        primary_key("import_run", "id"),
    )
    index("import_run", "area_id")
    index("import_run", "state")


def downgrade() -> None:
    op.drop_table("import_run")
