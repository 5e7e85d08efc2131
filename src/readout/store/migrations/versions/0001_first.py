"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "decided_corrections",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("capture_id", sa.Text(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("exact", sa.Text(), nullable=False),
        sa.Column("remedy", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_decided_corrections")),
    )
    op.create_index(
        op.f("ix_decided_corrections_capture_id"),
        "decided_corrections",
        ["capture_id"],
        unique=False,
    )
    op.create_table(
        "decided_judgements",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("one_capture_id", sa.Text(), nullable=False),
        sa.Column("one_start", sa.Integer(), nullable=False),
        sa.Column("one_end", sa.Integer(), nullable=False),
        sa.Column("one_exact", sa.Text(), nullable=False),
        sa.Column("other_capture_id", sa.Text(), nullable=False),
        sa.Column("other_start", sa.Integer(), nullable=False),
        sa.Column("other_end", sa.Integer(), nullable=False),
        sa.Column("other_exact", sa.Text(), nullable=False),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_decided_judgements")),
    )
    op.create_index(
        op.f("ix_decided_judgements_one_capture_id"),
        "decided_judgements",
        ["one_capture_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_decided_judgements_other_capture_id"),
        "decided_judgements",
        ["other_capture_id"],
        unique=False,
    )
    op.create_table(
        "decided_marks",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("capture_id", sa.Text(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("exact", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_decided_marks")),
    )
    op.create_index(op.f("ix_decided_marks_capture_id"), "decided_marks", ["capture_id"], unique=False)
    op.create_table(
        "derived_actors",
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Text(), nullable=True),
        sa.Column("noun", sa.JSON(), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("position", name=op.f("pk_derived_actors")),
    )
    op.create_index(op.f("ix_derived_actors_id"), "derived_actors", ["id"], unique=False)
    op.create_table(
        "derived_briefs",
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Text(), nullable=True),
        sa.Column("story_id", sa.Text(), nullable=True),
        sa.Column("noun", sa.JSON(), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("position", name=op.f("pk_derived_briefs")),
    )
    op.create_index(op.f("ix_derived_briefs_id"), "derived_briefs", ["id"], unique=False)
    op.create_index(op.f("ix_derived_briefs_story_id"), "derived_briefs", ["story_id"], unique=False)
    op.create_table(
        "derived_copies",
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Text(), nullable=True),
        sa.Column("noun", sa.JSON(), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("position", name=op.f("pk_derived_copies")),
    )
    op.create_index(op.f("ix_derived_copies_id"), "derived_copies", ["id"], unique=False)
    op.create_table(
        "derived_disputes",
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Text(), nullable=True),
        sa.Column("noun", sa.JSON(), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("position", name=op.f("pk_derived_disputes")),
    )
    op.create_index(op.f("ix_derived_disputes_id"), "derived_disputes", ["id"], unique=False)
    op.create_table(
        "derived_links",
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("a", sa.Text(), nullable=True),
        sa.Column("b", sa.Text(), nullable=True),
        sa.Column("noun", sa.JSON(), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("position", name=op.f("pk_derived_links")),
    )
    op.create_index(op.f("ix_derived_links_a"), "derived_links", ["a"], unique=False)
    op.create_index(op.f("ix_derived_links_b"), "derived_links", ["b"], unique=False)
    op.create_table(
        "derived_mentions",
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("actor_id", sa.Text(), nullable=True),
        sa.Column("noun", sa.JSON(), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("position", name=op.f("pk_derived_mentions")),
    )
    op.create_index(op.f("ix_derived_mentions_actor_id"), "derived_mentions", ["actor_id"], unique=False)
    op.create_table(
        "derived_problems",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("where", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_derived_problems")),
    )
    op.create_index(op.f("ix_derived_problems_subject"), "derived_problems", ["subject"], unique=False)
    op.create_table(
        "derived_steps",
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("subject", "step", name=op.f("pk_derived_steps")),
    )
    op.create_table(
        "derived_stories",
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Text(), nullable=True),
        sa.Column("noun", sa.JSON(), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("position", name=op.f("pk_derived_stories")),
    )
    op.create_index(op.f("ix_derived_stories_id"), "derived_stories", ["id"], unique=False)
    op.create_table(
        "derived_threads",
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Text(), nullable=True),
        sa.Column("noun", sa.JSON(), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("position", name=op.f("pk_derived_threads")),
    )
    op.create_index(op.f("ix_derived_threads_id"), "derived_threads", ["id"], unique=False)
    op.create_table(
        "derived_voices",
        sa.Column("statement_id", sa.Text(), nullable=False),
        sa.Column("noun", sa.JSON(), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("statement_id", name=op.f("pk_derived_voices")),
    )
    op.create_table(
        "received_captures",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_received_captures")),
        sa.UniqueConstraint("number", name=op.f("uq_received_captures_number")),
        sa.UniqueConstraint("sha256", name=op.f("uq_received_captures_sha256")),
    )
    op.create_table(
        "derived_articles",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("capture_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("outlet", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("published", sa.Text(), nullable=True),
        sa.Column("noun", sa.JSON(), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["capture_id"], ["received_captures.id"], name=op.f("fk_derived_articles_capture_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_derived_articles")),
    )
    op.create_index(op.f("ix_derived_articles_capture_id"), "derived_articles", ["capture_id"], unique=False)
    op.create_table(
        "derived_margins",
        sa.Column("capture_id", sa.Text(), nullable=False),
        sa.Column("furniture", sa.JSON(), nullable=False),
        sa.Column("flags", sa.JSON(), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["capture_id"], ["received_captures.id"], name=op.f("fk_derived_margins_capture_id")
        ),
        sa.PrimaryKeyConstraint("capture_id", name=op.f("pk_derived_margins")),
    )
    op.create_table(
        "derived_statements",
        sa.Column("capture_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("article_id", sa.Text(), nullable=False),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("noun", sa.JSON(), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["capture_id"], ["received_captures.id"], name=op.f("fk_derived_statements_capture_id")
        ),
        sa.PrimaryKeyConstraint("capture_id", "position", name=op.f("pk_derived_statements")),
    )
    op.create_index(op.f("ix_derived_statements_act"), "derived_statements", ["act"], unique=False)
    op.create_index(
        op.f("ix_derived_statements_article_id"), "derived_statements", ["article_id"], unique=False
    )
    op.create_index(op.f("ix_derived_statements_id"), "derived_statements", ["id"], unique=False)
    op.create_table(
        "derived_texts",
        sa.Column("capture_id", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("encoding", sa.Text(), nullable=False),
        sa.Column("sheets", sa.JSON(), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["capture_id"], ["received_captures.id"], name=op.f("fk_derived_texts_capture_id")
        ),
        sa.PrimaryKeyConstraint("capture_id", name=op.f("pk_derived_texts")),
    )
    op.create_table(
        "received_arrivals",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("capture_id", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("captured_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["capture_id"], ["received_captures.id"], name=op.f("fk_received_arrivals_capture_id")
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_received_arrivals")),
    )
    op.create_index("ix_received_arrivals_capture_id", "received_arrivals", ["capture_id"], unique=False)
