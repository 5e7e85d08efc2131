"""What pages over the ledger and doors for programs list. The desk fills it when it first needs it."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _number(name: str = "number") -> sa.Column[int]:
    return sa.Column(name, _BIG, autoincrement=False, nullable=False)


def _text(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=nullable)


def _integer(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), autoincrement=False, nullable=False)


def upgrade() -> None:
    op.create_table(
        "derived_listed_entries",
        _number(),
        _text("article_id"),
        sa.Column("place", _BIG, nullable=False),
        _text("capture_id"),
        *(_integer(name) for name in ("start", "end", "anchor_start", "anchor_end")),
        _text("feed"),
        _text("outlet", nullable=True),
        _text("language"),
        _text("iso"),
        *(sa.Column(name, _BIG, nullable=False) for name in ("at", "came", "changed")),
        _text("made_by"),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_derived_listed_entries")),
    )
    for names in ("article_id", "capture_id", "at number", "feed at number", "iso place"):
        _index("derived_listed_entries", names.split())
    op.create_table(
        "derived_listed_said",
        _number(),
        _text("iso"),
        _integer("start"),
        _text("made_by"),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_derived_listed_said")),
    )
    _index("derived_listed_said", ["iso", "start", "number"])
    op.create_table(
        "derived_listed_actors",
        _text("id"),
        _integer("said"),
        _text("name"),
        _integer("position"),
        _text("made_by"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_derived_listed_actors")),
    )
    _index("derived_listed_actors", ["said", "name", "position"])
    op.create_table(
        "derived_listed_rows",
        _text("kind"),
        *(_integer(name) for name in ("row", "place", "position")),
        _text("word"),
        _text("made_by"),
        sa.PrimaryKeyConstraint("kind", "row", "place", name=op.f("pk_derived_listed_rows")),
        sqlite_with_rowid=False,
    )
    _index("derived_listed_rows", ["kind", "word"])
    op.create_table(
        "derived_listed_told",
        _text("kind"),
        _text("id"),
        sa.Column("at", _BIG, nullable=False),
        _text("made_by"),
        sa.PrimaryKeyConstraint("kind", "id", name=op.f("pk_derived_listed_told")),
        sqlite_with_rowid=False,
    )
    _index("derived_listed_told", ["kind", "at", "id"])
    for name, keys in (("opened", ["open"]), ("quotes", [])):
        op.create_table(
            f"derived_{name}",
            _integer("position"),
            *(_text(key, nullable=True) for key in keys),
            sa.Column("noun", sa.JSON(), nullable=False),
            _text("made_by"),
            sa.PrimaryKeyConstraint("position", name=op.f(f"pk_derived_{name}")),
        )
        for key in keys:
            _index(f"derived_{name}", [key])
    if op.get_bind().dialect.name == "sqlite":
        for name, columns in (("about", "said"), ("titles", "near, far")):
            op.execute(
                f"CREATE VIRTUAL TABLE derived_words_{name} USING fts5({columns}, "
                'tokenize = "unicode61 remove_diacritics 0")'
            )


def _index(table: str, columns: list[str]) -> None:
    op.create_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table, columns, unique=False)
