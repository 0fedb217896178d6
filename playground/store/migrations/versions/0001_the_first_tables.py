"""The first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The first tables."""
    _create_scenarios()
    _create_tokens()
    _create_revisions()
    _create_tags()


def _create_scenarios() -> None:
    op.create_table(
        "scenarios",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("visibility", sa.String(length=8), nullable=False),
        sa.Column("owner", sa.String(length=300), nullable=True),
        sa.Column("owner_name", sa.String(length=300), nullable=True),
        sa.Column("edit_key", sa.String(length=128), nullable=True),
        sa.Column("parent", sa.String(length=16), nullable=True),
        sa.Column("parent_revision", sa.Integer(), nullable=True),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deleted", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("search", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scenarios")),
    )
    with op.batch_alter_table("scenarios", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_scenarios_deleted"),
            ["deleted"],
            unique=False,
            sqlite_where=sa.text("deleted IS NOT NULL"),
            postgresql_where=sa.text("deleted IS NOT NULL"),
        )
        batch_op.create_index(batch_op.f("ix_scenarios_owner_updated"), ["owner", "updated"], unique=False)
        batch_op.create_index(batch_op.f("ix_scenarios_owner_name_updated"), ["owner_name", "updated"], unique=False)
        batch_op.create_index(batch_op.f("ix_scenarios_parent_parent_revision"), ["parent", "parent_revision"], unique=False)
        batch_op.create_index(batch_op.f("ix_scenarios_updated_id"), ["updated", "id"], unique=False)


def _create_tokens() -> None:
    op.create_table(
        "tokens",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("hash", sa.String(length=128), nullable=False),
        sa.Column("owner", sa.String(length=300), nullable=False),
        sa.Column("owner_name", sa.String(length=300), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("scope", sa.String(length=8), nullable=False),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tokens")),
    )
    with op.batch_alter_table("tokens", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_tokens_hash"), ["hash"], unique=True)
        batch_op.create_index(batch_op.f("ix_tokens_owner"), ["owner"], unique=False)


def _create_revisions() -> None:
    op.create_table(
        "revisions",
        sa.Column("scenario_id", sa.String(length=16), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("author", sa.String(length=300), nullable=True),
        sa.Column("author_name", sa.String(length=300), nullable=True),
        sa.Column("time", sa.DateTime(timezone=True), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("document", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["scenario_id"], ["scenarios.id"], name=op.f("fk_revisions_scenario_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("scenario_id", "number", name=op.f("pk_revisions")),
    )


def _create_tags() -> None:
    op.create_table(
        "tags",
        sa.Column("scenario_id", sa.String(length=16), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("tag", sa.String(length=50), nullable=False),
        sa.Column("folded", sa.String(length=100), nullable=False),
        sa.ForeignKeyConstraint(["scenario_id"], ["scenarios.id"], name=op.f("fk_tags_scenario_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("scenario_id", "position", name=op.f("pk_tags")),
    )
    with op.batch_alter_table("tags", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_tags_folded"), ["folded"], unique=False)
