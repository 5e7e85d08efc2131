"""What readers set; marks are looked for by who made them."""

import sqlalchemy as sa
from alembic import op

from readout.store.base import Moment

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    op.create_table(
        "decided_settings",
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("account", "name", name=op.f("pk_decided_settings")),
    )
    op.create_index(op.f("ix_decided_marks_by_kind"), "decided_marks", ["by", "kind"], unique=False)
