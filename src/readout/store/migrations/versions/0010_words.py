"""The words of articles and statements, for searching. The desk fills them when it first needs them."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.create_table(
        "derived_indexed",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column(
            "number",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("mark", sa.Text(), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "number", name=op.f("pk_derived_indexed")),
    )
    op.create_table(
        "derived_forms",
        sa.Column("form", sa.Text(), nullable=False),
        sa.Column("lemma", sa.Text(), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("form", "lemma", name=op.f("pk_derived_forms")),
    )
    op.create_index(op.f("ix_derived_forms_lemma"), "derived_forms", ["lemma"], unique=False)
    if op.get_bind().dialect.name == "sqlite":
        for name, columns in (("articles", "title, lemmas"), ("statements", "lemmas")):
            op.execute(
                f"CREATE VIRTUAL TABLE derived_words_{name} USING fts5({columns}, "
                'tokenize = "unicode61 remove_diacritics 0")'
            )
