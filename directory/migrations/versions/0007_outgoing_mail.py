"""The outbox: mails that are written in the transaction of what they tell of; and which job was run when.

Revision 0007, after 0006.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from directory.migrations.columns import check, index, primary_key, text, whole_number

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

WAITS = sa.text("sent_at IS NULL AND dead_at IS NULL")


def short(name: str, length: int) -> sa.Column[Any]:
    return sa.Column(name, sa.String(length=length), nullable=False)


def instant(name: str, *, is_optional: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=is_optional)


def upgrade() -> None:
    op.create_table(
        "outgoing_mail",
        short("id", 43),
        short("kind", 30),
        short("recipient", 254),
        short("lang", 2),
        sa.Column("values", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        instant("created_at"),
        instant("due_at"),
        whole_number("attempts"),
        instant("leased_until", is_optional=True),
        instant("sent_at", is_optional=True),
        instant("dead_at", is_optional=True),
        text("trouble"),
        check("outgoing_mail", "attempts", "attempts >= 0"),
        check("outgoing_mail", "one_end", "sent_at IS NULL OR dead_at IS NULL"),
        primary_key("outgoing_mail", "id"),
    )
    op.create_index(
        op.f("ix_outgoing_mail_due_at"),
        "outgoing_mail",
        ["due_at", "id"],
        sqlite_where=WAITS,
        postgresql_where=WAITS,
    )
    index("outgoing_mail", "sent_at")
    index("outgoing_mail", "dead_at")
    op.create_table(
        "job_run",
        short("name", 60),
        instant("due_at"),
        instant("started_at"),
        instant("leased_until"),
        instant("finished_at", is_optional=True),
        whole_number("attempts"),
        text("trouble"),
        check("job_run", "attempts", "attempts >= 1"),
        primary_key("job_run", "name", "due_at"),
    )


def downgrade() -> None:
    for table in ("job_run", "outgoing_mail"):
        op.drop_table(table)
