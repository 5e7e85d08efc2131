"""Going through stories and articles in order, without looking at all of them."""

from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    op.drop_index(op.f("ix_decided_marks_by_kind"), table_name="decided_marks")
    op.create_index(
        op.f("ix_decided_marks_by_kind_capture_id"),
        "decided_marks",
        ["by", "kind", "capture_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_derived_listed_articles_day_number"),
        "derived_listed_articles",
        ["day", "number"],
        unique=False,
    )
    op.create_index(
        op.f("ix_derived_listed_stories_newest"), "derived_listed_stories", ["newest"], unique=False
    )
