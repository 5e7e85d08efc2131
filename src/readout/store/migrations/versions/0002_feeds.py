"""Feeds: subscriptions, fetches, entries, pages; which entry a capture came from."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "decided_feeds",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("folder", sa.JSON(), nullable=False),
        sa.Column("pages", sa.Boolean(), nullable=True),
        sa.Column("interval", sa.Integer(), nullable=True),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_decided_feeds")),
        sa.UniqueConstraint("address", name=op.f("uq_decided_feeds_address")),
    )
    op.create_table(
        "received_bodies",
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("packed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_received_bodies")),
    )
    op.create_table(
        "received_fetches",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("word", sa.Text(), nullable=False),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=True),
        sa.Column("etag", sa.Text(), nullable=True),
        sa.Column("modified", sa.Text(), nullable=True),
        sa.Column("moved_to", sa.Text(), nullable=True),
        sa.Column("not_before", sa.DateTime(timezone=True), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["body"], ["received_bodies.sha256"], name=op.f("fk_received_fetches_body")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_received_fetches")),
    )
    op.create_index("ix_received_fetches_address", "received_fetches", ["address"], unique=False)
    op.create_table(
        "received_entries",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("feed", sa.Text(), nullable=False),
        sa.Column("entry", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["body"], ["received_bodies.sha256"], name=op.f("fk_received_entries_body")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_received_entries")),
        sa.UniqueConstraint("feed", "entry", "digest", name=op.f("uq_received_entries_feed_entry_digest")),
    )
    op.create_index(op.f("ix_received_entries_url"), "received_entries", ["url"], unique=False)
    op.create_table(
        "received_pages",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("entry_number", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("word", sa.Text(), nullable=False),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("became", sa.Text(), nullable=True),
        sa.Column("capture_id", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["entry_number"], ["received_entries.number"], name=op.f("fk_received_pages_entry_number")
        ),
        sa.ForeignKeyConstraint(
            ["capture_id"], ["received_captures.id"], name=op.f("fk_received_pages_capture_id")
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_received_pages")),
    )
    op.create_index(op.f("ix_received_pages_entry_number"), "received_pages", ["entry_number"], unique=False)
    op.create_index(op.f("ix_received_pages_capture_id"), "received_pages", ["capture_id"], unique=False)
    op.add_column("received_arrivals", sa.Column("feed", sa.Text(), nullable=True))
    op.add_column("received_arrivals", sa.Column("entry", sa.Text(), nullable=True))
