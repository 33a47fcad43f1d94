"""Needs, routines, roles, and sources that contradict each other.

Revision 0003, after 0002.
"""

from __future__ import annotations

from alembic import op

from directory.migrations.columns import (
    bookkeeping,
    check,
    identifier,
    index,
    listed,
    primary_key,
    refers,
    sourced,
    text,
    truth,
    whole_number,
)

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "need",
        identifier("id"),
        identifier("broader_id", is_optional=True),
        text("name_sv"),
        text("name_en"),
        text("description_sv"),
        text("description_en"),
        truth("is_urgent"),
        truth("is_for_professionals"),
        listed("taxonomy_terms"),
        *sourced(),
        *bookkeeping(),
        check("need", "broader", "broader_id IS NULL OR broader_id <> id"),
        refers("need", "broader_id", "need", is_deferred=True),
        primary_key("need", "id"),
    )
    op.create_table(
        "routine_step",
        identifier("id"),
        text("framework"),
        whole_number("stage"),
        whole_number("step_order"),
        text("title_sv"),
        text("title_en"),
        text("responsible"),
        text("deadline_sv"),
        text("deadline_en"),
        *sourced(),
        *bookkeeping(),
        primary_key("routine_step", "id"),
    )
    op.create_table(
        "routine_step_need",
        identifier("routine_step_id"),
        identifier("need_id"),
        whole_number("said_order"),
        refers("routine_step_need", "routine_step_id", "routine_step", is_part=True),
        refers("routine_step_need", "need_id", "need"),
        primary_key("routine_step_need", "routine_step_id", "need_id"),
    )
    index("routine_step_need", "need_id")
    op.create_table(
        "role",
        identifier("id"),
        text("name_sv"),
        text("name_en"),
        *sourced(),
        *bookkeeping(),
        primary_key("role", "id"),
    )
    op.create_table(
        "conflict",
        identifier("id"),
        text("subject"),
        listed("subjects"),
        text("value_a"),
        text("source_a"),
        text("dated_a"),
        text("value_b"),
        text("source_b"),
        text("dated_b"),
        text("advice"),
        text("advice_sv"),
        *bookkeeping(),
        primary_key("conflict", "id"),
    )


def downgrade() -> None:
    for table in ("conflict", "role", "routine_step_need", "routine_step", "need"):
        op.drop_table(table)
