"""Images that were shown lately."""

import sqlalchemy as sa
from alembic import op

from readout.store.base import Moment

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    op.create_table(
        "derived_images",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("trouble", sa.Text(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_derived_images")),
    )
    op.create_index(op.f("ix_derived_images_at"), "derived_images", ["at"], unique=False)
