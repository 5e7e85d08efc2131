"""Changes and measures; alerts, and what each has told."""

import sqlalchemy as sa
from alembic import op

from readout.store.base import Moment

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    for name, key in (("changes", "actor_id"), ("measures", "article_id")):
        op.create_table(
            f"derived_{name}",
            sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
            sa.Column(key, sa.Text(), nullable=True),
            sa.Column("noun", sa.JSON(), nullable=False),
            sa.Column("made_by", sa.Text(), nullable=False),
            sa.PrimaryKeyConstraint("position", name=op.f(f"pk_derived_{name}")),
        )
        op.create_index(op.f(f"ix_derived_{name}_{key}"), f"derived_{name}", [key], unique=False)
    op.create_table(
        "decided_alerts",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("noun", sa.JSON(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_decided_alerts")),
    )
    op.create_table(
        "decided_alert_hits",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("alert", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("noun", sa.JSON(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("trouble", sa.Text(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_decided_alert_hits")),
        sa.UniqueConstraint("alert", "key", name=op.f("uq_decided_alert_hits_alert_key")),
    )
    op.create_index(op.f("ix_decided_alert_hits_state"), "decided_alert_hits", ["state"], unique=False)
