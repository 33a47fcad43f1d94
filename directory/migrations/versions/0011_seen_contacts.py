"""Which contacts an account has seen today, as digests: so that nobody copies the network in an afternoon.

Revision 0011, after 0010.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from directory.migrations.columns import index, primary_key

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "seen_contact",
        sa.Column("account_id", sa.String(length=43), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("digest", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_seen_contact_account_id"), ondelete="CASCADE"
        ),
        primary_key("seen_contact", "account_id", "day", "digest"),
    )
    index("seen_contact", "day")


def downgrade() -> None:
    op.drop_table("seen_contact")
