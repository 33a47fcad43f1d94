"""Confirmations apart from edits, the mails that ask for them, campaigns, and news for digests.

Revision 0014, after 0013.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from directory.migrations.columns import check, choice, identifier, index, primary_key, text, whole_number

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

PURPOSES = ("invitation", "reset", "recovery", "listing", "challenge")
"""What a ticket could be for until now."""


def upgrade() -> None:
    op.create_table(
        "confirmation",
        sa.Column("id", sa.String(length=43), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        identifier("record"),
        identifier("organization_id", is_optional=True),
        sa.Column("said_by", sa.String(length=43), nullable=True),
        choice("how", "mail_link", "workspace", "phone", "visit", "meeting"),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("counts_until", sa.Date(), nullable=False),
        sa.Column("campaign_id", sa.String(length=43), nullable=True),
        check("confirmation", "kind", "kind IN ('organization', 'service')"),
        primary_key("confirmation", "id"),
    )
    index("confirmation", "campaign_id")
    index("confirmation", "organization_id")
    index("confirmation", "record")
    index("confirmation", "said_at")
    op.create_table(
        "inquiry",
        sa.Column("id", sa.String(length=43), nullable=False),
        identifier("organization_id"),
        sa.Column("campaign_id", sa.String(length=43), nullable=True),
        sa.Column("account_id", sa.String(length=43), nullable=True),
        sa.Column("lang", sa.String(length=2), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_asked_at", sa.DateTime(timezone=True), nullable=False),
        whole_number("times"),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answer", sa.String(length=30), nullable=False),
        check("inquiry", "answered", "(answer = '') = (answered_at IS NULL)"),
        check("inquiry", "times", "times >= 1"),
        primary_key("inquiry", "id"),
    )
    index("inquiry", "account_id")
    index("inquiry", "campaign_id")
    index("inquiry", "last_asked_at")
    index("inquiry", "organization_id")
    op.create_table(
        "campaign",
        sa.Column("id", sa.String(length=43), nullable=False),
        text("name"),
        sa.Column("topic", sa.String(length=30), nullable=False),
        text("words"),
        identifier("area_id"),
        sa.Column("made_by", sa.String(length=43), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        check("campaign", "period", "ends_on >= starts_on"),
        primary_key("campaign", "id"),
    )
    index("campaign", "area_id")
    op.create_table(
        "campaign_target",
        sa.Column("campaign_id", sa.String(length=43), nullable=False),
        identifier("organization_id"),
        sa.Column("called_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("how", sa.String(length=30), nullable=False),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaign.id"], name=op.f("fk_campaign_target_campaign_id"), ondelete="CASCADE"
        ),
        primary_key("campaign_target", "campaign_id", "organization_id"),
    )
    index("campaign_target", "organization_id")
    op.create_table(
        "news",
        sa.Column("id", sa.String(length=43), nullable=False),
        sa.Column("account_id", sa.String(length=43), nullable=False),
        sa.Column("topic", sa.String(length=30), nullable=False),
        identifier("record"),
        sa.Column("happened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_news_account_id"), ondelete="CASCADE"
        ),
        primary_key("news", "id"),
    )
    index("news", "account_id")
    index("news", "told_at")
    _let_tickets_be_for("invitation", "reset", "recovery", "listing", "confirm", "challenge")


def downgrade() -> None:
    op.execute("DELETE FROM ticket WHERE purpose = 'confirm'")
    _let_tickets_be_for(*PURPOSES)
    op.drop_table("news")
    op.drop_table("campaign_target")
    op.drop_table("campaign")
    op.drop_table("inquiry")
    op.drop_table("confirmation")


def _let_tickets_be_for(*purposes: str) -> None:
    """Exchange the constraint of a ticket's purpose. SQLite cannot: there the table is written anew."""
    if op.get_bind().dialect.name == "postgresql":
        said = ", ".join(f"'{purpose}'" for purpose in purposes)
        op.drop_constraint(op.f("ck_ticket_purpose"), "ticket", type_="check")
        op.create_check_constraint(op.f("ck_ticket_purpose"), "ticket", f"purpose IN ({said})")
        return
    for column in ("subject", "expires_at"):
        op.drop_index(op.f(f"ix_ticket_{column}"), "ticket")
    op.rename_table("ticket", "ticket_before")
    op.create_table(
        "ticket",
        sa.Column("id", sa.String(length=43), nullable=False),
        sa.Column("purpose", sa.String(length=30), nullable=False),
        identifier("subject"),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        check("ticket", "purpose", "purpose IN (" + ", ".join(f"'{one}'" for one in purposes) + ")"),
        sa.UniqueConstraint("token_hash", name=op.f("uq_ticket_token_hash")),
        primary_key("ticket", "id"),
    )
    op.execute(
        "INSERT INTO ticket (id, purpose, subject, token_hash, created_at, expires_at, used_at)"
        " SELECT id, purpose, subject, token_hash, created_at, expires_at, used_at FROM ticket_before"
    )
    op.drop_table("ticket_before")
    for column in ("subject", "expires_at"):
        index("ticket", column)
