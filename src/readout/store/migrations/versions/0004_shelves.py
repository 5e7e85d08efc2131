"""Articles are placed one at a time: what is kept of each for that."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "derived_shelves",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.Text(), nullable=False),
        sa.Column("mark", sa.Text(), nullable=False),
        sa.Column("copies", sa.LargeBinary(), nullable=False),
        sa.Column("stories", sa.LargeBinary(), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_derived_shelves")),
        sa.UniqueConstraint("article_id", name=op.f("uq_derived_shelves_article_id")),
    )
