"""Accounts, sessions, second factors, grants, invitations, tickets and throttles.

Revision 0009, after 0008.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

from directory.migrations.columns import check, choice, index, primary_key, text, truth, whole_number

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

ROLES = ("public", "member", "caseworker", "ngo_editor", "ngo_owner", "coordinator", "administrator")
PLACE = (
    "(role = 'administrator' AND organization_id IS NULL AND area_id IS NULL)"
    " OR (role = 'coordinator' AND organization_id IS NULL AND area_id IS NOT NULL)"
    " OR (role IN ('ngo_editor', 'ngo_owner') AND organization_id IS NOT NULL AND area_id IS NULL)"
    " OR (role = 'caseworker' AND (organization_id IS NULL) <> (area_id IS NULL))"
)


def short(name: str, length: int = 43, *, is_optional: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.String(length=length), nullable=is_optional)


def instant(name: str, *, is_optional: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=is_optional)


def of_account(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["account_id"], ["account.id"], name=op.f(f"fk_{table}_account_id"), ondelete="CASCADE"
    )


def unique(table: str, column: str) -> sa.UniqueConstraint:
    return sa.UniqueConstraint(column, name=op.f(f"uq_{table}_{column}"))


def upgrade() -> None:
    op.add_column(
        "graph_revision",
        sa.Column("access_number", sa.Integer(), nullable=False, server_default=sa.text("0")),
    )
    op.create_table(
        "account",
        short("id"),
        short("email", 254, is_optional=True),
        text("name"),
        short("lang", 2),
        sa.Column("password_hash", sa.Text(), nullable=True),
        sa.Column("code_secret", sa.Text(), nullable=True),
        whole_number("code_step"),
        instant("created_at"),
        instant("disabled_at", is_optional=True),
        instant("erased_at", is_optional=True),
        truth("is_demo"),
        check("account", "email", "email IS NULL OR email = lower(email)"),
        unique("account", "email"),
        primary_key("account", "id"),
    )
    op.create_table(
        "account_session",
        short("id"),
        short("token_hash", 64),
        short("account_id"),
        choice("stage", "password", "whole"),
        instant("began_at"),
        instant("used_at"),
        instant("confirmed_at", is_optional=True),
        instant("ends_at"),
        short("device", 80),
        of_account("account_session"),
        unique("account_session", "token_hash"),
        primary_key("account_session", "id"),
    )
    index("account_session", "account_id")
    index("account_session", "ends_at")
    op.create_table(
        "recovery_code",
        short("account_id"),
        short("code_hash", 64),
        instant("used_at", is_optional=True),
        of_account("recovery_code"),
        primary_key("recovery_code", "account_id", "code_hash"),
    )
    op.create_table(
        "passkey",
        short("id", 1400),
        short("account_id"),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        whole_number("sign_count"),
        short("name", 80),
        instant("added_at"),
        instant("used_at", is_optional=True),
        of_account("passkey"),
        primary_key("passkey", "id"),
    )
    index("passkey", "account_id")
    op.create_table(
        "provider_link",
        short("issuer", 255),
        short("subject", 255),
        short("account_id"),
        instant("linked_at"),
        of_account("provider_link"),
        primary_key("provider_link", "issuer", "subject"),
    )
    index("provider_link", "account_id")
    _rights()
    _tickets()


def downgrade() -> None:
    for table in (
        "throttle",
        "ticket",
        "invitation",
        "role_grant",
        "provider_link",
        "passkey",
        "recovery_code",
        "account_session",
        "account",
    ):
        op.drop_table(table)
    with op.batch_alter_table("graph_revision") as table_of_one_row:
        table_of_one_row.drop_column("access_number")


def _rights() -> None:
    op.create_table(
        "role_grant",
        short("id"),
        short("account_id"),
        short("given_by"),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=False),
        instant("ended_at", is_optional=True),
        sa.Column("reminded_on", sa.Date(), nullable=True),
        choice("role", *ROLES),
        short("organization_id", 120, is_optional=True),
        short("area_id", 120, is_optional=True),
        check("role_grant", "place", PLACE),
        check("role_grant", "period", "valid_to >= valid_from"),
        of_account("role_grant"),
        primary_key("role_grant", "id"),
    )
    op.create_table(
        "invitation",
        short("id"),
        short("email", 254),
        text("name"),
        short("lang", 2),
        short("invited_by"),
        instant("created_at"),
        instant("expires_at"),
        instant("accepted_at", is_optional=True),
        instant("withdrawn_at", is_optional=True),
        choice("role", *ROLES),
        short("organization_id", 120, is_optional=True),
        short("area_id", 120, is_optional=True),
        check("invitation", "place", PLACE),
        primary_key("invitation", "id"),
    )
    index("role_grant", "account_id")
    for table in ("role_grant", "invitation"):
        index(table, "organization_id")
        index(table, "area_id")


def _tickets() -> None:
    op.create_table(
        "ticket",
        short("id"),
        choice("purpose", "invitation", "reset", "recovery", "listing", "challenge"),
        short("subject", 120),
        short("token_hash", 64),
        instant("created_at"),
        instant("expires_at"),
        instant("used_at", is_optional=True),
        unique("ticket", "token_hash"),
        primary_key("ticket", "id"),
    )
    index("ticket", "subject")
    index("ticket", "expires_at")
    op.create_table(
        "throttle",
        short("key", 64),
        instant("last_at"),
        whole_number("count"),
        primary_key("throttle", "key"),
    )
