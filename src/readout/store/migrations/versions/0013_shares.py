"""What readers share, and the replies."""

import sqlalchemy as sa
from alembic import op

from readout.store.base import Moment

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    op.create_table(
        "decided_shares",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("noun", sa.JSON(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_decided_shares")),
    )
    op.create_table(
        "decided_replies",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("share", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_decided_replies")),
    )
    op.create_index(op.f("ix_decided_replies_share"), "decided_replies", ["share"], unique=False)
