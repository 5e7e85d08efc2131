"""Corrections say which reading they mean, and what is right instead."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    # Corrections that were kept before say no more than their remedy: NULL.
    for name in ("cue", "content", "instead"):
        op.add_column("decided_corrections", sa.Column(name, sa.JSON(), nullable=True))
