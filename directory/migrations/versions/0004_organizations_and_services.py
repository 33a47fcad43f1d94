"""Organizations, services, how they are reached and whom they serve.

Revision 0004, after 0003.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

from directory.migrations.columns import (
    bookkeeping,
    check,
    choice,
    identifier,
    index,
    period,
    period_check,
    primary_key,
    refers,
    sourced,
    text,
    truth,
    whole_number,
)

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

GROUPS = ("any", "adult", "child", "adult woman", "adult man", "girl", "boy", "trans persons")
STATUSES = (
    "resident",
    "eu_citizen",
    "asylum_seeker",
    "unaccompanied",
    "no_permit",
    "permit_5_15",
    "permit_protection",
    "permit_other",
    "foreign",
)
ONE_OWNER = "(organization_id IS NULL) <> (service_id IS NULL)"


def upgrade() -> None:
    op.create_table(
        "organization",
        identifier("id"),
        text("name"),
        text("name_en"),
        text("kind"),
        identifier("parent_id", is_optional=True),
        text("website"),
        truth("is_historical"),
        *period(),
        *sourced(),
        *bookkeeping(),
        period_check("organization"),
        check("organization", "parent", "parent_id IS NULL OR parent_id <> id"),
        refers("organization", "parent_id", "organization", is_deferred=True),
        primary_key("organization", "id"),
    )
    index("organization", "parent_id")
    _service()
    _said_of_service("need", identifier("need_id"), whole_number("said_order"), key="need_id", target="need")
    _said_of_service(
        "acceptance",
        choice("for_group", *GROUPS),
        choice("acceptance", "prefers", "accepts", "ask_first", "unknown", "excludes"),
        key="for_group",
    )
    _said_of_service("status", choice("status", *STATUSES), key="status")
    _said_of_service(
        "language",
        sa.Column("language", sa.String(length=60), nullable=False),
        whole_number("said_order"),
        key="language",
    )
    _said_of_service(
        "referral_role", identifier("role_id"), whole_number("said_order"), key="role_id", target="role"
    )
    op.create_table(
        "coverage",
        identifier("id"),
        identifier("service_id"),
        identifier("area_id"),
        truth("serves"),
        *period(),
        *sourced(),
        *bookkeeping(),
        period_check("coverage"),
        refers("coverage", "service_id", "service"),
        refers("coverage", "area_id", "area"),
        primary_key("coverage", "id"),
    )
    index("coverage", "service_id", "area_id", "valid_from", is_unique=True)
    index("coverage", "area_id")
    _channel()
    _schedule()


def downgrade() -> None:
    for table in ("schedule", "channel", "coverage"):
        op.drop_table(table)
    for said in ("referral_role", "language", "status", "acceptance", "need"):
        op.drop_table(f"service_{said}")
    op.drop_table("service")
    op.drop_table("organization")


def _service() -> None:
    op.create_table(
        "service",
        identifier("id"),
        identifier("organization_id", is_optional=True),
        identifier("role_id", is_optional=True),
        text("name"),
        text("name_en"),
        whole_number("age_min", is_optional=True),
        whole_number("age_max", is_optional=True),
        choice("access", "direct", "professional", "referral", "unknown"),
        text("referral"),
        choice("capacity", "free", "few", "unknown", "full"),
        sa.Column("capacity_until", sa.DateTime(timezone=True), nullable=True),
        truth("is_protected"),
        truth("is_emergency_line"),
        *period(),
        *sourced(),
        *bookkeeping(),
        period_check("service"),
        check("service", "somebody", "organization_id IS NOT NULL OR role_id IS NOT NULL"),
        check("service", "age_min", "age_min IS NULL OR age_min BETWEEN 0 AND 120"),
        check("service", "age_max", "age_max IS NULL OR age_max BETWEEN 0 AND 120"),
        check("service", "ages", "age_min IS NULL OR age_max IS NULL OR age_min <= age_max"),
        check("service", "capacity_until", "capacity_until IS NULL OR capacity <> 'unknown'"),
        refers("service", "organization_id", "organization"),
        refers("service", "role_id", "role"),
        primary_key("service", "id"),
    )
    index("service", "organization_id")
    index("service", "role_id")


def _said_of_service(what: str, *columns: sa.Column[Any], key: str, target: str | None = None) -> None:
    """Make the table of one kind of word that is said of services; *target*: what *key* refers to."""
    table = f"service_{what}"
    op.create_table(
        table,
        identifier("service_id"),
        *columns,
        refers(table, "service_id", "service", is_part=True),
        *([refers(table, key, target)] if target is not None else []),
        primary_key(table, "service_id", key),
    )
    if target is not None:
        index(table, key)


def _channel() -> None:
    op.create_table(
        "channel",
        identifier("id"),
        identifier("organization_id", is_optional=True),
        identifier("service_id", is_optional=True),
        choice("kind", "phone", "email", "web", "chat", "form"),
        text("value"),
        text("display"),
        text("label"),
        whole_number("try_order"),
        choice("visibility", "public", "network", "restricted"),
        *sourced(),
        *bookkeeping(),
        check("channel", "one_owner", ONE_OWNER),
        check("channel", "value", "value <> ''"),
        check(
            "channel",
            "phone",
            "kind <> 'phone' OR (length(value) BETWEEN 3 AND 16 AND value NOT LIKE '% %')",
        ),
        refers("channel", "organization_id", "organization"),
        refers("channel", "service_id", "service"),
        primary_key("channel", "id"),
    )
    index("channel", "organization_id")
    index("channel", "service_id")


def _schedule() -> None:
    op.create_table(
        "schedule",
        identifier("id"),
        identifier("organization_id", is_optional=True),
        identifier("service_id", is_optional=True),
        identifier("channel_id", is_optional=True),
        text("days"),
        whole_number("opens", is_optional=True),
        whole_number("closes", is_optional=True),
        choice("certainty", "stated", "possible"),
        text("as_printed"),
        *period(),
        *sourced(),
        *bookkeeping(),
        period_check("schedule"),
        check("schedule", "one_owner", ONE_OWNER),
        check(
            "schedule",
            "opening",
            "(days = '' AND opens IS NULL AND closes IS NULL)"
            " OR (days <> '' AND opens IS NOT NULL AND closes IS NOT NULL"
            " AND opens >= 0 AND opens < 1440 AND closes > opens AND closes <= 2880)",
        ),
        refers("schedule", "organization_id", "organization"),
        refers("schedule", "service_id", "service"),
        refers("schedule", "channel_id", "channel"),
        primary_key("schedule", "id"),
    )
    for column in ("organization_id", "service_id", "channel_id"):
        index("schedule", column)
