"""What a second pair of eyes needs: changes of contact persons that wait, and wishes to be seen by more people.

Revision 0010, after 0009.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from directory.migrations.columns import check, choice, identifier, index, primary_key

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

ADDED = ("replaces_id", "public_reason", "told", "answer", "reminded_on")


def upgrade() -> None:
    op.add_column("contact", identifier("replaces_id", is_optional=True))
    for name in ("public_reason", "told", "answer"):
        op.add_column("contact", sa.Column(name, sa.Text(), nullable=True))
    op.add_column("contact", sa.Column("reminded_on", sa.Date(), nullable=True))
    index("contact", "replaces_id")
    op.create_table(
        "widening",
        identifier("id"),
        sa.Column("kind", sa.String(length=30), nullable=False),
        identifier("record"),
        identifier("organization_id"),
        choice("visibility", "public", "network", "restricted"),
        identifier("proposed_by"),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        check("widening", "kind", "kind IN ('channel', 'location', 'note')"),
        sa.UniqueConstraint("kind", "record", name=op.f("uq_widening_kind_record")),
        primary_key("widening", "id"),
    )
    index("widening", "organization_id")


def downgrade() -> None:
    op.drop_table("widening")
    op.drop_index(op.f("ix_contact_replaces_id"), "contact")
    for name in reversed(ADDED):
        op.drop_column("contact", name)
