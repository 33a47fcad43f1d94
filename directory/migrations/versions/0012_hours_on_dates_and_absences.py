"""What opening hours on certain dates, and absences with a stand-in, need; and after how many days a record is due.

Revision 0012, after 0011.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from directory.migrations.columns import check, choice, identifier, index, primary_key, text, whole_number

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

WITH_CADENCE = ("organization", "service")


def upgrade() -> None:
    for table in WITH_CADENCE:
        # As a constraint of the column, so that SQLite need not write the whole table anew.
        op.execute(
            f"ALTER TABLE {table} ADD COLUMN cadence_days INTEGER CONSTRAINT ck_{table}_cadence_days"
            " CHECK (cadence_days IS NULL OR cadence_days BETWEEN 7 AND 730)"
        )
    op.create_table(
        "opening_exception",
        identifier("id"),
        identifier("organization_id", is_optional=True),
        identifier("service_id", is_optional=True),
        identifier("channel_id", is_optional=True),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=False),
        whole_number("opens", is_optional=True),
        whole_number("closes", is_optional=True),
        text("said"),
        text("source"),
        text("dated"),
        sa.Column("dated_on", sa.Date(), nullable=True),
        choice("confidence", "confirmed", "source", "source-undated", "inferred", "memory", "unknown"),
        text("note"),
        sa.Column("confirmed_on", sa.Date(), nullable=True),
        whole_number("version"),
        choice("origin", "seed", "here"),
        sa.Column("seed_digest", sa.String(length=64), nullable=True),
        check(
            "opening_exception",
            "opening",
            "(opens IS NULL AND closes IS NULL) OR (opens IS NOT NULL AND closes IS NOT NULL"
            " AND opens >= 0 AND opens < 1440 AND closes > opens AND closes <= 2880)",
        ),
        check("opening_exception", "one_owner", "(organization_id IS NULL) <> (service_id IS NULL)"),
        check("opening_exception", "period", "to_on >= from_on"),
        sa.ForeignKeyConstraint(["channel_id"], ["channel.id"], name=op.f("fk_opening_exception_channel_id")),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.id"], name=op.f("fk_opening_exception_organization_id")
        ),
        sa.ForeignKeyConstraint(["service_id"], ["service.id"], name=op.f("fk_opening_exception_service_id")),
        primary_key("opening_exception", "id"),
    )
    index("opening_exception", "channel_id")
    index("opening_exception", "organization_id")
    index("opening_exception", "service_id")
    op.create_table(
        "absence",
        identifier("id"),
        identifier("organization_id", is_optional=True),
        identifier("service_id", is_optional=True),
        identifier("contact_id"),
        identifier("stand_in_id", is_optional=True),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=False),
        whole_number("version"),
        choice("origin", "seed", "here"),
        sa.Column("seed_digest", sa.String(length=64), nullable=True),
        check("absence", "one_owner", "(organization_id IS NULL) <> (service_id IS NULL)"),
        check("absence", "stand_in", "stand_in_id IS NULL OR stand_in_id <> contact_id"),
        check("absence", "period", "to_on >= from_on"),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contact.id"], name=op.f("fk_absence_contact_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.id"], name=op.f("fk_absence_organization_id")
        ),
        sa.ForeignKeyConstraint(["service_id"], ["service.id"], name=op.f("fk_absence_service_id")),
        sa.ForeignKeyConstraint(
            ["stand_in_id"], ["contact.id"], name=op.f("fk_absence_stand_in_id"), ondelete="SET NULL"
        ),
        primary_key("absence", "id"),
    )
    index("absence", "contact_id")
    index("absence", "organization_id")
    index("absence", "service_id")
    index("absence", "stand_in_id")


def downgrade() -> None:
    op.drop_table("absence")
    op.drop_table("opening_exception")
    for table in WITH_CADENCE:
        op.drop_column(table, "cadence_days")
