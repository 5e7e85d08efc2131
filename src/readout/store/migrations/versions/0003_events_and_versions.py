"""Events, and versions of articles."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "derived_events",
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Text(), nullable=True),
        sa.Column("noun", sa.JSON(), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("position", name=op.f("pk_derived_events")),
    )
    op.create_index(op.f("ix_derived_events_id"), "derived_events", ["id"], unique=False)
    op.create_table(
        "derived_versions",
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("later", sa.Text(), nullable=True),
        sa.Column("earlier", sa.Text(), nullable=True),
        sa.Column("noun", sa.JSON(), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("position", name=op.f("pk_derived_versions")),
    )
    op.create_index(op.f("ix_derived_versions_later"), "derived_versions", ["later"], unique=False)
    op.create_index(op.f("ix_derived_versions_earlier"), "derived_versions", ["earlier"], unique=False)
