"""Reports and outcomes as counts, how often somebody was shown, and saved questions.

Revision 0015, after 0014.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from directory.migrations.columns import check, choice, identifier, index, primary_key, text, whole_number

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "report",
        sa.Column("kind", sa.String(length=30), nullable=False),
        identifier("record"),
        identifier("channel_id"),
        choice(
            "trouble",
            "wrong_number",
            "no_answer",
            "has_moved",
            "not_this_group",
            "full",
            "wrong_hours",
            "other",
        ),
        identifier("organization_id", is_optional=True),
        whole_number("times"),
        sa.Column("first_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_by", sa.String(length=43), nullable=True),
        check("report", "kind", "kind IN ('organization', 'service')"),
        check("report", "times", "times >= 1"),
        primary_key("report", "kind", "record", "channel_id", "trouble"),
    )
    index("report", "organization_id")
    index("report", "settled_at")
    op.create_table(
        "outcome_count",
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        identifier("record"),
        identifier("need_id"),
        choice("reached", "reached", "refused", "no_answer"),
        sa.Column("reason", sa.String(length=30), nullable=False),
        identifier("organization_id", is_optional=True),
        whole_number("times"),
        primary_key("outcome_count", "month", "kind", "record", "need_id", "reached", "reason"),
    )
    index("outcome_count", "organization_id")
    op.create_table(
        "asked_count",
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        identifier("record"),
        identifier("need_id"),
        whole_number("times"),
        primary_key("asked_count", "month", "kind", "record", "need_id"),
    )
    op.create_table(
        "saved_question",
        sa.Column("id", sa.String(length=43), nullable=False),
        sa.Column("account_id", sa.String(length=43), nullable=False),
        identifier("need_id"),
        identifier("area_id"),
        choice(
            "for_group", "any", "adult", "child", "adult woman", "adult man", "girl", "boy", "trans persons"
        ),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        text("first_contact"),
        text("contact_before"),
        sa.Column("first_digest", sa.String(length=64), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_saved_question_account_id"), ondelete="CASCADE"
        ),
        primary_key("saved_question", "id"),
        sa.UniqueConstraint(
            "account_id",
            "need_id",
            "area_id",
            "for_group",
            name=op.f("uq_saved_question_account_id_need_id_area_id_for_group"),
        ),
    )
    index("saved_question", "account_id")


def downgrade() -> None:
    op.drop_table("saved_question")
    op.drop_table("asked_count")
    op.drop_table("outcome_count")
    op.drop_table("report")
