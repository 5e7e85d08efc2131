"""Lists: where to find what a page needs. The desk fills them when it first needs them."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "derived_listed_articles",
        sa.Column("number", _BIG, autoincrement=False, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("capture_id", sa.Text(), nullable=False),
        sa.Column("story_id", sa.Text(), nullable=True),
        sa.Column("alias", sa.Text(), nullable=False),
        sa.Column("outlet", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_derived_listed_articles")),
    )
    for name in ("id", "capture_id", "story_id", "alias"):
        _index("derived_listed_articles", name)
    op.create_table(
        "derived_listed_statements",
        sa.Column("number", _BIG, autoincrement=False, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("article_id", sa.Text(), nullable=False),
        sa.Column("capture_id", sa.Text(), nullable=False),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("speaker", sa.Text(), nullable=True),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_derived_listed_statements")),
    )
    for name in ("id", "article_id"):
        _index("derived_listed_statements", name)
    op.create_table(
        "derived_listed_voices",
        sa.Column("actor_id", sa.Text(), nullable=False),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("number", _BIG, autoincrement=False, nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("actor_id", "part", "day", "number", name=op.f("pk_derived_listed_voices")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "derived_listed_stories",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("newest", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("first", sa.Text(), nullable=False),
        sa.Column("thread_id", sa.Text(), nullable=True),
        sa.Column("alias", sa.Text(), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_derived_listed_stories")),
    )
    for name in ("thread_id", "alias"):
        _index("derived_listed_stories", name)
    op.create_table(
        "derived_listed_nouns",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "key", "id", name=op.f("pk_derived_listed_nouns")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "derived_listed_names",
        sa.Column("actor_id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("actor_id", "name", name=op.f("pk_derived_listed_names")),
        sqlite_with_rowid=False,
    )
    op.add_column("derived_mentions", sa.Column("capture_id", sa.Text(), nullable=True))
    _index("derived_mentions", "capture_id")
    mentions = sa.table(
        "derived_mentions",
        sa.column("position", sa.Integer),
        sa.column("noun", sa.JSON),
        sa.column("capture_id"),
    )
    db = op.get_bind()
    filled = [
        {"at": row.position, "capture": row.noun["passage"]["capture_id"]}
        for row in db.execute(sa.select(mentions.c.position, mentions.c.noun))
    ]
    if filled:
        here = mentions.c.position == sa.bindparam("at")
        db.execute(sa.update(mentions).where(here).values(capture_id=sa.bindparam("capture")), filled)


def _index(table: str, column: str) -> None:
    op.create_index(op.f(f"ix_{table}_{column}"), table, [column], unique=False)
