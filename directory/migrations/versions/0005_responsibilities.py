"""Who holds which role, the duties of roles, and links between those who hold them.

Revision 0005, after 0004.
"""

from __future__ import annotations

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
)

revision = "0005"
down_revision = "0004"
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
ENDS = ("organization", "role", "service")


def upgrade() -> None:
    op.create_table(
        "holding",
        identifier("id"),
        identifier("role_id"),
        identifier("area_id"),
        identifier("organization_id", is_optional=True),
        *period(),
        *sourced(),
        *bookkeeping(),
        period_check("holding"),
        refers("holding", "role_id", "role"),
        refers("holding", "area_id", "area"),
        refers("holding", "organization_id", "organization"),
        primary_key("holding", "id"),
    )
    for column in ("role_id", "area_id", "organization_id"):
        index("holding", column)
    _duty()
    _link()


def downgrade() -> None:
    for table in ("link", "duty_status", "duty_group", "duty", "holding"):
        op.drop_table(table)


def _duty() -> None:
    op.create_table(
        "duty",
        identifier("id"),
        identifier("need_id"),
        choice("kind", "decides", "pays", "delivers", "advises", "coordinates"),
        text("phase"),
        choice("place", "stay", "residence", "arrival", "assigned", "nation"),
        identifier("role_id", is_optional=True),
        identifier("organization_id", is_optional=True),
        choice("residence", "any", "same", "elsewhere", "not_in_sweden"),
        text("legal_basis"),
        text("condition"),
        *period(),
        *sourced(),
        *bookkeeping(),
        period_check("duty"),
        check("duty", "somebody", "role_id IS NOT NULL OR organization_id IS NOT NULL"),
        refers("duty", "need_id", "need"),
        refers("duty", "role_id", "role"),
        refers("duty", "organization_id", "organization"),
        primary_key("duty", "id"),
    )
    for column in ("need_id", "role_id", "organization_id"):
        index("duty", column)
    for table, said in (
        ("duty_group", choice("for_group", *GROUPS)),
        ("duty_status", choice("status", *STATUSES)),
    ):
        op.create_table(
            table,
            identifier("duty_id"),
            said,
            refers(table, "duty_id", "duty", is_part=True),
            primary_key(table, "duty_id", said.name),
        )


def _link() -> None:
    columns = [f"{side}_{end}_id" for side in ("source", "target") for end in ENDS]
    op.create_table(
        "link",
        identifier("id"),
        choice(
            "kind",
            "stands_in_for",
            "refers_to",
            "succeeds",
            "funds",
            "supervises",
            "hands_over_to",
            "consults",
        ),
        *(identifier(column, is_optional=True) for column in columns),
        identifier("need_id", is_optional=True),
        choice("condition", "always", "closed", "unknown_or_closed", "vacant", "full", "no_answer", "other"),
        text("condition_text"),
        *period(),
        *sourced(),
        *bookkeeping(),
        period_check("link"),
        check("link", "one_source", _exactly_one(columns[:3])),
        check("link", "one_target", _exactly_one(columns[3:])),
        *(refers("link", f"{side}_{end}_id", end) for side in ("source", "target") for end in ENDS),
        refers("link", "need_id", "need"),
        primary_key("link", "id"),
    )
    for column in (*columns, "need_id"):
        index("link", column)


def _exactly_one(columns: list[str]) -> str:
    return " + ".join(f"(CASE WHEN {column} IS NULL THEN 0 ELSE 1 END)" for column in columns) + " = 1"
