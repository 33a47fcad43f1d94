"""The ledger: what was done by whom, hash-chained and only added to.

Revision 0008, after 0007.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from directory.migrations.columns import check, identifier, index, primary_key, whole_number

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

ERASED = (
    "NEW.seq = OLD.seq AND OLD.erased_at IS NULL"
    " AND NEW.content IS NULL AND NEW.salt IS NULL AND NEW.erased_at IS NOT NULL"
)
"""The one change of a detail that is allowed."""


def upgrade() -> None:
    op.create_table(
        "ledger_entry",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        identifier("actor"),
        sa.Column("act", sa.String(length=60), nullable=False),
        sa.Column("kind", sa.String(length=60), nullable=False),
        identifier("record"),
        identifier("organization", is_optional=True),
        identifier("area", is_optional=True),
        _digest("detail_digest", is_optional=True),
        _digest("previous"),
        _digest("digest"),
        check("ledger_entry", "seq", "seq > 0"),
        primary_key("ledger_entry", "seq"),
    )
    for column in ("at", "actor", "act", "record", "organization", "area"):
        index("ledger_entry", column)
    op.create_table(
        "ledger_detail",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("salt", sa.String(length=32), nullable=True),
        sa.Column("content", sa.Text(), nullable=True),
        sa.Column("erased_at", sa.DateTime(timezone=True), nullable=True),
        check("ledger_detail", "erased", "(content IS NULL) = (erased_at IS NOT NULL)"),
        check("ledger_detail", "salt", "(content IS NULL) = (salt IS NULL)"),
        sa.ForeignKeyConstraint(["seq"], ["ledger_entry.seq"], name=op.f("fk_ledger_detail_seq")),
        primary_key("ledger_detail", "seq"),
    )
    op.create_table(
        "ledger_head",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        whole_number("seq"),
        _digest("digest"),
        check("ledger_head", "one_row", "id = 1"),
        primary_key("ledger_head", "id"),
    )
    op.execute(f"INSERT INTO ledger_head (id, seq, digest) VALUES (1, 0, '{'0' * 64}')")  # noqa: S608
    if op.get_bind().dialect.name == "sqlite":
        _sqlite_triggers()
    else:
        _postgresql_triggers()


def downgrade() -> None:
    for table in ("ledger_head", "ledger_detail", "ledger_entry"):
        op.drop_table(table)
    if op.get_bind().dialect.name != "sqlite":
        op.execute("DROP FUNCTION ledger_refuses()")
        op.execute("DROP FUNCTION ledger_detail_refuses()")


def _digest(name: str, *, is_optional: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(length=64), nullable=is_optional)


def _sqlite_triggers() -> None:
    refuse = "BEGIN SELECT RAISE(ABORT, 'The ledger is only added to.'); END"
    for name, condition in (
        ("ledger_entry_no_update", "UPDATE ON ledger_entry"),
        ("ledger_entry_no_delete", "DELETE ON ledger_entry"),
        ("ledger_detail_no_delete", "DELETE ON ledger_detail"),
        ("ledger_detail_only_erase", f"UPDATE ON ledger_detail WHEN NOT ({ERASED})"),
        # INSERT OR REPLACE removes a row without asking the triggers of DELETE.
        ("ledger_entry_no_replace", _when_there("ledger_entry")),
        ("ledger_detail_no_replace", _when_there("ledger_detail")),
    ):
        op.execute(f"CREATE TRIGGER {name} BEFORE {condition} {refuse}")


def _when_there(table: str) -> str:
    return f"INSERT ON {table} WHEN EXISTS (SELECT 1 FROM {table} WHERE seq = NEW.seq)"  # noqa: S608


def _postgresql_triggers() -> None:
    refuse = "RAISE EXCEPTION 'The ledger is only added to.' USING ERRCODE = 'restrict_violation';"
    op.execute(
        f"CREATE FUNCTION ledger_refuses() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {refuse} END $$"
    )
    op.execute(
        "CREATE FUNCTION ledger_detail_refuses() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN IF {ERASED} THEN RETURN NEW; END IF; {refuse} END $$"
    )
    for name, condition, row in (
        ("ledger_entry_no_change", "UPDATE OR DELETE ON ledger_entry", "ROW"),
        ("ledger_entry_no_truncate", "TRUNCATE ON ledger_entry", "STATEMENT"),
        ("ledger_detail_no_delete", "DELETE ON ledger_detail", "ROW"),
        ("ledger_detail_no_truncate", "TRUNCATE ON ledger_detail", "STATEMENT"),
    ):
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {condition} FOR EACH {row} EXECUTE FUNCTION ledger_refuses()"
        )
    op.execute(
        "CREATE TRIGGER ledger_detail_only_erase BEFORE UPDATE ON ledger_detail "
        "FOR EACH ROW EXECUTE FUNCTION ledger_detail_refuses()"
    )
