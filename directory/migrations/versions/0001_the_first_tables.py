"""The first tables.

Revision 0001, the first.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "area",
        sa.Column("id", sa.String(length=120), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "nation",
                "county",
                "municipality",
                "district",
                "cooperation",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("full_name", sa.Text(), nullable=False),
        sa.Column("latitude", sa.Double(), nullable=True),
        sa.Column("longitude", sa.Double(), nullable=True),
        sa.Column("population", sa.Integer(), nullable=True),
        sa.Column("population_on", sa.Text(), nullable=False),
        sa.Column("successor_id", sa.String(length=120), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("dated", sa.Text(), nullable=False),
        sa.Column("dated_on", sa.Date(), nullable=True),
        sa.Column(
            "confidence",
            sa.Enum(
                "confirmed",
                "source",
                "source-undated",
                "inferred",
                "memory",
                "unknown",
                name="confidence",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("confirmed_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column(
            "origin",
            sa.Enum("seed", "here", name="origin", native_enum=False, create_constraint=True, length=30),
            nullable=False,
        ),
        sa.Column("seed_digest", sa.String(length=64), nullable=True),
        sa.CheckConstraint("latitude IS NULL OR latitude BETWEEN -90 AND 90", name=op.f("ck_area_latitude")),
        sa.CheckConstraint(
            "longitude IS NULL OR longitude BETWEEN -180 AND 180", name=op.f("ck_area_longitude")
        ),
        sa.CheckConstraint("population IS NULL OR population >= 0", name=op.f("ck_area_population")),
        sa.CheckConstraint("successor_id IS NULL OR successor_id <> id", name=op.f("ck_area_successor")),
        sa.CheckConstraint(
            "valid_to IS NULL OR valid_from IS NULL OR valid_to >= valid_from", name=op.f("ck_area_period")
        ),
        sa.ForeignKeyConstraint(
            ["successor_id"],
            ["area.id"],
            name=op.f("fk_area_successor_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_area")),
    )
    op.create_table(
        "change",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "area",
                "part_of",
                "need",
                "role",
                "organization",
                "holding",
                "duty",
                "service",
                "link",
                "routine_step",
                "conflict",
                "place",
                "everything",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column("record_id", sa.String(length=120), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_change")),
    )
    op.create_index(op.f("ix_change_revision"), "change", ["revision"], unique=False)
    op.create_table(
        "conflict",
        sa.Column("id", sa.String(length=120), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("subjects", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("value_a", sa.Text(), nullable=False),
        sa.Column("source_a", sa.Text(), nullable=False),
        sa.Column("dated_a", sa.Text(), nullable=False),
        sa.Column("value_b", sa.Text(), nullable=False),
        sa.Column("source_b", sa.Text(), nullable=False),
        sa.Column("dated_b", sa.Text(), nullable=False),
        sa.Column("advice", sa.Text(), nullable=False),
        sa.Column("advice_sv", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column(
            "origin",
            sa.Enum("seed", "here", name="origin", native_enum=False, create_constraint=True, length=30),
            nullable=False,
        ),
        sa.Column("seed_digest", sa.String(length=64), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conflict")),
    )
    op.create_table(
        "graph_revision",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_graph_revision_one_row")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_graph_revision")),
    )
    op.create_table(
        "need",
        sa.Column("id", sa.String(length=120), nullable=False),
        sa.Column("broader_id", sa.String(length=120), nullable=True),
        sa.Column("name_sv", sa.Text(), nullable=False),
        sa.Column("name_en", sa.Text(), nullable=False),
        sa.Column("description_sv", sa.Text(), nullable=False),
        sa.Column("description_en", sa.Text(), nullable=False),
        sa.Column("is_urgent", sa.Boolean(), nullable=False),
        sa.Column("is_for_professionals", sa.Boolean(), nullable=False),
        sa.Column("taxonomy_terms", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("dated", sa.Text(), nullable=False),
        sa.Column("dated_on", sa.Date(), nullable=True),
        sa.Column(
            "confidence",
            sa.Enum(
                "confirmed",
                "source",
                "source-undated",
                "inferred",
                "memory",
                "unknown",
                name="confidence",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("confirmed_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column(
            "origin",
            sa.Enum("seed", "here", name="origin", native_enum=False, create_constraint=True, length=30),
            nullable=False,
        ),
        sa.Column("seed_digest", sa.String(length=64), nullable=True),
        sa.CheckConstraint("broader_id IS NULL OR broader_id <> id", name=op.f("ck_need_broader")),
        sa.ForeignKeyConstraint(
            ["broader_id"],
            ["need.id"],
            name=op.f("fk_need_broader_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_need")),
    )
    op.create_table(
        "organization",
        sa.Column("id", sa.String(length=120), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_en", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("parent_id", sa.String(length=120), nullable=True),
        sa.Column("website", sa.Text(), nullable=False),
        sa.Column("is_historical", sa.Boolean(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("dated", sa.Text(), nullable=False),
        sa.Column("dated_on", sa.Date(), nullable=True),
        sa.Column(
            "confidence",
            sa.Enum(
                "confirmed",
                "source",
                "source-undated",
                "inferred",
                "memory",
                "unknown",
                name="confidence",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("confirmed_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column(
            "origin",
            sa.Enum("seed", "here", name="origin", native_enum=False, create_constraint=True, length=30),
            nullable=False,
        ),
        sa.Column("seed_digest", sa.String(length=64), nullable=True),
        sa.CheckConstraint("parent_id IS NULL OR parent_id <> id", name=op.f("ck_organization_parent")),
        sa.CheckConstraint(
            "valid_to IS NULL OR valid_from IS NULL OR valid_to >= valid_from",
            name=op.f("ck_organization_period"),
        ),
        sa.ForeignKeyConstraint(
            ["parent_id"],
            ["organization.id"],
            name=op.f("fk_organization_parent_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organization")),
    )
    op.create_index(op.f("ix_organization_parent_id"), "organization", ["parent_id"], unique=False)
    op.create_table(
        "role",
        sa.Column("id", sa.String(length=120), nullable=False),
        sa.Column("name_sv", sa.Text(), nullable=False),
        sa.Column("name_en", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("dated", sa.Text(), nullable=False),
        sa.Column("dated_on", sa.Date(), nullable=True),
        sa.Column(
            "confidence",
            sa.Enum(
                "confirmed",
                "source",
                "source-undated",
                "inferred",
                "memory",
                "unknown",
                name="confidence",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("confirmed_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column(
            "origin",
            sa.Enum("seed", "here", name="origin", native_enum=False, create_constraint=True, length=30),
            nullable=False,
        ),
        sa.Column("seed_digest", sa.String(length=64), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_role")),
    )
    op.create_table(
        "routine_step",
        sa.Column("id", sa.String(length=120), nullable=False),
        sa.Column("framework", sa.Text(), nullable=False),
        sa.Column("stage", sa.Integer(), nullable=False),
        sa.Column("step_order", sa.Integer(), nullable=False),
        sa.Column("title_sv", sa.Text(), nullable=False),
        sa.Column("title_en", sa.Text(), nullable=False),
        sa.Column("responsible", sa.Text(), nullable=False),
        sa.Column("deadline_sv", sa.Text(), nullable=False),
        sa.Column("deadline_en", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("dated", sa.Text(), nullable=False),
        sa.Column("dated_on", sa.Date(), nullable=True),
        sa.Column(
            "confidence",
            sa.Enum(
                "confirmed",
                "source",
                "source-undated",
                "inferred",
                "memory",
                "unknown",
                name="confidence",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("confirmed_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column(
            "origin",
            sa.Enum("seed", "here", name="origin", native_enum=False, create_constraint=True, length=30),
            nullable=False,
        ),
        sa.Column("seed_digest", sa.String(length=64), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_routine_step")),
    )
    op.create_table(
        "area_alias",
        sa.Column("id", sa.String(length=120), nullable=False),
        sa.Column("area_id", sa.String(length=120), nullable=False),
        sa.Column("alias", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column(
            "origin",
            sa.Enum("seed", "here", name="origin", native_enum=False, create_constraint=True, length=30),
            nullable=False,
        ),
        sa.Column("seed_digest", sa.String(length=64), nullable=True),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name=op.f("fk_area_alias_area_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_area_alias")),
    )
    op.create_index(
        op.f("ix_area_alias_area_id_alias_language"),
        "area_alias",
        ["area_id", "alias", "language"],
        unique=True,
    )
    op.create_table(
        "border",
        sa.Column("id", sa.String(length=120), nullable=False),
        sa.Column("area_id", sa.String(length=120), nullable=False),
        sa.Column("geometry", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column(
            "origin",
            sa.Enum("seed", "here", name="origin", native_enum=False, create_constraint=True, length=30),
            nullable=False,
        ),
        sa.Column("seed_digest", sa.String(length=64), nullable=True),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name=op.f("fk_border_area_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_border")),
        sa.UniqueConstraint("area_id", name=op.f("uq_border_area_id")),
    )
    op.create_table(
        "duty",
        sa.Column("id", sa.String(length=120), nullable=False),
        sa.Column("need_id", sa.String(length=120), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "decides",
                "pays",
                "delivers",
                "advises",
                "coordinates",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column("phase", sa.Text(), nullable=False),
        sa.Column(
            "place",
            sa.Enum(
                "stay",
                "residence",
                "arrival",
                "assigned",
                "nation",
                name="place",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column("role_id", sa.String(length=120), nullable=True),
        sa.Column("organization_id", sa.String(length=120), nullable=True),
        sa.Column(
            "residence",
            sa.Enum(
                "any",
                "same",
                "elsewhere",
                "not_in_sweden",
                name="residence",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column("legal_basis", sa.Text(), nullable=False),
        sa.Column("condition", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("dated", sa.Text(), nullable=False),
        sa.Column("dated_on", sa.Date(), nullable=True),
        sa.Column(
            "confidence",
            sa.Enum(
                "confirmed",
                "source",
                "source-undated",
                "inferred",
                "memory",
                "unknown",
                name="confidence",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("confirmed_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column(
            "origin",
            sa.Enum("seed", "here", name="origin", native_enum=False, create_constraint=True, length=30),
            nullable=False,
        ),
        sa.Column("seed_digest", sa.String(length=64), nullable=True),
        sa.CheckConstraint(
            "role_id IS NOT NULL OR organization_id IS NOT NULL", name=op.f("ck_duty_somebody")
        ),
        sa.CheckConstraint(
            "valid_to IS NULL OR valid_from IS NULL OR valid_to >= valid_from", name=op.f("ck_duty_period")
        ),
        sa.ForeignKeyConstraint(["need_id"], ["need.id"], name=op.f("fk_duty_need_id")),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.id"], name=op.f("fk_duty_organization_id")
        ),
        sa.ForeignKeyConstraint(["role_id"], ["role.id"], name=op.f("fk_duty_role_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty")),
    )
    op.create_index(op.f("ix_duty_need_id"), "duty", ["need_id"], unique=False)
    op.create_index(op.f("ix_duty_organization_id"), "duty", ["organization_id"], unique=False)
    op.create_index(op.f("ix_duty_role_id"), "duty", ["role_id"], unique=False)
    op.create_table(
        "holding",
        sa.Column("id", sa.String(length=120), nullable=False),
        sa.Column("role_id", sa.String(length=120), nullable=False),
        sa.Column("area_id", sa.String(length=120), nullable=False),
        sa.Column("organization_id", sa.String(length=120), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("dated", sa.Text(), nullable=False),
        sa.Column("dated_on", sa.Date(), nullable=True),
        sa.Column(
            "confidence",
            sa.Enum(
                "confirmed",
                "source",
                "source-undated",
                "inferred",
                "memory",
                "unknown",
                name="confidence",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("confirmed_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column(
            "origin",
            sa.Enum("seed", "here", name="origin", native_enum=False, create_constraint=True, length=30),
            nullable=False,
        ),
        sa.Column("seed_digest", sa.String(length=64), nullable=True),
        sa.CheckConstraint(
            "valid_to IS NULL OR valid_from IS NULL OR valid_to >= valid_from", name=op.f("ck_holding_period")
        ),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name=op.f("fk_holding_area_id")),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.id"], name=op.f("fk_holding_organization_id")
        ),
        sa.ForeignKeyConstraint(["role_id"], ["role.id"], name=op.f("fk_holding_role_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_holding")),
    )
    op.create_index(op.f("ix_holding_area_id"), "holding", ["area_id"], unique=False)
    op.create_index(op.f("ix_holding_organization_id"), "holding", ["organization_id"], unique=False)
    op.create_index(op.f("ix_holding_role_id"), "holding", ["role_id"], unique=False)
    op.create_table(
        "part_of",
        sa.Column("id", sa.String(length=120), nullable=False),
        sa.Column("part_id", sa.String(length=120), nullable=False),
        sa.Column("whole_id", sa.String(length=120), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("dated", sa.Text(), nullable=False),
        sa.Column("dated_on", sa.Date(), nullable=True),
        sa.Column(
            "confidence",
            sa.Enum(
                "confirmed",
                "source",
                "source-undated",
                "inferred",
                "memory",
                "unknown",
                name="confidence",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("confirmed_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column(
            "origin",
            sa.Enum("seed", "here", name="origin", native_enum=False, create_constraint=True, length=30),
            nullable=False,
        ),
        sa.Column("seed_digest", sa.String(length=64), nullable=True),
        sa.CheckConstraint("part_id <> whole_id", name=op.f("ck_part_of_not_itself")),
        sa.CheckConstraint(
            "valid_to IS NULL OR valid_from IS NULL OR valid_to >= valid_from", name=op.f("ck_part_of_period")
        ),
        sa.ForeignKeyConstraint(["part_id"], ["area.id"], name=op.f("fk_part_of_part_id")),
        sa.ForeignKeyConstraint(["whole_id"], ["area.id"], name=op.f("fk_part_of_whole_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_part_of")),
    )
    op.create_index(
        op.f("ix_part_of_part_id_whole_id_valid_from"),
        "part_of",
        ["part_id", "whole_id", "valid_from"],
        unique=True,
    )
    op.create_index(op.f("ix_part_of_whole_id"), "part_of", ["whole_id"], unique=False)
    op.create_table(
        "place",
        sa.Column("id", sa.String(length=120), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("area_id", sa.String(length=120), nullable=False),
        sa.Column("latitude", sa.Double(), nullable=True),
        sa.Column("longitude", sa.Double(), nullable=True),
        sa.Column("population", sa.Integer(), nullable=True),
        sa.Column("aliases", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column(
            "origin",
            sa.Enum("seed", "here", name="origin", native_enum=False, create_constraint=True, length=30),
            nullable=False,
        ),
        sa.Column("seed_digest", sa.String(length=64), nullable=True),
        sa.CheckConstraint("latitude IS NULL OR latitude BETWEEN -90 AND 90", name=op.f("ck_place_latitude")),
        sa.CheckConstraint(
            "longitude IS NULL OR longitude BETWEEN -180 AND 180", name=op.f("ck_place_longitude")
        ),
        sa.CheckConstraint("population IS NULL OR population >= 0", name=op.f("ck_place_population")),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name=op.f("fk_place_area_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_place")),
    )
    op.create_index(op.f("ix_place_area_id"), "place", ["area_id"], unique=False)
    op.create_table(
        "routine_step_need",
        sa.Column("routine_step_id", sa.String(length=120), nullable=False),
        sa.Column("need_id", sa.String(length=120), nullable=False),
        sa.Column("said_order", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["need_id"], ["need.id"], name=op.f("fk_routine_step_need_need_id")),
        sa.ForeignKeyConstraint(
            ["routine_step_id"],
            ["routine_step.id"],
            name=op.f("fk_routine_step_need_routine_step_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("routine_step_id", "need_id", name=op.f("pk_routine_step_need")),
    )
    op.create_index(op.f("ix_routine_step_need_need_id"), "routine_step_need", ["need_id"], unique=False)
    op.create_table(
        "service",
        sa.Column("id", sa.String(length=120), nullable=False),
        sa.Column("organization_id", sa.String(length=120), nullable=True),
        sa.Column("role_id", sa.String(length=120), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_en", sa.Text(), nullable=False),
        sa.Column("age_min", sa.Integer(), nullable=True),
        sa.Column("age_max", sa.Integer(), nullable=True),
        sa.Column(
            "access",
            sa.Enum(
                "direct",
                "professional",
                "referral",
                "unknown",
                name="access",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column("referral", sa.Text(), nullable=False),
        sa.Column(
            "capacity",
            sa.Enum(
                "free",
                "few",
                "unknown",
                "full",
                name="capacity",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column("capacity_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("is_protected", sa.Boolean(), nullable=False),
        sa.Column("is_emergency_line", sa.Boolean(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("dated", sa.Text(), nullable=False),
        sa.Column("dated_on", sa.Date(), nullable=True),
        sa.Column(
            "confidence",
            sa.Enum(
                "confirmed",
                "source",
                "source-undated",
                "inferred",
                "memory",
                "unknown",
                name="confidence",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("confirmed_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column(
            "origin",
            sa.Enum("seed", "here", name="origin", native_enum=False, create_constraint=True, length=30),
            nullable=False,
        ),
        sa.Column("seed_digest", sa.String(length=64), nullable=True),
        sa.CheckConstraint(
            "capacity_until IS NULL OR capacity <> 'unknown'", name=op.f("ck_service_capacity_until")
        ),
        sa.CheckConstraint("age_max IS NULL OR age_max BETWEEN 0 AND 120", name=op.f("ck_service_age_max")),
        sa.CheckConstraint(
            "age_min IS NULL OR age_max IS NULL OR age_min <= age_max", name=op.f("ck_service_ages")
        ),
        sa.CheckConstraint("age_min IS NULL OR age_min BETWEEN 0 AND 120", name=op.f("ck_service_age_min")),
        sa.CheckConstraint(
            "organization_id IS NOT NULL OR role_id IS NOT NULL", name=op.f("ck_service_somebody")
        ),
        sa.CheckConstraint(
            "valid_to IS NULL OR valid_from IS NULL OR valid_to >= valid_from", name=op.f("ck_service_period")
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.id"], name=op.f("fk_service_organization_id")
        ),
        sa.ForeignKeyConstraint(["role_id"], ["role.id"], name=op.f("fk_service_role_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service")),
    )
    op.create_index(op.f("ix_service_organization_id"), "service", ["organization_id"], unique=False)
    op.create_index(op.f("ix_service_role_id"), "service", ["role_id"], unique=False)
    op.create_table(
        "channel",
        sa.Column("id", sa.String(length=120), nullable=False),
        sa.Column("organization_id", sa.String(length=120), nullable=True),
        sa.Column("service_id", sa.String(length=120), nullable=True),
        sa.Column(
            "kind",
            sa.Enum(
                "phone",
                "email",
                "web",
                "chat",
                "form",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("display", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("try_order", sa.Integer(), nullable=False),
        sa.Column(
            "visibility",
            sa.Enum(
                "public",
                "network",
                "restricted",
                name="visibility",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("dated", sa.Text(), nullable=False),
        sa.Column("dated_on", sa.Date(), nullable=True),
        sa.Column(
            "confidence",
            sa.Enum(
                "confirmed",
                "source",
                "source-undated",
                "inferred",
                "memory",
                "unknown",
                name="confidence",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("confirmed_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column(
            "origin",
            sa.Enum("seed", "here", name="origin", native_enum=False, create_constraint=True, length=30),
            nullable=False,
        ),
        sa.Column("seed_digest", sa.String(length=64), nullable=True),
        sa.CheckConstraint(
            "kind <> 'phone' OR (length(value) BETWEEN 3 AND 16 AND value NOT LIKE '% %')",
            name=op.f("ck_channel_phone"),
        ),
        sa.CheckConstraint("value <> ''", name=op.f("ck_channel_value")),
        sa.CheckConstraint(
            "(organization_id IS NULL) <> (service_id IS NULL)", name=op.f("ck_channel_one_owner")
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.id"], name=op.f("fk_channel_organization_id")
        ),
        sa.ForeignKeyConstraint(["service_id"], ["service.id"], name=op.f("fk_channel_service_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_channel")),
    )
    op.create_index(op.f("ix_channel_organization_id"), "channel", ["organization_id"], unique=False)
    op.create_index(op.f("ix_channel_service_id"), "channel", ["service_id"], unique=False)
    op.create_table(
        "coverage",
        sa.Column("id", sa.String(length=120), nullable=False),
        sa.Column("service_id", sa.String(length=120), nullable=False),
        sa.Column("area_id", sa.String(length=120), nullable=False),
        sa.Column("serves", sa.Boolean(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("dated", sa.Text(), nullable=False),
        sa.Column("dated_on", sa.Date(), nullable=True),
        sa.Column(
            "confidence",
            sa.Enum(
                "confirmed",
                "source",
                "source-undated",
                "inferred",
                "memory",
                "unknown",
                name="confidence",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("confirmed_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column(
            "origin",
            sa.Enum("seed", "here", name="origin", native_enum=False, create_constraint=True, length=30),
            nullable=False,
        ),
        sa.Column("seed_digest", sa.String(length=64), nullable=True),
        sa.CheckConstraint(
            "valid_to IS NULL OR valid_from IS NULL OR valid_to >= valid_from",
            name=op.f("ck_coverage_period"),
        ),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name=op.f("fk_coverage_area_id")),
        sa.ForeignKeyConstraint(["service_id"], ["service.id"], name=op.f("fk_coverage_service_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_coverage")),
    )
    op.create_index(op.f("ix_coverage_area_id"), "coverage", ["area_id"], unique=False)
    op.create_index(
        op.f("ix_coverage_service_id_area_id_valid_from"),
        "coverage",
        ["service_id", "area_id", "valid_from"],
        unique=True,
    )
    op.create_table(
        "duty_group",
        sa.Column("duty_id", sa.String(length=120), nullable=False),
        sa.Column(
            "for_group",
            sa.Enum(
                "any",
                "adult",
                "child",
                "adult woman",
                "adult man",
                "girl",
                "boy",
                "trans persons",
                name="for_group",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["duty_id"], ["duty.id"], name=op.f("fk_duty_group_duty_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("duty_id", "for_group", name=op.f("pk_duty_group")),
    )
    op.create_table(
        "duty_status",
        sa.Column("duty_id", sa.String(length=120), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "resident",
                "eu_citizen",
                "asylum_seeker",
                "unaccompanied",
                "no_permit",
                "permit_5_15",
                "permit_protection",
                "permit_other",
                "foreign",
                name="status",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["duty_id"], ["duty.id"], name=op.f("fk_duty_status_duty_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("duty_id", "status", name=op.f("pk_duty_status")),
    )
    op.create_table(
        "link",
        sa.Column("id", sa.String(length=120), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "stands_in_for",
                "refers_to",
                "succeeds",
                "funds",
                "supervises",
                "hands_over_to",
                "consults",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column("source_organization_id", sa.String(length=120), nullable=True),
        sa.Column("source_role_id", sa.String(length=120), nullable=True),
        sa.Column("source_service_id", sa.String(length=120), nullable=True),
        sa.Column("target_organization_id", sa.String(length=120), nullable=True),
        sa.Column("target_role_id", sa.String(length=120), nullable=True),
        sa.Column("target_service_id", sa.String(length=120), nullable=True),
        sa.Column("need_id", sa.String(length=120), nullable=True),
        sa.Column(
            "condition",
            sa.Enum(
                "always",
                "closed",
                "unknown_or_closed",
                "vacant",
                "full",
                "no_answer",
                "other",
                name="condition",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column("condition_text", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("dated", sa.Text(), nullable=False),
        sa.Column("dated_on", sa.Date(), nullable=True),
        sa.Column(
            "confidence",
            sa.Enum(
                "confirmed",
                "source",
                "source-undated",
                "inferred",
                "memory",
                "unknown",
                name="confidence",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("confirmed_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column(
            "origin",
            sa.Enum("seed", "here", name="origin", native_enum=False, create_constraint=True, length=30),
            nullable=False,
        ),
        sa.Column("seed_digest", sa.String(length=64), nullable=True),
        sa.CheckConstraint(
            "(CASE WHEN source_organization_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN source_role_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN source_service_id IS NULL THEN 0 ELSE 1 END) = 1",
            name=op.f("ck_link_one_source"),
        ),
        sa.CheckConstraint(
            "(CASE WHEN target_organization_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN target_role_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN target_service_id IS NULL THEN 0 ELSE 1 END) = 1",
            name=op.f("ck_link_one_target"),
        ),
        sa.CheckConstraint(
            "valid_to IS NULL OR valid_from IS NULL OR valid_to >= valid_from", name=op.f("ck_link_period")
        ),
        sa.ForeignKeyConstraint(["need_id"], ["need.id"], name=op.f("fk_link_need_id")),
        sa.ForeignKeyConstraint(
            ["source_organization_id"], ["organization.id"], name=op.f("fk_link_source_organization_id")
        ),
        sa.ForeignKeyConstraint(["source_role_id"], ["role.id"], name=op.f("fk_link_source_role_id")),
        sa.ForeignKeyConstraint(
            ["source_service_id"], ["service.id"], name=op.f("fk_link_source_service_id")
        ),
        sa.ForeignKeyConstraint(
            ["target_organization_id"], ["organization.id"], name=op.f("fk_link_target_organization_id")
        ),
        sa.ForeignKeyConstraint(["target_role_id"], ["role.id"], name=op.f("fk_link_target_role_id")),
        sa.ForeignKeyConstraint(
            ["target_service_id"], ["service.id"], name=op.f("fk_link_target_service_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_link")),
    )
    op.create_index(op.f("ix_link_need_id"), "link", ["need_id"], unique=False)
    op.create_index(op.f("ix_link_source_organization_id"), "link", ["source_organization_id"], unique=False)
    op.create_index(op.f("ix_link_source_role_id"), "link", ["source_role_id"], unique=False)
    op.create_index(op.f("ix_link_source_service_id"), "link", ["source_service_id"], unique=False)
    op.create_index(op.f("ix_link_target_organization_id"), "link", ["target_organization_id"], unique=False)
    op.create_index(op.f("ix_link_target_role_id"), "link", ["target_role_id"], unique=False)
    op.create_index(op.f("ix_link_target_service_id"), "link", ["target_service_id"], unique=False)
    op.create_table(
        "service_acceptance",
        sa.Column("service_id", sa.String(length=120), nullable=False),
        sa.Column(
            "for_group",
            sa.Enum(
                "any",
                "adult",
                "child",
                "adult woman",
                "adult man",
                "girl",
                "boy",
                "trans persons",
                name="for_group",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column(
            "acceptance",
            sa.Enum(
                "prefers",
                "accepts",
                "ask_first",
                "unknown",
                "excludes",
                name="acceptance",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["service_id"], ["service.id"], name=op.f("fk_service_acceptance_service_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("service_id", "for_group", name=op.f("pk_service_acceptance")),
    )
    op.create_table(
        "service_language",
        sa.Column("service_id", sa.String(length=120), nullable=False),
        sa.Column("language", sa.String(length=60), nullable=False),
        sa.Column("said_order", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["service_id"], ["service.id"], name=op.f("fk_service_language_service_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("service_id", "language", name=op.f("pk_service_language")),
    )
    op.create_table(
        "service_need",
        sa.Column("service_id", sa.String(length=120), nullable=False),
        sa.Column("need_id", sa.String(length=120), nullable=False),
        sa.Column("said_order", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["need_id"], ["need.id"], name=op.f("fk_service_need_need_id")),
        sa.ForeignKeyConstraint(
            ["service_id"], ["service.id"], name=op.f("fk_service_need_service_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("service_id", "need_id", name=op.f("pk_service_need")),
    )
    op.create_index(op.f("ix_service_need_need_id"), "service_need", ["need_id"], unique=False)
    op.create_table(
        "service_referral_role",
        sa.Column("service_id", sa.String(length=120), nullable=False),
        sa.Column("role_id", sa.String(length=120), nullable=False),
        sa.Column("said_order", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["role_id"], ["role.id"], name=op.f("fk_service_referral_role_role_id")),
        sa.ForeignKeyConstraint(
            ["service_id"],
            ["service.id"],
            name=op.f("fk_service_referral_role_service_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("service_id", "role_id", name=op.f("pk_service_referral_role")),
    )
    op.create_index(
        op.f("ix_service_referral_role_role_id"), "service_referral_role", ["role_id"], unique=False
    )
    op.create_table(
        "service_status",
        sa.Column("service_id", sa.String(length=120), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "resident",
                "eu_citizen",
                "asylum_seeker",
                "unaccompanied",
                "no_permit",
                "permit_5_15",
                "permit_protection",
                "permit_other",
                "foreign",
                name="status",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["service_id"], ["service.id"], name=op.f("fk_service_status_service_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("service_id", "status", name=op.f("pk_service_status")),
    )
    op.create_table(
        "schedule",
        sa.Column("id", sa.String(length=120), nullable=False),
        sa.Column("organization_id", sa.String(length=120), nullable=True),
        sa.Column("service_id", sa.String(length=120), nullable=True),
        sa.Column("channel_id", sa.String(length=120), nullable=True),
        sa.Column("days", sa.Text(), nullable=False),
        sa.Column("opens", sa.Integer(), nullable=True),
        sa.Column("closes", sa.Integer(), nullable=True),
        sa.Column(
            "certainty",
            sa.Enum(
                "stated", "possible", name="certainty", native_enum=False, create_constraint=True, length=30
            ),
            nullable=False,
        ),
        sa.Column("as_printed", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("dated", sa.Text(), nullable=False),
        sa.Column("dated_on", sa.Date(), nullable=True),
        sa.Column(
            "confidence",
            sa.Enum(
                "confirmed",
                "source",
                "source-undated",
                "inferred",
                "memory",
                "unknown",
                name="confidence",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("confirmed_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column(
            "origin",
            sa.Enum("seed", "here", name="origin", native_enum=False, create_constraint=True, length=30),
            nullable=False,
        ),
        sa.Column("seed_digest", sa.String(length=64), nullable=True),
        sa.CheckConstraint(
            "(days = '' AND opens IS NULL AND closes IS NULL) OR (days <> '' AND opens >= 0 AND opens < 1440 AND closes > opens AND closes <= 2880)",
            name=op.f("ck_schedule_opening"),
        ),
        sa.CheckConstraint(
            "(organization_id IS NULL) <> (service_id IS NULL)", name=op.f("ck_schedule_one_owner")
        ),
        sa.CheckConstraint(
            "valid_to IS NULL OR valid_from IS NULL OR valid_to >= valid_from",
            name=op.f("ck_schedule_period"),
        ),
        sa.ForeignKeyConstraint(["channel_id"], ["channel.id"], name=op.f("fk_schedule_channel_id")),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.id"], name=op.f("fk_schedule_organization_id")
        ),
        sa.ForeignKeyConstraint(["service_id"], ["service.id"], name=op.f("fk_schedule_service_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_schedule")),
    )
    op.create_index(op.f("ix_schedule_channel_id"), "schedule", ["channel_id"], unique=False)
    op.create_index(op.f("ix_schedule_organization_id"), "schedule", ["organization_id"], unique=False)
    op.create_index(op.f("ix_schedule_service_id"), "schedule", ["service_id"], unique=False)
    op.execute("INSERT INTO graph_revision (id, number) VALUES (1, 0)")


def downgrade() -> None:
    op.drop_index(op.f("ix_schedule_service_id"), table_name="schedule")
    op.drop_index(op.f("ix_schedule_organization_id"), table_name="schedule")
    op.drop_index(op.f("ix_schedule_channel_id"), table_name="schedule")
    op.drop_table("schedule")
    op.drop_table("service_status")
    op.drop_index(op.f("ix_service_referral_role_role_id"), table_name="service_referral_role")
    op.drop_table("service_referral_role")
    op.drop_index(op.f("ix_service_need_need_id"), table_name="service_need")
    op.drop_table("service_need")
    op.drop_table("service_language")
    op.drop_table("service_acceptance")
    op.drop_index(op.f("ix_link_target_service_id"), table_name="link")
    op.drop_index(op.f("ix_link_target_role_id"), table_name="link")
    op.drop_index(op.f("ix_link_target_organization_id"), table_name="link")
    op.drop_index(op.f("ix_link_source_service_id"), table_name="link")
    op.drop_index(op.f("ix_link_source_role_id"), table_name="link")
    op.drop_index(op.f("ix_link_source_organization_id"), table_name="link")
    op.drop_index(op.f("ix_link_need_id"), table_name="link")
    op.drop_table("link")
    op.drop_table("duty_status")
    op.drop_table("duty_group")
    op.drop_index(op.f("ix_coverage_service_id_area_id_valid_from"), table_name="coverage")
    op.drop_index(op.f("ix_coverage_area_id"), table_name="coverage")
    op.drop_table("coverage")
    op.drop_index(op.f("ix_channel_service_id"), table_name="channel")
    op.drop_index(op.f("ix_channel_organization_id"), table_name="channel")
    op.drop_table("channel")
    op.drop_index(op.f("ix_service_role_id"), table_name="service")
    op.drop_index(op.f("ix_service_organization_id"), table_name="service")
    op.drop_table("service")
    op.drop_index(op.f("ix_routine_step_need_need_id"), table_name="routine_step_need")
    op.drop_table("routine_step_need")
    op.drop_index(op.f("ix_place_area_id"), table_name="place")
    op.drop_table("place")
    op.drop_index(op.f("ix_part_of_whole_id"), table_name="part_of")
    op.drop_index(op.f("ix_part_of_part_id_whole_id_valid_from"), table_name="part_of")
    op.drop_table("part_of")
    op.drop_index(op.f("ix_holding_role_id"), table_name="holding")
    op.drop_index(op.f("ix_holding_organization_id"), table_name="holding")
    op.drop_index(op.f("ix_holding_area_id"), table_name="holding")
    op.drop_table("holding")
    op.drop_index(op.f("ix_duty_role_id"), table_name="duty")
    op.drop_index(op.f("ix_duty_organization_id"), table_name="duty")
    op.drop_index(op.f("ix_duty_need_id"), table_name="duty")
    op.drop_table("duty")
    op.drop_table("border")
    op.drop_index(op.f("ix_area_alias_area_id_alias_language"), table_name="area_alias")
    op.drop_table("area_alias")
    op.drop_table("routine_step")
    op.drop_table("role")
    op.drop_index(op.f("ix_organization_parent_id"), table_name="organization")
    op.drop_table("organization")
    op.drop_table("need")
    op.drop_table("graph_revision")
    op.drop_table("conflict")
    op.drop_index(op.f("ix_change_revision"), table_name="change")
    op.drop_table("change")
    op.drop_table("area")
