"""Searches that readers keep."""

import sqlalchemy as sa
from alembic import op

from readout.store.base import Moment

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    op.create_table(
        "decided_searches",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("asked", sa.Text(), nullable=False),
        sa.Column("seen", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("opened_at", Moment(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_decided_searches")),
        sa.UniqueConstraint("by", "name", name=op.f("uq_decided_searches_by_name")),
    )
