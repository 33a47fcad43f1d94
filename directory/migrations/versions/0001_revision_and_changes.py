"""The revision of the graph, and the list of what changed.

Revision 0001, the first.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from directory.migrations.columns import check, choice, identifier, index, primary_key, whole_number

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

KINDS = (
    "area",
    "part_of",
    "need",
    "role",
    "organization",
    "holding",
    "duty",
    "service",
    "link",
    "routine_step",
    "conflict",
    "place",
    "everything",
)


def upgrade() -> None:
    op.create_table(
        "graph_revision",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        whole_number("number"),
        check("graph_revision", "one_row", "id = 1"),
        primary_key("graph_revision", "id"),
    )
    op.execute("INSERT INTO graph_revision (id, number) VALUES (1, 0)")
    op.create_table(
        "change",
        whole_number("seq"),
        choice("kind", *KINDS),
        identifier("record_id"),
        whole_number("revision"),
        primary_key("change", "seq"),
    )
    index("change", "revision")


def downgrade() -> None:
    op.drop_table("change")
    op.drop_table("graph_revision")
