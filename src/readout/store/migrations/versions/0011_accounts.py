"""Accounts, log-ins, and the passwords of programs."""

import sqlalchemy as sa
from alembic import op

from readout.store.base import Moment

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.create_table(
        "decided_accounts",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("password", sa.Text(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_decided_accounts")),
    )
    op.create_table(
        "decided_sessions",
        sa.Column("token", sa.Text(), nullable=False),
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("ends", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("token", name=op.f("pk_decided_sessions")),
    )
    op.create_index(op.f("ix_decided_sessions_account"), "decided_sessions", ["account"], unique=False)
    op.create_table(
        "decided_app_passwords",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("token", sa.Text(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_decided_app_passwords")),
        sa.UniqueConstraint("token", name=op.f("uq_decided_app_passwords_token")),
    )
    op.create_index(
        op.f("ix_decided_app_passwords_account"), "decided_app_passwords", ["account"], unique=False
    )
